import { glyphsOf } from '../paper/outlines';
import { darkOf, type Label, type LabelText } from './label';
import type { Rectangle } from './symbol';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
const mm = (value: number) => String(Math.round(value * 1000) / 1000);

const box = (r: Rectangle) => `M${mm(r.x)} ${mm(r.y)}h${mm(r.width)}v${mm(r.height)}h${mm(-r.width)}z`;

/**
 * Sizes are real: a browser prints the module that was asked for. Text is drawn as outlines, so that it is where it is
 * meant to be, in Chinese too, whatever fonts there are; the title says it for those who cannot see it.
 */
export function toSvg(label: Label): string {
  const { width, height, title, symbols, rules, texts } = label;
  const bars = symbols.flatMap(darkOf).map(box).join('');
  const lines = [...rules.map(box), ...texts.map(outline)].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}mm" height="${mm(height)}mm" viewBox="0 0 ${mm(width)} ${mm(height)}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#fff"/>
<path d="${bars}" fill="#000" shape-rendering="crispEdges"/>
<path d="${lines}" fill="#000"/>
</svg>
`;
}

function outline({ x, y, size, weight, text }: LabelText): string {
  let path = '';
  for (const glyph of glyphsOf(text, weight)) {
    for (const { command, args } of glyph.outline) {
      const points = args.map((each, i) => mm(i % 2 === 0 ? x + (glyph.x + each) * size : y - each * size));
      path += command + points.join(' ');
    }
  }
  return path;
}
