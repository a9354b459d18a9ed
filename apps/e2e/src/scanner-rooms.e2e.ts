import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { graphql, organisation } from './callers';
import { launchChromium } from './chromium';
import { caseScan, makeCases, PACKS_PER_CASE, shipCases } from './deliveries';
import { scanWithGun } from './scan-gun';
import { packsAtPharmacy } from './supply-line';
import { expectAccessible, expectNoCodes, nameOf, openRoom, WORK_PLACES } from './work-place';

// Dispatch, stock-take, taking out, and the check: each by gun and keyboard alone, without a pointer.

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

const lines = (page: Page, list: string) => page.getByTestId(list).locator('li[data-standing]');
const answer = (page: Page) => page.locator('[role="status"][data-outcome]');
const distributor = () => organisation('DISTRIBUTOR');
const press = async (page: Page, testId: string) => {
  await page.getByTestId(testId).focus();
  await page.keyboard.press('Enter');
};

/** Cases that the wholesaler has booked in. */
async function casesInStock(count: number) {
  const cases = await makeCases(count);
  const { id } = await shipCases(cases.ssccs, distributor());
  await graphql(distributor(), 'mutation($id: ID!) { receive(input: {shipment: $id}) { shipment { id } } }', { id });
  return cases;
}

const outcomeOf = async (scan: string) => {
  const { verify } = await graphql<{ verify: { outcome: string } }>(
    distributor(),
    'query($scan: Scan!) { verify(scan: $scan, purpose: INFORMATION) { outcome } }',
    { scan },
  );
  return verify.outcome;
};

test(`dispatch: an addressee, three cases, one key; cancelled again (${nameOf(WORK_PLACES[0]!)})`, async () => {
  const pharmacy = organisation('PHARMACY');
  const { ssccs } = await casesInStock(3);
  const notOurs = await makeCases(1);
  const page = await openRoom(browser, distributor(), 'dispatch', WORK_PLACES[0]!);
  for (const sscc of [...ssccs, ...notOurs.ssccs]) await scanWithGun(page, caseScan(sscc));
  await expect(lines(page, 'to-ship')).toHaveCount(3);
  await expect(lines(page, 'stopped')).toHaveCount(1);
  await expectAccessible(page);

  await page.getByRole('searchbox').focus();
  await page.keyboard.type(pharmacy.name.slice(0, 5));
  await expect(page.getByTestId('addressees').getByRole('button')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await press(page, 'ship');
  await expect(lines(page, 'shipped')).toHaveCount(3);
  expect(await outcomeOf(caseScan(ssccs[0]!))).toBe('IN_TRANSIT');
  await expect(lines(page, 'stopped')).toHaveCount(1);

  await page.getByTestId('undo-bar').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'to-ship')).toHaveCount(3);
  expect(await outcomeOf(caseScan(ssccs[0]!))).toBe('ACTIVE');
  await page.context().close();
});

test(`stock-take: found, elsewhere, unexpected, and the table as CSV (${nameOf(WORK_PLACES[1]!)})`, async () => {
  const { ssccs, lot } = await casesInStock(3);
  const places = await graphql<{ me: unknown; organisation: { places: { gln: string; name: string }[] } }>(
    distributor(),
    'query($gln: Gln!) { me { id } organisation(gln: $gln) { places { gln name } } }',
    { gln: distributor().gln },
  );
  const [here, there] = places.organisation.places;
  await graphql(
    distributor(),
    'mutation($items: [Scan!]!, $at: Gln!) { store(input: {items: $items, at: $at}) { ok } }',
    {
      items: [caseScan(ssccs[1]!)],
      at: there!.gln,
    },
  );
  const notOurs = await makeCases(1);
  const page = await openRoom(browser, distributor(), 'stock-take', WORK_PLACES[1]!);
  await expect(page.getByRole('combobox')).toHaveValue(here!.gln);
  for (const sscc of [ssccs[0]!, ssccs[1]!, notOurs.ssccs[0]!]) await scanWithGun(page, caseScan(sscc));
  await expect(lines(page, 'found')).toHaveCount(1);
  await expect(lines(page, 'elsewhere')).toHaveCount(1);
  await expect(lines(page, 'unexpected')).toHaveCount(1);
  const row = page.locator(`tr[data-lot="${lot}"] td`);
  await expect(row).toHaveText([`${2 * PACKS_PER_CASE}`, `${PACKS_PER_CASE}`, `−${PACKS_PER_CASE}`]);
  await expectAccessible(page);
  await expectNoCodes(page);

  // Put here with one key: the record follows.
  await page.getByTestId('elsewhere').locator('button.button').focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'found')).toHaveCount(2);
  await expect(row).toHaveText([`${3 * PACKS_PER_CASE}`, `${2 * PACKS_PER_CASE}`, `−${PACKS_PER_CASE}`]);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).focus();
  await page.keyboard.press('Enter');
  const csv = readFileSync(await (await saved).path(), 'utf8');
  const ofLot = csv.split('\r\n').find((each) => each.includes(`,${lot},`) && each.includes('短缺'));
  expect(ofLot).toMatch(new RegExp(`,${3 * PACKS_PER_CASE},${2 * PACKS_PER_CASE},-${PACKS_PER_CASE}$`));
  await page.context().close();
});

test(`taking out: a reason, one question that names what will happen, and the undo (${nameOf(WORK_PLACES[3]!)})`, async () => {
  const pharmacy = organisation('PHARMACY');
  const packs = await packsAtPharmacy(pharmacy, 2);
  const page = await openRoom(browser, pharmacy, 'decommission', WORK_PLACES[3]!);
  await page.getByRole('radio', { name: /test sample/i }).focus();
  await page.keyboard.press('Space');
  for (const { scan } of packs) await scanWithGun(page, scan);
  await expect(lines(page, 'to-take-out')).toHaveCount(2);
  await press(page, 'take-out');
  const question = page.getByRole('dialog');
  for (const { serial } of packs) await expect(question).toContainText(serial);
  await expect(question).toContainText('Test sample');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);

  await press(page, 'take-out');
  await question.locator('button[type=submit]').focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'taken-out')).toHaveCount(2);
  await expectAccessible(page);
  await expectNoCodes(page);
  await page.getByTestId('undo-bar').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(lines(page, 'to-take-out')).toHaveCount(2);
  await page.context().close();
});

test('the check looks and changes nothing; rooms are in the address, and back goes back', async () => {
  const { ssccs } = await casesInStock(1);
  const page = await openRoom(browser, distributor(), 'check', WORK_PLACES[2]!);
  const asked: string[] = [];
  page.on('request', (request) => {
    const body = request.postDataJSON() as { variables?: { purpose?: string } } | null;
    if (request.url().endsWith('/graphql') && body?.variables?.purpose) asked.push(body.variables.purpose);
  });
  await scanWithGun(page, caseScan(ssccs[0]!));
  await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
  await expect(answer(page).getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
  await expectNoCodes(page);
  const returns = page.locator('.switch button').nth(1);
  await returns.focus();
  await page.keyboard.press('Enter');
  await scanWithGun(page, caseScan(ssccs[0]!));
  await expect(answer(page)).toHaveAttribute('data-outcome', 'ACTIVE');
  expect(asked).toEqual(['INFORMATION', 'RETURN']);

  await page.locator('nav a[href$="/scan/goods-in"]').click();
  await expect(page).toHaveURL(/\/scan\/goods-in$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/scan\/check$/);
  await page.context().close();
});
