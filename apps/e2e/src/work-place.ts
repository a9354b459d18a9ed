import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { baseUrl, type DemoOrganisation } from './callers';

/** Where and in which language somebody works. */
export interface WorkPlace {
  readonly size: 'desk' | 'phone';
  readonly locale: 'en' | 'zh-CN';
}

export const WORK_PLACES: readonly WorkPlace[] = [
  { size: 'desk', locale: 'en' },
  { size: 'phone', locale: 'zh-CN' },
  { size: 'desk', locale: 'zh-CN' },
  { size: 'phone', locale: 'en' },
];

export const nameOf = ({ size, locale }: WorkPlace) => `${size}, ${locale}`;

export const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A room of the scanning app, with somebody of an organisation of the demo signed in; counts what is done by hand. */
export async function openRoom(
  browser: Browser,
  who: DemoOrganisation,
  room: string,
  { size, locale }: WorkPlace,
): Promise<Page> {
  const context = await browser.newContext({
    locale,
    viewport: SIZES[size],
    hasTouch: size === 'phone',
    permissions: ['camera'],
  });
  const page = await context.newPage();
  await page.goto(`${baseUrl()}/scan/${room}`);
  await page.getByRole('button', { name: who.name }).click();
  await page.waitForSelector('main.room');
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
  return page;
}

/** Presses and clicks that a person has made since. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as { taps?: number };
    counted.taps = 0;
    document.addEventListener('click', (event) => {
      if (event.isTrusted) counted.taps = (counted.taps ?? 0) + 1;
    });
  });
  return () => page.evaluate(() => (globalThis as { taps?: number }).taps ?? -1);
}

export async function expectAccessible(page: Page): Promise<void> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`),
  ).toEqual([]);
}

const STILL = `document.getAnimations().every(
  (one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity,
)`;

/** What fades in or out has done so: halfway there, nothing has its colours. What turns for ever is not waited for. */
async function stillness(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(STILL)).toBe(true);
  // A dialog begins to fade a frame after it was asked to.
  await page.waitForTimeout(300);
  await expect.poll(() => page.evaluate(STILL)).toBe(true);
}

/** No English words of ours in the Chinese version: names of goods, people and firms are data. */
export async function expectNoCodes(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text.match(/\b[A-Z]{3,}_[A-Z_]{3,}\b/g) ?? []).toEqual([]);
}
