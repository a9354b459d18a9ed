import { type Browser, expect, type Page } from '@playwright/test';
import { baseUrl, type DemoOrganisation } from './callers';
import { SIZES, type WorkPlace } from './work-place';

/** Somebody of an organisation of the demo, signed in through the portal's first page, as a newcomer does. */
export async function openPortal(browser: Browser, who: DemoOrganisation, { size, locale }: WorkPlace): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: SIZES[size], hasTouch: size === 'phone' });
  const page = await context.newPage();
  await page.goto(`${baseUrl()}/`);
  await page.locator('button.sign-in-person').filter({ hasText: who.name }).first().click();
  await expect(page.locator('.shell-header')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  return page;
}

/** Goes to a page of the portal without losing what the page knows: what has happened without reloading stays told. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.locator(`a[href="${path}"]`).first().click();
  await expect(page).toHaveURL(`${baseUrl()}${path}`);
}

/**
 * What a person does by hand from now on, whatever pages it leads through: a press or a tap is one, a field that is
 * typed into is one (with the press that puts the cursor there), a chosen file is one.
 */
export async function countInteractions(page: Page): Promise<() => number> {
  let count = 0;
  await page.exposeFunction('countedByJourney', () => {
    count += 1;
  });
  await page.addInitScript(listen);
  await page.evaluate(listen);
  count = 0;
  return () => count;
}

/** Runs in the page. */
function listen(): void {
  const one = () => void (globalThis as unknown as { countedByJourney(): Promise<void> }).countedByJourney();
  const isTyped = (node: EventTarget | null): node is HTMLElement =>
    node instanceof HTMLTextAreaElement ||
    (node instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(node.type));
  let last: EventTarget | null = null;
  const visit = (node: HTMLElement) => {
    if (last !== node) one();
    last = node;
  };
  const early = { capture: true };
  document.addEventListener(
    'click',
    (event) => {
      // A click made by a script is nobody's, and a label's press comes again from its field.
      if (!event.isTrusted || !(event.target instanceof Element)) return;
      const field = event.target.closest('label')?.control;
      if (field && field !== event.target) return;
      if (isTyped(event.target)) return visit(event.target);
      last = null;
      one();
    },
    early,
  );
  document.addEventListener('input', (event) => isTyped(event.target) && visit(event.target), early);
  document.addEventListener(
    'change',
    (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') one();
    },
    early,
  );
}

/** Nothing of the page is wider than a phone; a table that scrolls by itself may be. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
}

/** Where the document has been loaded anew, this says so. */
export async function noteReloads(page: Page): Promise<() => number> {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  return () => loads;
}
