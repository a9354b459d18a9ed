import type { ScanFault } from '@packproof/gs1';
import { consumerAdviceOf, consumerTitleOf, type Language } from '@packproof/outcomes';
import type { Answer } from './answer';
import { nameOf } from './page/facts';

const faultJson = ({ code, ai, position, length }: ScanFault) => ({ code, ai: ai ?? null, position, length });

/** The facts of the page, for programs. `supplied` stands only where the code names one pack on record. */
export function answerJson({ outcome, others, severity, params, onRecord, ...rest }: Answer, language: Language) {
  const { asked, differs, suppliedOn, partlyRecalled, unreadable } = rest;
  return {
    outcome,
    others,
    severity,
    title: consumerTitleOf(outcome, language, params),
    advice: consumerAdviceOf(outcome, language, params),
    language,
    asked,
    ...(onRecord
      ? {
          product: {
            gtin: onRecord.gtin,
            name: nameOf(onRecord, language),
            strength: onRecord.strength ?? null,
            maker: onRecord.maker ?? null,
          },
          lot: onRecord.lot ?? null,
          expiry: onRecord.expiry ?? null,
          serial: onRecord.serial ?? null,
        }
      : {}),
    ...(differs ? { differs } : {}),
    ...(onRecord?.serial === undefined
      ? {}
      : { supplied: { times: suppliedOn === undefined ? 0 : 1, on: suppliedOn ?? null } }),
    ...(partlyRecalled ? { partlyRecalled } : {}),
    ...(unreadable ? { fault: faultJson(unreadable.fault) } : {}),
  };
}
