import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, organisation } from './callers';
import { launchChromium } from './chromium';
import { makeCases } from './deliveries';
import { expectAccessible } from './work-place';

// Two people of different organisations at work at once, each in a browser of their own: what one does shows at the
// other's, who touches nothing.

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser?.close());

interface Desk {
  readonly page: Page;
  /** How often a document was loaded: stays as it is while what shows came by itself. */
  readonly loads: () => number;
}

async function desk(who: DemoOrganisation, path: string, locale = 'en'): Promise<Desk> {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
  const signedIn = await context.request.post(`${baseUrl()}/demo/sign-in`, {
    data: { email: who.email },
    headers: { origin: baseUrl() },
  });
  expect(signedIn.ok()).toBe(true);
  const page = await context.newPage();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.goto(`${baseUrl()}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return { page, loads: () => loads };
}

const newReference = () => `TB-${Date.now().toString(36).toUpperCase()}`;

/** Ships the cases by the form, as the sender does; leads to the shipment's page. */
async function ship(page: Page, to: DemoOrganisation, reference: string) {
  await page.getByRole('combobox', { name: /to whom/i }).fill(to.name.slice(0, 6));
  await page.getByRole('option', { name: new RegExp(to.name) }).click();
  await page.getByRole('textbox', { name: 'Your reference' }).fill(reference);
  // Each was checked as it came.
  await expect(page.getByText('Items: 3 · Packs: 6')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Ship \d+ packs$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: reference })).toBeVisible();
}

test('a shipment, its shortage and what became of it show at the other side without reloading', async () => {
  const [maker, wholesaler] = [organisation('MANUFACTURER'), organisation('DISTRIBUTOR')];
  const { ssccs } = await makeCases(3);
  const reference = newReference();
  const there = await desk(wholesaler, '/shipments?side=in&state=IN_TRANSIT');
  const here = await desk(maker, `/shipments/new?${ssccs.map((sscc) => `sscc=${sscc}`).join('&')}`);

  await test.step('shipped here, it stands in the open list there', async () => {
    await ship(here.page, wholesaler, reference);
    await expect(there.page.getByRole('link', { name: reference })).toBeVisible();
    await expectAccessible(there.page);
    await expectAccessible(here.page);
  });

  await test.step('received short there, the exception shows on the open page here', async () => {
    const { page } = there;
    await page.getByRole('link', { name: reference }).click();
    await page.getByRole('button', { name: 'Something is not right' }).click();
    await page.getByRole('combobox', { name: `How ${ssccs[0]} arrived` }).selectOption('MISSING');
    await page.getByRole('textbox', { name: /what you saw/i }).fill('Counted twice: one case short.');
    await page.getByRole('combobox', { name: `How ${ssccs[1]} arrived` }).selectOption('DAMAGED');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Receive with 2 reported' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Counted twice' }).first()).toBeVisible();

    const thread = here.page.locator('.exceptions');
    await expect(thread.getByText('Counted twice: one case short.')).toBeVisible();
    await expect(thread.locator('.exception')).toHaveCount(2);
    await expect(thread).toContainText(`Reported by ${wholesaler.name}`);
    await expect(here.page.locator('h1')).toContainText('Received');
    await expectAccessible(here.page);
    await expectAccessible(page);
  });

  await test.step('settled by each side in one gesture, it shows at the other', async () => {
    await here.page.getByRole('button', { name: 'It never left us' }).click();
    await expect(there.page.locator('.exception-settled')).toContainText(`Never sent · ${maker.name}`);
    await there.page.getByRole('button', { name: 'It can be used after all' }).click();
    await expect(here.page.locator('.exception-settled')).toHaveCount(2);
    await expect(here.page.locator('.exceptions')).toContainText(`Settled · ${wholesaler.name}`);
    await expectAccessible(here.page);
    await expectAccessible(there.page);
  });

  expect([here.loads(), there.loads()]).toEqual([1, 1]);
});

test('what is written off is asked about once more, naming what happens; the other side reads why, in Chinese', async () => {
  const [maker, wholesaler] = [organisation('MANUFACTURER'), organisation('DISTRIBUTOR')];
  const { ssccs } = await makeCases(3);
  const reference = newReference();
  const here = await desk(maker, `/shipments/new?${ssccs.map((sscc) => `sscc=${sscc}`).join('&')}`);
  await ship(here.page, wholesaler, reference);
  const path = new URL(here.page.url()).pathname;
  const there = await desk(wholesaler, path, 'zh-CN');
  await there.page.getByRole('button', { name: '有不符之处' }).click();
  await there.page.getByRole('combobox', { name: new RegExp(ssccs[2]!) }).selectOption('MISSING');
  await there.page.getByRole('button', { name: '收货并报告 1 项' }).click();

  await here.page.getByRole('button', { name: 'It was stolen' }).click();
  const asked = here.page.getByRole('dialog');
  await expect(asked).toContainText(`Write off ${ssccs[2]}?`);
  await expect(asked).toContainText('All 2 packs are written off as stolen');
  await expectAccessible(here.page);
  await asked.getByRole('textbox').fill('Taken from the lorry.');
  await asked.getByRole('button', { name: 'Write off 2 packs' }).click();

  await expect(there.page.locator('.exception-settled')).toContainText('被盗');
  await expect(there.page.getByText('Taken from the lorry.').first()).toBeVisible();
  await expectAccessible(there.page);
  expect([here.loads(), there.loads()]).toEqual([1, 1]);
});

test('a shipment that is called back leaves the other list, and nobody receives it', async () => {
  const [maker, wholesaler] = [organisation('MANUFACTURER'), organisation('DISTRIBUTOR')];
  const { ssccs } = await makeCases(3);
  const reference = newReference();
  const here = await desk(maker, `/shipments/new?${ssccs.map((sscc) => `sscc=${sscc}`).join('&')}`);
  await ship(here.page, wholesaler, reference);
  const there = await desk(wholesaler, `/shipments?side=in&search=${reference}`);
  await there.page.getByRole('link', { name: reference }).click();
  await expect(there.page.getByRole('button', { name: 'Receive all of it' })).toBeVisible();

  await here.page.getByRole('button', { name: 'Cancel the shipment' }).click();
  const asked = here.page.getByRole('dialog');
  await expect(asked).toContainText(`All 6 packs`);
  await asked.getByRole('button', { name: 'Cancel the shipment' }).click();
  await expect(there.page.locator('h1')).toContainText('Cancelled');
  await expect(there.page.getByRole('button', { name: 'Receive all of it' })).toHaveCount(0);
  expect([here.loads(), there.loads()]).toEqual([1, 1]);
});
