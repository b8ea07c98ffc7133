import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openEndpoint } from '#modules/exchange/test/endpoint.ts';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** An officer of a ward lets its document software onto the axis, without scripts and on a phone. */
const keeper = 'Bế Văn Hậu';

let house: OpenHouse;
before(async () => {
  house = await openHouse({ env: { WEBHOOK_INNER_ADDRESSES: 'yes' } });
});
after(() => house.close());

test('a system with its key and a secret, and a check of a signature', async () => {
  const phone = await house.visitor('phone without JavaScript');
  const { page } = phone;
  await openAsOfficer(page, house, keeper, '/can-bo/he-thong');
  await page.getByText('Cơ quan chưa đăng ký hệ thống nào.').waitFor();
  await phone.inspect({ alsoAt: 1280 });
  await page.getByRole('link', { name: 'Đăng ký hệ thống mới' }).click();
  await page.getByLabel('Tên hệ thống').fill('Phần mềm quản lý văn bản');
  await page.getByLabel('Người phụ trách', { exact: true }).fill(keeper);
  await page.getByRole('button', { name: 'Đăng ký hệ thống' }).click();
  await page.getByRole('alert').first().waitFor();
  await phone.inspect({ alsoAt: 1280 });
  await page.getByLabel('Thư điện tử của người phụ trách').fill('hau@ducxuan.example.gov.vn');
  await page.getByLabel('Gửi văn bản nhân danh cơ quan').check();
  await page.getByRole('button', { name: 'Đăng ký hệ thống' }).click();
  await page.getByText('Đã đăng ký hệ thống.').waitFor();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  await page.getByLabel('Tên khóa').fill('Máy chủ chính, năm 2026');
  await page
    .getByRole('textbox', { name: 'Khóa công khai' })
    .fill(publicKey.export({ type: 'spki', format: 'pem' }) as string);
  await page.getByRole('button', { name: 'Thêm khóa' }).click();
  await page.getByText('Đã thêm khóa.').waitFor();
  await page.getByRole('button', { name: 'Cấp mã bí mật' }).click();
  await page.getByText('Mã bí mật chỉ hiện một lần này').waitFor();
  await phone.inspect({ alsoAt: 1280 });
  await page.goto('/can-bo/he-thong/kiem-tra-chu-ky');
  await page.getByRole('button', { name: 'Kiểm tra chữ ký' }).click();
  await page.getByRole('alert').first().waitFor();
  await phone.inspect({ alsoAt: 1280 });
  await phone.close();
});

test('an address for news and a group of recipients', async () => {
  const endpoint = await openEndpoint();
  const desk = await house.visitor('desktop');
  const { page } = desk;
  try {
    await openAsOfficer(page, house, keeper, '/can-bo/truc/webhook');
    await page.getByLabel('Địa chỉ', { exact: true }).fill(endpoint.url);
    await desk.inspect({ alsoAt: 375 });
    await page.getByRole('button', { name: 'Đăng ký và gửi tin thử' }).click();
    await page.getByText('Phần mềm đã trả lời đúng tin thử.').waitFor();
    await page.getByText('Gửi lại các tin trong một khoảng thời gian').click();
    await desk.inspect({ alsoAt: 375 });
    await page.getByRole('link', { name: 'Nhóm nơi nhận' }).click();
    await page.getByLabel('Tên nhóm').fill('Nơi thường gửi');
    await page.getByLabel('Các cơ quan trong nhóm').fill('G15\nH99.999');
    await page.getByRole('button', { name: 'Kiểm tra trước khi lưu' }).click();
    await page.getByText('nhận được văn bản qua trục').first().waitFor();
    await desk.inspect({ alsoAt: 375 });
    await page.getByLabel('Các cơ quan trong nhóm').fill('G15');
    await page.getByRole('button', { name: 'Lưu nhóm' }).click();
    await page.getByText('Đã lưu nhóm.').waitFor();
    await desk.inspect({ alsoAt: 375 });
  } finally {
    await desk.close();
    await endpoint.close();
  }
});
