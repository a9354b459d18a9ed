import { type Browser, chromium, type Page } from '@playwright/test';
import type { Measure } from './measure';
import { commission } from './stage/goods';
import { startProduct } from './stage/product';
import { count, option } from './verify';

const LIST = '.batch-packs .data-list';
/** A notch of a wheel that is spun: as many pixels, as often. */
const NOTCH = { pixels: 900, everyMilliseconds: 16 };

/**
 * `--packs 100000 --seconds 10 --patience 300`: the packs of one batch in the portal. A wheel is spun over the list from
 * its top, while it fetches; then, with as many rows in it as came within the patience, again. Floor: a page of plain
 * height, spun over in the same browser.
 */
export async function run(args: string[]): Promise<Measure[]> {
  const packs = count(option(args, '--packs') ?? '100000');
  const seconds = Number(option(args, '--seconds') ?? 10);
  const patience = Number(option(args, '--patience') ?? 300);
  const product = await startProduct();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const { gtin, lot } = await commission(product, packs, { packsPerCase: 100, casesPerPallet: 25 });
    const page = await signedIn(browser, product.url);
    await page.goto(`${product.url}/batches/${gtin}/${lot}`);
    await page.locator(`${LIST} [role=row] a`).first().waitFor();
    const floor = await spinFloor(browser, seconds);
    const fetching = await spin(page, LIST, seconds);
    const rows = await fetchRows(page, packs, patience);
    await page.locator(LIST).evaluate((list) => list.scrollTo(0, 0));
    const full = await spin(page, LIST, seconds);
    return [
      ...figures('while it fetches', fetching, floor),
      ...figures(`with ${rows.toLocaleString('en')} rows in it`, full, floor),
    ];
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const people = (await (await fetch(`${url}/demo/people`)).json()) as { email: string; role: string }[];
  const email = people.find(({ role }) => role === 'MANUFACTURER')?.email;
  await context.request.post(`${url}/demo/sign-in`, { data: { email }, headers: { origin: url } });
  return context.newPage();
}

async function spinFloor(browser: Browser, seconds: number): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.setContent(
    '<div id="plain" style="height:600px;overflow:auto"><div style="height:5000000px"></div></div>',
  );
  const frames = await spin(page, '#plain', seconds);
  await page.close();
  return frames;
}

/** Times between frames, in ms and ascending, while a wheel is spun over an element. */
async function spin(page: Page, selector: string, seconds: number): Promise<number[]> {
  await page.locator(selector).hover({ position: { x: 200, y: 200 } });
  await page.evaluate(WATCH);
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    await page.mouse.wheel(0, NOTCH.pixels);
    await new Promise((done) => setTimeout(done, NOTCH.everyMilliseconds));
  }
  const frames = (await page.evaluate('globalThis.stopWatching()')) as number[];
  return frames.sort((a, b) => a - b);
}

const WATCH = `{
  const frames = [];
  let last, watching = true;
  const next = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    if (watching) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  globalThis.stopWatching = () => { watching = false; return frames; };
}`;

/** Scrolls to the end as often as there is more below it; how many rows there are then. */
async function fetchRows(page: Page, wanted: number, patience: number): Promise<number> {
  const until = performance.now() + patience * 1000;
  let rows = 0;
  while (rows < wanted && performance.now() < until) {
    rows = await page.locator(LIST).evaluate((list) => {
      list.scrollTo(0, list.scrollHeight);
      const height = list.querySelector<HTMLElement>('.data-list-rows')?.offsetHeight ?? 0;
      return Math.round(height / 52);
    });
    await page.waitForTimeout(40);
  }
  return rows;
}

function figures(when: string, frames: readonly number[], floor: readonly number[]): Measure[] {
  const at = (all: readonly number[], share: number) => all[Math.floor((all.length - 1) * share)] ?? 0;
  const figure = (name: string, share: number, aim?: string): Measure => ({
    bench: 'scroll',
    measure: `a frame ${when}, ${name} of ${frames.length}`,
    value: at(frames, share),
    unit: 'ms',
    ...(aim ? { aim } : {}),
    floor: at(floor, share),
    ratio: at(frames, share) / at(floor, share),
  });
  return [figure('p50', 0.5), figure('p95', 0.95, '<= 33 ms'), figure('max', 1)];
}
