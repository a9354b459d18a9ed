/** A stretch of a text, 0-based, in UTF-16 units. */
export interface Stretch {
  readonly position: number;
  readonly length: number;
}

export interface Piece {
  readonly text: string;
  readonly position: number;
  readonly faulty: boolean;
}

/** Cuts a text at its faults. A fault of length 0 marks where something is missing: an empty piece. */
export function piecesOf(text: string, faults: readonly Stretch[]): Piece[] {
  const edges = new Set([0, text.length]);
  const bounded = faults.map(({ position, length }) => {
    const start = Math.min(Math.max(0, position), text.length);
    return { start, end: Math.min(start + Math.max(0, length), text.length) };
  });
  for (const { start, end } of bounded) edges.add(start).add(end);
  const cuts = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [index, position] of cuts.entries()) {
    if (bounded.some(({ start, end }) => start === position && end === position)) {
      pieces.push({ text: '', position, faulty: true });
    }
    const end = cuts[index + 1];
    if (end === undefined) break;
    const faulty = bounded.some((fault) => fault.start <= position && fault.end >= end && fault.end > fault.start);
    pieces.push({ text: text.slice(position, end), position, faulty });
  }
  return pieces.filter((piece) => piece.text !== '' || piece.faulty);
}

/** Control characters as the signs that Unicode has for them: 0x1D is ␝. */
export function visible(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, (c) => (c === '\x7f' ? '␡' : String.fromCharCode(0x2400 + c.charCodeAt(0))));
}

/** What a reader sent, character by character, with the faulty stretches marked. */
export function ReadText({ text, faults = [] }: { readonly text: string; readonly faults?: readonly Stretch[] }) {
  return (
    <code className="read-text">
      {piecesOf(text, faults).map((piece) =>
        piece.faulty ? (
          <mark key={`${piece.position}-${piece.text.length}`} className={piece.text === '' ? 'read-gap' : undefined}>
            {visible(piece.text)}
          </mark>
        ) : (
          <span key={`${piece.position}`}>{visible(piece.text)}</span>
        ),
      )}
    </code>
  );
}
