import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { words } from './words';

const schema = readFileSync(new URL('../../../apps/api/schema.graphql', import.meta.url), 'utf8');

function valuesOf(kind: string): string[] | undefined {
  const body = new RegExp(`^enum ${kind} \\{([^}]*)\\}`, 'm').exec(schema)?.[1];
  return body
    ?.replaceAll(/"""[\s\S]*?"""|"[^"\n]*"/g, '')
    .trim()
    .split(/\s+/);
}

const kinds = [...new Set(words.keys.map((key) => key.split('.')[0]!))].filter((kind) => kind !== 'Carrier');

it.each(kinds)('every value of %s has a word, and no word is left over', (kind) => {
  const said = words.keys.filter((key) => key.startsWith(`${kind}.`)).map((key) => key.slice(kind.length + 1));
  expect(said.sort()).toEqual(valuesOf(kind)?.sort());
});

it('says the same in both languages', () => {
  expect(words.faults()).toEqual([]);
});
