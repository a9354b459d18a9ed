import { describe, expect, it } from 'vitest';
import { isEmail } from './email';

describe('an e-mail address', () => {
  it.each(['ada@authority.example', "o'neil+x@a-b.example.org", 'A_1@sub.a.example'])('is %j', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each([
    'ada@authority',
    'ada',
    '.ada@a.example',
    'a..b@a.example',
    'a@b.c',
    'a@-b.example',
    ' ada@a.example',
    'ada@a.example\n',
    '李@a.example',
    'a@b@c.example',
    `${'a'.repeat(250)}@a.example`,
  ])('is not %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });
});
