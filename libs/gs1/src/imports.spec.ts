import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOM = new URL('.', import.meta.url);

describe('the room', () => {
  it('imports nothing but itself: it runs in browsers, in Node and in chaincode', () => {
    const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?<!\.spec)\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const source = readFileSync(new URL(file, ROOM), 'utf8');
      const imports = [...source.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
        ([, from, lazy]) => from ?? lazy,
      );
      for (const from of imports) expect(from, file).toMatch(/^\.{1,2}\//);
      expect(source, file).not.toMatch(
        /\b(process|Buffer|require|setTimeout|fetch|Intl|toLocale\w+|localeCompare)\b[.(]/,
      );
    }
  });
});
