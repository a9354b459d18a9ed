import { describe, expect, it } from 'vitest';
import {
  adviceOf,
  indexOutcomes,
  isOutcome,
  OUTCOME_CODES,
  OUTCOMES,
  type Outcome,
  outcomeOf,
  precedence,
  severityOf,
  titleOf,
} from './catalogue';
import { LANGUAGES } from './language';
import { placeholdersOf } from './text';

describe('the catalogue', () => {
  it('holds every published code; one may be added here, none taken away', () => {
    const published =
      'UNREADABLE NOT_A_MEDICINE_CODE UNKNOWN_PRODUCT UNKNOWN_BATCH UNKNOWN_SERIAL UNKNOWN_UNIT BATCH_MISMATCH EXPIRY_MISMATCH RECALLED WITHDRAWN EXPIRED ALREADY_DISPENSED_HERE ALREADY_DISPENSED_ELSEWHERE STOLEN EXPORTED DESTROYED SAMPLE FREE_SAMPLE CHECKED_OUT LOCKED QUARANTINED DISPUTED NOT_RECEIVED IN_TRANSIT EMPTY_UNIT ACTIVE_ELSEWHERE ACTIVE UNAVAILABLE_OFFLINE ACCEPTED UNDO_TOO_LATE UNDO_OTHER_PLACE UNDO_WRONG_STATE UNDO_FORBIDDEN NOT_CUSTODIAN NOT_ADDRESSEE NOT_OWNER NOT_LICENSED ROLE_FORBIDDEN WRONG_ADDRESSEE NOT_YOUR_HOLD PROOF_INVALID SIGNATURE_INVALID CLOCK_SKEW UNKNOWN_ORGANISATION UNKNOWN_LOCATION NOT_FOUND ALREADY_EXISTS DUPLICATE_ITEM COMMITTED_TWICE NOT_IN_UNIT NOTHING_LEFT SSCC_IN_USE SSCC_FOREIGN UNIT_NESTED UNIT_NOT_NESTED UNIT_TOO_DEEP CHILDREN_UNLISTED NOT_IN_TRANSIT SHIPMENT_CHANGED RECALL_CLOSED EXCEPTION_RESOLVED COMMAND_ID_REUSED NOT_ATTEMPTED CONFLICT INVALID_INPUT LIMIT_EXCEEDED UNAUTHENTICATED FORBIDDEN RATE_LIMITED LEDGER_UNAVAILABLE OUTCOME_UNKNOWN';
    expect(OUTCOME_CODES.join(' ')).toBe(published);
  });

  it('refuses a code that occurs twice, or that was retired', () => {
    const [first] = OUTCOMES;
    expect(() => indexOutcomes([first!, first!], [])).toThrow('outcome UNREADABLE is defined twice');
    expect(() => indexOutcomes([first!], ['UNREADABLE'])).toThrow('retired');
  });

  it('is frozen', () => {
    expect(() => (OUTCOMES as unknown[]).push({})).toThrow(TypeError);
  });

  it.each(OUTCOMES.map((entry) => [entry.code, entry] as const))('%s is complete', (_code, entry) => {
    for (const language of LANGUAGES) {
      const { title, advice } = entry.texts[language];
      expect(title).not.toBe('');
      expect(title.length).toBeLessThanOrEqual(60);
      expect(advice).toMatch(/[.。\]]$/);
      const used = placeholdersOf(title + advice);
      for (const name of used) expect(entry.params, `${language} uses {${name}}`).toHaveProperty(name);
      // Outside […] nothing may depend on a parameter: any of them can be missing.
      expect(placeholdersOf((title + advice).replace(/\[[^\][]*\]/g, ''))).toEqual([]);
      expect((title + advice).replace(/\[[^\][]*\]/g, '')).not.toMatch(/[[\]{}]/);
    }
    expect(/[一-鿿]/.test(entry.texts.en.title + entry.texts.en.advice)).toBe(false);
    expect(/[一-鿿]/.test(entry.texts['zh-CN'].title)).toBe(true);
    expect(/[一-鿿]/.test(entry.texts['zh-CN'].advice)).toBe(true);
    expect(entry.httpStatus === 200).toBe(entry.severity === 'OK');
  });

  it.each(OUTCOMES.map((entry) => [entry.code, entry] as const))(
    '%s says the same in both languages',
    (_code, entry) => {
      const [en, zh] = LANGUAGES.map((language) => entry.texts[language]);
      expect(placeholdersOf(zh!.title).sort()).toEqual(placeholdersOf(en!.title).sort());
      expect(placeholdersOf(zh!.advice).sort()).toEqual(placeholdersOf(en!.advice).sort());
    },
  );

  it.each(OUTCOMES.map((entry) => [entry.code, entry] as const))(
    '%s reads well whichever parameter is missing',
    (code, entry) => {
      const names = Object.keys(entry.params);
      const all = Object.fromEntries(names.map((name) => [name, 'X1']));
      const cases = [
        {},
        all,
        ...names.map((name) => ({ ...all, [name]: undefined })),
        ...names.map((name) => ({ [name]: 'X1' })),
      ];
      for (const values of cases) {
        for (const language of LANGUAGES) {
          for (const text of [titleOf(code, language, values), adviceOf(code, language, values)]) {
            expect(text).not.toMatch(/ {2}| [.,;:，。：]|[[\]{}]|\(\)|（）|^[,.:，。：]|[,，][.。]|[.。][.。]/);
          }
        }
      }
    },
  );

  it('raises an alert only on what has no innocent reading', () => {
    const of = (rule: string) => OUTCOMES.filter((entry) => entry.mayAlert === rule).map((entry) => entry.code);
    expect(of('second-reading')).toEqual(['UNKNOWN_BATCH', 'UNKNOWN_SERIAL', 'BATCH_MISMATCH', 'EXPIRY_MISMATCH']);
    expect(of('always')).toEqual(['ALREADY_DISPENSED_ELSEWHERE', 'STOLEN']);
    expect(of('elsewhere')).toEqual(['EXPORTED', 'DESTROYED', 'SAMPLE', 'FREE_SAMPLE', 'CHECKED_OUT', 'LOCKED']);
  });

  it('speaks to the European system and to VRS', () => {
    const emvs: Partial<Record<Outcome, string>> = {
      UNKNOWN_BATCH: 'LOT_03',
      UNKNOWN_SERIAL: 'PC_02',
      BATCH_MISMATCH: 'LOT_13',
      EXPIRY_MISMATCH: 'LOT_12',
      ALREADY_DISPENSED_HERE: 'PCK_19',
      ALREADY_DISPENSED_ELSEWHERE: 'PCK_22',
      UNDO_TOO_LATE: 'PCK_20',
      UNDO_OTHER_PLACE: 'PCK_21',
      UNDO_WRONG_STATE: 'PCK_06',
      STOLEN: 'stolen',
      ACTIVE: 'active',
      RECALLED: 'recalled',
      WITHDRAWN: 'withdrawn',
    };
    for (const [code, expected] of Object.entries(emvs)) expect(outcomeOf(code as Outcome).emvs).toBe(expected);
    // The reasons and additional information that lightweight messaging 1.3 knows.
    const reasons = [
      null,
      'No_match_GTIN_Serial',
      'No_match_GTIN_Serial_Lot',
      'No_match_GTIN_Serial_Expiry',
      'Not_for_re-distribution',
    ];
    for (const { vrs, code } of OUTCOMES) {
      if (!vrs) continue;
      expect(reasons).toContain(vrs.reason);
      expect([null, 'Recalled', 'Suspect', 'Expired']).toContain(vrs.additionalInfo);
      expect(vrs.verified).toBe(code === 'ACTIVE');
    }
    expect(outcomeOf('EXPIRED').vrs).toEqual({ verified: false, reason: null, additionalInfo: 'Expired' });
    expect(outcomeOf('QUARANTINED').vrs?.additionalInfo).toBe('Suspect');
    expect(outcomeOf('DESTROYED').vrs?.reason).toBe('Not_for_re-distribution');
  });
});

describe('questions to the catalogue', () => {
  it('puts the first that is true in front', () => {
    expect(precedence(['ACTIVE_ELSEWHERE', 'EXPIRED', 'RECALLED', 'EXPIRED'])).toEqual([
      'RECALLED',
      'EXPIRED',
      'ACTIVE_ELSEWHERE',
    ]);
    expect(precedence(['NOT_CUSTODIAN', 'ALREADY_DISPENSED_ELSEWHERE'])[0]).toBe('ALREADY_DISPENSED_ELSEWHERE');
  });

  it('tells codes from other values', () => {
    expect(isOutcome('ACTIVE')).toBe(true);
    for (const other of ['active', 'toString', '__proto__', '', 1, null, undefined])
      expect(isOutcome(other)).toBe(false);
    expect(() => severityOf('NOPE' as Outcome)).toThrow('"NOPE" is no outcome');
  });

  it('fills what it knows and leaves out what it does not', () => {
    expect(titleOf('RECALLED', 'en')).toBe('Recalled');
    expect(titleOf('RECALLED', 'en', { recallClass: 'II' })).toBe('Recalled (class II)');
    expect(titleOf('RECALLED', 'zh-CN', { recallClass: 'II' })).toBe('已召回（II 级）');
    expect(adviceOf('BATCH_MISMATCH', 'en', { read: 'A1', recorded: 'A7' })).toContain(
      'The pack says A1. The record says A7. Scan',
    );
    expect(adviceOf('BATCH_MISMATCH', 'en', { read: 'A1', recorded: null })).not.toContain('record says');
  });

  it('shows times in the zone of the reader, and says UTC where it has none', () => {
    const since = '2026-11-24T10:42:00Z';
    expect(adviceOf('ALREADY_DISPENSED_HERE', 'en', { since }, { timeZone: 'Asia/Shanghai' })).toMatch(
      /Nov 24, 2026, 6:42\sPM/,
    );
    expect(adviceOf('ALREADY_DISPENSED_HERE', 'zh-CN', { since })).toContain('2026年11月24日 10:42 UTC');
    expect(titleOf('EXPIRED', 'zh-CN', { expiry: '2025-02-28' })).toBe('已过有效期：2025年2月28日');
  });

  it('does not expand what stands inside a value', () => {
    expect(adviceOf('QUARANTINED', 'en', { reason: '{organisation} [x]', organisation: 'A' })).toContain(
      'Reason: {organisation} [x].',
    );
  });
});
