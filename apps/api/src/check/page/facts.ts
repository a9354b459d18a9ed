import type { Language } from '@packproof/outcomes';
import type { Answer, OnRecord } from '../answer';
import { type Html, html } from './html';
import { TEXTS } from './texts';

/** YYYY-MM-DD or YYYY-MM as the reader's language writes it. */
export function shownDate(date: string, language: Language): string {
  const isMonth = date.length === 7;
  const form: Intl.DateTimeFormatOptions = isMonth ? { year: 'numeric', month: 'short' } : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).format(
    new Date(isMonth ? `${date}-01` : date),
  );
}

export const nameOf = ({ name, nameZh }: OnRecord, language: Language): string =>
  language === 'zh-CN' ? (nameZh ?? name) : name;

/** What is on record, beside what was read where the two differ. */
export function facts(answer: Answer, language: Language): Html | undefined {
  const { onRecord, differs, suppliedOn, outcome, others } = answer;
  if (!onRecord) return undefined;
  const texts = TEXTS[language];
  const isOnePack = onRecord.serial !== undefined;
  const isOfferedAgain = outcome === 'ALREADY_DISPENSED_ELSEWHERE' || others.includes('ALREADY_DISPENSED_ELSEWHERE');
  const supplied = () => {
    if (suppliedOn === undefined) return texts.suppliedNever;
    return (isOfferedAgain ? texts.suppliedOffered : texts.suppliedOnce)(shownDate(suppliedOn, language));
  };
  const date = (value: string | undefined) => value && shownDate(value, language);
  return html`<section class="card"><h2>${isOnePack ? texts.compare : texts.known}</h2>${
    isOnePack && html`<p class="soft">${texts.compareAdvice}</p>`
  }<dl class="facts">${row(texts.name, nameOf(onRecord, language))}${row(texts.strength, onRecord.strength)}${row(
    texts.maker,
    onRecord.maker,
  )}${compared(language, texts.lot, onRecord.lot, differs?.lot, 'code')}${compared(
    language,
    texts.expiry,
    date(onRecord.expiry),
    date(differs?.expiry),
  )}${row(texts.serial, onRecord.serial, 'code')}${row(texts.gtin, onRecord.gtin, 'code')}${
    isOnePack && row(texts.supplied, supplied())
  }</dl></section>`;
}

const row = (label: string, value: string | undefined, kind = ''): Html | undefined =>
  value === undefined ? undefined : html`<div><dt>${label}</dt><dd class="${kind}">${value}</dd></div>`;

function compared(language: Language, label: string, recorded?: string, read?: string, kind = ''): Html | undefined {
  if (read === undefined) return row(label, recorded, kind);
  const texts = TEXTS[language];
  return html`<div class="differs"><dt>${label}</dt><dd class="${kind}"><span>${texts.asEntered}</span>${read}<span>${texts.onRecord}</span>${recorded}</dd></div>`;
}
