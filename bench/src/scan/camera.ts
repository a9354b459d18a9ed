import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Carrier } from '@packproof/scanner/corpus';
import type { EngineName } from '@packproof/scanner/decode/decoder';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { filmSeconds, IN_VIEW_S, MARKS, makeFilm } from './film';
import type { Moment } from './page/page';

/** Times from the code in view to the accepted scan, in milliseconds, label by label; null where none came while it was in view. */
export interface Seen {
  readonly engine: EngineName;
  readonly carrier: Carrier;
  readonly times: readonly (number | null)[];
  readonly wrong: readonly string[];
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** Films `labels` labels of each carrier and shows them to both engines in Chromium, each in its worker. */
export async function showToCamera(
  folder: string,
  carriers: readonly Carrier[],
  engines: readonly EngineName[],
  labels: number,
  seed: number,
): Promise<Seen[]> {
  const site = join(folder, 'page');
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, 'page'),
    worker: { format: 'es' },
    build: { outDir: site, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
  const server = await serve(site);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen: Seen[] = [];
  try {
    for (const carrier of carriers) {
      const film = join(folder, 'film.y4m');
      const scans = makeFilm(film, carrier, labels, seed);
      for (const engine of engines) {
        const moments = await watch(film, origin, engine, filmSeconds(labels) + 3);
        seen.push({ engine, carrier, ...judged(moments, scans) });
      }
      rmSync(film);
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return seen;
}

async function watch(film: string, origin: string, engine: EngineName, seconds: number): Promise<Moment[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const page = await browser.newPage();
    const slow = engine === 'zxing-js' ? '&decoder=slow' : '';
    await page.goto(`${origin}/?marks=${encodeURIComponent(JSON.stringify(MARKS))}${slow}`);
    await page.waitForFunction(() => window.engine !== null, null, { timeout: 60_000 });
    const started = await page.evaluate(() => window.engine);
    if (started !== engine) throw new Error(`${engine} did not start; ${started} did.`);
    await page.waitForTimeout(seconds * 1000);
    return await page.evaluate(() => window.moments);
  } finally {
    await browser.close();
  }
}

/** Each label the first time that it comes into view. */
function judged(moments: readonly Moment[], scans: readonly string[]): Pick<Seen, 'times' | 'wrong'> {
  const times = scans.map((scan, label) => {
    const came = moments.find((moment) => 'inView' in moment && moment.inView === label);
    if (!came) throw new Error(`Label ${label} of the film never came into view.`);
    const read = moments.find((moment) => 'scan' in moment && moment.scan === scan && moment.at >= came.at);
    const time = read ? read.at - came.at : Number.POSITIVE_INFINITY;
    return time <= IN_VIEW_S * 1000 ? time : null;
  });
  const wrong = moments.flatMap((moment) => ('scan' in moment && !scans.includes(moment.scan) ? [moment.scan] : []));
  return { times, wrong };
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const file = join(folder, normalize(path === '/' ? '/index.html' : path));
      const body = readFileSync(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
