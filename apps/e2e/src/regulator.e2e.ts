import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, type DemoOrganisation, graphql, organisation } from './callers';
import { launchChromium } from './chromium';
import { makeCases, PACKS_PER_CASE, shipCases } from './deliveries';
import { countInteractions, expectNoOverflow, follow, noteReloads, openPortal } from './portal-people';
import { scanWithGun } from './scan-gun';
import { packsAtPharmacy } from './supply-line';
import { expectAccessible, expectNoCodes, nameOf, openRoom, type WorkPlace } from './work-place';

// The regulator: a recall from the decision to the report, while those whom it concerns are at work in browsers of their
// own. Nobody loads a page again.

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser?.close());

const WORDS = {
  en: { batch: 'Batch', reason: 'Reason', note: 'Closing note', close: 'Close', comment: 'Comment' },
  'zh-CN': { batch: '批次', reason: '原因', note: '结束说明', close: '结束召回', comment: '备注' },
} as const;

const PLACES: readonly WorkPlace[] = [
  { size: 'desk', locale: 'en' },
  { size: 'phone', locale: 'zh-CN' },
];

/** Well, on whatever it is looked at. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoCodes(page);
  await expectNoOverflow(page);
}

async function received(ssccs: readonly string[], by: DemoOrganisation): Promise<void> {
  const { id } = await shipCases(ssccs, by);
  await graphql(by, 'mutation($id: ID!) { receive(input: {shipment: $id}) { shipment { state } } }', { id });
}

const progress = (page: Page) => page.locator('.race .race-track');

for (const at of PLACES) {
  const words = WORDS[at.locale];

  test(`a recall opened in six steps, answered elsewhere, closed, and reported (${nameOf(at)})`, async () => {
    const [pharmacy, maker] = [organisation('PHARMACY'), organisation('MANUFACTURER')];
    const { ssccs, lot, gtin } = await makeCases(4);
    await received(ssccs.slice(0, 2), pharmacy);
    const { unit } = await graphql<{ unit: { packList: { nodes: { serial: string }[] } } }>(
      pharmacy,
      'query($sscc: Sscc!) { unit(sscc: $sscc) { packList { nodes { serial } } } }',
      { sscc: ssccs[0] },
    );
    const pack = `]d201${gtin}1731123110${lot}\u001d21${unit.packList.nodes[0]?.serial}`;

    // A pharmacy at work: its portal, and its counter, where the pack is still good.
    const chemist = await openPortal(browser, pharmacy, at);
    const counter = await openRoom(browser, pharmacy, 'counter', at);
    await scanWithGun(counter, pack);
    await expect(counter.locator('[role=status][data-outcome]')).toHaveAttribute('data-severity', 'OK');
    const [reloadsOfChemist, reloadsOfCounter] = [await noteReloads(chemist), await noteReloads(counter)];

    const regulator = await openPortal(browser, organisation('REGULATOR'), at);
    await expectGood(regulator);
    const reason = `Cracked vials ${lot}`;
    const steps = await countInteractions(regulator);
    await follow(regulator, '/recalls/new');
    await regulator.getByRole('combobox', { name: words.batch }).fill(lot);
    await regulator.getByRole('option', { name: new RegExp(lot) }).click();
    await regulator.getByRole('textbox', { name: words.reason }).fill(reason);
    await expectGood(regulator);
    await regulator.locator('form button[type=submit]').click();
    const question = regulator.getByRole('dialog');
    await expect(question).toContainText(lot);
    await question.getByRole('button').last().click();
    await expect(regulator).toHaveURL(/\/recalls\/[^/]+$/);
    await expect(regulator.getByRole('heading', { level: 1 })).toContainText(reason);
    expect(steps()).toBe(6);

    // From here on the regulator watches.
    const reloadsOfRegulator = await noteReloads(regulator);
    const all = 4 * PACKS_PER_CASE;
    await expect(progress(regulator)).toHaveAttribute('aria-valuenow', '0');
    await expectGood(regulator);

    // The pharmacy is told on the page that it has open, and its counter refuses at the next scan.
    await expect(chemist.getByRole('link', { name: new RegExp(reason) })).toBeVisible();
    await scanWithGun(counter, pack);
    await expect(counter.locator('[role=status][data-outcome="RECALLED"]')).toBeVisible();
    await expectAccessible(counter);
    await chemist.getByRole('link', { name: new RegExp(reason) }).click();
    await expect(chemist.getByRole('heading', { level: 1 })).toContainText(reason);
    const answer = chemist.locator('.acknowledge-batch input');
    await answer.nth(0).fill(String(2 * PACKS_PER_CASE - 1));
    await answer.nth(4).fill('1');
    await expectGood(chemist);
    await chemist.locator('form:has(.acknowledge-batch) button[type=submit]').click();

    // Half of the packs are accounted for at the regulator's, by itself.
    await expect(progress(regulator)).toHaveAttribute('aria-valuenow', '50');
    await graphql(
      maker,
      'mutation($id: ID!, $lines: [RecallLineInput!]!) { acknowledgeRecall(id: $id, lines: $lines) { id } }',
      { id: regulator.url().split('/').at(-1), lines: [{ gtin, lot, quarantined: all / 2 }] },
    );
    await expect(progress(regulator)).toHaveAttribute('aria-valuenow', '100');
    await expect(progress(chemist)).toHaveAttribute('aria-valuenow', '100');

    const close = regulator.locator('.page-actions').getByRole('button', { name: words.close });
    await close.click();
    await question.getByRole('textbox', { name: words.note }).fill('All packs are set aside.');
    await question.getByRole('button').last().click();
    await expect(question).toHaveCount(0);
    await expect(close).toHaveCount(0);
    await expect(chemist.locator('.acknowledge-batch')).toHaveCount(0);

    const [download] = await Promise.all([
      regulator.waitForEvent('download'),
      regulator.locator('a[href*="/report.pdf"]').click(),
    ]);
    const report = await readAll(await download.createReadStream());
    expect(report.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(report.length).toBeGreaterThan(5_000);
    expect([reloadsOfRegulator(), reloadsOfChemist(), reloadsOfCounter()]).toEqual([0, 0, 0]);
    for (const page of [chemist, counter, regulator]) await page.context().close();
  });

  test(`an alert raised at a counter comes by itself, and is worked on by two sides at once (${nameOf(at)})`, async () => {
    const [here, elsewhere] = [organisation('PHARMACY', 0), organisation('PHARMACY', 1)];
    const [pack] = await packsAtPharmacy(here, 1);
    if (!pack) throw new Error('no pack');
    await graphql(here, 'mutation($scans: [Scan!]!) { dispense(scans: $scans) { ok } }', { scans: [pack.scan] });

    const regulator = await openPortal(browser, organisation('REGULATOR'), at);
    await regulator.goto(`${baseUrl()}/alerts?search=${pack.serial}`);
    await expect(regulator.getByRole('heading', { level: 1 })).toBeVisible();
    const reloads = await noteReloads(regulator);
    const lines = regulator.locator('.data-list-rows [role=row]');
    await expect(lines).toHaveCount(0);

    const counter = await openRoom(browser, elsewhere, 'counter', at);
    await scanWithGun(counter, pack.scan);
    await expect(counter.locator('[role=status][data-outcome="ALREADY_DISPENSED_ELSEWHERE"]')).toBeVisible();
    await expect(lines).toHaveCount(1);
    await expectGood(regulator);
    await lines.getByRole('link').first().click();
    await expect(regulator.locator('.thread')).toBeAttached();

    const path = new URL(regulator.url()).pathname;
    const maker = await openPortal(browser, organisation('MANUFACTURER'), at);
    await maker.goto(baseUrl() + path);
    await expect(maker.locator('.thread')).toBeAttached();
    const reloadsOfMaker = await noteReloads(maker);

    const comment = `We ask both pharmacies, ${pack.serial}`;
    await regulator.getByRole('textbox', { name: words.comment }).fill(comment);
    const state = regulator.locator('form:has(textarea) [role=combobox]');
    await state.click();
    await regulator.getByRole('option').nth(2).click();
    const chosen = await state.inputValue();
    await expectGood(regulator);
    await regulator.locator('form:has(textarea) button[type=submit]').click();
    await expect(maker.locator('.thread')).toContainText(comment);
    await expect(maker.locator('h1')).toContainText(chosen);
    await expectGood(maker);
    expect([reloads(), reloadsOfMaker()]).toEqual([0, 0]);
    for (const page of [counter, maker, regulator]) await page.context().close();
  });
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
