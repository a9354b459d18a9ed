import type { WorkPlace } from '../work-place';

export interface Shot {
  readonly screen: string;
  readonly at: WorkPlace;
  readonly theme: 'light' | 'dark';
  /** In the folder of the pictures. */
  readonly file: string;
  readonly faults: readonly string[];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** All pictures on one page, a row a screen; what is wrong stands under its picture. */
export function contactSheet(shots: readonly Shot[]): string {
  const screens = [...new Set(shots.map(({ screen }) => screen))];
  const figure = ({ file, at, theme, faults }: Shot) => `<figure class="${at.size}">
<a href="${escaped(file)}"><img src="${escaped(file)}" alt="" loading="lazy"></a>
<figcaption>${at.size}, ${at.locale}, ${theme}</figcaption>
${faults.length > 0 ? `<ul>${faults.map((fault) => `<li>${escaped(fault)}</li>`).join('')}</ul>` : ''}</figure>`;
  const row = (name: string) => `<h2 id="${escaped(name)}">${escaped(name)}</h2>
<div class="row">${shots
    .filter(({ screen }) => screen === name)
    .map(figure)
    .join('\n')}</div>`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>PackProof: every screen</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem; background: #eee; color: #111 }
nav { columns: 6 12rem }
.row { display: flex; gap: 1rem; overflow-x: auto; align-items: flex-start; padding-block-end: 1rem }
figure { margin: 0; flex: none; inline-size: 480px }
figure.phone { inline-size: 195px }
img { inline-size: 100%; border: 1px solid #bbb; background: #fff }
ul { padding-inline-start: 1rem; color: #a00; font-size: 13px; overflow-wrap: anywhere }
</style>
<h1>Every screen</h1>
<nav>${screens.map((name) => `<div><a href="#${escaped(name)}">${escaped(name)}</a></div>`).join('')}</nav>
${screens.map(row).join('\n')}
</html>
`;
}
