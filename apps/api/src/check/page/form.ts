import type { Language } from '@packproof/outcomes';
import { FIELDS, type FieldFault, type Fields } from '../typed-fields';
import { type Html, html } from './html';
import { icon } from './icons';
import { TEXTS } from './texts';

export interface FormOf {
  language: Language;
  fields: Fields;
  code: string;
  faults: readonly FieldFault[];
}

export const NOTHING_TYPED: Fields = { gtin: '', serial: '', lot: '', expiry: '' };

/** Both ways to ask: the lines that are printed on the pack, or the code as a whole. Whatever was typed stands in it. */
export function form({ language, fields, code, faults }: FormOf): Html {
  const texts = TEXTS[language];
  const lang = html`<input type="hidden" name="lang" value="${language}">`;
  const rows = FIELDS.map((name) => {
    const { label, mark, hint } = texts.fields[name];
    const fault = faults.find(({ field }) => field === name);
    const isAsked = name === 'gtin' || name === 'serial';
    return html`<div class="field"><label for="${name}">${label} <span>${mark}</span></label>
<input id="${name}" name="${name}" value="${fields[name]}" maxlength="120" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false"${
      name === 'gtin' && html` inputmode="numeric"`
    }${isAsked && html` aria-required="true"`} aria-describedby="${name}-hint${fault && ` ${name}-fault`}"${fault && html` aria-invalid="true"`}>
<p class="hint" id="${name}-hint">${hint}</p>${
      fault &&
      html`<p class="fault" id="${name}-fault">${icon('CHECK')}<span>${texts.faults[fault.fault](fault.detail ?? '')}</span></p>`
    }</div>`;
  });
  return html`<form method="get" action="/check">${lang}<div class="grid">${rows}</div><button>${texts.check}</button></form>
<details${code !== '' && html` open`}><summary>${texts.whole}</summary>
<form method="get" action="/check">${lang}<div class="field"><label for="code">${texts.wholeLabel}</label>
<textarea id="code" name="code" rows="3" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="code-hint">${code}</textarea>
<p class="hint" id="code-hint">${texts.wholeHint}</p></div><button>${texts.check}</button></form></details>`;
}
