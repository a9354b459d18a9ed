import { type OutcomeEntry, outcome, params, refused } from './entry';

/** Refusals that come from what is on record, or from the command itself. */
export const RECORD_ANSWERS = [
  outcome('UNKNOWN_ORGANISATION', {
    ...refused,
    httpStatus: 404,
    params: params('gln'),
    texts: {
      en: {
        title: 'Organisation not registered',
        advice: 'Check the GLN[ {gln}]. Only the regulator registers organisations.',
      },
      'zh-CN': { title: '机构未登记', advice: '请核对 GLN[ {gln}]。机构只能由监管部门登记。' },
    },
  }),
  outcome('UNKNOWN_LOCATION', {
    ...refused,
    httpStatus: 404,
    params: params('gln'),
    texts: {
      en: {
        title: 'Place not registered',
        advice: 'Check the GLN[ {gln}], or add it to the places of your organisation first.',
      },
      'zh-CN': { title: '地点未登记', advice: '请核对 GLN[ {gln}]，或先将其加入贵机构的地点。' },
    },
  }),
  outcome('NOT_FOUND', {
    ...refused,
    httpStatus: 404,
    params: params('kind', 'id'),
    texts: {
      en: {
        title: 'Not found[: {kind}]',
        advice: 'Nothing with this identifier[ ({id})] is on record for you. Check it and try again.',
      },
      'zh-CN': { title: '未找到[：{kind}]', advice: '没有可供贵处查看的此编号[（{id}）]的记录。请核对后重试。' },
    },
  }),
  outcome('ALREADY_EXISTS', {
    ...refused,
    params: params('kind', 'id'),
    texts: {
      en: {
        title: 'Already on record[: {kind}]',
        advice: 'It exists already[ ({id})]. Open it, or choose another identifier.',
      },
      'zh-CN': { title: '记录已存在[：{kind}]', advice: '该记录已存在[（{id}）]。请直接打开，或更换编号。' },
    },
  }),
  outcome('DUPLICATE_ITEM', {
    ...refused,
    httpStatus: 422,
    params: params('field', 'id'),
    texts: {
      en: {
        title: 'Twice in one request',
        advice: '[{id} is named twice. ]It counts once; leave the second one out.',
      },
      'zh-CN': { title: '同一请求中重复', advice: '[{id} 出现两次。]只计一次，请去掉重复项。' },
    },
  }),
  outcome('COMMITTED_TWICE', {
    ...refused,
    severity: 'STOP',
    params: params('gtin', 'serial'),
    texts: {
      en: {
        title: 'One serial number was committed twice',
        advice:
          'Do not supply it. The owner of the product has registered this pack in two places: tell the owner and the regulator.',
      },
      'zh-CN': {
        title: '同一序列号被登记两次',
        advice: '请勿发药。产品持有人将此包装登记了两次：请通知持有人和监管部门。',
      },
    },
  }),
  outcome('NOT_IN_UNIT', {
    ...refused,
    params: params('sscc', 'serial'),
    texts: {
      en: {
        title: 'Not in that unit',
        advice: 'The record has it elsewhere, not in this unit[ ({sscc})]. Scan both again.',
      },
      'zh-CN': { title: '不在该物流单元内', advice: '记录显示其不在此单元[（{sscc}）]内。请重新扫描两者。' },
    },
  }),
  outcome('NOTHING_LEFT', {
    ...refused,
    params: params('sscc'),
    texts: {
      en: {
        title: 'Nothing is left of it',
        advice: 'All that it once held[ ({sscc})] has been taken out already. Scan the packs themselves.',
      },
      'zh-CN': { title: '已无剩余', advice: '其中的货物[（{sscc}）]已全部取出。请直接扫描药品包装。' },
    },
  }),
  outcome('SSCC_IN_USE', {
    ...refused,
    params: params('sscc'),
    texts: {
      en: { title: 'This SSCC is taken', advice: 'Choose the next free number[ instead of {sscc}].' },
      'zh-CN': { title: '此 SSCC 已被占用', advice: '请改用下一个可用编号[，不能使用 {sscc}]。' },
    },
  }),
  outcome('SSCC_FOREIGN', {
    ...refused,
    httpStatus: 403,
    params: params('sscc'),
    texts: {
      en: {
        title: 'This SSCC is under another company’s prefix',
        advice: 'Use a number under your own company prefix[ instead of {sscc}].',
      },
      'zh-CN': { title: '此 SSCC 属于其他公司', advice: '请使用贵公司厂商识别代码下的编号[，不能使用 {sscc}]。' },
    },
  }),
  outcome('UNIT_NESTED', {
    ...refused,
    params: params('sscc'),
    texts: {
      en: {
        title: 'It is packed inside another unit',
        advice: 'Take it out of its parent[ {sscc}] first, or act on the parent.',
      },
      'zh-CN': { title: '该单元在另一单元内', advice: '请先将其从上级单元[ {sscc} ]中取出，或对上级单元操作。' },
    },
  }),
  outcome('UNIT_NOT_NESTED', {
    ...refused,
    params: params('sscc'),
    texts: {
      en: {
        title: 'It is not inside another unit',
        advice: 'There is nothing to take it out of: it already stands alone.',
      },
      'zh-CN': { title: '该单元不在其他单元内', advice: '该单元已是独立单元，无需取出。' },
    },
  }),
  outcome('UNIT_TOO_DEEP', {
    ...refused,
    params: params('limit'),
    texts: {
      en: { title: 'Packed too deep', advice: 'Take a level out[: at most {limit} levels may lie in one another].' },
      'zh-CN': { title: '嵌套层级过深', advice: '请减少一层[：最多 {limit} 层]。' },
    },
  }),
  outcome('CHILDREN_UNLISTED', {
    ...refused,
    params: params('sscc'),
    texts: {
      en: {
        title: 'Not every inner unit was named',
        advice: 'Name all units inside[ {sscc}], or take the missing ones out first.',
      },
      'zh-CN': { title: '未列出全部内含单元', advice: '请列出[ {sscc} ]内的全部单元，或先取出遗漏的单元。' },
    },
  }),
  outcome('NOT_IN_TRANSIT', {
    ...refused,
    params: params('sscc', 'state'),
    texts: {
      en: {
        title: 'It is not on its way',
        advice:
          'There is nothing to receive or cancel: it was received, cancelled or never shipped. Look at the shipment.',
      },
      'zh-CN': { title: '不在运输途中', advice: '没有可收货或取消的内容：已收货、已取消或从未发货。请查看发货单。' },
    },
  }),
  outcome('SHIPMENT_CHANGED', {
    ...refused,
    params: params('id'),
    texts: {
      en: {
        title: 'It now belongs to another shipment',
        advice: 'Look at the shipment again and act on the present one.',
      },
      'zh-CN': { title: '已属于另一发货单', advice: '请重新查看发货单，并对当前发货单操作。' },
    },
  }),
  outcome('RECALL_CLOSED', {
    ...refused,
    params: params('id', 'since'),
    texts: {
      en: { title: 'This recall is over', advice: 'It was closed[ {since}] and takes no more answers.' },
      'zh-CN': { title: '此召回已结束', advice: '召回已关闭[：{since}]，不再接受回复。' },
    },
  }),
  outcome('EXCEPTION_RESOLVED', {
    ...refused,
    params: params('id', 'since'),
    texts: {
      en: { title: 'This exception is settled', advice: 'It was settled[ {since}]. Nothing more is needed.' },
      'zh-CN': { title: '此差异已处理', advice: '该差异已处理完毕[：{since}]，无需其他操作。' },
    },
  }),
  outcome('COMMAND_ID_REUSED', {
    ...refused,
    params: params('commandId'),
    texts: {
      en: {
        title: 'This command id was used for something else',
        advice: 'Give every new command its own id; keep an id only to repeat the very same request.',
      },
      'zh-CN': { title: '命令编号已用于其他内容', advice: '每个新命令请使用新的编号；仅在重发相同请求时沿用原编号。' },
    },
  }),
  outcome('NOT_ATTEMPTED', {
    ...refused,
    httpStatus: 424,
    params: {},
    texts: {
      en: {
        title: 'Not done, because another item failed',
        advice: 'All or nothing was asked for. Correct the item that failed and send all of them again.',
      },
      'zh-CN': { title: '因其他项目失败而未执行', advice: '请求为“全部或不执行”。请更正失败的项目后整体重发。' },
    },
  }),
  outcome('CONFLICT', {
    ...refused,
    params: {},
    texts: {
      en: {
        title: 'Somebody else changed it just now',
        advice: 'Look at it again, then repeat what you wanted to do.',
      },
      'zh-CN': { title: '刚刚被他人更改', advice: '请重新查看，然后再次操作。' },
    },
  }),
] as const satisfies readonly OutcomeEntry[];
