import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from '@playwright/test';
import { baseUrl, demo } from './callers';
import { launchChromium } from './chromium';
import startProduct, { launchProduct } from './product';
import { contactSheet, type Shot } from './screens/contact-sheet';
import { type Goods, makeGoods } from './screens/goods';
import { axeOn, overflowOf, seenOn, settled } from './screens/look';
import { SCREENS, type Screen } from './screens/table';
import { Told } from './screens/told';
import { foreignIn, rawIn, type Seen } from './screens/words';
import { SIZES, WORK_PLACES, type WorkPlace } from './work-place';

// npm run screenshots: every screen, light and dark, desk and phone, English and Chinese, and what is wrong with it.
// --only NAME (what names begin with, several by commas), --out FOLDER, --in "phone, zh-CN", --no-axe.
// With PACKPROOF_JOURNEY_URL and PACKPROOF_JOURNEY_HOME that product is looked at; otherwise one is started.

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: 'screenshots' },
    in: { type: 'string' },
    'no-axe': { type: 'boolean', default: false },
  },
});
const out = resolve(import.meta.dirname, '../../..', asked.out);
const wanted = asked.only?.split(',');
const screens = SCREENS.filter(({ name }) => wanted?.some((begin) => name.startsWith(begin)) ?? true);
const places = WORK_PLACES.filter((at) => !asked.in || asked.in === `${at.size}, ${at.locale}`);
if (screens.length === 0 || places.length === 0) {
  console.error(`No screen fits. Screens: ${SCREENS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const NOWHERE = new Set(['There is no such page', '没有此页面']);
const stop = process.env.PACKPROOF_JOURNEY_URL ? undefined : await startProduct();
const bare = screens.some(({ as }) => as === 'founder') ? await launchProduct({ PACKPROOF_DEMO: 'off' }) : undefined;
const browser = await launchChromium();
const shots: Shot[] = [];
try {
  if (!wanted) rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const goods = await makeGoods(/http\S+\/setup\?token=\S+/.exec(bare?.said ?? '')?.[0] ?? '');
  const photograph = async (at: WorkPlace) => {
    const viewers = new Map<string, BrowserContext>();
    for (const screen of screens) {
      const context = viewers.get(screen.as) ?? (await enter(browser, screen.as, at));
      viewers.set(screen.as, context);
      shots.push(...(await shoot(context, screen, goods, at)));
    }
    for (const context of viewers.values()) await context.close();
  };
  // Two at a time: pages wait more than they work.
  const lane = async (nth: number) => {
    for (const at of places.filter((_, index) => index % 2 === nth)) await photograph(at);
  };
  await Promise.all([lane(0), lane(1)]);
  writeFileSync(join(out, 'index.html'), contactSheet(sorted(shots)));
} finally {
  await browser.close();
  await bare?.stop();
  await stop?.();
}
report(shots);

/** Somebody's browser. */
async function enter(chromium: Browser, as: Screen['as'], { size, locale }: WorkPlace): Promise<BrowserContext> {
  const context = await chromium.newContext({
    baseURL: baseUrl(),
    locale,
    viewport: SIZES[size],
    hasTouch: size === 'phone',
    reducedMotion: 'reduce',
  });
  // What tsx adds to functions, so that they can be read in pages too.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named' });
  if (as !== 'nobody' && as !== 'founder') {
    const who = demo().organisations.find(({ role }) => role === as);
    const answer = await context.request.post('/demo/sign-in', {
      data: { email: who?.email },
      headers: { origin: baseUrl() },
    });
    if (!answer.ok()) throw new Error(`signing in as ${as}: ${answer.status()} ${await answer.text()}`);
  }
  return context;
}

/** One screen, light and dark. What cannot be reached is a fault of it, not the end of the run. */
async function shoot(context: BrowserContext, screen: Screen, goods: Goods, at: WorkPlace): Promise<Shot[]> {
  const page = await context.newPage();
  const told = new Told([
    ...demo().organisations.flatMap(({ name, places: own }) => [name, ...own.map((each) => each.name)]),
    // Lots on pages without a door of their own, and what people wrote into recalls: it stands within answers.
    ...demo().batches.map(({ lot }) => lot),
    ...goods.written,
    goods.lot,
  ]);
  told.listen(page);
  const faults: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    // A page that says what is wrong, and the question whether somebody is signed in, are answered by such a status.
    const isAnswer =
      /status of 4\d\d/.test(message.text()) && (url === page.url() || ['nobody', 'founder'].includes(screen.as));
    if (message.type() === 'error' && !isAnswer) faults.push(`console: ${message.text().slice(0, 240)} ${url}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${String(error).slice(0, 240)}`));
  const taken: Shot[] = [];
  try {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(typeof screen.path === 'string' ? screen.path : screen.path(goods));
    await settled(page);
    await screen.act?.(page, goods);
    await settled(page);
    const seen = await seenOn(page);
    faults.push(...rawIn(seen, told, screen.showsIds === true), ...foreignIn(seen, told, at.locale));
    if (screen.name !== 'no-such-page' && isNowhere(seen)) faults.push('there is no such page');
    if (at.size === 'phone') faults.push(...(await overflowOf(page)));
  } catch (error) {
    faults.push(`not reached: ${String(error).split('\n')[0]}`);
  }
  for (const theme of ['light', 'dark'] as const) {
    const file = `${screen.name}.${at.size}.${at.locale}.${theme}.png`;
    await page.emulateMedia({ colorScheme: theme });
    await page.waitForTimeout(120);
    await page.screenshot({ path: join(out, file), animations: 'disabled' });
    const own = theme === 'light' ? faults : [];
    if (!asked['no-axe']) own.push(...(await axeOn(page)));
    taken.push({ screen: screen.name, at, theme, file, faults: [...new Set(own)] });
  }
  await page.close();
  for (const { faults: own, theme } of taken)
    for (const fault of own) console.log(`${screen.name} (${at.size}, ${at.locale}, ${theme}): ${fault}`);
  return taken;
}

/** What the portal says where no page is. */
function isNowhere(seen: readonly Seen[]): boolean {
  return seen.some(({ text }) => NOWHERE.has(text));
}

/** In the order of the table, whatever was ready first. */
function sorted(all: readonly Shot[]): Shot[] {
  const order = new Map(SCREENS.map(({ name }, index) => [name, index]));
  const of = ({ screen, at }: Shot) => (order.get(screen) ?? 0) * WORK_PLACES.length + WORK_PLACES.indexOf(at);
  return [...all].sort((one, other) => of(one) - of(other));
}

function report(all: readonly Shot[]): void {
  const wrong = all.filter(({ faults }) => faults.length > 0);
  const count = wrong.reduce((sum, { faults }) => sum + faults.length, 0);
  console.log(
    `${all.length} pictures of ${screens.length} screens in ${out}; ${count} faults in ${wrong.length} of them`,
  );
  process.exitCode = count === 0 ? 0 : 1;
}
