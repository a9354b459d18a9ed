import { adviceOf, LANGUAGES, type Outcome, titleOf } from '@packproof/outcomes';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal';
import { toProblem } from './problem';

describe('a problem', () => {
  it.each(LANGUAGES)('can be said again by whoever reads it, from its code and parameters: %s', (language) => {
    for (const refusal of [
      new Refusal('INVALID_INPUT', { rule: 'one of a, b' }, 'stock'),
      new Refusal('NOT_FOUND', { kind: 'pack', id: 'S1' }),
      new Refusal('UNAUTHENTICATED'),
    ]) {
      const { code, params = {}, title, detail } = toProblem(refusal, language);
      expect([titleOf(code as Outcome, language, params), adviceOf(code as Outcome, language, params)]).toEqual([
        title,
        detail,
      ]);
    }
  });

  it('of ours tells nothing of its cause, in the language of whoever asked', () => {
    const told = JSON.stringify(toProblem(new Error('a secret of ours'), 'zh-CN'));
    expect(told).not.toContain('secret');
    expect(toProblem(new Error('x'), 'zh-CN')).toMatchObject({ status: 500, detail: '已记入日志。' });
  });
});
