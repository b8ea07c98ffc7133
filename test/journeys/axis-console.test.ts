import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { devices, openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** An operator finds what is stuck and moves it; a leader reads the figures; the node's operator sees no subjects. */
const operator = 'Bế Văn Hậu';
const leader = 'Vương Quốc Thái';
const keeper = 'Trương Mỹ Dung';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

test('what is stuck, why, and on it goes: one by its page, the rest by the filter', async () => {
  const desk = await house.visitor('desktop');
  const { page } = desk;
  await openAsOfficer(page, house, operator, '/can-bo/truc/dieu-hanh');
  await page.getByText('Lý do: Hệ thống nơi nhận không xác nhận').first().waitFor();
  await desk.inspect({ alsoAt: 375 });
  await page.getByRole('link', { name: '311/UBND-VP' }).click();
  await page.getByText('Chờ lãnh đạo xem lại phụ lục').first().waitFor();
  await desk.inspect({ alsoAt: 375 });
  await page.getByRole('button', { name: 'Cho chuyển tiếp' }).click();
  // Without a reason nothing is done.
  await page.getByRole('alert').first().waitFor();
  await page.getByLabel('Lý do', { exact: true }).fill('Lãnh đạo đã xem lại');
  await page.getByRole('button', { name: 'Cho chuyển tiếp' }).click();
  await page.getByText('Đã ghi nhận.').waitFor();
  // The page follows the copy to its recipient by itself.
  await page.getByText('Đã chuyển đến', { exact: true }).first().waitFor();
  await desk.inspect();

  await page.goto('/can-bo/truc/dieu-hanh');
  await page.getByText('Can thiệp tất cả các bản theo bộ lọc này').click();
  await page.getByLabel('Lý do', { exact: true }).fill('Bên nhận báo đã chạy lại');
  await page.getByRole('button', { name: 'Thử lại tất cả các bản không chuyển được' }).click();
  await page.getByText(/Lần can thiệp lúc .* đã xong: \d+ bản đã làm/).waitFor();
  await page.getByText('Không có bản nào mắc lại theo bộ lọc này.').waitFor();
  await desk.inspect({ alsoAt: 375 });
});

test('a leader reads the figures of the province without scripts, down to a ward', async () => {
  const phone = await house.visitor('phone without JavaScript');
  const { page } = phone;
  await openAsOfficer(page, house, leader, '/can-bo/truc/thong-ke');
  await page.getByRole('heading', { level: 2, name: 'Ủy ban nhân dân tỉnh Thái Nguyên: gửi đi' }).waitFor();
  await phone.inspect({ alsoAt: devices.desktop.viewport.width });
  await page.getByLabel('Chiều').selectOption('recipient');
  await page.getByLabel('Theo', { exact: true }).selectOption('quarter');
  await page.getByRole('button', { name: 'Xem' }).click();
  await page
    .getByText(/^Quý [1-4]\/20\d\d$/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Ủy ban nhân dân phường Đức Xuân' }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Ủy ban nhân dân phường Đức Xuân: nhận về' }).waitFor();
  await phone.inspect();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải Excel' }).click(),
  ]);
  assert.match(download.suggestedFilename(), /thong-ke-truc.*\.xlsx$/);
});

test('the node’s operator sees that documents go, not what they are about', async () => {
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, keeper, '/can-bo/truc/dieu-hanh?trang-thai=failed');
  await desk.page.getByText('Văn bản của cơ quan khác').first().waitFor();
  assert.doesNotMatch((await desk.page.textContent('main')) ?? '', /Về việc/);
  await desk.inspect({ alsoAt: 375 });
});
