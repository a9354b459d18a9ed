import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderDocs } from './docs';

describe('docs/outcomes.md', () => {
  it('is what the table says; run `node --import tsx libs/outcomes/src/write-docs.ts` when it is not', () => {
    expect(readFileSync(new URL('../../../docs/outcomes.md', import.meta.url), 'utf8')).toBe(renderDocs());
  });
});
