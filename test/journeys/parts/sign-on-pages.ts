import type { Page } from 'playwright-core';
import { listDemoMessages } from '#modules/identity/contract.ts';
import { pages as identityPages } from '#modules/identity/ui/pages.ts';
import { pages as mandatePages } from '#modules/mandates/ui/pages.ts';
import { pages as signOnPages } from '#modules/sign-on/ui/pages.ts';
import { createClient } from '#platform/client.ts';
import type { Device, OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { printMrz, printQr } from '../../../src/modules/identity/test/cards.ts';
import { enterCode, openAsOfficer, person, signIn } from './people.ts';

/** Addresses of every page of the rooms of the sign-on, with their parameters as `:name`. */
export const everyAddress: readonly string[] = [...identityPages, ...mandatePages, ...signOnPages].map(
  ({ path }) => `/${path}`,
);

const patterns = everyAddress
  .map((address) => ({ address, fits: new RegExp(`^${address.replaceAll(/:\w+/g, '[^/]+')}$`) }))
  // '/can-bo/ung-dung/moi' is not a client of that name.
  .toSorted((a, b) => Number(a.address.includes(':')) - Number(b.address.includes(':')));

export const addressOf = (url: string): string | undefined =>
  patterns.find(({ fits }) => fits.test(new URL(url).pathname))?.address;

const CLIENT = 'http://127.0.0.1:4010';
const askedBy = new URLSearchParams({
  client_id: 'demo-ministry-web',
  response_type: 'code',
  redirect_uri: `${CLIENT}/quay-lai`,
  scope: 'openid profile',
  state: 'mọi trang',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
});

/** Of somebody who is signed in with two factors; none of them needs more than its address. */
const OF_A_PERSON = [
  '/cua-toi/thay-mat',
  '/cua-toi/bao-mat',
  '/cua-toi/bao-mat/mat-khau',
  '/cua-toi/bao-mat/dien-thoai',
  '/cua-toi/bao-mat/thu-dien-tu',
  '/cua-toi/bao-mat/khoa',
  '/cua-toi/bao-mat/khoa/them',
  '/cua-toi/bao-mat/ung-dung-ma',
  '/cua-toi/bao-mat/ma-du-phong',
  '/cua-toi/bao-mat/thiet-bi',
  '/cua-toi/bao-mat/lich-su',
  '/cua-toi/bao-mat/dong-tai-khoan',
  '/cua-toi/uy-quyen',
  '/cua-toi/uy-quyen/moi',
  '/cua-toi/xac-nhan',
  '/khoi-phuc/dang-cho',
  '/thu-nghiem/tin-nhan',
  '/dang-nhap/xac-nhan?muc=2&trong=0&ve=%2Fcua-toi%2Fbao-mat',
];
const OF_ANYBODY = [
  '/dang-nhap',
  '/can-bo/dang-nhap',
  '/dang-nhap/khoa',
  '/dang-nhap/cong-khac',
  '/dang-nhap/cong-khac/ve',
  '/dang-nhap/dung-lai',
  '/dang-nhap/ung-dung/da-dang-xuat',
  '/dang-ky/khong-co-dien-thoai',
  '/khoi-phuc',
];

type Look = (visitor: Visitor) => Promise<void>;

const goOn = (page: Page): Promise<void> => page.getByRole('main').getByRole('button', { name: 'Tiếp tục' }).click();

async function latestCode(house: OpenHouse): Promise<string> {
  const { messages } = await createClient(house.url).get(listDemoMessages, {});
  return /\b\d{6}\b/.exec(messages[0]?.text ?? '')?.[0] ?? '';
}

function cardOf(name: string) {
  const { personalId, fullName, birthDate, gender } = person(name);
  const card = { personalId, fullName, birthDate, sex: gender };
  return { qr: printQr(card), mrz: printMrz(card) };
}

/** Walks through all of them as the people for whom they are, and has each looked at. */
export async function walkSignOnPages(
  house: OpenHouse,
  devices: { person: Device; officer: Device },
  look: Look,
): Promise<void> {
  await asAnybody(house, devices.person, look);
  await asNewcomer(house, devices.person, look);
  await asPerson(house, devices.person, look);
  await asForgetful(house, devices.person, look);
  await asSupport(house, devices, look);
  await asClientKeeper(house, devices.officer, look);
  await asRegistrar(house, devices.officer, look);
}

async function asAnybody(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  for (const address of OF_ANYBODY) {
    await visitor.page.goto(address);
    await look(visitor);
  }
  await visitor.close();
}

async function asNewcomer(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  const { page } = visitor;
  const { personalId, fullName, birthDate } = person('Hoàng Thị Sen');
  await page.goto('/dang-ky');
  await look(visitor);
  await page.locator('[name="personalId"]').fill(personalId);
  await goOn(page);
  await page.waitForURL('**/dang-ky/ho-ten');
  await look(visitor);
  await page.locator('[name="fullName"]').fill(fullName);
  const [year = '', month = '', day = ''] = birthDate.split('-');
  await page.getByLabel('Ngày', { exact: true }).fill(day);
  await page.getByLabel('Tháng', { exact: true }).fill(month);
  await page.getByLabel('Năm', { exact: true }).fill(year);
  await goOn(page);
  await page.waitForURL('**/dang-ky/the-can-cuoc');
  await look(visitor);
  await goOn(page);
  await page.waitForURL('**/dang-ky/dien-thoai');
  await look(visitor);
  await page.locator('[name="phone"]').fill('0900 000 887');
  await goOn(page);
  await page.waitForURL('**/dang-ky/ma');
  await look(visitor);
  await page.locator('[name="code"]').fill(await latestCode(house));
  await goOn(page);
  await page.waitForURL('**/dang-ky/mat-khau');
  // As far as the last question: the account is opened at the counter, in asSupport.
  await look(visitor);
  await visitor.close();
}

async function asPerson(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  const { page } = visitor;
  const name = 'Nguyễn Thị Thu Hà';
  await page.route(`${CLIENT}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="vi"><title>Nơi khác</title></html>' }),
  );
  await page.goto('/dang-nhap?ve=%2Fcua-toi%2Fbao-mat');
  await signIn(page, house, name);
  await page.goto('/dang-nhap/xac-nhan?muc=2&trong=0&ve=%2Fcua-toi%2Fbao-mat');
  await page.getByRole('button', { name: /Gửi/u }).click();
  await enterCode(page, house, name);
  await page.waitForURL('**/cua-toi/bao-mat');
  for (const address of OF_A_PERSON) {
    await page.goto(address);
    await look(visitor);
  }
  for (const [address, field, value] of [
    ['/cua-toi/bao-mat/dien-thoai/them', 'Số điện thoại mới của ông/bà là gì?', '0900 000 886'],
    ['/cua-toi/bao-mat/thu-dien-tu/them', 'thư điện tử', 'ha@example.vn'],
  ] as const) {
    await page.goto(address);
    await look(visitor);
    await page.getByLabel(field).first().fill(value);
    await page.getByRole('button', { name: 'Gửi mã' }).click();
    await page.waitForURL((url) => url.pathname.endsWith('/ma'));
    await look(visitor);
  }
  await page.goto('/cua-toi/uy-quyen');
  await page.locator('main a[href^="/cua-toi/uy-quyen/0"]').first().click();
  await page.waitForURL(/\/cua-toi\/uy-quyen\/0/);
  await look(visitor);
  await page.goto(`/oidc/auth?${askedBy}`);
  await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
  await look(visitor);
  await page.getByRole('button', { name: 'Đồng ý và tiếp tục' }).click();
  await page.waitForURL(`${CLIENT}/**`);
  await page.goto(`${house.url}/cua-toi/ung-dung`);
  await look(visitor);
  await page.getByRole('link', { name: 'Thôi cho phép' }).click();
  await page.waitForURL('**/thoi');
  await look(visitor);
  await page.goto('/oidc/logout?client_id=demo-ministry-web');
  await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung/dang-xuat');
  await look(visitor);
  await page.goto('/dang-xuat');
  await look(visitor);
  await visitor.close();
}

async function asForgetful(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  const { page } = visitor;
  const name = 'Trần Đức Mạnh';
  await page.goto('/dang-nhap?ve=%2Fkhoi-phuc%2Fmat-khau');
  await page.getByLabel('Số định danh cá nhân').fill(person(name).personalId);
  await page.getByRole('button', { name: 'Nhận mã qua điện thoại' }).click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap/buoc-hai');
  await look(visitor);
  await enterCode(page, house, name);
  await page.waitForURL((url) => url.pathname === '/khoi-phuc/mat-khau');
  await look(visitor);
  await visitor.close();
}

async function asSupport(house: OpenHouse, devices: { person: Device; officer: Device }, look: Look): Promise<void> {
  const visitor = await house.visitor(devices.officer);
  const { page } = visitor;
  const name = 'Hoàng Thị Sen';
  const card = cardOf(name);
  await openAsOfficer(page, house, 'Trịnh Thu Phương', '/can-bo/ho-tro-tai-khoan');
  await look(visitor);
  await page.getByLabel('Số định danh cá nhân').fill(person(name).personalId);
  await page.getByLabel('Mục đích').fill('Giúp cụ bà có mặt tại quầy');
  await page.getByRole('button', { name: 'Tìm tài khoản' }).click();
  await page.getByRole('heading', { name: 'Thẻ căn cước' }).waitFor();
  await look(visitor);
  await page.getByLabel('Nội dung mã QR').fill(card.qr);
  await page.getByLabel('Ba dòng mặt sau').fill(card.mrz);
  await page.getByRole('button', { name: 'Mở tài khoản' }).click();
  const code = await page.locator('#ma-tren-giay').innerText();
  await look(visitor);
  await visitor.close();

  const hers = await house.visitor(devices.person);
  await hers.page.goto('/kich-hoat');
  await look(hers);
  await hers.page.getByLabel('Số định danh cá nhân').fill(person(name).personalId);
  await hers.page.getByLabel('Mã trên giấy').fill(code);
  await goOn(hers.page);
  await hers.page.waitForURL('**/kich-hoat/mat-khau');
  await look(hers);
  await hers.close();
}

async function asClientKeeper(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  const { page } = visitor;
  await openAsOfficer(page, house, 'Nguyễn Khắc Hưng', '/can-bo/ung-dung');
  for (const address of [
    '/can-bo/ung-dung',
    '/can-bo/ung-dung/moi',
    '/can-bo/ung-dung/demo-ministry-web',
    '/can-bo/ung-dung/demo-ministry-web/sua',
  ]) {
    await page.goto(address);
    await look(visitor);
  }
  await visitor.close();
}

async function asRegistrar(house: OpenHouse, device: Device, look: Look): Promise<void> {
  const visitor = await house.visitor(device);
  const { page } = visitor;
  await openAsOfficer(page, house, 'Đồng Thị Huệ', '/can-bo/uy-quyen');
  for (const address of [
    '/can-bo/vi-tri',
    '/can-bo/uy-quyen',
    '/can-bo/uy-quyen/giam-ho',
    '/can-bo/uy-quyen/to-chuc',
  ]) {
    await page.goto(address);
    await look(visitor);
  }
  const { rows } = await house.node.database.pool.query<{ id: string }>('select id from mandates.organisation limit 1');
  await page.goto(`/can-bo/uy-quyen/to-chuc/${rows[0]?.id ?? ''}`);
  await look(visitor);
  await visitor.close();
}
