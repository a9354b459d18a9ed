import { makeSscc } from '@packproof/gs1';
import { expect, it } from 'vitest';
import { codesOf } from './typed-codes';

const sscc = (serial: string) => makeSscc({ extensionDigit: 0, companyPrefix: '9521001', serialReference: serial });

it('bare digits are SSCCs, whether in a column or side by side', () => {
  const [one, other] = ['000000001', '000000002'].map(sscc);
  const both = [
    { scan: `(00)${one}`, ok: true },
    { scan: `(00)${other}`, ok: true },
  ];
  expect(codesOf(`${one}\r\n${other}\n\n`)).toEqual(both);
  expect(codesOf(` ${one}, ${other} `)).toEqual(both);
});

it('what a reader sent is kept as it is', () => {
  const scan = ']d201095212345432131731123110LOT1\u001d21SERIAL1';
  expect(codesOf(scan)).toEqual([{ scan, ok: true }]);
});

it('a line that is no code stays, to be put right', () => {
  expect(codesOf('hello\n')).toEqual([{ scan: 'hello', ok: false }]);
  expect(codesOf('123456789012345678')).toEqual([{ scan: '(00)123456789012345678', ok: false }]);
  expect(codesOf('(01)09521234543213')).toEqual([{ scan: '(01)09521234543213', ok: false }]);
});
