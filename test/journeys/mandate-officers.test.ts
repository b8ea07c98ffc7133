import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { goOn } from './parts/answer-birth.ts';
import { enterCode, openAsOfficer, person, signIn } from './parts/people.ts';
import { stepsOf } from './parts/steps.ts';

// What an officer records, others act by: a guardian, and an organisation whose representative sends somebody to the counter.
const REGISTRAR = 'Đồng Thị Huệ';
const WARD = 'Ôn Hải Đăng';
const GUARDIAN = 'Hứa Thị Lệ Quyên';
const REPRESENTATIVE = 'Ôn Văn Tú';
const STAFF = 'Diệp Thị Vân';
const ORGANISATION = 'Hợp tác xã Miến dong Đại Từ';
const TAX_NUMBER = '4600999777';

let house: OpenHouse;
let registrar: Visitor;
let representative: Visitor;
let staff: Visitor;
before(async () => {
  house = await openHouse();
  registrar = await house.visitor('desktop');
  representative = await house.visitor('phone without JavaScript');
  staff = await house.visitor('phone');
});
after(() => house?.close());

async function fillDate(page: Page, question: string, [day, month, year]: [string, string, string]): Promise<void> {
  const group = page.getByRole('group', { name: question });
  await group.getByLabel('Ngày', { exact: true }).fill(day);
  await group.getByLabel('Tháng', { exact: true }).fill(month);
  await group.getByLabel('Năm', { exact: true }).fill(year);
}

test('an officer records a guardian', async (t) => {
  const step = stepsOf(t);
  const { page } = registrar;
  const record = () => page.getByRole('button', { name: 'Ghi nhận', exact: true }).click();

  await step('from the page of mandates', async () => {
    await openAsOfficer(page, house, REGISTRAR, '/can-bo/uy-quyen');
    await page.getByRole('link', { name: 'Ghi nhận người giám hộ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ghi nhận người giám hộ' }).waitFor();
    await registrar.inspect({ alsoAt: 375 });
  });

  await step('a mistake is said, and loses nothing of what was typed', async () => {
    await page.getByLabel('Số định danh của người được giám hộ').fill(person(WARD).personalId);
    await page.getByLabel('Họ tên người được giám hộ').fill('Ôn Hải Đảng');
    await page.getByLabel('Số định danh của người giám hộ').fill(person(GUARDIAN).personalId);
    await page.getByLabel('Họ tên người giám hộ').fill(GUARDIAN);
    await page.getByLabel('Số quyết định').fill('27/QĐ-UBND');
    await fillDate(page, 'Ngày quyết định', ['10', '9', '2024']);
    await fillDate(page, 'Có hiệu lực từ ngày', ['15', '9', '2024']);
    await record();
    await page.getByRole('alert').getByText('chưa khớp với một người nào').first().waitFor();
    await registrar.inspect({ alsoAt: 375 });
  });

  await step('put right, it is recorded', async () => {
    await page.getByLabel('Họ tên người được giám hộ').fill(WARD);
    await record();
    await page.getByText(`Đã ghi nhận: ${GUARDIAN} – ${WARD}`).waitFor();
    await registrar.inspect({ alsoAt: 375 });
  });
});

test('an officer records an organisation and who represents it, who sends somebody of theirs', async (t) => {
  const step = stepsOf(t);
  const { page } = registrar;
  const record = () => page.getByRole('button', { name: 'Ghi nhận', exact: true }).click();

  await step('the organisation: a tax number that is none is refused, and the rest stays', async () => {
    await page.goto('/can-bo/uy-quyen');
    await page.getByRole('link', { name: 'Ghi nhận tổ chức' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ghi nhận tổ chức' }).waitFor();
    await registrar.inspect({ alsoAt: 375 });
    await page.getByLabel('Mã số thuế').fill('46009');
    await page.getByLabel('Tên tổ chức').fill(ORGANISATION);
    await page.getByRole('radio', { name: 'Hợp tác xã' }).check();
    await fillDate(page, 'Hoạt động từ ngày', ['2', '1', '2024']);
    await page.getByLabel('Giấy chứng nhận đăng ký, số').fill(TAX_NUMBER);
    await record();
    await page.getByRole('alert').getByRole('link').first().waitFor();
    await registrar.inspect({ alsoAt: 375 });
    await page.getByLabel('Mã số thuế').fill(TAX_NUMBER);
    await record();
  });

  await step('its representative', async () => {
    await page.getByRole('heading', { level: 1, name: 'Ghi nhận người đại diện theo pháp luật' }).waitFor();
    await page.getByText(ORGANISATION).waitFor();
    await registrar.inspect({ alsoAt: 375 });
    await page.getByLabel('Số định danh cá nhân').fill(person(REPRESENTATIVE).personalId);
    await page.getByLabel('Họ, chữ đệm và tên').fill('Ôn Văn Tư');
    await page.getByLabel('Giấy chứng nhận đăng ký, số').fill(TAX_NUMBER);
    await fillDate(page, 'Ngày đăng ký', ['2', '1', '2024']);
    await record();
    await page.getByRole('alert').getByText('chưa khớp với một người nào').first().waitFor();
    await registrar.inspect({ alsoAt: 375 });
    await page.getByLabel('Họ, chữ đệm và tên').fill(REPRESENTATIVE);
    await record();
    await page.getByText(`Đã ghi nhận: ${REPRESENTATIVE}`).waitFor();
    await registrar.inspect({ alsoAt: 375 });
  });

  await step('he finds the organisation among his own, and proves himself before he delegates', async () => {
    const his = representative.page;
    await his.goto('/dang-nhap?ve=%2Fcua-toi%2Fuy-quyen');
    await signIn(his, house, REPRESENTATIVE);
    const section = his.getByRole('region', { name: `Nhân viên làm thay ${ORGANISATION}` });
    await section.getByText('Chưa giao việc cho nhân viên nào.').waitFor();
    await representative.inspect({ alsoAt: 1280 });
    await section.getByRole('link', { name: 'Giao việc cho nhân viên' }).click();
    await his.getByRole('button', { name: 'Gửi mã tới điện thoại' }).click();
    await enterCode(his, house, REPRESENTATIVE);
    await his.getByRole('heading', { level: 1, name: 'Giao việc cho nhân viên nào?' }).waitFor();
    await representative.inspect({ alsoAt: 1280 });
  });

  await step('he delegates, one question after the other', async () => {
    const his = representative.page;
    await goOn(his);
    await his.getByRole('alert').getByText('Nhập đủ 12 chữ số').waitFor();
    await representative.inspect({ alsoAt: 1280 });
    await his.getByLabel('Số định danh cá nhân').fill(person(STAFF).personalId);
    await his.getByLabel('Họ, chữ đệm và tên').fill(STAFF);
    await goOn(his);
    await his.getByRole('heading', { level: 1, name: 'Người này được làm những việc gì?' }).waitFor();
    await his.getByLabel('Nộp và theo dõi hồ sơ mọi thủ tục').check();
    await representative.inspect({ alsoAt: 1280 });
    await goOn(his);
    await his.getByRole('heading', { level: 1, name: 'đến hết ngày nào?' }).waitFor();
    const nextYear = String(new Date().getFullYear() + 1);
    for (const [label, text] of [
      ['Ngày', '15'],
      ['Tháng', '1'],
      ['Năm', nextYear],
    ] as const)
      await his.getByLabel(label, { exact: true }).fill(text);
    await representative.inspect({ alsoAt: 1280 });
    await goOn(his);
    await his.getByRole('heading', { level: 1, name: 'Kiểm tra trước khi' }).waitFor();
    await representative.inspect({ alsoAt: 1280 });
    await his.getByRole('button', { name: 'Giao việc', exact: true }).click();
    await his.getByText('Đã giao việc cho nhân viên').waitFor();
    await his
      .getByRole('region', { name: `Nhân viên làm thay ${ORGANISATION}` })
      .getByRole('link', { name: STAFF })
      .waitFor();
    await representative.inspect({ alsoAt: 1280 });
  });

  await step('she acts for the organisation', async () => {
    await staff.page.goto('/dang-nhap?ve=%2Fcua-toi%2Fthay-mat');
    await signIn(staff.page, house, STAFF);
    await staff.page.getByRole('radio', { name: ORGANISATION }).check();
    await staff.inspect({ alsoAt: 1280 });
    await staff.page.getByRole('button', { name: 'Tiếp tục' }).click();
    await staff.page.getByRole('region', { name: 'Đang thay mặt:' }).getByText(ORGANISATION).waitFor();
    await staff.inspect({ alsoAt: 1280 });
  });

  await step('the officer sees both, by the tax number and for a purpose', async () => {
    await page.goto('/can-bo/uy-quyen');
    await page.getByLabel('Mã số thuế').fill(TAX_NUMBER);
    await page.getByLabel('Mục đích tra cứu').fill('Người dân hỏi tại quầy');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByRole('cell', { name: REPRESENTATIVE }).waitFor();
    await page.getByRole('cell', { name: STAFF }).waitFor();
    await registrar.inspect({ alsoAt: 375 });
  });
});
