import {
  consumerAdviceOf,
  consumerSeverityOf,
  consumerTitleOf,
  type Language,
  type Severity,
} from '@packproof/outcomes';
import type { Answer } from '../answer';
import { facts } from './facts';
import { faultText } from './fault-text';
import { form, NOTHING_TYPED } from './form';
import { type Html, html } from './html';
import { icon } from './icons';
import { stepsFor } from './steps';
import { TEXTS } from './texts';

/** The answer to one check, and the form again below it. */
export function answerMain(answer: Answer, language: Language): Html {
  const texts = TEXTS[language];
  const { outcome, others, severity, params, unreadable, differs, onRecord } = answer;
  // One pack was found, and nothing of what was entered contradicts the record: there is nothing to correct.
  const isSettled = onRecord?.serial !== undefined && !differs;
  return html`${banner({
    severity,
    outcome,
    sign: texts.signs[severity],
    title: consumerTitleOf(outcome, language, params),
    advice: consumerAdviceOf(outcome, language, params),
    more: html`${notesOf(answer, language)}${
      others.length > 0 &&
      html`<ul class="also" aria-label="${texts.also}">${others.map(
        (code) =>
          html`<li>${icon(consumerSeverityOf(code))}<span>${consumerTitleOf(code, language, params)}</span></li>`,
      )}</ul>`
    }`,
  })}${
    unreadable &&
    html`<section class="card"><p>${faultText(unreadable.fault, language) ?? texts.faultAt}</p><p class="wrong">${marked(unreadable)}</p></section>`
  }${facts(answer, language)}<section class="card"><h2>${texts.next}</h2><ol class="steps">${texts.steps[
    stepsFor(outcome)
  ].map((step) => html`<li>${step}</li>`)}</ol></section>
<section class="card ask"><h2>${isSettled ? texts.another : texts.again}</h2>${form({
    language,
    fields: isSettled ? NOTHING_TYPED : answer.asked,
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

function notesOf({ outcome, onRecord, partlyRecalled }: Answer, language: Language): Html | undefined {
  const texts = TEXTS[language];
  if (partlyRecalled) return html`<p class="advice">${texts.partlyRecalled}</p>`;
  const isLotOnly = outcome === 'NOT_A_MEDICINE_CODE' && onRecord?.lot !== undefined;
  return isLotOnly ? html`<p class="advice">${texts.lotOnly}</p>` : undefined;
}

/** What was sent, its first fault marked; where something is missing, the place. */
function marked({ text, fault: { position, length } }: NonNullable<Answer['unreadable']>): Html {
  const shown = (part: string) => part.replaceAll('\x1d', '␝');
  const end = position + Math.max(1, length);
  return html`${shown(text.slice(0, position))}<mark>${shown(text.slice(position, end)) || '…'}</mark>${shown(text.slice(end))}`;
}
