import { OUR_REASON, type OutcomeEntry, outcome, params, refused } from './entry';
import { RECORD_ANSWERS } from './record-answers';

const denied = { ...refused, severity: 'STOP', httpStatus: 403 } as const;

/** Done; or refused because of who asks, when, or for whom. */
const RIGHT_ANSWERS = [
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
        advice: '[当前为“{state}”，不是“{wanted}”。]请重新扫描查看当前状态，再撤销该状态。',
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
    params: { ...params('organisation'), ...OUR_REASON },
    texts: {
      en: {
        title: 'It may not be sent there',
        advice:
          'Choose another addressee[ than {organisation}]: returns go to the owner or the last shipper, destruction to a licensed organisation that does not dispense.[ {reason}.]',
      },
      'zh-CN': {
        title: '不能发往该收货方',
        advice:
          '请选择其他收货方[（不能是 {organisation}）]：退货发往产品持有人或上一发货方，销毁发往不发药的持证机构。[{reason}。]',
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
] as const satisfies readonly OutcomeEntry[];

/** Answers to a command, after those about a pack or unit. */
export const COMMAND_ANSWERS = [...RIGHT_ANSWERS, ...RECORD_ANSWERS] as const;
