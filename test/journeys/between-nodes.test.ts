import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoAgencies } from '#seeds/demo/index.ts';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** A ward on one node sends the extract of a birth certificate to a ministry on another: written, numbered, signed and issued here, registered there. */
const drafter = 'Nông Thị Duyên';
const chair = 'Hoàng Thị Diễm';
const clerk = 'Bàn Thị Lan';
const onTheAxis = 'Bế Văn Hậu';
const ministryClerk = 'Đỗ Thị Mai';
const subject = 'Về việc gửi trích lục khai sinh của công dân Nông Minh Khôi';

const codeOf = (key: string): string =>
  demoAgencies.find((one) => one.key === key)?.codes.find(({ form }) => form === '2020')?.code ?? '';

let ward: OpenHouse;
let ministry: OpenHouse;
before(async () => {
  ward = await openHouse({ env: { NODE_ID: 'nut-tinh', NODE_NAME: 'Nút tỉnh Thái Nguyên', NODE_REGISTRAR: 'yes' } });
  const { nodes } = ward.house.doors;
  await nodes.refresh();
  const [key] = (await nodes.operator.keys()).registrar;
  ministry = await openHouse({
    env: {
      NODE_ID: 'nut-bo',
      NODE_NAME: 'Nút Bộ Tư pháp',
      NODE_REGISTRAR_URL: ward.url,
      NODE_REGISTRAR_KEY: JSON.stringify(key),
    },
  });
  const { fingerprint } = await ministry.house.doors.nodes.operator.join();
  await nodes.operator.admit('nut-bo', fingerprint);
  await nodes.operator.move(codeOf('phuong-duc-xuan'), 'nut-tinh');
  await nodes.operator.move(codeOf('bo-tu-phap'), 'nut-bo');
  await nodes.refresh();
  await ministry.house.doors.nodes.refresh();
});
after(async () => {
  await ministry?.close();
  await ward?.close();
});

test('an extract goes from a ward to a ministry on another node, and the ward sees it registered there', async () => {
  const desk = await ward.visitor('desktop');
  await openAsOfficer(desk.page, ward, drafter, '/can-bo/van-ban/di');
  await desk.page.getByRole('link', { name: 'Soạn văn bản' }).click();
  await desk.page.getByLabel('Loại văn bản').selectOption('official-letter');
  await desk.page.getByLabel('Trích yếu nội dung').fill(subject);
  await desk.page
    .getByLabel('Nội dung', { exact: true })
    .fill('Ủy ban nhân dân phường gửi trích lục khai sinh của công dân Nông Minh Khôi, sinh ngày 12/8/2025.');
  await desk.page.getByLabel('Kính gửi').fill('Bộ Tư pháp');
  await desk.page.getByLabel('Người ký').selectOption({ label: `${chair}, Chủ tịch Ủy ban nhân dân phường` });
  await desk.page.getByLabel('Chức vụ in trên văn bản').fill('Chủ tịch');
  await desk.page.getByRole('button', { name: 'Lưu dự thảo' }).click();
  await desk.page.getByText('Bộ Tư pháp (G15)').first().waitFor();
  await desk.page.getByRole('button', { name: 'Trình duyệt' }).click();
  await desk.page.getByText('Chờ duyệt').first().waitFor();

  const leader = await ward.visitor('desktop');
  await openAsOfficer(leader.page, ward, chair, '/can-bo/van-ban');
  await leader.page.getByRole('link', { name: subject }).click();
  await leader.page.getByRole('button', { name: 'Phê duyệt' }).click();
  await leader.page.getByText('Chờ cấp số').first().waitFor();

  const records = await ward.visitor('desktop');
  await openAsOfficer(records.page, ward, clerk, '/can-bo/van-ban/di?ngan=to-number');
  await records.page.getByRole('link', { name: subject }).click();
  await records.page.getByRole('button', { name: 'Cấp số và ngày' }).click();
  await leader.page.getByRole('button', { name: 'Ký số' }).click();
  await leader.page.getByText('Chờ phát hành').first().waitFor();
  await records.page.getByRole('link', { name: 'Xem nơi nhận và phát hành' }).click();
  await records.page.getByText('Nhận được qua trục').waitFor();
  await records.inspect({ alsoAt: 375 });
  await records.page.getByRole('button', { name: 'Ký số cơ quan và phát hành' }).click();
  await records.page.getByText('Đã phát hành').first().waitFor();

  // At the other node, in the register of the ministry, without anybody having entered it.
  const there = await ministry.visitor('desktop');
  await openAsOfficer(there.page, ministry, ministryClerk, '/can-bo/van-ban/den');
  const line = there.page.getByRole('link', { name: subject });
  for (let tried = 0; tried < 60 && (await line.count()) === 0; tried += 1) {
    await there.page.waitForTimeout(500);
    await there.page.reload();
  }
  await there.inspect({ alsoAt: 375 });
  await line.click();
  await there.page.getByText('Ủy ban nhân dân phường Đức Xuân').first().waitFor();
  await there.page.getByRole('button', { name: 'Vào sổ' }).first().click();
  await there.page.getByRole('heading', { level: 1, name: /Số đến \d+/ }).waitFor();
  await there.page.goto('/can-bo/truc?xem=tat-ca');
  await there.page.getByRole('row').filter({ hasText: subject }).getByRole('link').first().click();
  await there.page.getByText('Nút tỉnh Thái Nguyên').first().waitFor();
  await there.inspect({ alsoAt: 375 });
  const [download] = await Promise.all([
    there.page.waitForEvent('download'),
    there.page
      .getByRole('link', { name: /\.pdf$/ })
      .first()
      .click(),
  ]);
  assert.match(download.suggestedFilename(), /\.pdf$/);

  // And the ward sees the whole way.
  const sender = await ward.visitor('desktop');
  await openAsOfficer(sender.page, ward, onTheAxis, '/can-bo/truc/di');
  await sender.page.getByRole('row').filter({ hasText: subject }).getByRole('link').first().click();
  await sender.page.getByText('Đã tiếp nhận').first().waitFor();
  await sender.page.getByText('Đã bàn giao cho nút của bên nhận').first().waitFor();
  await sender.inspect({ alsoAt: 375 });
});
