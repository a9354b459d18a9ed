import type { ScanFault, ScanFaultCode } from '@packproof/gs1';
import type { Language } from '@packproof/outcomes';

type Words = Partial<Record<ScanFaultCode, (ai: string, detail: string) => string>>;

/** The faults that typing and copying make, in words for whoever typed; of all others the place is shown. */
const EN: Words = {
  NOT_GS1: () =>
    'This is no code of a medicine pack. Such a code begins with (01), 01 or a web address that has /01/ in it.',
  MALFORMED_BRACKETS: () => 'A number in brackets, such as (01) or (21), is missing here:',
  UNKNOWN_AI: (ai) => `There is no field (${ai}). Perhaps a digit is missing or too many before it:`,
  EMPTY_VALUE: (ai) => `Nothing stands in field (${ai}):`,
  VALUE_TOO_SHORT: (ai) => `Field (${ai}) is too short:`,
  VALUE_TOO_LONG: (ai) => `Field (${ai}) is too long:`,
  INVALID_CHARACTER: (ai, detail) => `Field (${ai}) cannot have the character ${detail}:`,
  INVALID_CHECK_DIGIT: (ai, detail) =>
    `One digit of field (${ai}) is wrong: with the others, the last one would be ${detail}.`,
  INVALID_MONTH: (ai) => `The date in field (${ai}) has no such month:`,
  INVALID_DAY: (ai) => `The date in field (${ai}) has no such day:`,
};

const ZH: Words = {
  NOT_GS1: () => '这不是药品包装上的代码。药品代码以 (01)、01 或含有 /01/ 的网址开头。',
  MALFORMED_BRACKETS: () => '此处缺少括号中的数字，例如 (01) 或 (21)：',
  UNKNOWN_AI: (ai) => `没有字段 (${ai})，也许前面少了或多了一位数字：`,
  EMPTY_VALUE: (ai) => `字段 (${ai}) 没有内容：`,
  VALUE_TOO_SHORT: (ai) => `字段 (${ai}) 过短：`,
  VALUE_TOO_LONG: (ai) => `字段 (${ai}) 过长：`,
  INVALID_CHARACTER: (ai, detail) => `字段 (${ai}) 不能有字符 ${detail}：`,
  INVALID_CHECK_DIGIT: (ai, detail) => `字段 (${ai}) 有一位数字不对：按其余数字推算，最后一位应为 ${detail}。`,
  INVALID_MONTH: (ai) => `字段 (${ai}) 的日期没有这个月份：`,
  INVALID_DAY: (ai) => `字段 (${ai}) 的日期没有这一天：`,
};

/** `detail` is data (a digit, a character) and the same in any language. */
export const faultText = ({ code, ai = '', detail = '' }: ScanFault, language: Language): string | undefined =>
  (language === 'zh-CN' ? ZH : EN)[code]?.(ai, detail);
