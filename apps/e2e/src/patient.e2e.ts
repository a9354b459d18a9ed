import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { baseUrl, demo, graphql, organisation } from './callers';
import { launchChromium } from './chromium';
import { packsAtPharmacy } from './supply-line';

// The patient: a phone without the app, a page without login, and JavaScript that does not run.

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser?.close());

async function visit(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, locale: 'en', ...options });
  try {
    const page = await context.newPage();
    await page.goto(baseUrl() + path);
    await look(page);
  } finally {
    await context.close();
  }
}

const answer = (page: Page) => page.locator('[data-outcome]');
/** axe needs a script of its own: the same page once more, in a context that allows it. */
async function isAccessible(path: string, options: BrowserContextOptions) {
  await visit(path, { ...options, javaScriptEnabled: true }, async (page) => {
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
}

test('a bought pack, opened by its Digital Link: genuine, supplied once, and nothing about the pharmacy', async () => {
  const pharmacy = organisation('PHARMACY');
  const [pack] = await packsAtPharmacy(pharmacy, 1);
  if (!pack) throw new Error('no pack');
  const path = `/01/${pack.gtin}/21/${pack.serial}`;
  await visit(path, {}, async (page) => {
    await expect(answer(page)).toHaveAttribute('data-severity', 'OK');
    await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
  });
  await graphql(pharmacy, 'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok } }', { scans: [pack.scan] });

  for (const viewport of [PHONE, DESK]) {
    await visit(path, { viewport }, async (page) => {
      await expect(answer(page)).toHaveAttribute('data-outcome', 'ALREADY_DISPENSED_HERE');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Genuine, and handed out once');
      await expect(page.getByText(organisation('MANUFACTURER').name)).toBeVisible();
      for (const { name } of demo().organisations.filter(({ role }) => role !== 'MANUFACTURER')) {
        await expect(page.getByText(name)).toHaveCount(0);
      }
      await page.getByRole('link', { name: '中文' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('真品，已发出一次');
    });
  }

  // Somebody offers the same code at another counter: whoever has the first pack is warned.
  await graphql(
    organisation('PHARMACY', 1),
    'query($scan: Scan!) { verify(scan: $scan, purpose: SUPPLY) { outcome } }',
    {
      scan: pack.scan,
    },
  );
  await expect(async () => {
    await visit(path, { locale: 'zh-CN' }, async (page) => {
      await expect(answer(page)).toHaveAttribute('data-severity', 'STOP', { timeout: 1_000 });
      await expect(answer(page)).toHaveAttribute('data-outcome', 'ALREADY_DISPENSED_ELSEWHERE', { timeout: 1_000 });
    });
  }).toPass();
});

test('typed from the pack: an error names the field and keeps what was typed, then the answer', async () => {
  const [pack] = await packsAtPharmacy(organisation('PHARMACY'), 1);
  if (!pack) throw new Error('no pack');
  for (const { viewport, locale, words } of [
    {
      viewport: PHONE,
      locale: 'en',
      words: {
        gtin: 'Product code',
        serial: 'Serial number',
        check: 'Check',
        whole: 'Or the whole code',
        code: 'What the square code holds',
      },
    },
    {
      viewport: DESK,
      locale: 'zh-CN',
      words: { gtin: '商品码', serial: '序列号', check: '核验', whole: '或输入完整代码', code: '方形二维码中的内容' },
    },
  ]) {
    await visit('/check', { viewport, locale }, async (page) => {
      const gtin = page.getByLabel(words.gtin);
      const last = (Number(pack.gtin.at(-1)) + 1) % 10;
      await gtin.fill(pack.gtin.slice(0, -1) + last);
      await page.getByLabel(words.serial).fill(pack.serial);
      await page.getByRole('button', { name: words.check }).first().click();
      await expect(gtin).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByLabel(words.serial)).toHaveValue(pack.serial);

      await gtin.fill(pack.gtin);
      await page.keyboard.press('Enter');
      await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
      await expect(page.locator('html')).toHaveAttribute('lang', locale);

      await page.getByText(words.whole).click();
      await page.getByLabel(words.code).fill(`(01)${pack.gtin}(10)ANOTHER(21)${pack.serial}`);
      await page.getByRole('button', { name: words.check }).last().click();
      await expect(answer(page)).toHaveAttribute('data-outcome', 'BATCH_MISMATCH');
      await expect(answer(page)).toHaveAttribute('data-severity', 'STOP');
    });
  }
});

test('a recalled pack says what to do; every page is accessible, on a phone, a small one and a desk', async () => {
  const recalled = demo().batches.find((batch) => batch.recalled);
  const scan = recalled?.sampleScans[0];
  if (!recalled || !scan) throw new Error('the demo has no recalled batch');
  const serial = scan.split('\u001d21')[1];
  const pack = `/01/${recalled.gtin}/10/${recalled.lot}/21/${serial}`;
  await visit(pack, {}, async (page) => {
    await expect(answer(page)).toHaveAttribute('data-outcome', 'RECALLED');
    await expect(page.getByText(/pharmacist or doctor/)).toBeVisible();
  });
  const [path, other] = [`/check?gtin=1&expiry=soon`, `/01/${recalled.gtin}`];
  await isAccessible(pack, { colorScheme: 'dark' });
  await isAccessible(pack, { locale: 'zh-CN', viewport: { width: 320, height: 640 } });
  await isAccessible(`${pack.replace(recalled.lot, 'ANOTHER')}?17=310131`, { colorScheme: 'light' });
  await isAccessible(path, { colorScheme: 'dark' });
  await isAccessible(path, { viewport: DESK, locale: 'zh-CN', colorScheme: 'light' });
  await isAccessible(other, { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await isAccessible('/check?code=(01)12(21)x', { viewport: { width: 320, height: 640 } });
  await isAccessible('/check', { colorScheme: 'light' });
});
