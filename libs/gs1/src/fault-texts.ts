import type { ScanFault, ScanFaultCode } from './faults';

/** Faults of a scan in Chinese, with the parameters of gs1's English texts. A code that is missing does not compile. */
export const ZH_FAULTS: Readonly<Record<ScanFaultCode, string>> = {
  EMPTY: '没有扫描到任何内容。',
  INPUT_TOO_LONG: '内容超过 {detail} 个字符，任何 GS1 条码都容纳不下。',
  NOT_GS1: '既不是 GS1 单元数据串，也不是 GS1 Digital Link 网址。',
  NOT_GS1_SYMBOLOGY: '扫码枪标识为 {detail}：该条码不含 GS1 数据。',
  MALFORMED_BRACKETS: '此处应为括号中的 2 至 4 位 AI，例如 (01)。',
  UNKNOWN_AI: '不存在 AI ({ai})。',
  EMPTY_VALUE: 'AI ({ai}) 没有值。',
  VALUE_TOO_SHORT: 'AI ({ai}) 过短：应为 {detail}。',
  VALUE_TOO_LONG: 'AI ({ai}) 过长：应为 {detail}。',
  MISSING_SEPARATOR: 'AI ({ai}) 之后缺少分隔符（FNC1）。',
  UNEXPECTED_SEPARATOR: '此处应为 AI，却是分隔符（FNC1）。',
  INVALID_CHARACTER: 'AI ({ai}) 此处不允许字符 {detail}。',
  DUPLICATE_AI: 'AI ({ai}) 多次出现且值不同。',
  REPEATED_AI: 'AI ({ai}) 多次出现。',
  MISSING_PARTNER: 'AI ({ai}) 必须与 {detail} 一起出现。',
  EXCLUDED_PARTNER: 'AI ({ai}) 不能与 {detail} 一起出现。',
  INVALID_CHECK_DIGIT: 'AI ({ai}) 的校验位错误：应为 {detail}。',
  INVALID_CHECK_CHARACTERS: 'AI ({ai}) 的校验字符错误：应为 {detail}。',
  INVALID_COMPANY_PREFIX: 'AI ({ai}) 的相应位置不是由数字组成的 GS1 厂商识别代码。',
  INVALID_MONTH: 'AI ({ai})：{detail} 不是月份。',
  INVALID_DAY: 'AI ({ai})：{detail} 不是该月的日期。',
  INVALID_HOUR: 'AI ({ai})：{detail} 不是小时。',
  INVALID_MINUTE: 'AI ({ai})：{detail} 不是分钟。',
  INVALID_SECOND: 'AI ({ai})：{detail} 不是秒。',
  INVALID_COUNTRY: 'AI ({ai})：{detail} 不是 ISO 3166 国家代码。',
  INVALID_CURRENCY: 'AI ({ai})：{detail} 不是 ISO 4217 货币代码。',
  INVALID_PACKAGE_TYPE: 'AI ({ai})：{detail} 不是包装类型代码。',
  INVALID_MEDIA_TYPE: 'AI ({ai})：{detail} 不是 AIDC 介质类型。',
  INVALID_WINDING: 'AI ({ai})：卷绕方向为 0、1 或 9。',
  INVALID_SEX: 'AI ({ai})：ISO 5218 只有 0、1、2 和 9。',
  NOT_YES_OR_NO: 'AI ({ai})：0 表示否，1 表示是。',
  NOT_A_HYPHEN: 'AI ({ai}) 末尾只能用连字符表示负值。',
  NOT_ZERO: 'AI ({ai}) 此处必须为 0。',
  ZERO_VALUE: 'AI ({ai}) 此处不能为零。',
  ZERO_PREFIX: 'AI ({ai}) 此处不能以零开头。',
  NO_NON_DIGIT: 'AI ({ai}) 至少要有一个非数字字符。',
  INVALID_PIECE: 'AI ({ai})：不可能是第 {detail} 件。',
  INVALID_SEQUENCE: 'AI ({ai})：{detail} 不是序列中的位置（例如 1/2）。',
  INVALID_LATITUDE: 'AI ({ai})：{detail} 不是纬度。',
  INVALID_LONGITUDE: 'AI ({ai})：{detail} 不是经度。',
  INVALID_PERCENT_ENCODING: 'AI ({ai})：{detail} 不是百分号编码字符。',
  INVALID_BASE64_PADDING: 'AI ({ai}) 的填充错误。',
  INVALID_IBAN: 'AI ({ai}) 不是 IBAN：{detail}。',
  INVALID_COUPON: 'AI ({ai}) 不是北美优惠券代码：{detail}。',
  URI_CHARACTER: '网址中不能出现字符 {detail}。',
  URI_HOST: '网址没有有效的主机名。',
  URI_NO_KEY: '网址路径中没有 GS1 标识代码（此处不读取压缩网址）。',
  URI_UNPAIRED: '网址路径不是由成对的 AI 和值组成。',
  URI_QUALIFIER: 'AI ({ai}) 不能出现在 AI ({detail}) 路径的此处。',
  URI_NOT_AN_ATTRIBUTE: 'AI ({ai}) 不能出现在网址的查询部分。',
  URI_BELONGS_IN_PATH: 'AI ({ai}) 应在网址的路径中，而不是查询部分。',
};

/** What is said in words within a `{detail}`; anything else in it is data, and the same in any language. */
const ZH_WORDS: readonly [RegExp, string | ((...found: string[]) => string)][] = [
  [/^8, 12, 13 or 14 digits$/, '8、12、13 或 14 位数字'],
  [
    /^(\d+)(?: to (\d+))? (digits|characters)(?: of (GS1) set (\d+))?$/,
    (_, least, most, kind, set, number) =>
      `${least}${most === undefined ? '' : ` 至 ${most}`} ${kind === 'digits' ? '位数字' : `个${set === undefined ? '' : ` GS1 字符集 ${number} 的`}字符`}`,
  ],
  [/^space$/, '空格'],
  [/, or (?=\()/g, '，或 '],
  [/ and (?=\()/g, ' 和 '],
];

const inChinese = (detail: string): string =>
  ZH_WORDS.reduce((text, [words, chinese]) => text.replace(words, chinese as never), detail);

export function faultMessage(
  fault: Pick<ScanFault, 'code' | 'ai' | 'message' | 'detail'>,
  language: 'en' | 'zh-CN',
): string {
  if (language === 'en') return fault.message;
  return ZH_FAULTS[fault.code].replace(/\{ai\}|\{detail\}/g, (slot) =>
    slot === '{ai}' ? (fault.ai ?? '') : inChinese(fault.detail ?? ''),
  );
}
