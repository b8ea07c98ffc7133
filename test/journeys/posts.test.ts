import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { enterCode, officer, openAsOfficer } from './parts/people.ts';

/** Posts: the administrator fills a vacant one, an officer with two posts changes between them, and a letter is given to a post. */
const administrator = 'Đinh Văn Khoa';
const twoPosts = 'Lường Thị Nhung';
const clerk = 'La Văn Đồng';
const acting = 'Quyền Trưởng phòng Hành chính tư pháp';
const deputy = 'Phó Trưởng phòng Hành chính tư pháp';
const newPost = 'Chuyên viên phụ trách hộ tịch';
const arriving = 'V/v hướng dẫn đăng ký khai sinh lưu động';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

/** Two posts of one person stand in the list of the sign-in page: the one is chosen by its place in it. */
async function openIn(page: Page, name: string, place: number, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Cơ quan').selectOption({ label: officer(name).agency.name });
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('radio', { name }).nth(place).check();
  await page.getByLabel('Mật khẩu').fill(house.code);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await enterCode(page, house, name);
  await page.waitForURL((url) => url.pathname === path);
}

async function day(where: ReturnType<Page['getByRole']>, [d, m, y]: [string, string, string]) {
  await where.getByLabel('Ngày', { exact: true }).fill(d);
  await where.getByLabel('Tháng', { exact: true }).fill(m);
  await where.getByLabel('Năm', { exact: true }).fill(y);
}

test('the administrator makes a post, sees that it is vacant, and fills it', async () => {
  const visitor = await house.visitor('desktop');
  const { page } = visitor;
  await openAsOfficer(page, house, administrator, '/can-bo/to-chuc');
  await visitor.inspect({ alsoAt: 375 });
  await page.getByLabel('Cơ quan', { exact: true }).selectOption({ label: 'Sở Tư pháp tỉnh Thái Nguyên' });
  await page.getByRole('button', { name: 'Xem' }).click();
  await page.getByRole('link', { name: 'Trưởng phòng Hành chính tư pháp', exact: true }).waitFor();
  await page.getByText('Lập vị trí mới').click();
  await page.getByRole('button', { name: 'Lập vị trí' }).click();
  // Nothing typed: what is missing is said.
  await page.getByRole('alert').first().waitFor();
  await visitor.inspect({ alsoAt: 375 });
  await page.getByLabel('Tên vị trí').fill(newPost);
  await page.getByLabel('Đơn vị trong cơ quan').fill('Phòng Hành chính tư pháp');
  await page.getByLabel('Soạn văn bản').check();
  await day(page.getByRole('group', { name: 'Có hiệu lực từ ngày' }), ['1', '1', '2026']);
  await page.getByRole('button', { name: 'Lập vị trí' }).click();
  await page.getByRole('heading', { level: 1, name: newPost }).waitFor();
  await page.getByText('Đang trống').first().waitFor();
  await visitor.inspect({ alsoAt: 375 });
  await page.getByLabel('Họ và tên người mới').first().fill('Triệu Thị Mai');
  await day(page.getByRole('group', { name: 'Từ ngày' }).first(), ['1', '2', '2026']);
  await page.getByRole('button', { name: 'Bố trí', exact: true }).click();
  await page.getByText('Triệu Thị Mai').first().waitFor();
  await visitor.inspect({ alsoAt: 375 });
});

test('a letter is given to a post, by an officer who changes to the post that may do so', async () => {
  const records = await house.visitor('desktop');
  await openAsOfficer(records.page, house, clerk, '/can-bo/van-ban/den/vao-so');
  await records.page.getByLabel('Cơ quan ban hành').fill('Bộ Tư pháp');
  await records.page.getByLabel('Số, ký hiệu').fill('3001/BTP-HCTP');
  await day(records.page.getByRole('group', { name: 'Ngày văn bản' }), ['20', '11', '2025']);
  await records.page.getByLabel('Trích yếu nội dung').fill(arriving);
  await records.page.getByRole('button', { name: 'Lưu và vào sổ' }).click();
  await records.page.getByRole('heading', { level: 1, name: /3001\/BTP-HCTP/ }).waitFor();
  const path = new URL(records.page.url()).pathname;

  const visitor = await house.visitor('desktop');
  const { page } = visitor;
  await openIn(page, twoPosts, 0, '/can-bo/van-ban/di/soan');
  const inActing = (await page.getByText(`· ${acting}`).count()) > 0;
  const [here, there] = inActing ? [acting, deputy] : [deputy, acting];
  await visitor.inspect({ alsoAt: 375 });
  // Something typed and not saved: the change is stopped once, and said.
  await page.getByLabel('Trích yếu nội dung').fill('Dự thảo dở dang');
  await page.getByText('Đổi vị trí').click();
  await page.getByRole('button', { name: there }).click();
  await page.getByText('chưa lưu. Xin lưu trước').waitFor();
  assert.equal(await page.getByLabel('Trích yếu nội dung').inputValue(), 'Dự thảo dở dang');
  await visitor.inspect({ alsoAt: 375 });
  // Another tab of the same browser changes; what is sent from here in the post of before records nothing and stays typed.
  const second = await visitor.tab();
  await second.goto('/can-bo/vi-tri');
  await visitor.inspect({ alsoAt: 375 }, second);
  await second.getByRole('radio', { name: there }).check();
  await second.getByRole('button', { name: 'Đổi vị trí' }).click();
  await second.getByText(`· ${there}`).waitFor();
  await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await page.getByText('Trang này được mở khi ông/bà làm việc ở vị trí khác').first().waitFor();
  assert.equal(await page.getByLabel('Trích yếu nội dung').inputValue(), 'Dự thảo dở dang');
  await visitor.inspect({ alsoAt: 375 });
  if (inActing) {
    await second.getByText('Đổi vị trí').click();
    await second.getByRole('button', { name: here }).click();
    await second.getByText(`· ${acting}`).waitFor();
  }
  // In one step from the bar, without signing out, to the post that assigns.
  await second.goto(path);
  await second.getByLabel('Vị trí chủ trì').selectOption({
    label: 'Chuyên viên Phòng Hành chính tư pháp: Vi Thị Kiều – Phòng Hành chính tư pháp',
  });
  await second.getByLabel('Ý kiến chỉ đạo').fill('Chị Kiều tham mưu văn bản hướng dẫn các xã.');
  await second.getByRole('button', { name: 'Phân công' }).click();
  await second.getByText('Đã phân công').first().waitFor();
  await second.getByText('Vi Thị Kiều').first().waitFor();
  await visitor.inspect({ alsoAt: 375 }, second);
  await second.getByText('Đổi vị trí').click();
  await second.getByRole('button', { name: deputy }).click();
  await second.getByText(`· ${deputy}`).waitFor();
  await second.goto(path);
  // The leading post of the unit sees its work; the deputy does not.
  await second.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await second.getByRole('button', { name: 'Phân công' }).count(), 0);

  const specialist = await house.visitor('phone');
  await openAsOfficer(specialist.page, house, 'Vi Thị Kiều', '/can-bo/van-ban/den?ngan=my-post');
  await specialist.page.getByRole('link', { name: arriving }).click();
  await specialist.page.getByLabel('Kết quả xử lý').fill('Đã có văn bản hướng dẫn.');
  await specialist.page.getByRole('button', { name: 'Báo hoàn thành' }).click();
  await specialist.page.getByText('Hoàn thành').first().waitFor();
  await specialist.inspect({ alsoAt: 1280 });
});
