import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { listDemoMessages, prepareProof, signIn, stepUp } from '#modules/identity/contract.ts';
import { createClient } from '#platform/client.ts';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#platform/web/sessions.ts';
import { openHouse, type Device, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { person } from './parts/people.ts';

// Somebody makes the account safer: a key, an app, codes on paper, another phone, and looks who is signed in.
let house: OpenHouse;
before(async () => {
  house = await openHouse({ host: 'localhost' });
});
after(() => house?.close());

const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';

async function latestCode(): Promise<string> {
  const { messages } = await createClient(house.url).get(listDemoMessages, {});
  return codeIn(messages[0]?.text ?? '');
}

/** A browser that is signed in with the password and a code sent to the phone. */
async function signedIn(device: Device, name: string): Promise<Visitor> {
  const visitor = await house.visitor(device);
  // The session is for this browser: whoever begins it speaks like it.
  const [request] = await Promise.all([visitor.page.waitForRequest(/./), visitor.page.goto('/robots.txt')]);
  const userAgent = (await request.allHeaders())['user-agent'] ?? '';
  const anyone = createClient(house.url, () => ({ 'user-agent': userAgent }));
  const entered = await anyone.get(signIn, {
    body: {
      personalId: person(name).personalId,
      proof: { kind: 'password', password: house.code },
      browser: true,
    },
  });
  assert.equal(entered.outcome, 'signed-in');
  const cookie = `${SESSION_COOKIE}=${entered.token}; ${DEVICE_COOKIE}=${entered.deviceToken ?? ''}`;
  const mine = createClient(house.url, () => ({ cookie, 'user-agent': userAgent, origin: house.url }));
  await mine.get(prepareProof, { body: { kind: 'sms-code' } });
  await mine.get(stepUp, { body: { proof: { kind: 'sms-code', code: await latestCode() } } });
  await visitor.page.context().addCookies([
    { name: SESSION_COOKIE, value: entered.token, url: house.url },
    { name: DEVICE_COOKIE, value: entered.deviceToken ?? '', url: house.url },
  ]);
  return visitor;
}

/** A phone's own keys, opened by a finger. */
async function withKeys(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const h1 = (page: Page) => page.locator('h1').textContent();

test('a key is made on the phone, and opens the account without number and password', async () => {
  const { page, inspect } = await signedIn('phone', 'Nguyễn Thị Thu Hà');
  await withKeys(page);
  await page.goto('/cua-toi/bao-mat');
  // With a phone on file alone the password opens the account, and the page says so.
  await page.getByText('ai biết mật khẩu của ông/bà là vào được').waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.goto('/cua-toi/bao-mat/khoa/them');
  await page.getByLabel('Ông/bà gọi khóa này là gì?').fill('Điện thoại của Hà');
  await inspect({ alsoAt: 1280 });
  await page.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }).click();
  await page.getByText('Điện thoại của Hà').first().waitFor();
  await inspect({ alsoAt: 1280 });
  await page.goto('/cua-toi/bao-mat/khoa/them');
  await page.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }).click();
  await page.getByText('Thiết bị này đã có khóa của tài khoản rồi').waitFor();

  await page.goto('/dang-xuat');
  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/dang-nhap/khoa?ve=%2Fcua-toi%2Fbao-mat%2Flich-su');
  await inspect({ alsoAt: 1280 });
  await page.getByRole('button', { name: 'Dùng khóa của thiết bị này' }).click();
  await page.waitForURL((url) => url.pathname === '/cua-toi/bao-mat/lich-su');
  await page.getByRole('cell', { name: 'Khóa đăng nhập' }).first().waitFor();
  await inspect({ alsoAt: 1280 });

  // Whoever has a key is asked for it after the password too; and it confirms an act in the open session.
  await page.goto('/dang-nhap/xac-nhan?muc=2&trong=0&cach=passkey&ve=%2Fcua-toi%2Fbao-mat');
  await inspect({ alsoAt: 1280 });
  await page.getByRole('button', { name: 'Dùng khóa của thiết bị này' }).click();
  await page.waitForURL((url) => url.pathname === '/cua-toi/bao-mat');
  await page.getByText('Tài khoản được bảo vệ bằng hai lớp').waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.goto('/dang-xuat');
  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/dang-nhap');
  await page.getByLabel('Số định danh cá nhân').fill(person('Nguyễn Thị Thu Hà').personalId);
  await page.getByLabel('Mật khẩu').fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap/buoc-hai');
  await page.getByText('Xác nhận bằng cách khác').waitFor();
  await inspect({ alsoAt: 1280 });
  await page.getByRole('button', { name: 'Dùng khóa của thiết bị này' }).click();
  await page.waitForURL((url) => url.pathname === '/cua-toi/ho-so');
});

test('the key is the second step after the password, and proves again later', async () => {
  const { page, inspect } = await signedIn('phone', 'Trần Đức Mạnh');
  await withKeys(page);
  await page.goto('/cua-toi/bao-mat/khoa/them');
  await page.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }).click();
  await page.waitForURL((url) => url.pathname === '/cua-toi/bao-mat/khoa');
  await page.goto('/dang-xuat');
  await page.getByRole('main').getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/dang-nhap?ve=%2Fcua-toi%2Fbao-mat');
  await page.getByLabel('Số định danh cá nhân').fill(person('Trần Đức Mạnh').personalId);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap/buoc-hai');
  await page.goto(`${page.url()}&cach=passkey`);
  await inspect({ alsoAt: 1280 });
  await page.getByRole('button', { name: 'Dùng khóa của thiết bị này' }).click();
  await page.waitForURL((url) => url.pathname === '/cua-toi/bao-mat');
  await page.goto('/dang-nhap/xac-nhan?muc=2&trong=0&cach=passkey&ve=%2Fcua-toi%2Fbao-mat%2Flich-su');
  await inspect({ alsoAt: 1280 });
});

test('a key that is refused says so and offers another try', async () => {
  const { page } = await house.visitor('desktop');
  await withKeys(page);
  await page.goto('/dang-nhap/khoa');
  await page.getByRole('button', { name: 'Dùng khóa của thiết bị này' }).click();
  await page.getByText('Chưa nhận được khóa').waitFor();
});

test('an app, codes on paper, another phone and the devices, all without JavaScript', async () => {
  const { page, inspect } = await signedIn('phone without JavaScript', 'Nông Thị Bích Ngọc');
  await page.goto('/cua-toi/bao-mat/khoa/them');
  await page.getByText('Trình duyệt này không dùng được khóa đăng nhập').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Tạo khóa' }).count(), 0);

  await page.goto('/cua-toi/bao-mat/ung-dung-ma');
  const secret = (await page.locator('details .lt-code').textContent())?.replaceAll(' ', '') ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel('Mã đang hiện trong ứng dụng').fill('12345');
  await page.getByRole('button', { name: 'Bật ứng dụng tạo mã' }).click();
  await page.getByText('Mã chưa đúng. Xin nhập 6 chữ số').first().waitFor();
  await inspect({ alsoAt: 1280 });
  assert.equal((await page.locator('details .lt-code').textContent())?.replaceAll(' ', ''), secret, 'the same picture');
  await page.getByLabel('Mã đang hiện trong ứng dụng').fill(totp.generate());
  await page.getByRole('button', { name: 'Bật ứng dụng tạo mã' }).click();
  await page.getByText('Ứng dụng tạo mã đã được bật.').waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });

  await page.goto('/cua-toi/bao-mat/ma-du-phong');
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByRole('button', { name: 'Tạo 10 mã mới' }).click();
  assert.equal(await page.locator('main ol li').count(), 10);
  await inspect({ scripts: 'none', alsoAt: 1280 });

  await page.goto('/cua-toi/bao-mat/dien-thoai');
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByRole('link', { name: 'Thêm số điện thoại' }).click();
  await page.getByLabel('Số điện thoại mới của ông/bà là gì?').fill('0900');
  await page.getByRole('button', { name: 'Gửi mã' }).click();
  await page.getByText('Nhập số điện thoại di động gồm 10 chữ số').first().waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByLabel('Số điện thoại mới của ông/bà là gì?').fill('0900 000 998');
  await page.getByRole('button', { name: 'Gửi mã' }).click();
  await page.getByLabel('Nhập mã vừa nhận').fill(await latestCode());
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByText('Đã thêm. Từ nay mã được gửi đến đây.').waitFor();
  await page.getByText('••• ••• 998').waitFor();

  await page.goto('/cua-toi/bao-mat/thiet-bi');
  await page.getByRole('button', { name: 'Ghi nhớ thiết bị này 30 ngày' }).click();
  await page.getByText('Thiết bị này được ghi nhớ 30 ngày').waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });

  await page.goto('/cua-toi/bao-mat/mat-khau');
  await page.getByLabel('Mật khẩu đang dùng').fill('khong phai');
  await page.getByLabel('Mật khẩu mới').fill('phở trâu Hà Giang');
  await page.getByRole('button', { name: 'Lưu mật khẩu mới' }).click();
  await page.getByText('Mật khẩu đang dùng chưa đúng.').first().waitFor();
  await inspect({ scripts: 'none', alsoAt: 1280 });
  await page.getByLabel('Mật khẩu đang dùng').fill(house.code);
  await page.getByLabel('Mật khẩu mới').fill('phở trâu Hà Giang');
  await page.getByRole('button', { name: 'Lưu mật khẩu mới' }).click();
  await page.getByText('Mật khẩu đã được đổi.').waitFor();
  await page.goto('/cua-toi/bao-mat/thiet-bi');
  await page.getByText('Chưa có thiết bị nào.').waitFor();
  await page.goto('/thu-nghiem/tin-nhan');
  assert.equal(await h1(page), 'Tin nhắn của bản thử nghiệm');
  await inspect({ scripts: 'none', alsoAt: 1280 });
});

test('who is not signed in is led to sign in, and back', async () => {
  const { page } = await house.visitor('phone');
  await page.goto('/cua-toi/bao-mat/dien-thoai');
  assert.equal(new URL(page.url()).pathname, '/dang-nhap');
  assert.equal(new URL(page.url()).searchParams.get('ve'), '/cua-toi/bao-mat/dien-thoai');
});
