import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Seen } from './words';

/** Waits until the page has what it asked for and nothing turns any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 8_000 }).catch(() => {});
  const turning = page.locator(
    '.mantine-Loader-root:visible, .mantine-Skeleton-root:visible, [aria-busy="true"]:visible',
  );
  for (let looked = 0; looked < 40 && (await turning.count()) > 0; looked += 1) await page.waitForTimeout(150);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Everything that a person can read or is read to. */
export const seenOn = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => {
    const place = (element: Element) => {
      const named = element.closest('[class]');
      const first = (named?.getAttribute('class') ?? '').split(/\s+/).find((name) => !name.startsWith('m_')) ?? '';
      return `${element.tagName.toLowerCase()}${first && ` in .${first}`}`;
    };
    const langOf = (element: Element) => element.closest('[lang]')?.getAttribute('lang') ?? '';
    const found: { text: string; lang: string; at: string }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue?.replace(/\s+/g, ' ').trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName)) continue;
      if (parent.checkVisibility({ visibilityProperty: true }))
        found.push({ text, lang: langOf(parent), at: place(parent) });
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      for (const element of document.querySelectorAll(`body [${name}]`)) {
        const text = element.getAttribute(name)?.trim() ?? '';
        if (text !== '' && !element.closest('[aria-hidden="true"]'))
          found.push({ text, lang: langOf(element), at: `${name} of ${place(element)}` });
      }
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea')) {
      if (
        field.value &&
        field.type !== 'hidden' &&
        field.type !== 'checkbox' &&
        field.type !== 'radio' &&
        field.checkVisibility()
      )
        found.push({ text: field.value, lang: langOf(field), at: `value of ${place(field)}` });
    }
    found.push({ text: document.title, lang: document.documentElement.lang, at: 'title of the page' });
    return found;
  });

/** Nothing is wider than the window. What scrolls by itself may be. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    if (wide <= room) return [];
    const widest = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1 && element.checkVisibility())
      .map(
        (element) => `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').split(/\s+/).at(-1)}`,
      );
    return [`wider than the window by ${wide - room} px: ${[...new Set(widest)].slice(0, 4).join(', ')}`];
  });
}

export async function axeOn(page: Page): Promise<string[]> {
  const options = { rules: { 'target-size': { enabled: true } } };
  const { violations } = await new AxeBuilder({ page }).options(options).analyze();
  return violations.map(({ id, nodes }) => {
    const first = nodes[0];
    const why = first?.any[0]?.message ?? first?.all[0]?.message ?? first?.none[0]?.message ?? '';
    return `axe ${id}, ${nodes.length} ×: ${first?.html.slice(0, 140)} ${why.slice(0, 120)}`;
  });
}
