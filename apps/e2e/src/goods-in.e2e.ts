import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, graphql, organisation } from './callers';
import { filmOfLabel } from './camera-video';
import { launchChromium } from './chromium';
import { caseScan, makeCases, PACKS_PER_CASE, shipCases } from './deliveries';
import { scanWithGun } from './scan-gun';
import { countTaps, expectAccessible, expectNoCodes, nameOf, openRoom, WORK_PLACES } from './work-place';

// The goods-in clerk of a wholesaler: a scan gun, and one tap. Each journey ships goods of its own.

let browser: Browser;
let folder: string;
test.beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'packproof-film-'));
});
test.afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (page: Page, list: string) => page.getByTestId(list).locator('li[data-standing]');
const answer = (page: Page) => page.locator('[role="status"][data-outcome]');

const shipmentState = async (id: string) => {
  const { shipment } = await graphql<{
    shipment: { state: string; exceptions: { kind: string; packs: number; note: string | null }[] };
  }>(organisation('DISTRIBUTOR'), 'query($id: ID!) { shipment(id: $id) { state exceptions { kind packs note } } }', {
    id,
  });
  return shipment;
};

for (const at of WORK_PLACES) {
  test(`a delivery of 10 units is received with 10 scans and 1 tap (${nameOf(at)})`, async () => {
    const clerk = organisation('DISTRIBUTOR');
    const { ssccs } = await makeCases(10);
    const { id, note } = await shipCases(ssccs, clerk);
    const page = await openRoom(browser, clerk, 'goods-in', at);
    await expect(page.getByTestId('announced')).toContainText(note);
    const taps = await countTaps(page);

    let scans = 0;
    for (const sscc of ssccs) {
      await scanWithGun(page, caseScan(sscc));
      scans += 1;
    }
    await expect(lines(page, 'counted')).toHaveCount(10);
    await expect(page.getByTestId('delivery')).toHaveAttribute('data-complete', 'true');
    await expect(answer(page)).toHaveAttribute('data-severity', 'OK');

    // The same case once more is said, and not counted.
    await scanWithGun(page, caseScan(ssccs[0]!));
    await expect(answer(page)).toHaveAttribute('data-severity', 'OK');
    await expect(lines(page, 'counted')).toHaveCount(10);
    await expectAccessible(page);
    await expectNoCodes(page);

    await page.getByTestId('receive').click();
    await expect(lines(page, 'received')).toHaveCount(10);
    expect([scans, await taps()]).toEqual([10, 1]);
    expect((await shipmentState(id)).state).toBe('RECEIVED');
    await page.context().close();
  });
}

for (const at of WORK_PLACES.slice(0, 2)) {
  test(`a short delivery is one gesture, and a damaged case is noted by a tap (${nameOf(at)})`, async () => {
    const clerk = organisation('DISTRIBUTOR');
    const { ssccs } = await makeCases(5);
    const { id } = await shipCases(ssccs, clerk);
    const page = await openRoom(browser, clerk, 'goods-in', at);
    for (const sscc of ssccs.slice(0, 3)) await scanWithGun(page, caseScan(sscc));
    await expect(lines(page, 'counted')).toHaveCount(3);

    await lines(page, 'counted').first().locator('.line-extra button').click();
    await page.getByRole('dialog').getByRole('textbox').fill('crushed corner');
    await expectAccessible(page);
    await page.getByRole('dialog').locator('button[type=submit]').click();

    await page.getByTestId('delivery').locator('summary').click();
    await page.getByTestId('delivery').getByRole('button').click();
    const question = page.getByRole('dialog');
    for (const missing of ssccs.slice(3)) await expect(question).toContainText(missing);
    await expect(question).toContainText(organisation('MANUFACTURER').name);
    await expectAccessible(page);
    await question.locator('button[type=submit]').click();
    await expect(lines(page, 'received')).toHaveCount(3);

    const { state, exceptions } = await shipmentState(id);
    expect(state).toBe('RECEIVED');
    const told = exceptions.map(({ kind, packs, note }) => `${kind} ${packs} ${note ?? ''}`.trim()).sort();
    expect(told).toEqual([
      `DAMAGED ${PACKS_PER_CASE} crushed corner`,
      `MISSING ${PACKS_PER_CASE}`,
      `MISSING ${PACKS_PER_CASE}`,
    ]);
    await page.context().close();
  });
}

test('goods that come before their data wait in the list, and match by themselves; a reload loses nothing', async () => {
  const clerk = organisation('DISTRIBUTOR');
  const { ssccs } = await makeCases(2);
  const page = await openRoom(browser, clerk, 'goods-in', WORK_PLACES[1]!);
  for (const sscc of ssccs) await scanWithGun(page, caseScan(sscc));
  await expect(lines(page, 'awaiting')).toHaveCount(2);
  await expect(answer(page)).toHaveAttribute('data-severity', 'CHECK');
  await page.reload();
  await expect(lines(page, 'awaiting')).toHaveCount(2);
  // Nobody touches the screen: the sender records the delivery.
  const { id } = await shipCases(ssccs, clerk);
  await expect(lines(page, 'counted')).toHaveCount(2);
  // By keyboard alone.
  await page.getByTestId('receive').focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'received')).toHaveCount(2);
  expect((await shipmentState(id)).state).toBe('RECEIVED');
  await page.context().close();
});

test('the camera reads the printed label of a case', async () => {
  const clerk = organisation('DISTRIBUTOR');
  const { ssccs } = await makeCases(1);
  await shipCases(ssccs, clerk);
  const label = await fetch(`${baseUrl()}/labels/unit/${ssccs[0]}.png`, {
    headers: { authorization: `Bearer ${clerk.apiKey}` },
  });
  expect(label.status).toBe(200);
  const film = join(folder, `${ssccs[0]}.y4m`);
  filmOfLabel(new Uint8Array(await label.arrayBuffer()), film, 0.55, true);
  const filmed = await launchChromium(film);
  try {
    const page = await openRoom(filmed, clerk, 'goods-in', { size: 'phone', locale: 'en' });
    await page.getByRole('button', { name: /start the camera/i }).click();
    await expect(lines(page, 'counted')).toHaveCount(1);
    await expect(answer(page)).toHaveAttribute('data-outcome', 'NOT_RECEIVED');
    await expect(answer(page)).toHaveAttribute('data-severity', 'OK');
    await expectAccessible(page);
    await page.getByTestId('receive').click();
    await expect(lines(page, 'received')).toHaveCount(1);
  } finally {
    await filmed.close();
  }
});
