import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { printMrz, printQr } from '../../src/modules/identity/test/cards.ts';
import { openAsOfficer, person } from './parts/people.ts';
import { stepsOf } from './parts/steps.ts';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house?.close());

const DESK = '/can-bo/ho-tro-tai-khoan';
const FIRST = 'con trâu ăn lúa';
const SECOND = 'đàn vịt qua sông';

const cardOf = (name: string) => {
  const { personalId, fullName, birthDate, gender } = person(name);
  const card = { personalId, fullName, birthDate, sex: gender };
  return { personalId, qr: printQr(card), mrz: printMrz(card) };
};

test('an old woman without a phone gets an account at the counter, signs in, loses everything, and two officers help her', async (t) => {
  const step = stepsOf(t);
  const sen = cardOf('Hoàng Thị Sen');
  const other = cardOf('Trần Đức Mạnh');
  const phuong = await house.visitor('desktop');
  const huy = await house.visitor('desktop');
  const her = await house.visitor('phone without JavaScript');
  let code = '';

  const find = async () => {
    await phuong.page.goto(DESK);
    await phuong.page.getByLabel('Số định danh cá nhân').fill(sen.personalId);
    await phuong.page.getByLabel('Mục đích').fill('Giúp cụ bà có mặt tại quầy');
    await phuong.page.getByRole('button', { name: 'Tìm tài khoản' }).click();
    await phuong.page.getByRole('heading', { name: 'Thẻ căn cước' }).waitFor();
  };
  const useCode = async (password: string) => {
    await her.page.goto('/kich-hoat');
    await her.page.getByLabel('Số định danh cá nhân').fill(sen.personalId);
    await her.page.getByLabel('Mã trên giấy').fill(code);
    await her.inspect({ scripts: 'none' });
    await her.page.getByRole('button', { name: 'Tiếp tục' }).click();
    await her.page.getByLabel('Đặt một mật khẩu').fill('12345678');
    await her.page.getByRole('button', { name: 'Lưu mật khẩu' }).click();
    await her.page.getByText('Nhiều người dùng mật khẩu này').first().waitFor();
    await her.inspect({ scripts: 'none' });
    await her.page.getByLabel('Đặt một mật khẩu').fill(password);
    await her.page.getByRole('button', { name: 'Lưu mật khẩu' }).click();
    await her.page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
  };

  await step('the officer finds no account, scans a wrong card, is told what differs, then opens one', async () => {
    await openAsOfficer(phuong.page, house, 'Trịnh Thu Phương', DESK);
    await phuong.inspect({ alsoAt: 375 });
    await find();
    await phuong.inspect({ alsoAt: 375 });
    await phuong.page.getByLabel('Nội dung mã QR').fill(sen.qr);
    await phuong.page.getByLabel('Ba dòng mặt sau').fill(other.mrz);
    await phuong.page.getByRole('button', { name: 'Mở tài khoản' }).click();
    await phuong.page.getByText('Họ tên ở mặt trước và mặt sau của thẻ khác nhau').first().waitFor();
    await phuong.inspect();
    assert.equal(await phuong.page.getByLabel('Nội dung mã QR').inputValue(), sen.qr, 'what was scanned is kept');
    await phuong.page.getByLabel('Ba dòng mặt sau').fill(sen.mrz);
    await phuong.page.getByRole('button', { name: 'Mở tài khoản' }).click();
    code = await phuong.page.locator('#ma-tren-giay').innerText();
    await phuong.inspect();
  });

  await step('she sets a password of her own with the code on paper, without JavaScript', () => useCode(FIRST));

  await step('everything is lost: one officer asks, the other approves', async () => {
    await find();
    await phuong.page.getByLabel('Nội dung mã QR').fill(sen.qr);
    await phuong.page.getByLabel('Ba dòng mặt sau').fill(sen.mrz);
    await phuong.page.getByLabel('Mọi thứ').check();
    await phuong.page.getByRole('button', { name: 'Đề nghị khôi phục' }).click();
    await phuong.page.getByText('Đã ghi nhận').waitFor();
    await phuong.page.goto(DESK);
    await phuong.page.getByText('cần một đồng nghiệp khác').first().waitFor();
    await her.page.goto('/khoi-phuc/dang-cho');
    await her.page.getByText('Ủy ban nhân dân phường Phan Đình Phùng').waitFor();
    await her.inspect({ scripts: 'none' });
    await openAsOfficer(huy.page, house, 'Đào Quang Huy', DESK);
    await huy.inspect();
    await huy.page.getByRole('button', { name: 'Đồng ý và in mã' }).click();
    code = await huy.page.locator('#ma-tren-giay').innerText();
    await huy.inspect();
  });

  await step('her old session is over, and the new code opens the account again', async () => {
    await her.page.goto('/khoi-phuc/dang-cho');
    assert.match(her.page.url(), /dang-nhap/);
    await useCode(SECOND);
  });
});

test('the pages to open an account keep what was typed, on a phone and on a desk', async () => {
  for (const device of ['phone', 'desktop', 'phone without JavaScript'] as const) {
    const visitor = await house.visitor(device);
    const { page } = visitor;
    for (const path of ['/khoi-phuc', '/dang-ky/khong-co-dien-thoai', '/kich-hoat', '/dang-ky']) {
      await page.goto(path);
      await visitor.inspect({ scripts: 'none' });
    }
    await page.getByLabel('Số định danh').fill('0191 4150');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    assert.equal(await page.getByLabel('Số định danh').inputValue(), '0191 4150');
    await visitor.inspect({ scripts: 'none' });
    await page.getByLabel('Số định danh').fill('001 099 999 998');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn Không');
    for (const [part, value] of [
      ['Ngày', '1'],
      ['Tháng', '2'],
      ['Năm', '1950'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(value);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Chưa mở được tài khoản').first().waitFor();
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Văn Không');
    await visitor.inspect({ scripts: 'none' });
  }
});
