import { checkDigit } from '@packproof/gs1';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { launchChromium } from './chromium';
import { launchProduct, type Product } from './product';
import { totp } from './totp';
import { expectAccessible, expectNoCodes, SIZES, type WorkPlace } from './work-place';

// Without a demo: an authority founds the ledger, a manufacturer joins it, and signs in with a second factor.

const key = (digits: string) => digits + checkDigit(digits);
const AUTHORITY = { gln: key('952900000000'), name: 'Ministry of Health' };
const MAKER = { gln: key('952900100000'), place: key('952900100001'), name: 'Corvus Pharma', prefix: '9529001' };
const FOUNDER = { email: 'maya.okoye@ministry.example', password: 'granite orchard lantern' };
const ADMIN = { email: 'jun.li@corvus.example', name: '李军', password: 'copper window meadow' };

let browser: Browser;
let product: Product;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  [browser, product] = await Promise.all([launchChromium(), launchProduct({ PACKPROOF_DEMO: 'off' })]);
});
test.afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function visitor({ size, locale }: WorkPlace): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: SIZES[size] });
  return context.newPage();
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** A password is no textbox to the browser: in the order of the page. */
async function fillPasswords(page: Page, password: string): Promise<void> {
  for (const input of await page.locator('input[type="password"]').all()) await input.fill(password);
}

async function found(page: Page): Promise<void> {
  const link = /http\S+\/setup\?token=\S+/.exec(product.said)?.[0];
  await page.goto(new URL(new URL(link!).pathname + new URL(link!).search, product.url).href);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Begin with your own organisation');
  await expectAccessible(page);
  await page.getByText('中文').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('从贵组织开始');
  await page.getByText('EN', { exact: true }).click();

  // What is wrong is said at its field, and nothing that was typed is lost.
  await field(page, 'Name').fill(AUTHORITY.name);
  await field(page, 'GLN').fill(AUTHORITY.gln.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)));
  await page.getByRole('button', { name: 'Found the ledger' }).click();
  await expect(page.getByText(`the last would be ${AUTHORITY.gln.at(-1)}`)).toBeVisible();
  await expect(field(page, 'GLN')).toBeFocused();
  await expect(field(page, 'Name')).toHaveValue(AUTHORITY.name);
  await expectAccessible(page);

  await field(page, 'GLN').fill(AUTHORITY.gln);
  await field(page, 'Number of its mandate or licence').fill('Act 12/2024');
  await field(page, 'Valid until').fill('2040-12-31');
  await field(page, 'Your name').fill('Maya Okoye');
  await field(page, 'E-mail address').fill(FOUNDER.email);
  await fillPasswords(page, FOUNDER.password);
  await page.getByRole('button', { name: 'Found the ledger' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${AUTHORITY.name} is on the ledger`);
  await expectAccessible(page);
}

/** @returns the invitation's link */
async function registerMaker(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Register the first manufacturer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Register an organisation');
  await expectAccessible(page);
  await field(page, 'Name').first().fill(MAKER.name);
  await field(page, 'GLN').first().fill(MAKER.gln);
  await field(page, 'Company prefixes').fill(MAKER.prefix);
  await field(page, 'Licence number').fill('MIA-1');
  await field(page, 'Valid until').fill('2035-06-30');
  await field(page, 'GLN').nth(1).fill(MAKER.place);
  await field(page, 'Name').nth(1).fill('Packaging plant');
  await field(page, 'Latitude').fill('47.56');
  await field(page, 'Longitude').fill('7.59');
  await field(page, 'E-mail address').fill(ADMIN.email);
  await page.getByRole('button', { name: 'Register an organisation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${MAKER.name} is on the ledger`);
  await expectAccessible(page);
  return field(page, 'Link of the invitation').inputValue();
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${MAKER.name}邀请您加入`);
  await expectAccessible(page);
  await expectNoCodes(page);
  await field(page, '您的姓名').fill(ADMIN.name);
  await fillPasswords(page, 'too short');
  await page.getByRole('button', { name: '加入' }).click();
  await expect(page.getByText('密码为 12 至 128 个字符。')).toBeVisible();
  await fillPasswords(page, ADMIN.password);
  await page.getByRole('button', { name: '加入' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${ADMIN.name}，您好`);
  await expectAccessible(page);
}

/** @returns the secret, as the app keeps it */
async function switchSecondFactorOn(page: Page): Promise<string> {
  await page.goto(`${product.url}/settings/security`);
  await expect(page.getByText('未启用')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '启用', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="password"]').fill('not my password');
  await dialog.getByRole('button', { name: '继续' }).click();
  await expect(dialog.getByText('密码不正确，请重新输入。')).toBeVisible();
  await dialog.locator('input[type="password"]').fill(ADMIN.password);
  await dialog.getByRole('button', { name: '继续' }).click();
  await expect(dialog.getByRole('img', { name: '含身份验证器应用密钥的二维码' })).toBeVisible();
  const secret = await dialog.getByRole('textbox', { name: '或在应用中输入此密钥' }).inputValue();
  const codes = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '下载' }).click();
  expect((await codes).suggestedFilename()).toContain('备用码');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: '六位数字' }).fill(totp(secret));
  await dialog.getByRole('button', { name: '启用', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('已启用', { exact: true })).toBeVisible();
  return secret;
}

async function signInAgain(page: Page, secret: string): Promise<void> {
  await page.getByRole('button', { name: `${ADMIN.name} 的账户` }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await field(page, '电子邮箱').fill(ADMIN.email);
  await page.locator('input[type="password"]').fill(ADMIN.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const code = field(page, '身份验证器应用中的验证码');
  await code.fill(totp(secret) === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: '继续' }).click();
  await expect(page.getByText('验证码不正确')).toBeVisible();
  await code.fill(totp(secret));
  await page.getByRole('button', { name: '继续' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${ADMIN.name}，您好`);
}

test('an authority founds the ledger, a manufacturer joins and signs in with a second factor', async () => {
  test.setTimeout(240_000);
  const founder = await visitor({ size: 'desk', locale: 'en' });
  await found(founder);
  const link = await registerMaker(founder);

  const admin = await visitor({ size: 'phone', locale: 'zh-CN' });
  await join(admin, link);
  const secret = await switchSecondFactorOn(admin);
  await signInAgain(admin, secret);

  // What was opened once opens no more.
  await admin.goto(link);
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('此邀请已失效');
  await founder.goto(`${product.url}/setup`);
  await expect(founder.getByRole('heading', { level: 1 })).toHaveText('This PackProof is set up already');
  await expectAccessible(founder);
});

async function founderSignedIn(): Promise<Page> {
  const page = await visitor({ size: 'desk', locale: 'en' });
  await page.goto(product.url);
  await field(page, 'E-mail address').fill(FOUNDER.email);
  await page.locator('input[type="password"]').fill(FOUNDER.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Maya Okoye');
  return page;
}

/** @returns the invitation's link */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto(`${product.url}/settings/people`);
  await page.getByRole('button', { name: 'Invite somebody' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(email);
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = dialog.getByRole('textbox', { name: 'Link of the invitation' });
  await expect(link).toHaveValue(/\/invitation\//);
  const address = await link.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return address;
}

test('people, keys and places of an organisation are looked after by its administrator', async () => {
  const page = await founderSignedIn();
  await page.goto(`${product.url}/settings`);
  await expect(page).toHaveURL(/\/settings\/people$/);
  await page.getByRole('button', { name: 'Remove: Maya Okoye' }).click();
  await expect(page.getByText('Maya Okoye is the only administrator')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Remove' })).toBeDisabled();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await invite(page, 'ben.ito@ministry.example');
  await page.getByRole('button', { name: 'Cancel the invitation: ben.ito@ministry.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the invitation' }).click();
  await expect(page.getByText('No invitation is open')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${product.url}/settings/keys`);
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Register of licences');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const apiKey = await page.getByRole('dialog').getByRole('textbox', { name: 'The key' }).inputValue();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const ask = () =>
    fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query: '{ me { organisation { name } } }' }),
    }).then((response) => response.text());
  expect(await ask()).toContain(AUTHORITY.name);
  await page.getByRole('button', { name: 'Revoke: Register of licences' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No machine has a key yet')).toBeVisible();
  await expect.poll(ask).not.toContain(AUTHORITY.name);

  await page.getByRole('button', { name: 'Prepare a new key' }).click();
  await page.getByRole('button', { name: 'Change to the new key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change to the new key' }).click();
  await expect(page.getByText(`${AUTHORITY.name} signs with its new key`)).toBeVisible();
  await expectAccessible(page);

  // The new key signs from now on: the next entry is accepted.
  await page.goto(`${product.url}/settings/places`);
  await page.getByRole('button', { name: 'Add a place' }).click();
  await field(page, 'GLN').last().fill(key('952900000001'));
  await field(page, 'Name').last().fill('Inspection office');
  await field(page, 'Latitude').last().fill('91');
  await field(page, 'Longitude').last().fill('8');
  await page.getByRole('button', { name: 'Save the places' }).click();
  await expect(page.getByText('A number from -90 to 90.')).toBeVisible();
  await field(page, 'Latitude').last().fill('47.5');
  await page.getByRole('button', { name: 'Save the places' }).click();
  await expect(page.getByText('The places are saved')).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${product.url}/organisations`);
  await page.getByRole('link', { name: MAKER.name }).click();
  await page.getByRole('button', { name: 'Change the licence' }).click();
  await field(page, 'Valid until').fill('2024-01-31');
  await field(page, 'Licence number').fill('MIA-1 ended');
  await expect(page.getByText(`${MAKER.name} can do nothing any more`)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Lapsed')).toBeVisible();
  await expectAccessible(page);
});

test('whoever was removed is signed out, and comes back by an invitation, with password and second factor', async () => {
  const founder = await founderSignedIn();
  const [email, password] = ['rosa.vidal@ministry.example', 'silver harbour thistle'];
  const rosa = await visitor({ size: 'desk', locale: 'en' });
  await rosa.goto(await invite(founder, email));
  await field(rosa, 'Your name').fill('Rosa Vidal');
  await fillPasswords(rosa, password);
  await rosa.getByRole('button', { name: 'Join' }).click();
  await expect(rosa.getByRole('heading', { level: 1 })).toHaveText('Hello, Rosa Vidal');
  const post = async (path: string, data: object) => {
    const answer = await rosa.request.post(`${product.url}/api/auth/two-factor/${path}`, {
      data,
      headers: { origin: product.url },
    });
    expect(answer.ok()).toBe(true);
    return answer.json() as Promise<{ totpURI: string }>;
  };
  const secret = new URL((await post('enable', { password })).totpURI).searchParams.get('secret')!;
  await post('verify-totp', { code: totp(secret) });

  // An operator sees neither people nor keys.
  await rosa.goto(`${product.url}/settings/people`);
  await expect(rosa.getByText('Administrators look after this')).toBeVisible();
  await expect(rosa.getByRole('link', { name: 'Keys' })).toHaveCount(0);

  await founder.reload();
  await founder.getByRole('button', { name: 'Remove: Rosa Vidal' }).click();
  await founder.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(founder.getByText('Rosa Vidal is removed')).toBeVisible();
  await rosa.goto(product.url);
  await expect(rosa.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await rosa.goto(await invite(founder, email));
  await expect(rosa.getByText('You have an account here already')).toBeVisible();
  await fillPasswords(rosa, 'not her password');
  await rosa.getByRole('button', { name: 'Join' }).click();
  await expect(rosa.getByText(`This is not the password of ${email}`)).toBeVisible();
  await expectAccessible(rosa);
  await fillPasswords(rosa, password);
  await rosa.getByRole('button', { name: 'Join' }).click();
  await field(rosa, 'Code of your authenticator app').fill(totp(secret));
  await expectAccessible(rosa);
  await rosa.getByRole('button', { name: 'Continue' }).click();
  await expect(rosa.getByRole('heading', { level: 1 })).toHaveText('Hello, Rosa Vidal');
});
