import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, organisation } from './callers';
import { launchChromium } from './chromium';
import { expectAccessible, expectNoCodes, nameOf, SIZES, WORK_PLACES, type WorkPlace } from './work-place';

// Somebody who has never seen PackProof: one click into a role, a tour by keyboard, labels to try it with.

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

async function signIn(who: DemoOrganisation, { size, locale }: WorkPlace): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: SIZES[size], reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(baseUrl());
  await page.getByRole('button', { name: who.name }).click();
  await expect(page.locator('nav:has(> .begin)')).toBeVisible();
  return page;
}

const WORDS = {
  en: { take: 'Take the tour', samples: 'Sample labels', print: 'All of them as PDF' },
  'zh-CN': { take: '开始导览', samples: '示例标签', print: '全部导出为 PDF' },
} as const;

const ROLES = ['MANUFACTURER', 'PHARMACY'] as const;

for (const [turn, at] of WORK_PLACES.slice(0, 2).entries()) {
  test(`the demo teaches by a tour and by labels (${nameOf(at)})`, async () => {
    const words = WORDS[at.locale];
    const page = await signIn(organisation(ROLES[turn]!), at);
    await page.locator('.tour-offer').getByRole('button', { name: words.take }).click();

    const visited: string[] = [];
    const stop = page.getByRole('dialog');
    for (let number = 1; number <= 6; number += 1) {
      await expect(stop).toContainText(`${number} / 6`);
      visited.push(new URL(page.url()).pathname);
      await expectAccessible(page);
      await page.keyboard.press(number % 2 ? 'ArrowRight' : 'Enter');
    }
    await expect(stop).toBeHidden();
    expect(new Set(visited).size).toBe(5);
    expect([visited[0], visited[5]]).toEqual(['/', '/']);
    await expect(page.locator('#content')).toBeFocused();

    // Offered once; Esc leaves it at any stop.
    await page.reload();
    const samples = page.locator('section').filter({ has: page.getByRole('heading', { name: words.samples }) });
    await expect(samples.getByRole('img').first()).toBeVisible();
    await expect(page.locator('.tour-offer')).toHaveCount(0);
    await samples.getByRole('button', { name: words.take }).click();
    await expect(stop).toContainText('1 / 6');
    await page.keyboard.press('Escape');
    await expect(stop).toBeHidden();

    for (const image of await samples.getByRole('img').all()) {
      await image.scrollIntoViewIfNeeded();
      await expect.poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    }
    const sheet = await page.request.get(
      new URL((await samples.getByRole('link', { name: words.print }).getAttribute('href'))!, baseUrl()).href,
    );
    expect([sheet.status(), sheet.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await expectAccessible(page);
    await expectNoCodes(page);
    await samples.locator('.sample a').first().click();
    await expect(page).toHaveURL(/\/packs\/\d{14}\//);
    await page.context().close();
  });
}
