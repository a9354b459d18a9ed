import { expect, it } from 'vitest';
import { faultMessage, ZH_FAULTS } from './fault-texts';
import { FAULT_MESSAGES } from './faults';
import { normaliseGtin } from './keys';
import { parseScan } from './parse-scan';

it('every fault of a scan is translated of a scan, with its parameters', () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  expect(Object.keys(ZH_FAULTS).sort()).toEqual(Object.keys(FAULT_MESSAGES).sort());
  for (const [code, english] of Object.entries(FAULT_MESSAGES)) {
    expect(names(ZH_FAULTS[code as keyof typeof ZH_FAULTS]), code).toEqual(names(english));
  }
  const fault = {
    code: 'INVALID_CHECK_DIGIT',
    ai: '01',
    position: 2,
    length: 14,
    message: 'in English',
    detail: '7',
  } as const;
  expect(faultMessage(fault, 'zh-CN')).toBe('AI (01) 的校验位错误：应为 7。');
  expect(faultMessage(fault, 'en')).toBe('in English');
});

it('says in Chinese what a fault expects in words, and leaves data as it is', () => {
  const detail = (scan: string) => {
    const reading = parseScan(scan);
    if (reading.ok) throw new Error(`${scan} has no fault`);
    return faultMessage(reading.faults[0]!, 'zh-CN');
  };
  expect(detail('(01)123')).toContain('14 位数字');
  expect(detail('(01)09506000134352(21)123456789012345678901')).toContain('1 至 20 个 GS1 字符集 82 的字符');
  expect(detail('(01)09506000134352(21)A B')).toContain('空格');
  expect(detail('(02)09506000134352')).not.toMatch(/ and | or /);
  for (const scan of [
    '(01)123',
    '(01)09506000134352(21)A B',
    '(02)09506000134352',
    '(01)09506000134352(10)',
    '(17)27',
  ]) {
    expect(detail(scan).replace(/AI|GS1|FNC1/g, '')).not.toMatch(/[a-z]{2,}/i);
  }
  const digits = normaliseGtin('123');
  expect(digits.ok ? '' : faultMessage(digits.fault, 'zh-CN')).toContain('8、12、13 或 14 位数字');
});
