import { aboutPack, type OutcomeEntry, outcome, params, vrs } from './entry';

/** Answers about what was read, and whether such a thing is on record at all; in order of precedence. */
export const READING_ANSWERS = [
  outcome('UNREADABLE', {
    ...aboutPack,
    severity: 'CHECK',
    params: params('position', 'ai'),
    texts: {
      en: {
        title: 'This code cannot be read',
        advice:
          'Scan again, holding the code flat and close.[ The fault is at character {position}.][ It lies in field ({ai}).] If it stays unreadable, type what is printed beside the code.',
      },
      'zh-CN': {
        title: '无法识别此条码',
        advice:
          '请放平靠近，重新扫描。[出错位置：第 {position} 个字符。][出错字段：({ai})。]如仍无法识别，请手工输入条码旁印刷的内容。',
      },
    },
  }),
  outcome('NOT_A_MEDICINE_CODE', {
    ...aboutPack,
    severity: 'CHECK',
    params: {},
    texts: {
      en: {
        title: 'This is another kind of code',
        advice: 'It names no single pack. Look for the square code beside the serial number and scan that one.',
      },
      'zh-CN': {
        title: '这不是药品追溯码',
        advice: '该条码不能指明单个包装。请找到序列号旁的方形二维码，扫描那一个。',
      },
    },
  }),
  outcome('UNKNOWN_PRODUCT', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 404,
    vrs: vrs('No_match_GTIN_Serial'),
    params: params('gtin'),
    texts: {
      en: {
        title: 'Product not on record',
        advice: 'Do not supply it.[ Nobody has registered GTIN {gtin}.] Scan again; if it stays, ask your supplier.',
      },
      'zh-CN': {
        title: '无此产品记录',
        advice: '请勿发药。[GTIN {gtin} 尚未登记。]请重新扫描；如仍如此，请联系供货方。',
      },
    },
  }),
  outcome('UNKNOWN_BATCH', {
    ...aboutPack,
    severity: 'STOP',
    mayAlert: 'second-reading',
    httpStatus: 404,
    emvs: 'LOT_03',
    vrs: vrs('No_match_GTIN_Serial_Lot'),
    params: params('lot'),
    texts: {
      en: {
        title: 'Batch not on record',
        advice:
          'Do not supply it yet.[ The maker has no batch {lot}.] Compare the batch on the pack with what was read and scan once more; if it stays, set the pack aside and tell your supplier.',
      },
      'zh-CN': {
        title: '无此批号记录',
        advice:
          '请先勿发药。[生产企业没有批号 {lot} 的记录。]请核对包装上的批号并再扫描一次；如仍如此，请将其单独存放并通知供货方。',
      },
    },
  }),
  outcome('UNKNOWN_SERIAL', {
    ...aboutPack,
    severity: 'STOP',
    mayAlert: 'second-reading',
    httpStatus: 404,
    emvs: 'PC_02',
    vrs: vrs('No_match_GTIN_Serial'),
    params: params('serial', 'lot'),
    texts: {
      en: {
        title: 'Serial number not on record',
        advice:
          'Do not supply it yet.[ The maker has no serial number {serial}.] Compare it with the pack and scan once more; if it stays, set the pack aside and tell your supplier.',
      },
      'zh-CN': {
        title: '无此序列号记录',
        advice:
          '请先勿发药。[生产企业没有序列号 {serial} 的记录。]请与包装核对并再扫描一次；如仍如此，请将其单独存放并通知供货方。',
      },
    },
  }),
  outcome('UNKNOWN_UNIT', {
    ...aboutPack,
    severity: 'STOP',
    httpStatus: 404,
    params: params('sscc'),
    texts: {
      en: {
        title: 'Shipping unit not on record',
        advice:
          'Do not book it in.[ Nobody has registered SSCC {sscc}.] Scan the label again; if it stays, ask the sender.',
      },
      'zh-CN': {
        title: '无此物流单元记录',
        advice: '请勿入库。[SSCC {sscc} 尚未登记。]请重新扫描标签；如仍如此，请联系发货方。',
      },
    },
  }),
  outcome('BATCH_MISMATCH', {
    ...aboutPack,
    severity: 'STOP',
    mayAlert: 'second-reading',
    httpStatus: 409,
    emvs: 'LOT_13',
    vrs: vrs('No_match_GTIN_Serial_Lot'),
    params: params('read', 'recorded'),
    texts: {
      en: {
        title: 'Batch differs from the record',
        advice:
          'Do not supply it yet.[ The pack says {read}.][ The record says {recorded}.] Scan once more; if it stays, set the pack aside and tell your supplier.',
      },
      'zh-CN': {
        title: '批号与记录不符',
        advice:
          '请先勿发药。[包装上为 {read}。][记录为 {recorded}。]请再扫描一次；如仍如此，请将其单独存放并通知供货方。',
      },
    },
  }),
  outcome('EXPIRY_MISMATCH', {
    ...aboutPack,
    severity: 'STOP',
    mayAlert: 'second-reading',
    httpStatus: 409,
    emvs: 'LOT_12',
    vrs: vrs('No_match_GTIN_Serial_Expiry'),
    params: params('read', 'recorded'),
    texts: {
      en: {
        title: 'Expiry date differs from the record',
        advice:
          'Do not supply it yet.[ The pack says {read}.][ The record says {recorded}.] Scan once more; if it stays, set the pack aside and tell your supplier.',
      },
      'zh-CN': {
        title: '有效期与记录不符',
        advice:
          '请先勿发药。[包装上为 {read}。][记录为 {recorded}。]请再扫描一次；如仍如此，请将其单独存放并通知供货方。',
      },
    },
  }),
] as const satisfies readonly OutcomeEntry[];
