import { describe, expect, it } from 'vitest';
import { isOutcome, type PackOutcome } from './catalogue';
import {
  answerOf,
  consumerAdviceOf,
  consumerCodeOf,
  consumerPrecedence,
  consumerSeverityOf,
  consumerTitleOf,
} from './consumer';
import { CONSUMER_ANSWERS, CONSUMER_PARAMS } from './consumer-answers';
import { LANGUAGES } from './language';
import { placeholdersOf } from './text';

const CODES = Object.keys(CONSUMER_ANSWERS) as PackOutcome[];

describe('what a patient is told', () => {
  it.each(CODES)('of %s is complete in both languages', (code) => {
    expect(isOutcome(code)).toBe(true);
    const [en, zh] = LANGUAGES.map((language) => answerOf(code).texts[language]);
    for (const { title, advice } of [en!, zh!]) {
      expect(title.length).toBeLessThanOrEqual(60);
      expect(advice).toMatch(/[.。\]]$/);
      for (const name of placeholdersOf(title + advice)) expect(CONSUMER_PARAMS).toHaveProperty(name);
      expect(placeholdersOf((title + advice).replace(/\[[^\][]*\]/g, ''))).toEqual([]);
    }
    expect(/[一-鿿]/.test(en!.title + en!.advice)).toBe(false);
    expect(/[一-鿿]/.test(zh!.title) && /[一-鿿]/.test(zh!.advice)).toBe(true);
    expect(placeholdersOf(zh!.title + zh!.advice).sort()).toEqual(placeholdersOf(en!.title + en!.advice).sort());
  });

  it.each(CODES)('of %s reads well whichever parameter is missing', (code) => {
    const names = Object.keys(CONSUMER_PARAMS);
    for (const values of [{}, ...names.map((name) => ({ [name]: 'X1' }))]) {
      for (const language of LANGUAGES) {
        for (const text of [consumerTitleOf(code, language, values), consumerAdviceOf(code, language, values)]) {
          expect(text).not.toMatch(/ {2}| [.,;:，。：]|[[\]{}]|\(\)|（）|^[,.:，。：]|[,，][.。]|[.。][.。]/);
        }
      }
    }
  });

  it('names nobody: no text has a place for an organisation, a place or an hour', () => {
    expect(Object.keys(CONSUMER_PARAMS).sort()).toEqual(['expiry', 'instructions', 'suppliedOn']);
    expect(Object.values(CONSUMER_PARAMS).filter(({ kind }) => (kind as string) === 'time')).toEqual([]);
  });

  it('keeps to itself what lies between organisations', () => {
    for (const code of ['ACTIVE', 'ACTIVE_ELSEWHERE', 'IN_TRANSIT', 'NOT_RECEIVED'] as const) {
      expect(consumerCodeOf(code)).toBe('ACTIVE');
    }
    for (const code of ['QUARANTINED', 'LOCKED', 'DISPUTED'] as const) expect(consumerCodeOf(code)).toBe('QUARANTINED');
    for (const code of ['UNKNOWN_UNIT', 'EMPTY_UNIT'] as const)
      expect(consumerCodeOf(code)).toBe('NOT_A_MEDICINE_CODE');
  });

  it('puts the worst in front, and calls nothing genuine beside what speaks against it', () => {
    expect(consumerPrecedence(['ALREADY_DISPENSED_HERE', 'QUARANTINED'])).toEqual(['QUARANTINED']);
    expect(consumerPrecedence(['BATCH_MISMATCH', 'ACTIVE_ELSEWHERE'])).toEqual(['BATCH_MISMATCH']);
    expect(consumerPrecedence(['EXPORTED', 'EXPIRED', 'RECALLED', 'EXPIRED'])).toEqual([
      'RECALLED',
      'EXPIRED',
      'EXPORTED',
    ]);
    expect(consumerPrecedence(['ACTIVE_ELSEWHERE', 'IN_TRANSIT'])).toEqual(['ACTIVE']);
  });

  it('is glad of a pack that was supplied once, and warns where the same code turned up again', () => {
    expect(consumerSeverityOf('ALREADY_DISPENSED_HERE')).toBe('OK');
    expect(consumerSeverityOf('ALREADY_DISPENSED_ELSEWHERE')).toBe('STOP');
    const params = { suppliedOn: '2026-11-24' };
    expect(consumerAdviceOf('ALREADY_DISPENSED_HERE', 'en', params)).toContain('handed out on Nov 24, 2026: that is');
    expect(consumerAdviceOf('ALREADY_DISPENSED_HERE', 'zh-CN', params)).toContain('已于 2026年11月24日 发给患者');
  });
});
