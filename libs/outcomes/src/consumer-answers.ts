import type { PackOutcome } from './catalogue';
import type { Language, Param, Severity, Text } from './entry';

/** What a patient is told, and what for: OK as expected; CHECK look again, or ask; STOP do not take it. */
export interface ConsumerAnswer {
  readonly severity: Severity;
  readonly texts: Readonly<Record<Language, Text>>;
}

/** Told as another answer: what lies behind it is between organisations, and nobody else's. */
export interface ToldAs {
  readonly as: PackOutcome;
}

/** The parameters of the texts below. A patient is told a day and never an hour, and of organisations none. */
export const CONSUMER_PARAMS = {
  suppliedOn: { kind: 'date', meaning: 'day on which it was handed out, UTC' },
  expiry: { kind: 'date', meaning: 'expiry date on record' },
  instructions: { kind: 'text', meaning: 'what a recall that reaches patients asks of them' },
} as const satisfies Readonly<Record<string, Param>>;

const stop = (en: Text, zh: Text): ConsumerAnswer => ({ severity: 'STOP', texts: { en, 'zh-CN': zh } });
const check = (en: Text, zh: Text): ConsumerAnswer => ({ severity: 'CHECK', texts: { en, 'zh-CN': zh } });
const fine = (en: Text, zh: Text): ConsumerAnswer => ({ severity: 'OK', texts: { en, 'zh-CN': zh } });

const COMPARE_EN =
  'Compare every number with the pack: one wrong character is enough. If all are right, do not take it until a pharmacist has seen it.';
const COMPARE_ZH = '请逐字核对包装上的号码：错一个字符就查不到。如果号码无误，请先让药师看过，再决定是否服用。';

/**
 * The same codes in words for whoever holds the pack in their hand, without a login. The severity is the patient's: what a
 * pharmacist must not hand over (it was supplied) is what a patient expects to see. Here `ALREADY_DISPENSED_HERE` is
 * "supplied once", and `ALREADY_DISPENSED_ELSEWHERE` "supplied, and then offered again".
 */
export const CONSUMER_ANSWERS: Readonly<Record<PackOutcome, ConsumerAnswer | ToldAs>> = {
  UNREADABLE: check(
    {
      title: 'This code cannot be read',
      advice:
        'Scan the square code again, or type what is printed beside it: product code (GTIN or PC), serial number (SN), lot, expiry date (EXP).',
    },
    {
      title: '无法识别此代码',
      advice:
        '请重新扫描方形二维码，或手工输入旁边印刷的内容：商品码（GTIN 或 PC）、序列号（SN）、批号、有效期（EXP）。',
    },
  ),
  NOT_A_MEDICINE_CODE: check(
    {
      title: 'This does not name one single pack',
      advice:
        'Only the serial number tells whether your own pack is genuine. Scan the square code on the pack, or type the serial number (SN) printed beside it.',
    },
    {
      title: '此代码不能指明单个包装',
      advice: '只有序列号能说明您手中的这一盒是不是真品。请扫描包装上的方形二维码，或输入旁边印刷的序列号（SN）。',
    },
  ),
  UNKNOWN_PRODUCT: stop(
    { title: 'This medicine is not on record', advice: COMPARE_EN },
    { title: '没有此药品的记录', advice: COMPARE_ZH },
  ),
  UNKNOWN_BATCH: stop(
    { title: 'This lot is not on record', advice: COMPARE_EN },
    { title: '没有此批号的记录', advice: COMPARE_ZH },
  ),
  UNKNOWN_SERIAL: stop(
    { title: 'This pack is not on record', advice: COMPARE_EN },
    { title: '没有此包装的记录', advice: COMPARE_ZH },
  ),
  UNKNOWN_UNIT: { as: 'NOT_A_MEDICINE_CODE' },
  BATCH_MISMATCH: stop(
    {
      title: 'The lot number does not fit',
      advice:
        'The record has another lot for this serial number. Compare it with the pack; if it is as you entered it, do not take the medicine: show it to a pharmacist.',
    },
    {
      title: '批号不符',
      advice: '记录中此序列号属于另一批号。请与包装核对；如果输入无误，请勿服用，并请药师查看。',
    },
  ),
  EXPIRY_MISMATCH: stop(
    {
      title: 'The expiry date does not fit',
      advice:
        'The record has another expiry date for this pack. Compare it with the pack; if it is as you entered it, do not take the medicine: show it to a pharmacist.',
    },
    {
      title: '有效期不符',
      advice: '记录中此包装的有效期不同。请与包装核对；如果输入无误，请勿服用，并请药师查看。',
    },
  ),
  RECALLED: stop(
    {
      title: 'This medicine is being recalled',
      advice:
        'Take no more of it until you have asked a pharmacist or doctor, who will tell you how to replace it. If you depend on it, ask today and do not simply stop.[ The recall says: {instructions}]',
    },
    {
      title: '此药品正在召回',
      advice:
        '请先咨询药师或医生如何更换，在此之前不要继续服用。如果您离不开此药，请当天就去咨询，不要自行停药。[召回说明：{instructions}]',
    },
  ),
  WITHDRAWN: stop(
    {
      title: 'This medicine was taken off the market',
      advice: 'Ask a pharmacist or doctor what to take instead. If you depend on it, ask today and do not simply stop.',
    },
    {
      title: '此药品已撤市',
      advice: '请咨询药师或医生改用何药。如果您离不开此药，请当天就去咨询，不要自行停药。',
    },
  ),
  EXPIRED: stop(
    {
      title: 'Past its expiry date[: {expiry}]',
      advice:
        'It is too old: do not take it. Bring it to a pharmacy, which will dispose of it, and ask for a fresh pack.',
    },
    {
      title: '已过有效期[：{expiry}]',
      advice: '药品已过期，请勿服用。请带到药店回收处理，并询问如何换用新药。',
    },
  ),
  ALREADY_DISPENSED_HERE: fine(
    {
      title: 'Genuine, and handed out once',
      advice:
        'It was handed out[ on {suppliedOn}]: that is what you should see if you received it then. If that is not when you got it, do not take it and show it to a pharmacist.',
    },
    {
      title: '真品，已发出一次',
      advice:
        '此包装已[于 {suppliedOn} ]发给患者：如果您正是那时拿到的，这属于正常情况。如果时间对不上，请勿服用，并请药师查看。',
    },
  ),
  ALREADY_DISPENSED_ELSEWHERE: stop(
    {
      title: 'Handed out once, and offered again since',
      advice:
        'It was handed out[ on {suppliedOn}], and later a pack with the same code turned up somewhere else: one of the two is not genuine. Do not take yours until a pharmacist has seen it.',
    },
    {
      title: '已发出一次，之后又再次出现',
      advice:
        '此包装已[于 {suppliedOn} ]发给患者，之后又有相同代码的包装在别处出现：两者必有一个不是真品。请先让药师看过，在此之前请勿服用。',
    },
  ),
  STOLEN: stop(
    {
      title: 'Reported stolen',
      advice: 'Do not take it: nobody knows how it was kept. Bring it to a pharmacy and say where you got it.',
    },
    { title: '已报失窃', advice: '请勿服用：其储存条件无从得知。请带到药店，并说明从何处得到。' },
  ),
  EXPORTED: check(
    {
      title: 'Meant for another country',
      advice:
        'The record says that it left this market. Ask a pharmacist before you take it, and say where you got it.',
    },
    { title: '供应其他国家的药品', advice: '记录显示此药品已离开本市场。服用前请咨询药师，并说明从何处得到。' },
  ),
  DESTROYED: stop(
    {
      title: 'Recorded as destroyed',
      advice: 'It should no longer exist: do not take it. Bring it to a pharmacy and say where you got it.',
    },
    { title: '已登记为销毁', advice: '此药品本应已不存在，请勿服用。请带到药店，并说明从何处得到。' },
  ),
  SAMPLE: stop(
    {
      title: 'Taken for testing, not for patients',
      advice: 'Do not take it. Bring it to a pharmacy and say where you got it.',
    },
    { title: '检验样品，不供患者使用', advice: '请勿服用。请带到药店，并说明从何处得到。' },
  ),
  FREE_SAMPLE: fine(
    {
      title: 'Genuine, given out as a free sample',
      advice: 'It may be given to you, but not sold. If you paid for it, tell a pharmacist where you got it.',
    },
    { title: '真品，作为免费样品发出', advice: '可以赠送，但不得销售。如果您为它付了款，请告诉药师从何处得到。' },
  ),
  CHECKED_OUT: check(
    {
      title: 'This code is no longer in use',
      advice:
        'The medicine was repacked and has a new code. Look for another square code on the pack and check that one; if there is none, ask a pharmacist before you take it.',
    },
    {
      title: '此代码已停用',
      advice: '此药品已重新包装并使用新的代码。请查找包装上的另一个方形二维码并重新核验；如果没有，服用前请咨询药师。',
    },
  ),
  LOCKED: { as: 'QUARANTINED' },
  QUARANTINED: stop(
    {
      title: 'Held back while it is looked into',
      advice:
        'Do not take it until a pharmacist tells you that it is free again. If you depend on it, ask today for another pack.',
    },
    {
      title: '暂停使用，正在调查',
      advice: '在药师告知可以使用之前，请勿服用。如果您离不开此药，请当天就去询问能否换一盒。',
    },
  ),
  DISPUTED: { as: 'QUARANTINED' },
  NOT_RECEIVED: { as: 'ACTIVE' },
  IN_TRANSIT: { as: 'ACTIVE' },
  EMPTY_UNIT: { as: 'NOT_A_MEDICINE_CODE' },
  ACTIVE_ELSEWHERE: { as: 'ACTIVE' },
  ACTIVE: fine(
    {
      title: 'Genuine, and not handed out yet',
      advice:
        'It is on record and no pharmacy has handed it out so far. If you have it at home already, ask your pharmacy to record it.',
    },
    {
      title: '真品，尚未发出',
      advice: '此包装有记录，目前没有药店登记发出。如果您已经拿回家，请让药店补登记。',
    },
  ),
  UNAVAILABLE_OFFLINE: check(
    {
      title: 'Not checked: the record does not answer',
      advice: 'This says nothing about your medicine. Try again in a minute; if you cannot wait, ask a pharmacist.',
    },
    {
      title: '未核验：暂时无法查询记录',
      advice: '这不说明您的药品有任何问题。请过一分钟再试；如果等不及，请咨询药师。',
    },
  ),
};
