import type { AiPattern } from './application-identifiers';
import type { FaultAt } from './faults';
import type { FoundElement } from './reading';

type Present = ReadonlyMap<string, FoundElement>;

/** An AI on the item that matches, other than `self`: an AI is never its own partner. */
function matching({ text, prefix, length }: AiPattern, present: Present, self: string): string | undefined {
  if (prefix.length === length) return text !== self && present.has(text) ? text : undefined;
  for (const ai of present.keys()) if (ai !== self && ai.length === length && ai.startsWith(prefix)) return ai;
  return undefined;
}

function anyGroup(groups: readonly (readonly AiPattern[])[], present: Present, self: string): boolean {
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!;
    let whole = true;
    for (let k = 0; whole && k < group.length; k++) whole = matching(group[k]!, present, self) !== undefined;
    if (whole) return true;
  }
  return false;
}

const list = (groups: readonly (readonly AiPattern[])[]): string =>
  groups.map((group) => group.map(({ text }) => `(${text})`).join(' and ')).join(', or ');

/**
 * Rules about AIs together (General Specifications 4.13 and 4.14): the same AI twice must say the
 * same, partners that must be there, partners that must not. Elements with faults of their own
 * count as present, so that one mistake is not told twice.
 */
export function associationFaults(found: readonly FoundElement[], partial: boolean): FaultAt[] {
  const faults: FaultAt[] = [];
  const present = new Map<string, FoundElement>();
  for (let i = 0; i < found.length; i++) {
    const element = found[i]!;
    const { ai } = element.identifier;
    const earlier = present.get(ai);
    if (!earlier) present.set(ai, element);
    else if (earlier.value !== element.value) {
      faults.push({ code: 'DUPLICATE_AI', ai, position: element.position, length: element.length });
    }
  }
  for (const { identifier, aiPosition } of present.values()) {
    const { ai, needs, bars } = identifier;
    const at = { ai, position: aiPosition, length: ai.length };
    if (!partial && needs.length > 0 && !anyGroup(needs, present, ai)) {
      faults.push({ code: 'MISSING_PARTNER', ...at, detail: list(needs) });
    }
    for (let i = 0; i < bars.length; i++) {
      const other = matching(bars[i]!, present, ai);
      if (other !== undefined) faults.push({ code: 'EXCLUDED_PARTNER', ...at, detail: `(${other})` });
    }
  }
  return faults;
}
