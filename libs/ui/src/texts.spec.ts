import { describe, expect, it } from 'vitest';
import { answerTexts } from './answer-texts';
import { defineTexts } from './texts';

const texts = defineTexts({ hello: 'Hello {name}', bye: 'Bye' }, { hello: '{name}，你好', bye: '再见' });

describe('texts', () => {
  it('speak both languages', () => {
    expect(texts.in('en')('hello', { name: 'Ada' })).toBe('Hello Ada');
    expect(texts.in('zh-CN')('hello', { name: 'Ada' })).toBe('Ada，你好');
    expect(texts.in('zh-CN')('bye')).toBe('再见');
  });

  it('have the word that goes with a number, where a language needs one', () => {
    const counted = defineTexts({ sent: '{packs} {packs|pack|packs} sent' }, { sent: '已发 {packs} 盒' });
    expect(counted.faults()).toEqual([]);
    expect(counted.in('en')('sent', { packs: 1 })).toBe('1 pack sent');
    expect(counted.in('en')('sent', { packs: '1,000' })).toBe('1,000 packs sent');
    expect(counted.in('zh-CN')('sent', { packs: 1 })).toBe('已发 1 盒');
    // @ts-expect-error the text names {packs}
    expect(counted.in('en')('sent')).toContain('{packs}');
  });

  it('do not compile with a value or a key missing', () => {
    // @ts-expect-error the text names {name}
    expect(texts.in('en')('hello')).toBe('Hello {name}');
    // @ts-expect-error no such text
    expect(texts.in('en')('nope')).toBe('nope');
    // @ts-expect-error Chinese lacks b
    defineTexts({ a: 'A', b: 'B' }, { a: '甲' });
  });

  it('find placeholders that differ, and blanks', () => {
    expect(texts.faults()).toEqual([]);
    expect(defineTexts({ a: '{x}', b: 'B' }, { a: '{y}', b: ' ' }).faults()).toEqual([
      'a: {x} against {y}',
      'b: blank',
    ]);
    expect(answerTexts.faults()).toEqual([]);
  });
});
