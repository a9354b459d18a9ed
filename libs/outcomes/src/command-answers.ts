import { type OutcomeEntry, outcome, params } from './entry';

const refused = {
  family: 'command',
  severity: 'CHECK',
  mayAlert: 'never',
  httpStatus: 409,
  emvs: null,
  vrs: null,
} as const;
const denied = { ...refused, severity: 'STOP', httpStatus: 403 } as const;

/** Answers to a command, after those about a pack or unit. */
export const COMMAND_ANSWERS = [
  outcome('ACCEPTED', {
    ...refused,
    severity: 'OK',
    httpStatus: 200,
    params: {},
    texts: {
      en: { title: 'Done', advice: 'It is on the ledger. There is nothing more to do.' },
      'zh-CN': { title: '已完成', advice: '已记入账本，无需其他操作。' },
    },
  }),
  outcome('UNDO_TOO_LATE', {
    ...refused,
    severity: 'STOP',
    emvs: 'PCK_20',
    params: params('since', 'undoUntil'),
    texts: {
      en: {
        title: 'Too late to undo',
        advice:
          'It could be undone for 10 days[, until {undoUntil}]. Take the pack out of stock and have it destroyed.',
      },
      'zh-CN': {
        title: '已超过撤销期限',
        advice: '撤销期限为 10 天[，截至 {undoUntil}]。请将该包装移出库存并予以销毁。',
      },
    },
  }),
  outcome('UNDO_OTHER_PLACE', {
    ...refused,
    severity: 'STOP',
    emvs: 'PCK_21',
    params: params('place'),
    texts: {
      en: {
        title: 'Only the same place can undo this',
        advice: 'Undo it where it was done[: {place}], or choose that place and try again.',
      },
      'zh-CN': { title: '只能在原地点撤销', advice: '请在原操作地点[（{place}）]撤销，或切换到该地点后重试。' },
    },
  }),
  outcome('UNDO_WRONG_STATE', {
    ...refused,
    emvs: 'PCK_06',
    params: params('state', 'wanted'),
    texts: {
      en: {
        title: 'It is not in that state',
        advice: '[It is {state}, not {wanted}. ]Scan it again to see its present state and undo that one.',
      },
      'zh-CN': {
        title: '当前状态与要撤销的状态不符',
        advice: '[当前为 {state}，不是 {wanted}。]请重新扫描查看当前状态，再撤销该状态。',
      },
    },
  }),
  outcome('UNDO_FORBIDDEN', {
    ...refused,
    severity: 'STOP',
    params: params('state'),
    texts: {
      en: {
        title: 'This cannot be undone',
        advice: 'Stolen, destroyed, repacked, recalled, withdrawn and expired packs never come back. Keep it apart.',
      },
      'zh-CN': {
        title: '此状态不可撤销',
        advice: '失窃、销毁、重新包装、召回、撤市或过期的药品不可恢复。请单独存放。',
      },
    },
  }),
  outcome('NOT_CUSTODIAN', {
    ...denied,
    severity: 'CHECK',
    params: params('organisation'),
    texts: {
      en: {
        title: 'Not in your custody',
        advice: 'The record has it with somebody else[: {organisation}]. Receive it first, or look for the right pack.',
      },
      'zh-CN': {
        title: '不在贵处保管之下',
        advice: '记录显示由他人保管[：{organisation}]。请先收货，或核对是否拿错。',
      },
    },
  }),
  outcome('NOT_ADDRESSEE', {
    ...denied,
    severity: 'CHECK',
    params: params('organisation'),
    texts: {
      en: {
        title: 'This delivery is not addressed to you',
        advice: 'Keep it apart and ask the sender[, {organisation},] to correct the shipment.',
      },
      'zh-CN': { title: '此批货物的收货方不是贵处', advice: '请单独存放，并请发货方[（{organisation}）]更正。' },
    },
  }),
  outcome('NOT_OWNER', {
    ...denied,
    params: params('organisation', 'gtin'),
    texts: {
      en: {
        title: 'Only the owner of the product may do this',
        advice: 'Ask the owner[, {organisation}], or check that the GTIN[ {gtin}] lies under your company prefix.',
      },
      'zh-CN': {
        title: '只有产品持有人可以执行此操作',
        advice: '请联系产品持有人[（{organisation}）]，或核对 GTIN[ {gtin}] 是否属于贵公司的厂商识别代码。',
      },
    },
  }),
  outcome('NOT_LICENSED', {
    ...denied,
    params: params('organisation', 'expiry'),
    texts: {
      en: {
        title: 'The licence is not valid',
        advice:
          '[{organisation} has no valid licence. ][It ended on {expiry}. ]Ask the regulator to renew it; returns and destruction stay possible.',
      },
      'zh-CN': {
        title: '许可证无效',
        advice: '[{organisation} 没有有效许可证。][到期日：{expiry}。]请向监管部门申请续期；退货和销毁仍可进行。',
      },
    },
  }),
  outcome('ROLE_FORBIDDEN', {
    ...denied,
    params: params('role'),
    texts: {
      en: {
        title: 'Your kind of organisation may not do this',
        advice: '[It is registered as {role}. ]Leave it to an organisation with the right role.',
      },
      'zh-CN': { title: '贵机构类型无权执行此操作', advice: '[登记类型：{role}。]请由具有相应资格的机构执行。' },
    },
  }),
  outcome('WRONG_ADDRESSEE', {
    ...refused,
    params: params('organisation', 'reason'),
    texts: {
      en: {
        title: 'It may not be sent there',
        advice:
          'Choose another addressee[ than {organisation}]: returns go to the owner or the last shipper, destruction to a licensed organisation that does not dispense.[ {reason}]',
      },
      'zh-CN': {
        title: '不能发往该收货方',
        advice:
          '请选择其他收货方[（不能是 {organisation}）]：退货发往产品持有人或上一发货方，销毁发往不发药的持证机构。[{reason}]',
      },
    },
  }),
  outcome('NOT_YOUR_HOLD', {
    ...denied,
    severity: 'CHECK',
    params: params('organisation'),
    texts: {
      en: {
        title: 'Somebody else set this hold',
        advice: 'Ask whoever set it[, {organisation},] or the regulator to release it.',
      },
      'zh-CN': { title: '此隔离由他人设置', advice: '请联系设置方[（{organisation}）]或监管部门解除。' },
    },
  }),
  outcome('PROOF_INVALID', {
    ...refused,
    severity: 'STOP',
    httpStatus: 422,
    params: params('field', 'serial', 'sscc'),
    texts: {
      en: {
        title: 'It does not match what its maker committed',
        advice:
          'Do not accept it[ (serial {serial})][ (SSCC {sscc})]. Report it missing and ask the sender for the right data.',
      },
      'zh-CN': {
        title: '与生产企业登记的承诺不符',
        advice: '请勿接收[（序列号 {serial}）][（SSCC {sscc}）]。请报告短缺，并向发货方索取正确数据。',
      },
    },
  }),
  outcome('SIGNATURE_INVALID', {
    ...denied,
    params: params('gln'),
    texts: {
      en: {
        title: 'The signature does not hold',
        advice: 'Check that the current key[ of {gln}] is in use; a replaced key signs nothing new.',
      },
      'zh-CN': { title: '签名无效', advice: '请检查是否使用了[ {gln} 的]现行密钥；已更换的密钥不能再签名。' },
    },
  }),
  outcome('CLOCK_SKEW', {
    ...refused,
    httpStatus: 422,
    params: params('limit'),
    texts: {
      en: {
        title: 'The clock is wrong',
        advice: 'Set the time of this device or server automatically and try again.[ At most {limit} s may differ.]',
      },
      'zh-CN': { title: '时钟不准', advice: '请将设备或服务器设为自动校时后重试。[允许误差 {limit} 秒。]' },
    },
  }),
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
