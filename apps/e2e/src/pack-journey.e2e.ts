import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, demo, organisation } from './callers';
import { launchChromium } from './chromium';
import { makeCases, shipCases } from './deliveries';
import { packsAtPharmacy } from './supply-line';
import { expectAccessible, expectNoCodes } from './work-place';

// Where a pack has been, and why one may believe it; what is in a unit.

let browser: Browser;
let folder: string;
test.beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'packproof-proof-'));
});
test.afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(who: DemoOrganisation, path: string, locale = 'en'): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
  const data = { email: who.email };
  const signedIn = await context.request.post(`${baseUrl()}/demo/sign-in`, { data, headers: { origin: baseUrl() } });
  expect(signedIn.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${baseUrl()}${path}`);
  return page;
}

test('each step of a journey is checked in the page, and the file holds with the tool that strangers use', async () => {
  const pharmacy = organisation('PHARMACY');
  const [pack] = await packsAtPharmacy(pharmacy, 1);
  const page = await open(pharmacy, `/packs/${pack!.gtin}/${encodeURIComponent(pack!.serial)}`);
  await expect(page.locator('[data-outcome="ACTIVE"]')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Map of the journey: 1 .+ 2 / })).toBeVisible();
  const steps = page.getByRole('list', { name: 'What happened, the first step first' }).locator(':scope > li');
  await expect(steps.last()).toContainText('Received');
  await expect(page.locator('[data-proven]')).toHaveCount(await steps.count());
  await expect(page.locator('[data-proven="false"]')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoCodes(page);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the proof file' }).click();
  const file = join(folder, 'proof.json');
  await (await downloading).saveAs(file);
  const tool = resolve(import.meta.dirname, '../../../tools/src/packproof.ts');
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', tool, 'verify-proof', file, '--key', demo().log.vkey],
    { encoding: 'utf8', cwd: resolve(import.meta.dirname, '../../..') },
  );
  expect(stdout).toContain(pack!.serial);
  expect(status).toBe(0);
});

test('a proof that was tampered with on its way is said not to hold', async () => {
  const pharmacy = organisation('PHARMACY');
  const [pack] = await packsAtPharmacy(pharmacy, 1);
  const page = await open(pharmacy, '/shipments');
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('query PackProof')) return route.continue();
    const answer = (await (await route.fetch()).json()) as { data: { proof: { entries: { nonce: string }[] } } };
    const entry = answer.data.proof.entries.at(-1)!;
    entry.nonce = `${entry.nonce.startsWith('A') ? 'B' : 'A'}${entry.nonce.slice(1)}`;
    await route.fulfill({ json: answer });
  });
  await page.goto(`${baseUrl()}/packs/${pack!.gtin}/${encodeURIComponent(pack!.serial)}`);
  await expect(page.getByRole('alert')).toContainText('The proof does not hold');
  await expect(page.locator('[data-proven]')).toHaveCount(0);
  await expectAccessible(page);
});

test('a unit opens by keyboard alone, down to its packs, in Chinese', async () => {
  const maker = organisation('MANUFACTURER');
  const { ssccs } = await makeCases(2);
  const { id } = await shipCases(ssccs, organisation('DISTRIBUTOR'));
  const page = await open(maker, `/shipments/${id}`, 'zh-CN');
  const first = page.getByRole('treeitem').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('treeitem')).toHaveCount(4);
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[role="treeitem"][aria-level="2"]').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/packs\/\d{14}\/.+/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
