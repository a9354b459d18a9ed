import type { Language, Severity } from '@packproof/outcomes';
import type { Field, FieldFault } from '../typed-fields';
import type { Steps } from './steps';

const en = {
  product: 'Medicine check',
  languages: 'Language',
  ask: 'Is your medicine genuine?',
  askAdvice:
    'Type what is printed on the pack beside the square code. The answer comes from the record that makers and pharmacies keep.',
  signs: { OK: 'All right', CHECK: 'Look again', STOP: 'Stop' } as Record<Severity, string>,
  also: 'Also true of it',
  compare: 'Compare with your pack',
  compareAdvice: 'What is printed on the pack must be the same.',
  known: 'What the record says',
  name: 'Medicine',
  strength: 'Strength',
  maker: 'Maker',
  lot: 'Lot',
  expiry: 'Expiry date',
  serial: 'Serial number',
  gtin: 'Product code',
  supplied: 'Handed out',
  suppliedNever: 'Not yet',
  suppliedOnce: (day: string) => `Once, on ${day}`,
  suppliedOffered: (day: string) => `Once, on ${day}; offered again since`,
  asEntered: 'As you entered it',
  onRecord: 'On record',
  partlyRecalled:
    'Some packs of this lot are being recalled. Whether yours is one of them, only its serial number tells: enter it below.',
  lotOnly: 'The lot is on record and is not being recalled. That alone does not make a pack genuine.',
  next: 'What to do now',
  steps: {
    fine: [
      'Check that the pack is closed and its seal unbroken.',
      'If anything looks different from usual, ask your pharmacist.',
    ],
    code: [
      'Scan the square code on the pack, or type its serial number (SN) below.',
      'If the pack has none, ask your pharmacist before you take the medicine.',
    ],
    ask: ['Bring the pack to a pharmacy, and say where you got it.', 'Take it only when they tell you that you may.'],
    doubt: [
      'Do not take it, and do not give it to anybody else.',
      'Keep the pack with everything in it, and bring it to a pharmacy.',
      'Tell them where you got it: they report it to the medicines authority.',
      'If you have taken some and feel unwell, call a doctor.',
    ],
    replace: [
      'Bring the pack with everything in it to a pharmacy.',
      'Ask there how to go on without missing a dose.',
      'If you have taken some and feel unwell, call a doctor.',
    ],
  } as Record<Steps, string[]>,
  faultAt: 'The first fault is marked:',
  again: 'Check again',
  another: 'Check another pack',
  check: 'Check',
  fields: {
    gtin: { label: 'Product code', mark: 'GTIN, PC or (01)', hint: '8 to 14 digits' },
    serial: { label: 'Serial number', mark: 'SN or (21)', hint: 'Capital and small letters count' },
    lot: { label: 'Lot', mark: 'LOT or (10)', hint: 'May be left out' },
    expiry: { label: 'Expiry date', mark: 'EXP or (17)', hint: 'May be left out. As printed, such as 12/2027' },
  } as Record<Field, { label: string; mark: string; hint: string }>,
  faults: {
    missing: () => 'Type the product code: without it nothing can be found.',
    'not-digits': (detail: string) => `A product code has digits only, not ${detail}.`,
    'wrong-length': () => 'A product code has 8, 12, 13 or 14 digits. Count them again.',
    'check-digit': (detail: string) =>
      `One digit is wrong: with the others, the last one would be ${detail}. Compare all of them with the pack.`,
    character: (detail: string) => `The character ${detail} cannot stand here. Compare it with the pack.`,
    'too-long': (detail: string) => `At most ${detail} characters. Perhaps two lines of the pack ran together.`,
    'no-date': () =>
      'Not understood. Write year, month and day, such as 2027-12-31, or month and year, such as 12/2027.',
  } as Record<FieldFault['fault'], (detail: string) => string>,
  notSent: 'Something in the form needs another look',
  notSentAdvice: 'Nothing was checked yet. What you typed is still there.',
  whole: 'Or the whole code',
  wholeLabel: 'What the square code holds',
  wholeHint: 'Pasted from a scanning app: a web address with /01/, or text that begins with (01) or 01',
  privacy:
    'No login. This check writes nothing down and tells nobody that you asked. It names the maker and nobody else.',
  limits: 'It cannot tell what is in the pack. A pack that was opened or copied is for a pharmacist to judge.',
};

type Texts = typeof en;

const zh: Texts = {
  product: '药品核验',
  languages: '语言',
  ask: '您的药品是真的吗？',
  askAdvice: '请输入包装上方形二维码旁印刷的内容。结果来自生产企业和药店共同维护的记录。',
  signs: { OK: '正常', CHECK: '请核对', STOP: '停用' },
  also: '另外',
  compare: '与包装核对',
  compareAdvice: '包装上印刷的内容应与此一致。',
  known: '记录内容',
  name: '药品',
  strength: '规格',
  maker: '生产企业',
  lot: '批号',
  expiry: '有效期至',
  serial: '序列号',
  gtin: '商品码',
  supplied: '发出情况',
  suppliedNever: '尚未发出',
  suppliedOnce: (day) => `已发出一次：${day}`,
  suppliedOffered: (day) => `已发出一次：${day}；之后又再次出现`,
  asEntered: '您输入的',
  onRecord: '记录中的',
  partlyRecalled: '此批号的部分包装正在召回。您的这一盒是否在内，只有序列号能说明：请在下面输入。',
  lotOnly: '此批号有记录，且不在召回之列。但仅凭批号不能说明某一盒是真品。',
  next: '现在怎么做',
  steps: {
    fine: ['请确认包装完好、封签未破损。', '如果看上去与平时不同，请咨询药师。'],
    code: ['请扫描包装上的方形二维码，或在下面输入序列号（SN）。', '如果包装上没有，服用前请咨询药师。'],
    ask: ['请将包装带到药店，并说明从何处得到。', '得到药师许可后再服用。'],
    doubt: [
      '请勿服用，也不要转给他人。',
      '请连同包装内的全部物品一起保留，并带到药店。',
      '请说明从何处得到：药店会上报药品监管部门。',
      '如果已经服用并感到不适，请就医。',
    ],
    replace: [
      '请将包装及其中的全部物品带到药店。',
      '请在药店询问如何继续用药，以免漏服。',
      '如果已经服用并感到不适，请就医。',
    ],
  },
  faultAt: '第一处错误已标出：',
  again: '重新核验',
  another: '核验另一盒',
  check: '核验',
  fields: {
    gtin: { label: '商品码', mark: 'GTIN、PC 或 (01)', hint: '8 至 14 位数字' },
    serial: { label: '序列号', mark: 'SN 或 (21)', hint: '区分大小写' },
    lot: { label: '批号', mark: 'LOT 或 (10)', hint: '可以不填' },
    expiry: { label: '有效期', mark: 'EXP 或 (17)', hint: '可以不填。按包装上的写法，例如 12/2027' },
  },
  faults: {
    missing: () => '请输入商品码：没有它就无法查询。',
    'not-digits': (detail) => `商品码只有数字，不含 ${detail}。`,
    'wrong-length': () => '商品码为 8、12、13 或 14 位数字，请重新数一遍。',
    'check-digit': (detail) => `有一位数字不对：按其余数字推算，最后一位应为 ${detail}。请逐位与包装核对。`,
    character: (detail) => `此处不能有字符 ${detail}，请与包装核对。`,
    'too-long': (detail) => `最多 ${detail} 个字符。也许把包装上的两行连在了一起。`,
    'no-date': () => '无法识别。请写年、月、日，例如 2027-12-31，或写月和年，例如 12/2027。',
  },
  notSent: '表单中有内容需要更正',
  notSentAdvice: '尚未进行核验。您输入的内容仍然保留。',
  whole: '或输入完整代码',
  wholeLabel: '方形二维码中的内容',
  wholeHint: '从扫码应用中粘贴：含有 /01/ 的网址，或以 (01) 或 01 开头的文本',
  privacy: '无需登录。核验不会留下记录，也不会告诉任何人您查询过。结果只显示生产企业，不涉及其他单位。',
  limits: '核验无法判断包装里装的是什么。如果包装被打开过或疑似仿冒，请交由药师判断。',
};

export const TEXTS: Readonly<Record<Language, Texts>> = { en, 'zh-CN': zh };

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '中文' };
