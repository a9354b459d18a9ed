import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { APPLICATION_IDENTIFIERS, aiAt, applicationIdentifier, ROWS } from './application-identifiers';
import { LINTERS } from './linters/registry';
import type { CharacterSet, Component } from './table/row';

const VECTORS = process.env.PACKPROOF_VECTORS ?? fileURLToPath(new URL('../../../../shared/vectors', import.meta.url));
const DICTIONARY = `${VECTORS}/gs1/gs1-syntax-dictionary.txt`;
const present = existsSync(DICTIONARY);
if (!present) console.warn(`GS1's syntax dictionary is not at ${DICTIONARY}: the table is not compared with it.`);

interface Entry {
  readonly ai: string;
  readonly fixed: boolean;
  readonly attribute: boolean;
  readonly components: readonly Component[];
  readonly needs: readonly string[];
  readonly bars: readonly string[];
  readonly path: readonly string[] | undefined;
  readonly title: string;
}

const list = (text: string | undefined, separator: string): string[] =>
  text === undefined || text === '' ? [] : text.split(separator).sort();

function component(spec: string): Component {
  const [, open, set, range, max, close, linters] = /^(\[?)([NXYZ])(\.\.)?(\d+)(\]?)((?:,\w+)*)$/.exec(spec)!;
  return {
    set: set!.toLowerCase() as CharacterSet,
    min: range ? 1 : Number(max),
    max: Number(max),
    optional: open === '[' && close === ']',
    linters: list(linters!.slice(1), ',') as Component['linters'],
  };
}

/** One line of the dictionary, a range of AIs taken apart. */
function entries(line: string): Entry[] {
  const [, body, title = ''] = /^(.*?)(?:\s#\s(.*))?$/.exec(line)!;
  const [ais, ...fields] = body!.trim().split(/\s+/);
  const flags = /^[*?]+$/.test(fields[0]!) ? fields.shift()! : '';
  const attributes = new Map<string, string>();
  const components: Component[] = [];
  for (const field of fields) {
    const attribute = /^(req|ex|dlpkey)(?:=(.*))?$/.exec(field);
    if (!attribute) components.push(component(field));
    else {
      expect(attributes.has(attribute[1]!), `${ais}: ${attribute[1]} twice`).toBe(false);
      attributes.set(attribute[1]!, attribute[2] ?? '');
    }
  }
  const [from, to = from] = ais!.split('-');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => ({
    ai: String(Number(from) + index).padStart(from!.length, '0'),
    fixed: flags.includes('*'),
    attribute: flags.includes('?'),
    components,
    needs: list(attributes.get('req'), ','),
    bars: list(attributes.get('ex'), ','),
    path: attributes.get('dlpkey')?.split('|'),
    title: title.trim(),
  }));
}

const ours = (): Entry[] =>
  ROWS.map(({ ai, title, components, fixed, attribute, rules }) => ({
    ai,
    fixed,
    attribute,
    components: components.map((one) => ({ ...one, linters: [...one.linters].sort() })),
    needs: list(rules.needs, '|'),
    bars: list(rules.bars, ' '),
    path: rules.path?.split('|').map((alternative) => alternative.replaceAll(' ', ',')),
    title,
  }));

describe('the table of AIs', () => {
  it.skipIf(!present && !process.env.CI)("says about every AI what GS1's syntax dictionary says", () => {
    const lines = readFileSync(DICTIONARY, 'utf8')
      .split('\n')
      .filter((line) => /^\d/.test(line));
    const theirs = lines.flatMap(entries);
    expect(theirs.length).toBeGreaterThan(500);
    const byAi = new Map(ours().map((entry) => [entry.ai, entry]));
    for (const entry of theirs) expect(byAi.get(entry.ai), `AI (${entry.ai})`).toEqual(entry);
    expect([...byAi.keys()]).toEqual(theirs.map(({ ai }) => ai));
  });

  it('uses every linter that there is', () => {
    const used = new Set(ROWS.flatMap(({ components }) => components.flatMap(({ linters }) => linters)));
    // Set 64 brings its own.
    expect([...used, 'cset64'].sort()).toEqual(Object.keys(LINTERS).sort());
  });

  it('finds each AI by its text and at the start of data, and nothing else', () => {
    for (const identifier of APPLICATION_IDENTIFIERS) {
      expect(applicationIdentifier(identifier.ai)).toBe(identifier);
      expect(aiAt(`x${identifier.ai}123`, 1, 99)).toBe(identifier);
      expect(applicationIdentifier(`${identifier.ai}0`)).toBeUndefined();
      expect(aiAt(identifier.ai, 0, identifier.ai.length - 1)).toBeUndefined();
    }
    const known = new Set(APPLICATION_IDENTIFIERS.map(({ ai }) => ai));
    for (let number = 0; number < 11_110; number++) {
      const text = number < 10 ? `0${number}` : String(number);
      if (!known.has(text)) expect(applicationIdentifier(text), text).toBeUndefined();
    }
    for (const text of ['', '0', 'ab', '-1', '1e', '0x', ' 1', '०१'])
      expect(applicationIdentifier(text)).toBeUndefined();
  });
});
