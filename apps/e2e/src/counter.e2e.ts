import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, graphql, organisation } from './callers';
import { filmOfLabel } from './camera-video';
import { launchChromium } from './chromium';
import { scanWithGun } from './scan-gun';
import { packsAtPharmacy } from './supply-line';
import { countTaps, expectAccessible, expectNoCodes, nameOf, openRoom, WORK_PLACES } from './work-place';

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

const outcomeOf = async (pharmacy: DemoOrganisation, scan: string) => {
  const { verify } = await graphql<{ verify: { outcome: string } }>(
    pharmacy,
    'query($scan: Scan!) { verify(scan: $scan, purpose: INFORMATION) { outcome } }',
    { scan },
  );
  return verify.outcome;
};

test.describe('with a scan gun', () => {
  let browser: Browser;
  test.beforeAll(async () => {
    browser = await launchChromium();
  });
  test.afterAll(() => browser.close());

  for (const at of WORK_PLACES) {
    test(`a pack is verified and dispensed with 1 scan and 1 tap (${nameOf(at)})`, async () => {
      const pharmacy = organisation('PHARMACY');
      const [pack] = await packsAtPharmacy(pharmacy, 1);
      const page = await openRoom(browser, pharmacy, 'counter', at);
      const taps = await countTaps(page);
      await scanWithGun(page, pack!.scan);
      await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
      await expectAccessible(page);
      await expectNoCodes(page);
      await answer(page).getByRole('button').first().click();
      await expect(answer(page)).toHaveAttribute('data-outcome', 'ACCEPTED');
      expect(await taps()).toBe(1);
      expect(await outcomeOf(pharmacy, pack!.scan)).toBe('ALREADY_DISPENSED_HERE');
      await expectAccessible(page);
      await page.context().close();
    });
  }

  for (const at of WORK_PLACES.slice(1, 3)) {
    test(`a basket: one tap dispenses what may go, the rest stays with its reason (${nameOf(at)})`, async () => {
      const pharmacy = organisation('PHARMACY');
      const packs = await packsAtPharmacy(pharmacy, 4);
      const scans = packs.map(({ scan }) => scan);
      await graphql(
        pharmacy,
        'mutation($scans: [Scan!]!) { quarantine(input: {scans: $scans, reason: "box is open"}) { ok } }',
        {
          scans: scans.slice(3),
        },
      );
      const page = await openRoom(browser, pharmacy, 'counter/basket', at);
      const taps = await countTaps(page);
      const lines = (list: string) => page.getByTestId(list).locator('li[data-standing]');
      for (const scan of [...scans, scans[0]!]) await scanWithGun(page, scan);
      await expect(lines('basket')).toHaveCount(3);
      await expect(lines('stopped')).toHaveCount(1);
      await expect(lines('stopped').first()).toHaveAttribute('data-outcome', 'QUARANTINED');
      await expectAccessible(page);
      await expectNoCodes(page);
      await page.getByTestId('dispense-all').click();
      await expect(lines('done')).toHaveCount(3);
      expect(await taps()).toBe(1);
      expect(await Promise.all(scans.map((scan) => outcomeOf(pharmacy, scan)))).toEqual([
        'ALREADY_DISPENSED_HERE',
        'ALREADY_DISPENSED_HERE',
        'ALREADY_DISPENSED_HERE',
        'QUARANTINED',
      ]);
      // By keyboard: back again.
      await page.getByTestId('undo-bar').getByRole('button').focus();
      await page.keyboard.press('Enter');
      await expect(lines('basket')).toHaveCount(3);
      expect(await outcomeOf(pharmacy, scans[0]!)).toBe('ACTIVE');
      await page.context().close();
    });
  }

  test('without a connection it says so, and what it does not know it asks again with the same id', async () => {
    const pharmacy = organisation('PHARMACY');
    const [pack] = await packsAtPharmacy(pharmacy, 1);
    const page = await openRoom(browser, pharmacy, 'counter/basket', WORK_PLACES[3]!);
    await scanWithGun(page, pack!.scan);
    await expect(page.getByTestId('dispense-all')).toBeVisible();
    // The command arrives, its answer does not.
    const ids: string[] = [];
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as {
        query: string;
        variables: { options?: { commandId: string } };
      };
      if (!query.includes('mutation Dispense')) return route.continue();
      ids.push(variables.options?.commandId ?? '');
      if (ids.length > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.getByTestId('dispense-all').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('unsettled')).toBeVisible();
    await page.reload();
    await page.getByTestId('unsettled').getByRole('button').click();
    await expect(page.getByTestId('done').locator('li[data-standing]')).toHaveCount(1);
    expect(new Set(ids).size).toBe(1);
    expect(ids.length).toBe(2);

    await page.context().setOffline(true);
    const [other] = await packsAtPharmacy(pharmacy, 1);
    await scanWithGun(page, other!.scan);
    await expect(answer(page)).toHaveAttribute('data-outcome', 'UNAVAILABLE_OFFLINE');
    await page.context().close();
  });
});
