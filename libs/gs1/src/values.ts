import type { ApplicationIdentifier } from './application-identifiers';
import { firstOutside } from './character-sets';
import { visibleCharacter } from './faults';
import { flaw, type LintFault } from './linters/lint';
import type { CharacterSet, Component } from './table/row';

const KIND: Readonly<Record<CharacterSet, string>> = {
  n: 'digits',
  x: 'characters of GS1 set 82',
  y: 'characters of GS1 set 39',
  z: 'characters of GS1 set 64',
};

/** What an AI takes, in words: "14 digits", "1 to 20 characters of GS1 set 82". */
export function expectation({ minLength, maxLength, components }: ApplicationIdentifier): string {
  const { set } = components[components.length - 1]!;
  const kind = components.every((component) => component.set === set) ? KIND[set] : 'characters';
  return minLength === maxLength ? `${maxLength} ${kind}` : `${minLength} to ${maxLength} ${kind}`;
}

function componentFault(
  component: Component,
  text: string,
  year: number,
  checks: readonly Check[],
): LintFault | undefined {
  const outside = firstOutside(component.set, text, 0, text.length);
  if (outside >= 0) {
    const character = String.fromCodePoint(text.codePointAt(outside)!);
    return flaw('INVALID_CHARACTER', outside, character.length, visibleCharacter(character));
  }
  for (let i = 0; i < checks.length; i++) {
    const fault = checks[i]!(text, year);
    if (fault) return fault;
  }
  return undefined;
}

type Check = ApplicationIdentifier['components'][number]['checks'][number];

/**
 * All that is wrong with a value, at most one fault per component; undefined if nothing is. A value
 * of the wrong length is not looked into further. Offsets count from the start of the value.
 */
export function valueFaults(identifier: ApplicationIdentifier, value: string, year: number): LintFault[] | undefined {
  const { components, minLength, maxLength } = identifier;
  const { length } = value;
  if (length === 0) return [flaw('EMPTY_VALUE', 0, 0)];
  if (length < minLength) return [flaw('VALUE_TOO_SHORT', 0, length, expectation(identifier))];
  if (length > maxLength) return [flaw('VALUE_TOO_LONG', maxLength, length - maxLength, expectation(identifier))];

  const faults: LintFault[] = [];
  let start = 0;
  for (let i = 0; i < components.length; i++) {
    const component = components[i]!;
    if (component.optional && start === length) break;
    const end = Math.min(length, start + component.max);
    if (end - start < component.min) {
      faults.push(flaw('VALUE_TOO_SHORT', start, end - start, expectation(identifier)));
      break;
    }
    const text = start === 0 && end === length ? value : value.slice(start, end);
    const fault = componentFault(component, text, year, component.checks);
    if (fault) faults.push(start === 0 ? fault : { ...fault, offset: fault.offset + start });
    start = end;
  }
  return faults.length > 0 ? faults : undefined;
}
