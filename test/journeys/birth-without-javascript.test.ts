import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { answerAll, atQuestion, birthOfMinhKhoi, goOn, questionsOf } from './parts/answer-birth.ts';
import { downloadPdf, textOf } from './parts/pdf.ts';
import { signIn } from './parts/people.ts';
import { stepsOf } from './parts/steps.ts';

const NAME = 'Họ, chữ đệm, tên của trẻ là gì?';
const questions = questionsOf(birthOfMinhKhoi);

let house: OpenHouse;
let parent: Visitor;

before(async () => {
  house = await openHouse();
  parent = await house.visitor('phone without JavaScript');
});
after(() => house?.close());

/** What the summary of errors says, and that it stands at the top and can be reached. */
async function refusal(page: Page): Promise<string> {
  const summary = page.getByRole('alert');
  await summary.waitFor();
  assert.match(await page.title(), /^Lỗi: /);
  // The browser moves the focus after the page has loaded, in its own time.
  const focused = (): Promise<boolean> =>
    summary.evaluate(
      (element) => document.activeElement?.contains(element) === true && document.activeElement !== document.body,
    );
  for (let tries = 0; !(await focused()); tries++) {
    assert.ok(tries < 1200, 'the page begins at the summary: it has the focus');
    await page.waitForTimeout(50);
  }
  return summary.innerText();
}

test('a citizen files a birth with JavaScript switched off', async (t) => {
  const step = stepsOf(t);
  const { page } = parent;

  await step('search, procedure, sign-in, start', async () => {
    await page.goto('/');
    await page.getByRole('searchbox').first().fill('dang ky khai sinh');
    await page.getByRole('button', { name: 'Tìm', exact: true }).first().click();
    await page.getByRole('main').getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click();
    await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first().click();
    await signIn(page, house, birthOfMinhKhoi.mother);
    await parent.inspect();
    await page.getByRole('link', { name: 'Bắt đầu' }).click();
  });

  await step('an empty answer: a summary that leads to the box', async () => {
    await atQuestion(page, questions[0]?.heading ?? '');
    await questions[0]?.answer(page);
    await goOn(page);
    await atQuestion(page, NAME);
    await goOn(page);
    assert.match(await refusal(page), /Hãy nhập/);
    const link = page.getByRole('alert').getByRole('link').first();
    const target = (await link.getAttribute('href'))?.replace('#', '') ?? '';
    assert.equal(await page.getByRole('textbox', { name: NAME }).getAttribute('id'), target);
    await link.click();
    assert.equal(new URL(page.url()).hash, `#${target}`);
    await parent.inspect();
  });

  await step('a wrong answer stays as it was typed', async () => {
    const box = page.getByRole('textbox', { name: NAME });
    await box.fill('Khôi 2026 <b>');
    await goOn(page);
    await refusal(page);
    assert.equal(await box.inputValue(), 'Khôi 2026 <b>');
    await parent.inspect();
    await box.fill(birthOfMinhKhoi.child);
    await goOn(page);
  });

  await step('a day that does not exist, and a birth in the future, stay as they were typed', async () => {
    await atQuestion(page, 'Trẻ sinh ngày nào?');
    for (const [day, month, year] of [
      ['31', '2', '2026'],
      ['1', '1', String(new Date().getFullYear() + 2)],
    ] as const) {
      await page.getByLabel('Ngày', { exact: true }).fill(day);
      await page.getByLabel('Tháng', { exact: true }).fill(month);
      await page.getByLabel('Năm', { exact: true }).fill(year);
      await goOn(page);
      await refusal(page);
      assert.equal(await page.getByLabel('Ngày', { exact: true }).inputValue(), day);
      assert.equal(await page.getByLabel('Năm', { exact: true }).inputValue(), year);
      await parent.inspect();
    }
  });

  await step('English and back, on the same question', async () => {
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'When was the child born?' }).waitFor();
    await parent.inspect({ lang: 'en' });
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await atQuestion(page, 'Trẻ sinh ngày nào?');
  });

  await step('the link and the browser’s button lead back to what was answered', async () => {
    await page.getByRole('link', { name: 'Quay lại' }).click();
    await atQuestion(page, NAME);
    assert.equal(await page.getByRole('textbox', { name: NAME }).inputValue(), birthOfMinhKhoi.child);
    await page.goBack();
    await atQuestion(page, 'Trẻ sinh ngày nào?');
  });

  await step('leaving and coming back goes on with the draft', async () => {
    await page.goto('/nop-ho-so/1.001193');
    await page.getByText('Ông/bà đang có bản nháp của thủ tục này').waitFor();
    await parent.inspect();
    await page.getByRole('link', { name: 'Làm tiếp bản nháp' }).click();
    await atQuestion(page, 'Trẻ sinh ngày nào?');
  });

  await step('all other questions, each inspected', async () => {
    await answerAll(page, birthOfMinhKhoi, () => parent.inspect(), 'Trẻ sinh ngày nào?');
    await parent.inspect();
  });

  await step('one answer is changed and all of them come back', async () => {
    await page.getByRole('link', { name: /Sửa.*giới tính/i }).click();
    await atQuestion(page, 'Trẻ là nam hay nữ?');
    assert.ok(await page.getByRole('radio', { name: 'Nam' }).isChecked());
    await page.getByRole('radio', { name: 'Nữ' }).check();
    await page.getByRole('button', { name: 'Lưu và quay lại kiểm tra' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kiểm tra lại trước khi nộp' }).waitFor();
    assert.match(await page.getByRole('main').innerText(), /Giới tính của trẻ\s+Sửa[^\n]*\s+Nữ|Giới tính của trẻ\s+Nữ/);
  });

  await step('filing gives a code and a receipt; going back does not file again', async () => {
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã nộp hồ sơ' }).waitFor();
    await parent.inspect();
    const code = /\S+-\d{6,8}-\d{4,7}/.exec(await page.getByRole('main').innerText())?.[0] ?? '';
    const receipt = await downloadPdf(page, () => page.getByRole('link', { name: 'Tải biên nhận' }).click());
    assert.ok(textOf(receipt).includes(code));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Đã nộp hồ sơ' }).waitFor();
    await page.getByRole('link', { name: 'Xem hồ sơ trong tài khoản' }).click();
    await page.getByText(code).first().waitFor();
    await parent.inspect();
    await page.goto('/cua-toi/ho-so');
    await parent.inspect();
    assert.equal(await page.getByRole('main').getByRole('link', { name: code }).count(), 1);
    await page.goto(`/tra-cuu?ma=${code}`);
    await page.getByText('Đã nộp, chờ tiếp nhận').waitFor();
    await parent.inspect({ scripts: 'none' });
  });

  await step('signing out asks nothing more and leaves nothing behind', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
    await page.goto('/cua-toi/ho-so');
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
  });
});
