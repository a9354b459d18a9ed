import { describe, expect, it } from 'vitest';
import { readVisit } from './visit';

const asked = (url: string) => readVisit(url, undefined).asked;
const code = (scan: string) => ({ kind: 'code', scan });

describe('what a visitor asks', () => {
  it('is read from the path as it was printed, its percent-encoding left to the parser', () => {
    expect(asked('/01/09521234543213/10/L%2F1/21/S%2B1?17=271231&lang=en')).toEqual(
      code('https://id.gs1.org/01/09521234543213/10/L%2F1/21/S%2B1?17=271231'),
    );
    expect(asked('/check/01/09521234543213/21/S1')).toEqual(code('https://id.gs1.org/01/09521234543213/21/S1'));
    expect(asked('/check/https://example.org/01/09521234543213/21/S1?17=271231')).toEqual(
      code('https://example.org/01/09521234543213/21/S1?17=271231'),
    );
    expect(asked('/check/https:/example.org/01/09521234543213/21/S1')).toEqual(
      code('https://example.org/01/09521234543213/21/S1'),
    );
    expect(asked('/check/(01)09521234543213(21)S%201')).toEqual(code('(01)09521234543213(21)S 1'));
    expect(asked('/check/%5Dd20109521234543213%1D21S1')).toEqual(code(']d20109521234543213\x1d21S1'));
    expect(asked('/check/%zz')).toEqual(code('%zz'));
  });

  it('is read from either form; an empty one that was sent is a question too', () => {
    expect(asked('/check')).toEqual({ kind: 'nothing' });
    expect(asked('/check/?lang=zh-CN')).toEqual({ kind: 'nothing' });
    expect(asked('/check?code=+(01)1+')).toEqual(code('(01)1'));
    expect(asked('/check?code=(01)+1+(21)+A+B')).toEqual(code('(01)1(21)A B'));
    expect(asked('/check?code=id.example.org/01/09521234543213/21/S1')).toEqual(
      code('https://id.example.org/01/09521234543213/21/S1'),
    );
    expect(asked('/check?gtin=1&serial=+S1+&lot=L%26M')).toEqual({
      kind: 'fields',
      fields: { gtin: '1', serial: 'S1', lot: 'L&M', expiry: '' },
    });
    expect(asked('/check?code=')).toMatchObject({ kind: 'fields', fields: { gtin: '' } });
  });

  it('keeps the question when the language is switched', () => {
    const visit = readVisit('/01/09521234543213/21/S%2F1?17=271231&lang=en', 'zh-CN');
    expect(visit.language).toBe('en');
    expect(visit.inLanguage('zh-CN')).toBe('/01/09521234543213/21/S%2F1?17=271231&lang=zh-CN');
    expect(readVisit('/check', 'zh').language).toBe('zh-CN');
    expect(readVisit('/check?lang=fr', 'zh').language).toBe('zh-CN');
  });
});
