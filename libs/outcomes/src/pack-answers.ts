import { aboutPack, type OutcomeEntry, outcome, params, vrs } from './entry';
import { READING_ANSWERS } from './reading-answers';

const ended = {
  ...aboutPack,
  severity: 'STOP',
  mayAlert: 'elsewhere',
  httpStatus: 409,
  vrs: vrs('Not_for_re-distribution'),
  params: params('since', 'organisation', 'undoUntil'),
} as const;

/** Answers about the state of a pack or unit that is on record; in order of precedence. */
const STATE_ANSWERS = [
  outcome('RECALLED', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    emvs: 'recalled',
    vrs: vrs(null, 'Recalled'),
    params: params('recallClass', 'level', 'reason', 'instructions'),
    texts: {
      en: {
        title: 'Recalled[ (class {recallClass})]',
        advice:
          'Do not supply it. Set it aside with the rest of the batch and answer the recall.[ Reason: {reason}.][ {instructions}]',
      },
      'zh-CN': {
        title: '已召回[（{recallClass} 级）]',
        advice: '请勿发药。请与同批次药品一并单独存放，并回复召回通知。[原因：{reason}。][{instructions}]',
      },
    },
  }),
  outcome('WITHDRAWN', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    emvs: 'withdrawn',
    params: params('product', 'reason'),
    texts: {
      en: {
        title: 'Product withdrawn from the market',
        advice: 'Do not supply it. Return it to your supplier or have it destroyed.[ Reason: {reason}.]',
      },
      'zh-CN': { title: '产品已撤市', advice: '请勿发药。请退回供货方或予以销毁。[原因：{reason}。]' },
    },
  }),
  outcome('EXPIRED', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    vrs: vrs(null, 'Expired'),
    params: params('expiry'),
    texts: {
      en: {
        title: 'Past its expiry date[: {expiry}]',
        advice: 'Do not supply it. It is genuine but too old: take it out of stock for return or destruction.',
      },
      'zh-CN': {
        title: '已过有效期[：{expiry}]',
        advice: '请勿发药。药品是真的，但已过期：请从库存中取出，退货或销毁。',
      },
    },
  }),
  outcome('ALREADY_DISPENSED_HERE', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    emvs: 'PCK_19',
    params: params('since', 'undoUntil'),
    texts: {
      en: {
        title: 'You have already dispensed this pack',
        advice:
          '[You dispensed it on {since}. ]Nothing is wrong if it is the same pack scanned twice.[ If it was not handed over, undo it by {undoUntil}.]',
      },
      'zh-CN': {
        title: '本店已发出此包装',
        advice: '[发药时间：{since}。]如果是同一包装重复扫描，则无问题。[如并未交给患者，可在 {undoUntil} 前撤销。]',
      },
    },
  }),
  outcome('ALREADY_DISPENSED_ELSEWHERE', {
    ...aboutPack,
    severity: 'STOP',
    mayAlert: 'always',
    httpStatus: 409,
    emvs: 'PCK_22',
    vrs: vrs('Not_for_re-distribution'),
    params: params('since'),
    texts: {
      en: {
        title: 'Already dispensed elsewhere',
        advice:
          'Do not supply it.[ It was dispensed on {since}.] One of the two packs is not genuine: keep this one apart, untouched, and tell your supplier and the authority.',
      },
      'zh-CN': {
        title: '已在别处发出',
        advice: '请勿发药。[发药时间：{since}。]两个包装中必有一个不是真品：请原样单独存放，并通知供货方和监管部门。',
      },
    },
  }),
  outcome('STOLEN', {
    ...ended,
    mayAlert: 'always',
    emvs: 'stolen',
    texts: {
      en: {
        title: 'Reported stolen',
        advice:
          'Do not supply it. Keep it apart, note who brought it, and tell the authority.[ On record since {since}.]',
      },
      'zh-CN': {
        title: '已报失窃',
        advice: '请勿发药。请单独存放，记录来源，并通知监管部门。[登记时间：{since}。]',
      },
    },
  }),
  outcome('EXPORTED', {
    ...ended,
    emvs: 'exported',
    texts: {
      en: {
        title: 'Recorded as exported',
        advice:
          'Do not supply it: it was taken out of this market. Ask your supplier how it came back.[ Its holder can undo this until {undoUntil}.][ On record since {since}.]',
      },
      'zh-CN': {
        title: '已登记为出口',
        advice:
          '请勿发药：该药品已离开本市场。请向供货方核实其来源。[登记方可在 {undoUntil} 前撤销。][登记时间：{since}。]',
      },
    },
  }),
  outcome('DESTROYED', {
    ...ended,
    emvs: 'destroyed',
    texts: {
      en: {
        title: 'Recorded as destroyed',
        advice:
          'Do not supply it: it should no longer exist. Keep it apart and tell your supplier.[ On record since {since}.]',
      },
      'zh-CN': {
        title: '已登记为销毁',
        advice: '请勿发药：该药品本应已不存在。请单独存放并通知供货方。[登记时间：{since}。]',
      },
    },
  }),
  outcome('SAMPLE', {
    ...ended,
    emvs: 'sample',
    texts: {
      en: {
        title: 'Taken as a test sample',
        advice:
          'Do not supply it: it belongs to quality control.[ Its holder can undo this until {undoUntil}.][ On record since {since}.]',
      },
      'zh-CN': {
        title: '已抽检取样',
        advice: '请勿发药：该包装属于质量检验样品。[登记方可在 {undoUntil} 前撤销。][登记时间：{since}。]',
      },
    },
  }),
  outcome('FREE_SAMPLE', {
    ...ended,
    emvs: 'free_sample',
    texts: {
      en: {
        title: 'Given out as a free sample',
        advice:
          'Do not sell it: it was handed out free of charge.[ Its holder can undo this until {undoUntil}.][ On record since {since}.]',
      },
      'zh-CN': {
        title: '已作为免费样品发出',
        advice: '请勿销售：该药品已免费派发。[登记方可在 {undoUntil} 前撤销。][登记时间：{since}。]',
      },
    },
  }),
  outcome('CHECKED_OUT', {
    ...ended,
    emvs: 'checked_out',
    texts: {
      en: {
        title: 'Checked out for repacking',
        advice:
          'Do not supply it under this code: it has become part of another pack.[ Its holder can undo this until {undoUntil}.][ On record since {since}.]',
      },
      'zh-CN': {
        title: '已领出用于重新包装',
        advice: '请勿凭此码发药：该药品已并入其他包装。[登记方可在 {undoUntil} 前撤销。][登记时间：{since}。]',
      },
    },
  }),
  outcome('LOCKED', {
    ...ended,
    emvs: 'locked',
    texts: {
      en: {
        title: 'Locked',
        advice:
          'Do not supply it. It is under enquiry: ask whoever locked it[ ({organisation})] what to do.[ On record since {since}.]',
      },
      'zh-CN': {
        title: '已锁定',
        advice: '请勿发药。该药品正在调查中：请向锁定方[（{organisation}）]询问处理办法。[登记时间：{since}。]',
      },
    },
  }),
  outcome('QUARANTINED', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    vrs: vrs(null, 'Suspect'),
    params: params('organisation', 'reason', 'since'),
    texts: {
      en: {
        title: 'In quarantine',
        advice:
          'Do not supply it until it is released.[ Held since {since}.][ Held by {organisation}.][ Reason: {reason}.] Only whoever holds it, or the regulator, can release it.',
      },
      'zh-CN': {
        title: '隔离中',
        advice:
          '解除隔离前请勿发药。[隔离时间：{since}。][隔离方：{organisation}。][原因：{reason}。]只有隔离方或监管部门可以解除。',
      },
    },
  }),
  outcome('DISPUTED', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 409,
    params: params('organisation', 'since'),
    texts: {
      en: {
        title: 'Reported missing from a delivery',
        advice:
          'Do not supply or send it. Clear the open exception first[ with {organisation}]: found, returned or never sent.[ Reported on {since}.]',
      },
      'zh-CN': {
        title: '收货方报告短缺',
        advice: '请勿发药或发货。请先[与 {organisation}]处理未结的差异：已找到、已退回或未发出。[报告时间：{since}。]',
      },
    },
  }),
  outcome('NOT_RECEIVED', {
    ...aboutPack,
    severity: 'CHECK',
    httpStatus: 409,
    params: params('organisation', 'since'),
    texts: {
      en: {
        title: 'Not booked in yet',
        advice:
          'It is on its way to you[ from {organisation}][, shipped {since}]. Receive it first, then hand it over.',
      },
      'zh-CN': {
        title: '尚未收货入库',
        advice: '该药品正在运往贵处[，发货方：{organisation}][，发货时间：{since}]。请先收货，再发药。',
      },
    },
  }),
  outcome('IN_TRANSIT', {
    ...aboutPack,
    severity: 'CHECK',
    httpStatus: 409,
    params: params('organisation', 'since'),
    texts: {
      en: {
        title: 'Shipped and not arrived',
        advice: 'You have shipped it[ to {organisation}][, {since}]. If it is still here, cancel the shipment first.',
      },
      'zh-CN': {
        title: '已发货，尚未送达',
        advice: '该药品已由贵处发出[，收货方：{organisation}][，发货时间：{since}]。如仍在手中，请先取消发货。',
      },
    },
  }),
  outcome('EMPTY_UNIT', {
    ...aboutPack,
    severity: 'CHECK',
    httpStatus: 409,
    params: params('sscc'),
    texts: {
      en: {
        title: 'This unit is empty',
        advice: 'Everything has been taken out of it on record. Scan the packs or cases themselves.',
      },
      'zh-CN': { title: '此物流单元已空', advice: '记录显示其中的货物已全部取出。请直接扫描药品包装或货箱。' },
    },
  }),
  outcome('ACTIVE_ELSEWHERE', {
    ...aboutPack,
    severity: 'CHECK',
    httpStatus: 409,
    emvs: 'active',
    params: params('organisation'),
    texts: {
      en: {
        title: 'Genuine, but not in your stock',
        advice:
          'The record has it with somebody else[: {organisation}]. Look for a delivery that was not booked in, or a pack from another basket.',
      },
      'zh-CN': {
        title: '真品，但不在贵处库存中',
        advice: '记录显示该药品由他人保管[：{organisation}]。请检查是否有未入库的到货，或拿错了包装。',
      },
    },
  }),
  outcome('ACTIVE', {
    ...aboutPack,
    severity: 'OK',
    httpStatus: 200,
    emvs: 'active',
    vrs: { verified: true, reason: null, additionalInfo: null },
    params: params('product', 'expiry'),
    texts: {
      en: { title: 'Genuine and free to supply', advice: 'You may hand it over. Record it as dispensed when you do.' },
      'zh-CN': { title: '真品，可以发药', advice: '可以交付患者，交付时请登记发药。' },
    },
  }),
  outcome('UNAVAILABLE_OFFLINE', {
    ...aboutPack,
    severity: 'CHECK',
    httpStatus: 503,
    params: {},
    texts: {
      en: {
        title: 'No connection: not checked',
        advice:
          'This pack has not been verified. Restore the connection and scan it again, or decide by your own rules for an outage.',
      },
      'zh-CN': {
        title: '无网络连接：未核验',
        advice: '此包装尚未核验。请恢复网络后重新扫描，或按贵处的应急规定处理。',
      },
    },
  }),
] as const satisfies readonly OutcomeEntry[];

/** Answers about a pack or unit, in order of precedence: the first that is true is the outcome. */
export const PACK_ANSWERS = [...READING_ANSWERS, ...STATE_ANSWERS] as const;
