import { LANGUAGES, type Language } from '@packproof/outcomes';
import { Html, html } from './html';
import { STYLESHEET } from './stylesheet';
import { LANGUAGE_NAMES, TEXTS } from './texts';

export interface PageOf {
  language: Language;
  /** The same page in another language: path and query. */
  inLanguage(language: Language): string;
  title: string;
  main: Html;
}

/** A whole document. It needs no script, loads nothing, and is kept by nobody. */
export function layout({ language, inLanguage, title, main }: PageOf): string {
  const texts = TEXTS[language];
  const languages = LANGUAGES.map(
    (each) =>
      html`<li><a href="${inLanguage(each)}" lang="${each}" hreflang="${each}" rel="nofollow"${
        each === language && html` aria-current="true"`
      }>${LANGUAGE_NAMES[each]}</a></li>`,
  );
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no">
<title>${title} · PackProof</title>
<link rel="icon" href="data:,">
<style>${new Html(STYLESHEET)}</style>
</head>
<body>
<header><a href="/check?lang=${language}"><span>PackProof</span> ${texts.product}</a><nav aria-label="${texts.languages}"><ul>${languages}</ul></nav></header>
<main>${main}</main>
<footer><p>${texts.privacy}</p><p>${texts.limits}</p></footer>
</body>
</html>
`.text;
}
