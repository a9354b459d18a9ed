import type { Page } from '@playwright/test';
import { scanWithGun } from '../scan-gun';
import { digitalLink, type Goods } from './goods';

/** The founder comes to an installation without a demo, of which nothing has been made yet. */
export type Viewer = 'REGULATOR' | 'MANUFACTURER' | 'DISTRIBUTOR' | 'PHARMACY' | 'AUDITOR' | 'nobody' | 'founder';

/** A screen that people see. */
export interface Screen {
  /** Names its pictures: the room first. */
  readonly name: string;
  readonly as: Viewer;
  readonly path: string | ((goods: Goods) => string);
  /** What leads from the address to the screen, in any language. */
  readonly act?: (page: Page, goods: Goods) => Promise<unknown>;
  /** Values of a machine's own are what the page is about: hashes on the ledger's page, a key, a link to pass on. */
  readonly showsIds?: true;
}

const steps = (count: number) => async (page: Page) => {
  for (let index = 0; index < count; index += 1) {
    const numbers = page.locator('.wizard-body .mantine-NumberInput-input');
    if (index === 1) await numbers.fill('10000');
    if (index === 2) {
      await numbers.nth(0).fill('100');
      await numbers.nth(1).fill('25');
    }
    await page.locator('.wizard-body button[type=submit]').click();
    await page.locator(`.wizard-steps li:nth-child(${index + 2}) [aria-current=step]`).waitFor();
  }
};
const newBatch = ({ gtin }: Goods) => `/batches/new?gtin=${gtin}&lot=NEXT01`;

const answered = (scan: (goods: Goods) => string) => async (page: Page, goods: Goods) => {
  // A page that has just come takes its first key slowly, and a reader is known by its pace.
  await page.keyboard.press('Shift');
  await scanWithGun(page, scan(goods));
  await page.locator('[role="status"][data-outcome]').waitFor();
};
const pack = ({ gtin, serial }: { gtin: string; serial: string }) => `/packs/${gtin}/${encodeURIComponent(serial)}`;
const check = ({ gtin, serial }: { gtin: string; serial: string }) => `/01/${gtin}/21/${encodeURIComponent(serial)}`;

/** Every screen: by what one sees, then by who. */
export const SCREENS: readonly Screen[] = [
  { name: 'sign-in', as: 'nobody', path: '/' },
  { name: 'home-manufacturer', as: 'MANUFACTURER', path: '/' },
  { name: 'home-distributor', as: 'DISTRIBUTOR', path: '/' },
  { name: 'home-pharmacy', as: 'PHARMACY', path: '/' },
  { name: 'home-regulator', as: 'REGULATOR', path: '/' },
  { name: 'home-auditor', as: 'AUDITOR', path: '/' },
  { name: 'products', as: 'MANUFACTURER', path: '/products' },
  { name: 'product', as: 'MANUFACTURER', path: ({ gtin }) => `/products/${gtin}` },
  { name: 'product-new', as: 'MANUFACTURER', path: '/products/new' },
  { name: 'batches', as: 'MANUFACTURER', path: '/batches' },
  { name: 'batch', as: 'MANUFACTURER', path: ({ gtin, lot }) => `/batches/${gtin}/${lot}` },
  { name: 'batch-new-1', as: 'MANUFACTURER', path: newBatch },
  { name: 'batch-new-2-serials', as: 'MANUFACTURER', path: newBatch, act: steps(1) },
  { name: 'batch-new-3-packing', as: 'MANUFACTURER', path: newBatch, act: steps(2) },
  { name: 'batch-new-4-labels', as: 'MANUFACTURER', path: newBatch, act: steps(3) },
  { name: 'labels', as: 'MANUFACTURER', path: '/labels' },
  { name: 'labels-batch', as: 'MANUFACTURER', path: ({ gtin, lot }) => `/labels?gtin=${gtin}&lot=${lot}` },
  { name: 'shipments', as: 'DISTRIBUTOR', path: '/shipments' },
  { name: 'shipment-arriving', as: 'DISTRIBUTOR', path: ({ arriving }) => `/shipments/${arriving}` },
  { name: 'shipment-exception', as: 'DISTRIBUTOR', path: ({ differing }) => `/shipments/${differing}` },
  { name: 'shipment-exception-sender', as: 'MANUFACTURER', path: ({ differing }) => `/shipments/${differing}` },
  { name: 'shipment-new', as: 'MANUFACTURER', path: '/shipments/new' },
  { name: 'unit', as: 'MANUFACTURER', path: ({ sscc }) => `/units/${sscc}` },
  { name: 'pack', as: 'MANUFACTURER', path: ({ packs }) => pack(packs.elsewhere), showsIds: true },
  { name: 'pack-pharmacy', as: 'PHARMACY', path: ({ packs }) => pack(packs.onHand), showsIds: true },
  { name: 'stock', as: 'DISTRIBUTOR', path: '/stock' },
  { name: 'stock-pharmacy', as: 'PHARMACY', path: '/stock' },
  { name: 'recalls', as: 'REGULATOR', path: '/recalls' },
  { name: 'recall', as: 'REGULATOR', path: ({ recall }) => `/recalls/${recall}` },
  { name: 'recall-holder', as: 'PHARMACY', path: ({ recall }) => `/recalls/${recall}` },
  { name: 'recall-new', as: 'REGULATOR', path: '/recalls/new' },
  { name: 'alerts', as: 'REGULATOR', path: '/alerts' },
  { name: 'alert', as: 'REGULATOR', path: ({ alert }) => `/alerts/${alert}` },
  { name: 'ledger', as: 'AUDITOR', path: '/ledger', showsIds: true },
  { name: 'jobs', as: 'MANUFACTURER', path: '/jobs' },
  { name: 'job', as: 'MANUFACTURER', path: ({ job }) => `/jobs/${job}` },
  { name: 'organisations', as: 'REGULATOR', path: '/organisations' },
  { name: 'settings-account', as: 'PHARMACY', path: '/settings/account' },
  { name: 'settings-people', as: 'PHARMACY', path: '/settings/people', showsIds: true },
  { name: 'settings-keys', as: 'PHARMACY', path: '/settings/keys', showsIds: true },
  { name: 'settings-places', as: 'PHARMACY', path: '/settings/places' },
  { name: 'settings-security', as: 'PHARMACY', path: '/settings/security' },
  { name: 'invitation', as: 'nobody', path: ({ invitation }) => `/invitation/${invitation}` },
  { name: 'setup', as: 'founder', path: ({ setup }) => setup },
  { name: 'setup-over', as: 'nobody', path: '/setup' },
  { name: 'no-such-page', as: 'PHARMACY', path: '/no/such/page' },
  { name: 'scan-sign-in', as: 'nobody', path: '/scan' },
  { name: 'scan-counter', as: 'PHARMACY', path: '/scan/counter' },
  {
    name: 'scan-counter-green',
    as: 'PHARMACY',
    path: '/scan/counter',
    act: answered(({ packs }) => packs.onHand.scan),
  },
  { name: 'scan-counter-amber', as: 'PHARMACY', path: '/scan/counter', act: answered(() => '9780306406157') },
  {
    name: 'scan-counter-red',
    as: 'PHARMACY',
    path: '/scan/counter',
    act: answered(({ recalled }) => recalled.scan),
  },
  { name: 'scan-goods-in', as: 'DISTRIBUTOR', path: '/scan/goods-in' },
  {
    name: 'scan-goods-in-counted',
    as: 'DISTRIBUTOR',
    path: '/scan/goods-in',
    act: answered(({ sscc }) => `]C100${sscc}`),
  },
  { name: 'scan-dispatch', as: 'MANUFACTURER', path: '/scan/dispatch' },
  { name: 'scan-stock-take', as: 'DISTRIBUTOR', path: '/scan/stock-take' },
  { name: 'scan-decommission', as: 'PHARMACY', path: '/scan/decommission' },
  { name: 'scan-check', as: 'REGULATOR', path: '/scan/check' },
  { name: 'check', as: 'nobody', path: '/check' },
  { name: 'check-genuine', as: 'nobody', path: ({ packs }) => check(packs.onHand) },
  { name: 'check-sold', as: 'nobody', path: ({ packs }) => check(packs.dispensed) },
  { name: 'check-offered-twice', as: 'nobody', path: ({ packs }) => check(packs.elsewhere) },
  { name: 'check-recalled', as: 'nobody', path: ({ recalled }) => digitalLink(recalled) },
  { name: 'check-unknown', as: 'nobody', path: ({ gtin }) => `/01/${gtin}/21/NEVERMADE1` },
  { name: 'check-mistyped', as: 'nobody', path: '/check?gtin=1&serial=' },
];
