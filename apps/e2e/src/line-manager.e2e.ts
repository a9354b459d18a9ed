import { Buffer } from 'node:buffer';
import { randomInt } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { baseUrl, demo, graphql, organisation } from './callers';
import { launchChromium } from './chromium';
import { WORDS } from './line-manager-words';
import { countInteractions, expectNoOverflow, openPortal } from './portal-people';
import { expectAccessible, expectNoCodes, nameOf, WORK_PLACES, type WorkPlace } from './work-place';
import { workbookOf } from './workbook';

// The serialisation manager at a manufacturer: from an empty form to labelled pallets.

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser?.close());

const newLot = () => `L${Date.now().toString(36).toUpperCase()}${randomInt(100, 999)}`;
const newSerial = () => `S${Date.now().toString(36).toUpperCase()}${randomInt(100_000, 999_999)}`;
const grouped = (count: number) => new Intl.NumberFormat('en').format(count);
const maker = () => organisation('MANUFACTURER');

function wordsOf(place: WorkPlace) {
  const words = WORDS[place.locale];
  return words as typeof words & (typeof WORDS)['en'];
}
type Words = ReturnType<typeof wordsOf>;

async function look(page: Page) {
  await expectAccessible(page);
  await expectNoOverflow(page);
  await expectNoCodes(page);
}

/** The first step, with the expiry that the product's last batch proposes. */
async function chooseBatch(page: Page, words: Words, lot: string) {
  const product = page.getByRole('combobox', { name: words.product });
  if ((await product.inputValue()) === '') {
    await product.click();
    await page.getByRole('option').first().click();
  }
  await page.getByRole('textbox', { name: words.lot, exact: true }).fill(lot);
  await expect(page.getByRole('textbox', { name: words.expiry })).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
}

const next = (page: Page, words: Words) => page.getByRole('button', { name: words.next }).click();

/** One of several: the radio itself is hidden behind its words. */
async function choose(page: Page, name: string) {
  await page
    .locator('label')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .click();
  await expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
}

async function pdfOf(page: Page, name: string | RegExp) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  const file = await open(await (await downloading).path());
  try {
    const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0);
    expect(buffer.toString('latin1')).toBe('%PDF-');
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

for (const [index, place] of WORK_PLACES.entries()) {
  // The large one once: what differs between places is the screen, not the work.
  const packs = index === 0 ? 10_000 : 250;
  test(`${grouped(packs)} packs, from the empty form to their labels (${nameOf(place)})`, async () => {
    test.setTimeout(600_000);
    const words = wordsOf(place);
    const lot = newLot();
    const page = await openPortal(browser, maker(), place);
    await look(page);
    await page.getByRole('main').getByRole('link', { name: words.newBatch }).click();
    await expect(page).toHaveURL(`${baseUrl()}/batches/new`);
    await expect(page.getByRole('combobox', { name: words.product })).toBeVisible();
    const interactions = await countInteractions(page);

    await chooseBatch(page, words, lot);
    if (index > 0) await look(page);
    await next(page, words);
    await page.getByRole('textbox', { name: words.count }).fill(String(packs));
    if (index > 0) await look(page);
    await next(page, words);
    await page.getByRole('textbox', { name: words.perCase }).fill('20');
    await page.getByRole('textbox', { name: words.perPallet }).fill('5');
    if (index > 0) await look(page);
    await next(page, words);
    // What is on paper is seen before anything is on the ledger.
    await expect(page.getByRole('img', { name: words.packSample })).toBeVisible();
    await expect(page.getByRole('img', { name: words.unitSample })).toBeVisible();
    await look(page);
    await page.getByRole('button', { name: words.commission }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.made(grouped(packs), lot), {
      timeout: 120_000,
    });
    const ofPacks = await pdfOf(page, words.packPdf);
    const ofUnits = await pdfOf(page, words.unitPdf);
    expect(interactions()).toBeLessThanOrEqual(12);
    test.info().annotations.push({ type: 'interactions', description: String(interactions()) });
    // Each label has outlines and a symbol of its own.
    expect(ofPacks).toBeGreaterThan(packs * 100);
    expect(ofUnits).toBeGreaterThan((packs / 20) * 100);
    await look(page);

    // What the screen said is on record.
    const gtin = demo().products.map((product) => product.gtin);
    await page.getByRole('link', { name: words.openBatch }).click();
    await expect(page).toHaveURL(new RegExp(`/batches/(${gtin.join('|')})/${lot}$`));
    await expect(page.locator('.data-list .row-link').first()).toBeVisible();
    await look(page);
    // Nothing is held back without a reason, and without saying what that means.
    await page.getByRole('button', { name: words.quarantine }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText(grouped(packs));
    await expect(question.getByRole('button', { name: words.quarantine })).toBeDisabled();
    await look(page);
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await page.getByRole('main').getByRole('link', { name: words.labels, exact: true }).click();
    await choose(page, words.pallets);
    await expect(page.getByRole('img', { name: /^\(00\)\d{18}$/ })).toBeVisible();
    await look(page);
    expect(await pdfOf(page, words.download)).toBeGreaterThan(1_000);
    await page.context().close();
  });
}

for (const place of WORK_PLACES.slice(0, 2)) {
  test(`a file with bad rows: each is told, the good ones are kept (${nameOf(place)})`, async () => {
    const words = wordsOf(place);
    const page = await openPortal(browser, maker(), place);
    const [one, two, three] = [newSerial(), newSerial(), newSerial()];
    const csv = ['serial', one, two, one, 'with space', 'X'.repeat(21), three].join('\r\n');
    const file = { name: 'serials.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    const lot = newLot();
    await page.goto(`${baseUrl()}/batches/new`);
    await chooseBatch(page, words, lot);
    await next(page, words);
    await choose(page, words.fromFile);
    await page.locator('input[type=file]').setInputFiles(file);
    const rows = page.getByRole('table', { name: words.rows });
    for (const why of [words.twice, words.space, words.long]) await expect(rows.getByText(why)).toBeVisible();
    await look(page);
    await next(page, words);
    await expect(page.getByText(words.keepFault)).toBeVisible();
    await page.getByRole('checkbox', { name: words.keepGood }).check();

    // A reload loses nothing of it.
    await page.reload();
    await expect(page.getByRole('checkbox', { name: words.keepGood })).toBeChecked();
    await next(page, words);
    await choose(page, words.loose);
    await next(page, words);
    await page.getByRole('button', { name: words.commission }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.made('3', lot));
    await look(page);

    // The same file once more, as a workbook, with one number that is new: what is on record is left out.
    const book = workbookOf([
      ['Nr', 'SN'],
      ['1', one],
      ['2', newSerial()],
    ]);
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const again = newLot();
    await page.goto(`${baseUrl()}/batches/new`);
    await chooseBatch(page, words, again);
    await next(page, words);
    await page.locator('input[type=file]').setInputFiles({ name: 'serials.xlsx', mimeType: sheet, buffer: book });
    await page.getByRole('combobox', { name: words.column }).click();
    await page.getByRole('option', { name: /SN$/ }).click();
    await look(page);
    await page.getByRole('button', { name: words.check }).click();
    await expect(page.getByText(words.allGood('serials.xlsx'))).toBeVisible();
    await next(page, words);
    await next(page, words);
    // Back and forth loses nothing.
    await page.getByRole('button', { name: words.back }).click();
    await page.getByRole('button', { name: words.back }).click();
    await expect(page.getByText(words.allGood('serials.xlsx'))).toBeVisible();
    await next(page, words);
    await next(page, words);
    await page.getByRole('button', { name: words.commission }).click();
    await expect(page.getByRole('table', { name: words.rows }).getByText(words.onRecord)).toBeVisible();
    await look(page);
    await page.getByRole('button', { name: words.makeGood }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.made('1', again));
    await page.context().close();
  });

  test(`a large batch is left, found again, and another one cancelled (${nameOf(place)})`, async () => {
    test.setTimeout(300_000);
    const words = wordsOf(place);
    const page = await openPortal(browser, maker(), place);
    const [lot, unwanted] = [newLot(), newLot()];
    await page.goto(`${baseUrl()}/batches/new`);
    await chooseBatch(page, words, lot);
    await next(page, words);
    await page.getByRole('textbox', { name: words.count }).fill('40000');
    await next(page, words);
    await page.getByRole('textbox', { name: words.perCase }).fill('100');
    await page.getByRole('textbox', { name: words.perPallet }).fill('40');
    await next(page, words);
    await page.getByRole('button', { name: words.commission }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.making);
    await look(page);

    await page.goto(`${baseUrl()}/jobs`);
    await expect(page.getByRole('link', { name: lot })).toBeVisible();
    await look(page);
    // One that a machine of the same organisation asks for shows without reloading. It is too large to have ended by then.
    const gtin = demo().products.find(({ owner }) => owner === maker().gln)?.gtin;
    await graphql(
      maker(),
      `mutation($gtin: Gtin!, $lot: String!) {
        commissionBatch(input: {gtin: $gtin, lot: $lot, expiry: "2031-12-31", serials: {generate: 300000}}) { packs }
      }`,
      { gtin, lot: unwanted },
    );
    await page.getByRole('link', { name: unwanted }).click();
    await page.getByRole('button', { name: words.cancelJob }).click();
    await page.getByRole('button', { name: words.stopWork }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(words.cancelled);

    await page.goto(`${baseUrl()}/jobs`);
    await page.getByRole('link', { name: lot }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(words.done, { timeout: 200_000 });
    await look(page);
    await page.goto(`${baseUrl()}/batches/new/made`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.made('40,000', lot));
    await page.getByRole('link', { name: words.openBatch }).click();
    await expect(page.locator('.data-list .row-link').first()).toBeVisible();
    await page.context().close();
  });
}
