import { adviceOf, consumerAdviceOf, consumerTitleOf, type Language, titleOf } from '@packproof/outcomes';
import type { Answer } from '../answer';
import type { FieldFault, Fields } from '../typed-fields';
import { answerMain, banner } from './answer-page';
import { form, NOTHING_TYPED } from './form';
import { html } from './html';
import { layout, type PageOf } from './layout';
import { TEXTS } from './texts';

type Visitor = Pick<PageOf, 'language' | 'inLanguage'>;

/** Nothing was asked yet. */
export function askingPage(visitor: Visitor): string {
  const texts = TEXTS[visitor.language];
  const { language } = visitor;
  const main = html`<section class="intro"><h1>${texts.ask}</h1><p class="soft">${texts.askAdvice}</p></section>
<section class="card">${form({ language, fields: NOTHING_TYPED, code: '', faults: [] })}</section>`;
  return layout({ ...visitor, title: texts.ask, main });
}

/** What was typed cannot be what is on a pack: nothing was looked up. */
export function faultyPage(visitor: Visitor, fields: Fields, faults: readonly FieldFault[]): string {
  const { language } = visitor;
  const texts = TEXTS[language];
  const list = faults.map(({ field }) => html`<li><a href="#${field}">${texts.fields[field].label}</a></li>`);
  const main = html`${banner({
    severity: 'CHECK',
    outcome: 'INVALID_INPUT',
    sign: texts.signs.CHECK,
    title: texts.notSent,
    advice: texts.notSentAdvice,
    more: html`<ul class="also">${list}</ul>`,
  })}<section class="card">${form({ language, fields, code: '', faults })}</section>`;
  return layout({ ...visitor, title: texts.notSent, main });
}

export function answerPage(visitor: Visitor, answer: Answer): string {
  const title = consumerTitleOf(answer.outcome, visitor.language, answer.params);
  return layout({ ...visitor, title, main: answerMain(answer, visitor.language) });
}

/** Too many checks, by one address or of one code. */
export function waitPage(visitor: Visitor, retryAfter: number): string {
  const { language } = visitor;
  return notice(visitor, 'RATE_LIMITED', {
    title: titleOf('RATE_LIMITED', language),
    advice: adviceOf('RATE_LIMITED', language, { retryAfter }),
  });
}

/** The record does not answer. */
export function unavailablePage(visitor: Visitor): string {
  const { language } = visitor;
  return notice(visitor, 'UNAVAILABLE_OFFLINE', {
    title: consumerTitleOf('UNAVAILABLE_OFFLINE', language),
    advice: consumerAdviceOf('UNAVAILABLE_OFFLINE', language),
  });
}

function notice(visitor: Visitor, outcome: string, told: { title: string; advice: string }): string {
  const sign = signOf(visitor.language);
  return layout({ ...visitor, title: told.title, main: banner({ severity: 'CHECK', outcome, sign, ...told }) });
}

const signOf = (language: Language): string => TEXTS[language].signs.CHECK;
