import {
  consumerAdviceOf,
  consumerSeverityOf,
  consumerTitleOf,
  type Language,
  type Severity,
} from '@packproof/outcomes';
import type { Answer } from '../answer';
import { facts } from './facts';
import { form } from './form';
import { type Html, html } from './html';
import { icon } from './icons';
import { TEXTS } from './texts';

/** The answer to one check, and the form again below it. */
export function answerMain(answer: Answer, language: Language): Html {
  const texts = TEXTS[language];
  const { outcome, others, severity, params, unreadable } = answer;
  const also = others.filter((code) => !isBesideThePoint(answer, code));
  return html`${banner({
    severity,
    outcome,
    sign: texts.signs[severity],
    title: consumerTitleOf(outcome, language, params),
    advice: consumerAdviceOf(outcome, language, params),
    more: html`${notesOf(answer, language)}${
      also.length > 0 &&
      html`<ul class="also" aria-label="${texts.also}">${also.map(
        (code) =>
          html`<li>${icon(consumerSeverityOf(code))}<span>${consumerTitleOf(code, language, params)}</span></li>`,
      )}</ul>`
    }`,
  })}${
    unreadable &&
    html`<section class="card"><p>${texts.faultAt}</p><p class="wrong">${marked(unreadable)}</p></section>`
  }${facts(answer, language)}<section class="card"><h2>${texts.next}</h2><ol class="steps">${texts.steps[severity].map(
    (step) => html`<li>${step}</li>`,
  )}</ol></section>
<section class="card ask"><h2>${texts.again}</h2>${form({
    language,
    fields: answer.asked,
    code: unreadable?.text ?? '',
    faults: [],
  })}</section>`;
}

export interface Banner {
  severity: Severity;
  outcome: string;
  sign: string;
  title: string;
  advice: string;
  more?: Html;
}

/** Colour, sign, word, title, and what to do. */
export const banner = ({ severity, outcome, sign, title, advice, more }: Banner): Html =>
  html`<section class="answer ${severity}" data-outcome="${outcome}" data-severity="${severity}">
<div class="head">${icon(severity)}<div><p class="sign">${sign}</p><h1>${title}</h1></div></div>
<p class="advice">${advice}</p>${more ?? ''}</section>`;

/** That a pack was supplied is among the facts; that a code names no single pack is beside the point where its batch is recalled. */
const isBesideThePoint = ({ outcome }: Answer, code: string): boolean =>
  code === 'ALREADY_DISPENSED_HERE' || (code === 'NOT_A_MEDICINE_CODE' && outcome !== code);

function notesOf({ outcome, onRecord, partlyRecalled }: Answer, language: Language): Html | undefined {
  const texts = TEXTS[language];
  if (partlyRecalled) return html`<p class="advice">${texts.partlyRecalled}</p>`;
  const isLotOnly = outcome === 'NOT_A_MEDICINE_CODE' && onRecord?.lot !== undefined;
  return isLotOnly ? html`<p class="advice">${texts.lotOnly}</p>` : undefined;
}

/** What was sent, its first fault marked; where something is missing, the place. */
function marked({ text, position, length }: NonNullable<Answer['unreadable']>): Html {
  const shown = (part: string) => part.replaceAll('\x1d', '␝');
  const end = position + Math.max(1, length);
  return html`${shown(text.slice(0, position))}<mark>${shown(text.slice(position, end)) || '…'}</mark>${shown(text.slice(end))}`;
}
