import { applicationIdentifier, type ElementData } from '@packproof/gs1';
import { type Weight, widthOf } from '../paper/faces';
import { rasterOf } from '../paper/raster';
import type { Label, LabelText, PlacedSymbol } from './label';

/**
 * ZPL II for label printers: symbols by the printer's own commands (^BX, ^BC, ^BQ), Latin text in its font 0, Chinese text as
 * a picture (^GFA), since the built-in fonts have none.
 * @param density dots in a millimetre
 */
export function toZpl({ width, height, symbols, rules, texts }: Label, density: number): string {
  const dots = (millimetres: number) => Math.round(millimetres * density);
  const fields = [
    ...symbols.map((each) => symbolField(each, density)),
    ...rules.map((r) => {
      const thick = Math.max(1, dots(r.height));
      return `^FO${dots(r.x)},${dots(r.y)}^GB${dots(r.width)},${thick},${thick}^FS`;
    }),
    ...texts.map((each) => textField(each, density)),
  ];
  return ['^XA', '^CI28', `^PW${dots(width)}`, `^LL${dots(height)}`, '^LH0,0', ...fields, '^XZ', ''].join('\n');
}

/** The largest magnification that every firmware takes for ^BQ. */
const MOST_QR_DOTS = 10;
const QR_LOWER = 10;

function symbolField({ symbol, x, y, module, height }: PlacedSymbol, density: number): string {
  const matrix = symbol.rows > 1;
  const rounded = Math.max(1, Math.round(module * density));
  const dot = symbol.carrier === 'DIGITAL_LINK_QR' ? Math.min(MOST_QR_DOTS, rounded) : rounded;
  // What rounding gains or loses is shared by both sides.
  const left = Math.max(0, Math.round((x + (symbol.columns * module) / 2) * density - (symbol.columns * dot) / 2));
  const top = matrix
    ? Math.max(0, Math.round((y + (symbol.rows * module) / 2) * density - (symbol.rows * dot) / 2))
    : Math.round(y * density);
  const at = `^FO${left},${top}`;
  if (symbol.carrier === 'GS1_128') {
    const digits = symbol.elements.map(({ ai, value }) => ai + value).join('');
    const high = Math.round(height * density);
    // Mode N, subset C, FNC1: pairs of digits, which every SSCC is. What needs a change of subset or a separator is drawn bar
    // by bar, exactly as planned: renderers of ZPL lose a single sign after `>6`, and its width would be the printer's choice.
    if (/^(\d\d)+$/.test(digits) && symbol.elements.slice(0, -1).every(isFixed)) {
      return `${at}^BY${dot}^BCN,${high},N,N,N,N${data(`>;>8${digits}`)}`;
    }
    return symbol.dark
      .map((bar) => `^FO${left + bar.x * dot},${top}^GB${bar.width * dot},${high},${bar.width * dot}^FS`)
      .join('');
  }
  if (symbol.carrier === 'GS1_DATAMATRIX') {
    // `#` is no character of the GS1 set: nothing in a value can be taken for an escape. #1 is FNC1.
    return `${at}^BXN,${dot},200,${symbol.columns},${symbol.rows},6,#,1${data(`#1${withSeparators(symbol.elements, '#1')}`)}`;
  }
  // Printers put a QR code ten dots lower than they are told.
  return `^FO${left},${Math.max(0, top - QR_LOWER)}^BQN,2,${dot},M,7${data(`MA,${symbol.uri ?? ''}`)}`;
}

const isFixed = ({ ai }: ElementData) => applicationIdentifier(ai)?.fixed ?? false;

const withSeparators = (elements: readonly ElementData[], separator: string): string =>
  elements
    .map((each, i) => each.ai + each.value + (isFixed(each) || i === elements.length - 1 ? '' : separator))
    .join('');

/** A field's data: what ZPL would take for a command or an escape, and what is no sign, as hexadecimal (^FH). */
const data = (text: string): string =>
  `^FH\\^FD${text.replace(/[\\^~\u0000-\u001f\u007f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)}^FS`;

/** What font 0 has. */
const LATIN = /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201d\u2026]*$/;

function textField(text: LabelText, density: number): string {
  if (!LATIN.test(text.text)) return pictureField(text, density);
  const em = Math.max(1, Math.round(text.size * density));
  return `^FT${Math.round(text.x * density)},${Math.round(text.y * density)}^A0N,${em},${em}${data(text.text)}`;
}

function pictureField({ x, y, size, weight, text }: LabelText, density: number): string {
  const em = size * density;
  const columns = Math.ceil((widthOf(text, em, weight as Weight) + 2) / 8) * 8;
  const baseline = Math.ceil(em * 1.0);
  const rows = baseline + Math.ceil(em * 0.35);
  const bytes = new Uint8Array((columns / 8) * rows);
  rasterOf({ text, weight, x: 1, y: baseline, size: em }, (column, row, ink) => {
    if (ink < 128 || column < 0 || row < 0 || column >= columns || row >= rows) return;
    const at = row * (columns / 8) + (column >> 3);
    bytes[at] = bytes[at]! | (0x80 >> (column & 7));
  });
  const left = Math.max(0, Math.round(x * density) - 1);
  const top = Math.max(0, Math.round(y * density) - baseline);
  const hex = Buffer.from(bytes).toString('hex').toUpperCase();
  return `^FO${left},${top}^GFA,${bytes.length},${bytes.length},${columns / 8},${hex}^FS`;
}
