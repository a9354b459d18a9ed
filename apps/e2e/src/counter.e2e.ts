import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, graphql, organisation } from './callers';
import { filmOfLabel } from './camera-video';
import { launchChromium } from './chromium';
import { packsAtPharmacy } from './supply-line';

// Station 4: the pharmacist's counter. Each test makes packs of its own, prints the label, and films it.

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packproof-film-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function counter(browser: Browser, pharmacy: DemoOrganisation, locale = 'en'): Promise<Page> {
  const context = await browser.newContext({ locale, permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(`${baseUrl()}/scan`);
  await page.getByRole('button', { name: pharmacy.name }).click();
  return page;
}

const answer = (page: Page) => page.locator('[role="status"][data-outcome]');

async function film(gtin: string, serial: string): Promise<string> {
  const label = await fetch(`${baseUrl()}/labels/pack/${gtin}/${encodeURIComponent(serial)}.png`, {
    headers: { authorization: `Bearer ${organisation('PHARMACY').apiKey}` },
  });
  expect(label.status).toBe(200);
  const file = join(folder, `${serial}.y4m`);
  filmOfLabel(new Uint8Array(await label.arrayBuffer()), file);
  return file;
}

test('the camera reads a printed label: green, dispensed, and a second scan says so with the undo', async () => {
  const pharmacy = organisation('PHARMACY');
  const [pack] = await packsAtPharmacy(pharmacy, 1);
  if (!pack) throw new Error('no pack');
  const browser = await launchChromium(await film(pack.gtin, pack.serial));
  try {
    const page = await counter(browser, pharmacy);
    await page.getByRole('button', { name: /camera/i }).click();
    await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
    await expect(answer(page)).toHaveAttribute('data-severity', 'OK');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await page.getByRole('button', { name: /^dispense/i }).click();
    await expect(page.getByRole('button', { name: /undo/i })).toBeVisible();

    // The pack leaves the frame and comes back.
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: /start the camera/i }).click();
    await expect(answer(page)).toHaveAttribute('data-outcome', 'ALREADY_DISPENSED_HERE');
    await page.getByRole('button', { name: /undo/i }).click();
    await expect(answer(page)).toHaveAttribute('data-outcome', 'ACCEPTED');
    const after = await graphql<{ verify: { outcome: string } }>(
      pharmacy,
      'query($scan: Scan!) { verify(scan: $scan, purpose: INFORMATION) { outcome } }',
      { scan: pack.scan },
    );
    expect(after.verify.outcome).toBe('ACTIVE');
  } finally {
    await browser.close();
  }
});

test('the other pharmacy sees red, and manufacturer and regulator see the alert', async () => {
  const [here, elsewhere] = [organisation('PHARMACY', 0), organisation('PHARMACY', 1)];
  const [pack] = await packsAtPharmacy(here, 1);
  if (!pack) throw new Error('no pack');
  await graphql(here, 'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok } }', { scans: [pack.scan] });
  const browser = await launchChromium(await film(pack.gtin, pack.serial));
  try {
    const page = await counter(browser, elsewhere, 'zh-CN');
    await page.getByRole('button', { name: /相机|摄像头|camera/i }).click();
    await expect(answer(page)).toHaveAttribute('data-outcome', 'ALREADY_DISPENSED_ELSEWHERE');
    await expect(answer(page)).toHaveAttribute('data-severity', 'STOP');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  } finally {
    await browser.close();
  }
  for (const who of [organisation('MANUFACTURER'), organisation('REGULATOR')]) {
    await expect
      .poll(async () => {
        const { alerts } = await graphql<{ alerts: { nodes: { code: string; pack: { serial: string } | null }[] } }>(
          who,
          '{ alerts(filter: {code: ALREADY_DISPENSED_ELSEWHERE}) { nodes { code pack { serial } } } }',
        );
        return alerts.nodes.some((alert) => alert.pack?.serial === pack.serial);
      })
      .toBe(true);
  }
});
