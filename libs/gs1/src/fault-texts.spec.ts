import { expect, it } from 'vitest';
import { faultMessage, ZH_FAULTS } from './fault-texts';
import { FAULT_MESSAGES } from './faults';

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
