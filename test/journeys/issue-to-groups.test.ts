import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** The clerk of a department's documents, who sends to a group; and the operator who sets how the agency takes what arrives. */
const chair = 'Hoàng Thị Diễm';
const clerk = 'Bàn Thị Lan';
const operator = 'Trương Mỹ Dung';

let house: OpenHouse;
before(async () => (house = await openHouse()));
after(() => house?.close());

test('the clerk chooses a group, sees who gets the document and who has no mailbox, and issues it', async () => {
  const leader = await house.visitor('desktop');
  await openAsOfficer(leader.page, house, chair, '/can-bo/van-ban/di?ngan=to-sign');
  await leader.page.getByRole('main').getByRole('table').getByRole('link').first().click();
  const path = new URL(leader.page.url()).pathname;
  await leader.page.getByRole('button', { name: 'Ký số' }).click();
  await leader.page.getByText('Chờ phát hành').first().waitFor();
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, clerk, path);
  await desk.page.getByRole('link', { name: 'Xem nơi nhận và phát hành' }).click();
  const group = desk.page.getByLabel(/^Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh Thái Nguyên/);
  await group.check();
  await desk.page.getByRole('button', { name: 'Xem nơi nhận' }).click();
  await desk.page.getByText(/Nhận được qua trục: \d+ nơi/).waitFor();
  assert.ok(await group.isChecked());
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByRole('button', { name: 'Ký số cơ quan và phát hành' }).click();
  await desk.page.getByText('Đã phát hành').first().waitFor();
  await desk.page.getByText(/Gửi qua trục tới \d+ cơ quan, theo nhóm/).waitFor();
});

test('a document that went out is replaced by another one of the register, found and not typed', async () => {
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, clerk, '/can-bo/truc/di');
  await desk.page.getByRole('main').getByRole('row').filter({ hasText: 'Tổ công nghệ số cộng đồng' }).getByRole('link').first().click(); // prettier-ignore
  await desk.page.getByRole('link', { name: 'Đề nghị thu hồi, cập nhật hoặc thay thế' }).click();
  await desk.page.getByLabel('Tìm văn bản thay thế').fill('khong co van ban nao');
  await desk.page.getByRole('button', { name: 'Tìm' }).click();
  await desk.page.getByText('Không thấy văn bản đã phát hành nào khớp').waitFor();
  await desk.page.getByLabel('Tìm văn bản thay thế').fill('so lieu dang ky khai sinh');
  await desk.page.getByRole('button', { name: 'Tìm' }).click();
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByRole('link', { name: /rà soát số liệu đăng ký khai sinh/ }).click();
  await desk.page.getByText(/^Văn bản thay thế: /).waitFor();
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByLabel('Lý do').fill('Thay bằng văn bản có số liệu đúng');
  await desk.page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await desk.page.getByText('Đã ghi nhận.').waitFor();
  await desk.page.getByText('Thay bằng văn bản có số liệu đúng').first().waitFor();
});

test('the mailbox is seen by who works with the axis and changed by its operator', async () => {
  const desk = await house.visitor('desktop');
  await openAsOfficer(desk.page, house, operator, '/can-bo/truc/hop-thu');
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByLabel('Tạm dừng nhận').check();
  await desk.page.getByLabel('Phần mềm nhận tệp đến bao nhiêu MB').fill('không rõ');
  await desk.page.getByRole('button', { name: 'Lưu cách nhận' }).click();
  await desk.page.getByRole('link', { name: /Nhập một số từ 1 đến/ }).waitFor();
  assert.ok(await desk.page.getByLabel('Tạm dừng nhận').isChecked(), 'what was chosen is kept');
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByLabel('Phần mềm nhận tệp đến bao nhiêu MB').fill('20');
  await desk.page.getByLabel('Tệp đã mã hóa').check();
  await desk.page.getByLabel('Chỉ nhận các loại văn bản').fill('quyết định');
  await desk.page.getByRole('button', { name: 'Lưu cách nhận' }).click();
  await desk.page.getByRole('link', { name: /Ghi mỗi loại bằng nhóm 1 hoặc 2/ }).waitFor();
  assert.ok(await desk.page.getByLabel('Tệp đã mã hóa').isChecked(), 'what was chosen is kept');
  await desk.inspect({ alsoAt: 375 });
  await desk.page.getByLabel('Chỉ nhận các loại văn bản').fill('2.2, 2.18');
  await desk.page.getByRole('button', { name: 'Lưu cách nhận' }).click();
  await desk.page.getByText('Đã lưu. Văn bản gửi từ lúc này theo cách nhận mới.').waitFor();
  await desk.page.getByText('20 MB', { exact: true }).waitFor();
  await desk.page
    .getByText('2.18, 2.2', { exact: true })
    .or(desk.page.getByText('2.2, 2.18', { exact: true }))
    .waitFor();
});
