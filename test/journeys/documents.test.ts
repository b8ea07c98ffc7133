import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** A ward writes, numbers, signs and issues a letter; a letter that arrives is registered, assigned and done. */
const clerk = 'Bàn Thị Lan';
const drafter = 'Nông Thị Duyên';
const chair = 'Hoàng Thị Diễm';
const subject = 'Về việc thành lập Tổ hỗ trợ người cao tuổi làm dịch vụ công';
const arriving = 'V/v phối hợp tuyên truyền bảo hiểm y tế học sinh';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

test('a decision: draft, approve, number, sign, issue', async () => {
  const atDesk = await house.visitor('desktop');
  await openAsOfficer(atDesk.page, house, drafter, '/can-bo/van-ban/di');
  await atDesk.inspect({ alsoAt: 375 });
  await atDesk.page.getByRole('link', { name: 'Soạn văn bản' }).click();
  await atDesk.inspect({ alsoAt: 375 });
  await atDesk.page.getByLabel('Loại văn bản').selectOption('decision');
  await atDesk.page.getByLabel('Trích yếu nội dung').fill(subject);
  await atDesk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  // Nothing typed is lost, and what is missing is said.
  await atDesk.page.getByRole('alert').first().waitFor();
  assert.equal(await atDesk.page.getByLabel('Trích yếu nội dung').inputValue(), subject);
  await atDesk.inspect({ alsoAt: 375 });
  await atDesk.page
    .getByLabel('Nội dung', { exact: true })
    .fill('Điều 1. Thành lập Tổ hỗ trợ gồm 05 thành viên.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.');
  await atDesk.page.getByLabel('Nơi nhận khác').fill('so tu phap tinh thai nguyen\nH55\nBàn Thị Lan\nNhư Điều 2');
  await atDesk.page.getByLabel('Người ký').selectOption({ label: `${chair}, Chủ tịch Ủy ban nhân dân phường` });
  await atDesk.page.getByLabel('Chức vụ in trên văn bản').fill('Chủ tịch');
  // A secret document does not belong here: said at the box, and everything typed stays.
  await atDesk.page.getByLabel('Độ mật').selectOption('secret');
  await atDesk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await atDesk.page.getByText('Văn bản mật không được soạn').first().waitFor();
  assert.equal(await atDesk.page.getByLabel('Trích yếu nội dung').inputValue(), subject);
  await atDesk.inspect({ alsoAt: 375 });
  await atDesk.page.getByLabel('Độ mật').selectOption('none');
  await atDesk.page.getByLabel('Ngày', { exact: true }).fill('31');
  await atDesk.page.getByLabel('Tháng', { exact: true }).fill('2');
  await atDesk.page.getByLabel('Năm', { exact: true }).fill('2027');
  await atDesk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await atDesk.page.getByText('Nhập đủ ngày, tháng, năm của hạn trả lời').first().waitFor();
  await atDesk.page.getByLabel('Ngày', { exact: true }).fill('28');
  await atDesk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await atDesk.page.getByText('28/02/2027').waitFor();
  await atDesk.page.getByText('Sở Tư pháp tỉnh Thái Nguyên (H55.13); Ủy ban nhân dân tỉnh Thái Nguyên (H55)').waitFor();
  await atDesk.inspect({ alsoAt: 375 });
  const path = new URL(atDesk.page.url()).pathname;
  await atDesk.page.getByRole('button', { name: 'Trình duyệt' }).click();
  await atDesk.page.getByText('Chờ duyệt').first().waitFor();

  const leader = await house.visitor('desktop');
  await openAsOfficer(leader.page, house, chair, '/can-bo/van-ban');
  await leader.inspect({ alsoAt: 375 });
  await leader.page.getByRole('link', { name: subject }).click();
  const second = await leader.tab();
  await second.goto(path);
  await leader.page.getByRole('button', { name: 'Phê duyệt' }).click();
  await leader.page.getByText('Chờ cấp số').first().waitFor();
  await second.close();

  const records = await house.visitor('phone');
  await openAsOfficer(records.page, house, clerk, '/can-bo/van-ban/di?ngan=to-number');
  await records.page.getByRole('link', { name: subject }).click();
  await records.page.getByRole('button', { name: 'Cấp số và ngày' }).click();
  await records.page.getByRole('heading', { level: 1, name: /Quyết định \d+\/QĐ-UBND/ }).waitFor();
  await records.inspect();

  // The leader's page follows by itself.
  await leader.page.getByRole('button', { name: 'Ký số' }).click();
  await leader.page.getByText('Chờ phát hành').first().waitFor();
  await records.page.getByRole('link', { name: 'Xem nơi nhận và phát hành' }).click();
  await records.page.getByText('Nhận được qua trục').waitFor();
  await records.inspect({ alsoAt: 375 });
  await records.page.getByRole('button', { name: 'Ký số cơ quan và phát hành' }).click();
  await records.page.getByText('Đã phát hành').first().waitFor();
  await records.inspect({ alsoAt: 1280 });
  const [download] = await Promise.all([
    records.page.waitForEvent('download'),
    records.page.getByRole('link', { name: 'Mở bản đã ký (PDF)' }).click(),
  ]);
  assert.match(download.suggestedFilename(), /QĐ-UBND/);
  await records.page.goto(`/can-bo/van-ban/di?q=${encodeURIComponent('ho tro nguoi cao tuoi')}`);
  await records.page.getByRole('link', { name: subject }).waitFor();
  await records.page.goto('/can-bo/van-ban/mau-so');
  await records.page.getByText('Văn bản của cơ quan đang được ghi như sau').waitFor();
  await records.inspect({ alsoAt: 1280 });
  await records.page.getByLabel('Tên viết tắt của cơ quan').fill('UBND phường');
  await records.page.getByRole('button', { name: 'Lưu ký hiệu và địa danh' }).click();
  await records.page.getByRole('alert').first().waitFor();
  await records.inspect();
  await records.page.goto('/can-bo/van-ban/so/di');
  await records.page.getByRole('cell', { name: subject }).first().waitFor();
  await records.inspect({ alsoAt: 1280 });
});

test('a letter: registered, assigned, answered, done', async () => {
  const records = await house.visitor('desktop');
  await openAsOfficer(records.page, house, clerk, '/can-bo/van-ban/den');
  await records.inspect({ alsoAt: 375 });
  await records.page.keyboard.press('n');
  await records.page.getByLabel('Cơ quan ban hành').fill('Sở Y tế tỉnh Thái Nguyên');
  await records.page.getByLabel('Số, ký hiệu').fill('771/SYT-NV');
  await records.page.getByRole('button', { name: 'Lưu và vào sổ' }).click();
  await records.page.getByRole('alert').first().waitFor();
  assert.equal(await records.page.getByLabel('Số, ký hiệu').inputValue(), '771/SYT-NV');
  await records.inspect({ alsoAt: 375 });
  await records.page.getByLabel('Ngày', { exact: true }).fill('20');
  await records.page.getByLabel('Tháng', { exact: true }).fill('11');
  await records.page.getByLabel('Năm', { exact: true }).fill('2025');
  await records.page.getByLabel('Trích yếu nội dung').fill(arriving);
  await records.page.getByRole('button', { name: 'Lưu và vào sổ' }).click();
  await records.page.getByRole('heading', { level: 1, name: /Số đến \d+: 771\/SYT-NV/ }).waitFor();
  const path = new URL(records.page.url()).pathname;

  const leader = await house.visitor('phone');
  await openAsOfficer(leader.page, house, chair, path);
  await leader.page.getByLabel('Vị trí chủ trì').selectOption({ label: `Công chức tư pháp – hộ tịch: ${drafter}` });
  await leader.page.getByLabel('Ý kiến chỉ đạo').fill('Đề nghị phối hợp với trường học trên địa bàn.');
  await leader.page.getByRole('button', { name: 'Phân công' }).click();
  await leader.page.getByText('Đã phân công').first().waitFor();
  await leader.inspect({ alsoAt: 1280 });

  const specialist = await house.visitor('desktop');
  await openAsOfficer(specialist.page, house, drafter, '/can-bo/van-ban');
  await specialist.page.getByRole('link', { name: arriving }).click();
  await specialist.page.getByLabel('Ý kiến xử lý').fill('Đã gửi nội dung tuyên truyền tới hai trường.');
  await specialist.page.getByRole('button', { name: 'Ghi ý kiến' }).click();
  await specialist.page.getByText('Đang xử lý').first().waitFor();
  await specialist.page.getByLabel('Kết quả xử lý').fill('Đã phối hợp xong, có biên bản kèm theo.');
  await specialist.page.getByRole('button', { name: 'Báo hoàn thành' }).click();
  await specialist.page.getByText('Hoàn thành').first().waitFor();
  await specialist.inspect({ alsoAt: 375 });
});
