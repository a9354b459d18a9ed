import type { Page } from '@playwright/test';
import { CODES } from './words';

/** Fields that are texts of the catalogue, in the language that was asked for: not data. */
const WORDS = new Set(['title', 'advice', 'message', 'detail', 'details']);

/**
 * What the doors have told a page: names of people and goods, lots, notes. It is shown as it is, in any language. Ids
 * are kept apart: no page shows them.
 */
export class Told {
  readonly #values = new Set<string>();
  readonly #ids = new Set<string>();
  #sorted: string[] | undefined;

  constructor(values: readonly string[] = []) {
    for (const value of values) this.#add(value);
  }

  /** From now on what a page is answered. */
  listen(page: Page): void {
    page.on('response', async (response) => {
      if (!/json/.test(response.headers()['content-type'] ?? '') || /\.js$/.test(response.url())) return;
      const body: unknown = await response.json().catch(() => undefined);
      this.#walk(body, '');
    });
  }

  longestFirst(): readonly string[] {
    this.#sorted ??= [...this.#values].sort((one, other) => other.length - one.length);
    return this.#sorted;
  }

  ids(): readonly string[] {
    return [...this.#ids];
  }

  #walk(value: unknown, key: string): void {
    if (typeof value === 'string') {
      if (WORDS.has(key)) return;
      if (key === 'id' && value.length >= 10) this.#ids.add(value);
      else this.#add(value);
    } else if (Array.isArray(value)) {
      for (const each of value) this.#walk(each, key);
    } else if (value && typeof value === 'object') {
      for (const [name, each] of Object.entries(value)) this.#walk(each, name);
    }
  }

  #add(value: string): void {
    const text = value.trim();
    if (text.length < 2 || CODES.has(text)) return;
    this.#values.add(text);
    this.#sorted = undefined;
  }
}
