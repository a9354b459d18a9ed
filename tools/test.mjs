// npm test: everything, from a fresh clone, the browser included. One line a stage; what fails is shown whole.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, generate, install, root, run, step } from './setup.mjs';

const ci = process.env.CI === 'true';
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** The system's own Chromium and fonts: browser downloads are not possible everywhere. */
async function browser() {
  const missing = [];
  if (!['/usr/bin/chromium', process.env.CHROMIUM_PATH].some((path) => path && existsSync(path)))
    missing.push('chromium');
  const chinese = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' });
  if (chinese.status !== 0 || chinese.stdout.trim() === '') missing.push('fonts-noto-cjk', 'fontconfig');
  if (missing.length === 0) return true;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    await step(`Installing ${missing.join(' ')} from the system's packages`, async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update', '-q'], { env });
      await run('apt-get', ['install', '-qy', '--no-install-recommends', ...missing], { env });
    });
    return true;
  }
  console.log(`✗ Missing for the browser tests: ${missing.join(' ')} (sudo apt-get install ${missing.join(' ')})`);
  return false;
}

const failures = [];
let passed = 0;
let failed = 0;

async function stage(title, work) {
  try {
    await step(title, work);
  } catch (error) {
    failures.push(title);
    console.error(`✗ ${title}: ${error instanceof Error ? error.message : error}`);
  }
}

function count(file, read) {
  if (!existsSync(file)) return;
  const [good, bad] = read(JSON.parse(readFileSync(file, 'utf8')));
  passed += good;
  failed += bad;
}

await install();
const withBrowser = await browser();
if (!withBrowser && ci) failures.push('browser');
await generate();

await stage('Formatting and lint', () => run(bin('biome'), ['ci', '--colors=off', '.']));
await stage('Who may import whom', () => run(bin('eslint'), ['.']));
await stage('Types', () => run(bin('nx'), ['run-many', '-t', 'typecheck', '--output-style=static']));
await build();
await stage('Rules, rooms and doors (Vitest)', () =>
  run(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'vitest.json')}`],
    {
      show: true,
    },
  ),
);
count(join(results, 'vitest.json'), ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);

if (withBrowser) {
  await stage("People's journeys in Chromium (Playwright)", () =>
    run(bin('playwright'), ['test', '--config', 'apps/e2e/playwright.config.ts'], {
      show: true,
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'playwright.json') },
    }),
  );
  count(join(results, 'playwright.json'), ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]);
}

if (ci || spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0) {
  await stage("The log by an outside client (Go's tlog)", () =>
    run(process.execPath, ['tools/test-tlog.mjs'], { show: true }),
  );
} else {
  console.log('· Go is not installed: npm run test:tlog was left out (the Node reader ran)');
}

console.log(failures.length === 0 ? '\nEverything holds.' : `\nNot in order: ${failures.join('; ')}`);
console.log(`${passed} passed, ${failed + (failed === 0 ? failures.length : 0)} failed`);
process.exit(failures.length === 0 && failed === 0 ? 0 : 1);
