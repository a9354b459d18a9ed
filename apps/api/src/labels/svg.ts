import type { Label } from './layout';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
const mm = (value: number) => String(Math.round(value * 1000) / 1000);

/** Sizes are real: a browser prints the module that was asked for. */
export function toSvg({ width, height, title, dark, texts }: Label): string {
  const path = dark.map((r) => `M${mm(r.x)} ${mm(r.y)}h${mm(r.width)}v${mm(r.height)}h${mm(-r.width)}z`).join('');
  const lines = texts.map(
    (t) => `<text x="${mm(t.x)}" y="${mm(t.y)}" font-size="${mm(t.size)}">${escaped(t.text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}mm" height="${mm(height)}mm" viewBox="0 0 ${mm(width)} ${mm(height)}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<path d="${path}" fill="#000" shape-rendering="crispEdges"/>
<g font-family="monospace" fill="#000" xml:space="preserve">${lines.join('')}</g>
</svg>
`;
}
