import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { adviceOf, titleOf } from './catalogue';
import { fieldIn } from './field-words';
import { rowOf, ruleIn, saidIn } from './rule-language';
import { rulesIn, sourcesUnder } from './rule-sources';
import { RULE_TEXTS, THING_TEXTS } from './rule-texts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const found = rulesIn([
  ...['apps/api/src', 'libs/contract/src', 'libs/read-model/src/queries'].flatMap((room) => sourcesUnder(root + room)),
  `${root}libs/merkle/src/base64.ts`,
  `${root}libs/merkle/src/varint.ts`,
]);

/** Two or more words of English; a name, a code or a unit stands alone. */
const ENGLISH = /(?<![\w.…:@/-])[A-Za-z]{2,} [A-Za-z]{2,}/;

describe('the rules that the sources name', () => {
  it('are found', () => {
    const texts = found.map(({ text }) => text);
    // One of each way to name a rule.
    for (const text of [
      'at least one scope',
      'The request came from another site.',
      'must not be before what it undoes',
      'must be 13 digits with a valid check digit',
      'it has digits only',
      'content is cut off',
      'the first serial is not after the last',
      'characters of GS1 set 82 only; character 7 is "7"',
      'a key that was not prepared here comes with its proof of possession',
      '7 does not fit 7 × 7 mm: take a larger label, or another template',
      'after is not a cursor of this list',
      'varint is cut off',
      'packs of this batch',
      'results of a job',
    ]) {
      expect(texts).toContain(text);
    }
    expect(found.length).toBeGreaterThan(150);
  });

  it('each have a Chinese text', () => {
    const missing = found.filter(({ text }) => ruleIn(text, 'zh-CN') === undefined);
    expect(missing.map(({ text, at }) => `${at.slice(root.length)} ${text}`)).toEqual([]);
  });

  it('are all that the table holds, but for words that are made elsewhere', () => {
    const used = new Set(found.map(({ text }) => rowOf(text)));
    const unused = Object.keys({ ...RULE_TEXTS, ...THING_TEXTS }).filter((english) => !used.has(english));
    expect(unused.sort()).toEqual([...FROM_ELSEWHERE].sort());
  });
});

/** Faults of a GTIN, which gs1 words, and a fault of GraphQL that is told by its message. */
const FROM_ELSEWHERE: readonly string[] = [
  'AI ({ai}) has no value.',
  'AI ({ai}) is too short: it takes {list} digits.',
  'AI ({ai}) is too long: it takes {list} digits.',
  'AI ({ai}) does not allow the character {sign} here.',
  'The check digit of AI ({ai}) is wrong: it should be {digit}.',
  'The query is a GraphQL document as text.',
];

describe('a rule', () => {
  it.each(Object.entries({ ...RULE_TEXTS, ...THING_TEXTS }))('%s has the same slots in Chinese', (english, chinese) => {
    const slots = (text: string) => [...text.matchAll(/\{[a-z]+\}/g)].map(String).sort();
    expect(slots(chinese)).toEqual(slots(english));
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(chinese).not.toMatch(ENGLISH);
    expect(chinese).not.toMatch(/[.。]$/);
  });

  it('keeps its data, and names the scalar', () => {
    expect(ruleIn('Gtin: it has 8, 12, 13 or 14 digits, not 5', 'zh-CN')).toBe(
      'GTIN：应为 8、12、13 或 14 位数字，而不是 5 位',
    );
    expect(ruleIn('Date: there is no day 2026-02-30.', 'zh-CN')).toBe('日期：没有 2026-02-30 这一天');
    expect(ruleIn('one of en, zh-CN', 'zh-CN')).toBe('应为其中之一：en、zh-CN');
    expect(ruleIn('characters of GS1 set 82 only; character 3 is "$&"', 'zh-CN')).toContain('“$&”');
  });

  it('is left out in Chinese where it has none, and stays in English', () => {
    const rule = 'at least some thing that nobody wrote down';
    expect(ruleIn(rule, 'zh-CN')).toBeUndefined();
    expect(ruleIn('Gtin: some other rule', 'zh-CN')).toBeUndefined();
    expect(adviceOf('INVALID_INPUT', 'zh-CN', { rule, field: 'a.b' })).toBe('请更正后重新提交。');
    expect(adviceOf('INVALID_INPUT', 'en', { rule, field: 'a.b' })).toBe(
      'Correct it and send it again. Field: a.b. Rule: at least some thing that nobody wrote down.',
    );
  });

  it('that was said in Chinese stays, with one full stop', () => {
    expect(adviceOf('INVALID_INPUT', 'zh-CN', { rule: '商品码只有数字，不含 ab。' })).toBe(
      '请更正后重新提交。规则：商品码只有数字，不含 ab。',
    );
  });
});

describe('a text in Chinese', () => {
  it('is wholly Chinese', () => {
    const field = 'input.serials.list[3]';
    expect(adviceOf('INVALID_INPUT', 'zh-CN', { field, rule: '1 to 20 characters of GS1 set 82' })).toBe(
      '请更正后重新提交。字段：序列号（第 4 项）。规则：应为 GS1 82 字符集中的 1 到 20 个字符。',
    );
    expect(adviceOf('FORBIDDEN', 'zh-CN', { reason: 'The request came from another site.' })).toMatch(
      /请求来自其他网站。$/,
    );
    expect(adviceOf('FORBIDDEN', 'en', { reason: 'The request came from another site.' })).toMatch(/another site\.$/);
    expect(titleOf('NOT_FOUND', 'zh-CN', { kind: 'results of a job' })).toBe('未找到：任务结果');
    expect(titleOf('NOT_FOUND', 'zh-CN', { kind: 'some new thing' })).toBe('未找到');
    expect(adviceOf('LIMIT_EXCEEDED', 'zh-CN', { limit: '10 days' })).toContain('上限：10 天。');
    expect(adviceOf('UNDO_WRONG_STATE', 'zh-CN', { state: 'ACTIVE', wanted: 'STOLEN' })).toMatch(
      /^当前为“可用”，不是“被盗”。/,
    );
  });

  it('leaves what a person said as it was said, and says ours in Chinese', () => {
    expect(saidIn('wet on arrival', 'zh-CN')).toBe('wet on arrival');
    expect(adviceOf('QUARANTINED', 'zh-CN', { reason: 'damaged on receipt' })).toContain('原因：收货时已损坏。');
  });
});

describe('a field in words', () => {
  it('is the innermost part that has a word, and which item it is', () => {
    expect(fieldIn('input.batches[0].lot', 'zh-CN')).toBe('批号（第 1 项）');
    expect(fieldIn('input.serials.list[3]', 'en')).toBe('serial numbers (item 4)');
    expect(fieldIn('licence.number', 'en')).toBe('licence');
  });

  it('is its path in English and nothing in Chinese where no part has a word', () => {
    expect(fieldIn('toString', 'en')).toBe('toString');
    expect(fieldIn('toString', 'zh-CN')).toBeUndefined();
  });
});
