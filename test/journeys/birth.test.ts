import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { answerAll, birthOfMinhKhoi } from './parts/answer-birth.ts';
import { downloadPdf, signaturesOf, textOf } from './parts/pdf.ts';
import { openAsOfficer, signIn } from './parts/people.ts';
import { stepsOf } from './parts/steps.ts';

const DESKTOP = 1280;
const PHONE = 375;

let house: OpenHouse;
let parent: Visitor;
let officer: Visitor;
let leader: Visitor;
let code = '';
/** The child's number as the officer sees it. */
let personalNumber = '';

before(async () => {
  house = await openHouse();
  [parent, officer, leader] = await Promise.all([
    house.visitor('phone'),
    house.visitor('desktop'),
    house.visitor('desktop'),
  ]);
});
after(() => house?.close());

/** Waits until the board that is open shows the number beside the label. */
const figure = (page: Page, label: string, value: number): Promise<void> =>
  page.locator(`xpath=//p[normalize-space()="${label}"]/preceding-sibling::p[normalize-space()="${value}"]`).waitFor();

test('a birth is registered online, from the search to the signed certificate', async (t) => {
  const step = stepsOf(t);

  await step('the officer and the leader have their pages open', async () => {
    await openAsOfficer(officer.page, house, 'Đào Quang Huy', '/can-bo');
    await officer.page.getByText('Danh sách tự cập nhật').waitFor();
    await officer.inspect({ alsoAt: PHONE });
    await openAsOfficer(leader.page, house, 'Lê Minh Quang', '/chi-huy');
    await leader.page.getByText('● Trực tiếp').waitFor();
    await leader.inspect({ alsoAt: PHONE });
    await figure(leader.page, 'Hồ sơ nộp vào', 0);
  });

  await step('the parent finds the procedure without typing accents', async () => {
    const { page } = parent;
    await page.goto('/');
    await parent.inspect({ scripts: 'none', alsoAt: DESKTOP });
    await page.getByRole('searchbox').first().fill('dang ky khai sinh');
    await page.getByRole('button', { name: 'Tìm', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Tìm thủ tục' }).waitFor();
    await parent.inspect({ scripts: 'none', alsoAt: DESKTOP });
    await page.getByRole('main').getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' }).waitFor();
    await parent.inspect({ scripts: 'none', alsoAt: DESKTOP });
  });

  await step('the parent signs in and is led back to what was to be done', async () => {
    const { page } = parent;
    await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await parent.inspect({ scripts: 'none', alsoAt: DESKTOP });
    await signIn(page, house, birthOfMinhKhoi.mother);
    await page.getByRole('heading', { level: 1, name: 'Nộp hồ sơ: Đăng ký khai sinh' }).waitFor();
    await parent.inspect({ alsoAt: DESKTOP });
    await page.getByRole('link', { name: 'Bắt đầu' }).click();
  });

  await step('the parent answers one question per page and photographs the birth notification', async () => {
    const { page } = parent;
    await answerAll(page, birthOfMinhKhoi, () => parent.inspect({ alsoAt: DESKTOP }));
    await parent.inspect({ alsoAt: DESKTOP });
    const [question, answer] = await Promise.all(
      ['Họ, chữ đệm, tên của trẻ', birthOfMinhKhoi.child].map((text) =>
        page.getByText(text, { exact: true }).first().boundingBox(),
      ),
    );
    assert.ok(question && answer && question.y < answer.y, 'on a phone, the answer stands under its question');
  });

  await step('the parent changes one answer and comes back to all of them', async () => {
    const { page } = parent;
    await page.getByRole('link', { name: /Sửa.*số bản sao/i }).click();
    await page.getByRole('textbox').fill('3');
    await page.getByRole('button', { name: 'Lưu và quay lại kiểm tra' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kiểm tra lại trước khi nộp' }).waitFor();
    assert.match(await page.getByRole('main').innerText(), /Số bản sao[^\n]*\s+3/);
  });

  await step('the parent files, gets a code and a receipt', async () => {
    const { page } = parent;
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã nộp hồ sơ' }).waitFor();
    await parent.inspect({ alsoAt: DESKTOP });
    code = /\S+-\d{6,8}-\d{4,7}/.exec(await page.getByRole('main').innerText())?.[0] ?? '';
    assert.notEqual(code, '');
    const receipt = await downloadPdf(page, () => page.getByRole('link', { name: 'Tải biên nhận' }).click());
    assert.ok(textOf(receipt).includes(code), 'the receipt carries the code');
  });

  await step('the dossier stands in the open queue, and on the open board, without reloading', async () => {
    await officer.page.getByRole('link', { name: code }).waitFor();
    await officer.inspect();
    await leader.page.getByText('Có hồ sơ mới nộp').waitFor();
    await figure(leader.page, 'Hồ sơ nộp vào', 1);
  });

  await step('the officer accepts it; the due time says why', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: code }).click();
    await page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).waitFor();
    await officer.inspect({ alsoAt: PHONE });
    await page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
    await page.getByText('Đã tiếp nhận hồ sơ và báo ngày hẹn').waitFor();
    const reasons = page.locator('details', { hasText: 'Thời hạn này được tính thế nào?' });
    await reasons.locator('summary').click();
    assert.match(await reasons.getByRole('listitem').first().innerText(), /\S{3,}/);
    await officer.inspect({ alsoAt: PHONE });
  });

  await step('the officer registers the birth', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Giải quyết hồ sơ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' }).waitFor();
    await officer.inspect({ alsoAt: PHONE });
    await page.getByRole('button', { name: 'Ghi vào sổ và đăng ký khai sinh' }).click();
    await page.getByText(/Đã ghi vào sổ: số/).waitFor();
    await page.getByRole('link', { name: 'Mở giấy khai sinh' }).waitFor();
    personalNumber =
      /Số định danh cá nhân của con\s+(\d{12})\b/.exec(await page.getByRole('main').innerText())?.[1] ?? '';
    assert.notEqual(personalNumber, '');
    await officer.inspect({ alsoAt: PHONE });
  });

  await step('the numbers of the open board have changed', async () => {
    await leader.page.getByText('Ký số một giấy khai sinh').waitFor();
    for (const label of [
      'Đã tiếp nhận',
      'Đã có kết quả',
      'Trẻ được khai sinh',
      'Số định danh đã cấp',
      'Giấy khai sinh đã ký số',
    ])
      await figure(leader.page, label, 1);
    await leader.inspect({ alsoAt: PHONE });
  });

  await step('the parent sees each step and downloads the signed certificate', async () => {
    const { page } = parent;
    await page.getByRole('link', { name: 'Xem hồ sơ trong tài khoản' }).click();
    await page.getByText('Kết quả đã sẵn sàng').waitFor();
    await parent.inspect({ alsoAt: DESKTOP });
    const certificate = await downloadPdf(page, () => page.getByRole('link', { name: /^Tải về: / }).click());
    assert.match(signaturesOf(certificate), /Signature is Valid/);
    const text = textOf(certificate);
    assert.match(text, /Trần Minh Khôi/i);
    assert.ok(text.includes(personalNumber), 'the certificate carries the number of 12 digits');
    await page.reload();
    // Downloading the result is receiving it: the road is at its end.
    for (const stepName of ['Nộp hồ sơ', 'Tiếp nhận', 'Giải quyết', 'Có kết quả', 'Trả kết quả']) {
      const line = page.getByRole('main').getByRole('listitem').filter({ hasText: stepName }).first();
      assert.match(await line.innerText(), /\d{2}:\d{2}, \d{2}\/\d{2}\/\d{4}/, `${stepName} has its time`);
    }
    await page.goto('/cua-toi/thong-bao');
    await parent.inspect({ alsoAt: DESKTOP });
    await page.goto('/cua-toi/ho-so');
    await page.getByRole('link', { name: code }).waitFor();
    await parent.inspect({ alsoAt: DESKTOP });
  });

  await step('whoever has the code sees how far it is, and nobody’s data', async () => {
    const stranger = await house.visitor('phone');
    const { page } = stranger;
    await page.goto('/tra-cuu');
    await page.getByRole('searchbox').first().fill(code);
    await page.getByRole('main').getByRole('button').first().click();
    await page.getByRole('heading', { level: 1, name: code }).waitFor();
    await stranger.inspect({ scripts: 'none', alsoAt: DESKTOP });
    const html = await page.content();
    for (const secret of [
      birthOfMinhKhoi.child,
      birthOfMinhKhoi.mother,
      birthOfMinhKhoi.father,
      '0912345678',
      '0912 345 678',
    ])
      assert.ok(!html.includes(secret), `the tracking page does not say ${secret}`);
  });
});
