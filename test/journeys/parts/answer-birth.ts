import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { fold } from '#platform/text.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { photographOfNotification } from '../../../src/cli/demo/photo.ts';
import { person } from './people.ts';

export interface BirthStory {
  child: string;
  mother: string;
  father: string;
  province: string;
  commune: string;
}

/** A boy of Nguyễn Thị Thu Hà and Trần Đức Mạnh, who live in the ward where the officers of the journey work. */
export const birthOfMinhKhoi: BirthStory = {
  child: 'Trần Minh Khôi',
  mother: 'Nguyễn Thị Thu Hà',
  father: 'Trần Đức Mạnh',
  province: 'Tỉnh Thái Nguyên',
  commune: 'Phường Phan Đình Phùng',
};

/** Ten days ago: never in the future, always within the time in which a birth should be declared. */
export const childBirthDate = (): string => addDays(vnDate(new Date()), -10);

export interface Question {
  heading: string;
  answer(page: Page): Promise<void>;
}

/** Every question of the birth form with its answer, in the order in which they are asked. */
export function questionsOf(story: BirthStory): Question[] {
  const place = `${story.commune}, ${story.province.charAt(0).toLowerCase()}${story.province.slice(1)}`;
  const sameAsBefore = (page: Page): Promise<void> => page.getByRole('button', { name: place }).first().click();
  return [
    { heading: 'Đăng ký khai sinh tại xã, phường nào?', answer: (page) => choosePlace(page, story) },
    {
      heading: 'Họ, chữ đệm, tên của trẻ là gì?',
      answer: (page) => page.getByRole('textbox', { name: 'Họ, chữ đệm, tên của trẻ' }).fill(story.child),
    },
    {
      heading: 'Trẻ sinh ngày nào?',
      answer: (page) => fillDate(page.getByRole('group', { name: 'Trẻ sinh ngày nào?' }), childBirthDate()),
    },
    { heading: 'Trẻ là nam hay nữ?', answer: (page) => page.getByRole('radio', { name: 'Nam' }).check() },
    {
      heading: 'Trẻ sinh ở đâu?',
      async answer(page) {
        await page.getByLabel('Tên bệnh viện').fill('Bệnh viện Trung ương Thái Nguyên');
        await sameAsBefore(page);
        await chosen(page, story.commune);
      },
    },
    {
      heading: 'Dân tộc và quốc tịch của trẻ',
      async answer(page) {
        await choose(page, 'Dân tộc của trẻ', 'Kinh');
        await choose(page, 'Quốc tịch của trẻ', 'Việt Nam');
      },
    },
    {
      heading: 'Quê quán của trẻ ở đâu?',
      async answer(page) {
        await sameAsBefore(page);
        await chosen(page, story.commune);
      },
    },
    { heading: 'Thông tin về người mẹ', answer: (page) => parent(page, 'người mẹ', story.mother, story, sameAsBefore) },
    {
      heading: 'Có khai thông tin về người cha không?',
      answer: (page) => page.getByRole('radio', { name: 'Có, cha và mẹ đã đăng ký kết hôn' }).check(),
    },
    {
      heading: 'Thông tin về người cha',
      answer: (page) => parent(page, 'người cha', story.father, story, sameAsBefore),
    },
    {
      heading: 'Ai là người đi khai sinh cho trẻ?',
      answer: (page) => page.getByRole('radio', { name: 'Mẹ của trẻ' }).check(),
    },
    {
      heading: 'Liên hệ với người đi khai bằng cách nào?',
      answer: (page) => page.getByLabel('Số điện thoại').fill('0912 345 678'),
    },
    { heading: 'Chụp hoặc tải lên Giấy chứng sinh', answer: (page) => photograph(page, story) },
    {
      heading: 'Cần thêm bao nhiêu bản sao trích lục khai sinh?',
      answer: (page) => page.getByRole('textbox').fill('2'),
    },
  ];
}

export async function atQuestion(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  // Scripts that help with typing have run by then.
  await page.waitForLoadState('load');
}

export const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Tiếp tục' }).click();

/**
 * Answers everything, or everything from one question on; `seen` is called with each page before its answer. Ends at the
 * page that shows all answers.
 */
export async function answerAll(
  page: Page,
  story: BirthStory,
  seen?: (question: Question) => Promise<void>,
  from?: string,
): Promise<void> {
  const questions = questionsOf(story);
  const first = from ? questions.findIndex(({ heading }) => heading === from) : 0;
  for (const question of questions.slice(first)) {
    await atQuestion(page, question.heading);
    await seen?.(question);
    await question.answer(page);
    await goOn(page);
  }
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra lại trước khi nộp' }).waitFor();
}

/** Chooses from a list: where scripts run, long lists are boxes to type in. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.waitFor();
  if (await box.evaluate((element) => element.tagName === 'SELECT')) {
    await box.selectOption({ label: text });
    return;
  }
  // As people type: without accents, and without 'Tỉnh' or 'Phường'. (The whole name chooses by itself, without a click.)
  await box.fill(fold(text).replace(/^(tinh|phuong|xa) /, ''));
  await page.getByRole('option', { name: text, exact: true }).click();
}

async function choosePlace(page: Page, { province, commune }: BirthStory): Promise<void> {
  await choose(page, 'Tỉnh, thành phố', province);
  const list = page.getByRole('button', { name: 'Hiện danh sách xã, phường' });
  if (await list.isVisible()) await list.click();
  await choose(page, 'Xã, phường, đặc khu', commune);
}

/** Waits until the place is filled in, be it by a script or by the next page. */
async function chosen(page: Page, commune: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Xã, phường, đặc khu', exact: true });
  await box.waitFor();
  const shown = await box.evaluate((element) =>
    element instanceof HTMLSelectElement ? element.selectedOptions[0]?.text : (element as HTMLInputElement).value,
  );
  assert.equal(shown, commune);
}

async function fillDate(group: Locator, iso: string): Promise<void> {
  const [year = '', month = '', day = ''] = iso.split('-');
  await group.getByLabel('Ngày', { exact: true }).fill(String(Number(day)));
  await group.getByLabel('Tháng', { exact: true }).fill(String(Number(month)));
  await group.getByLabel('Năm', { exact: true }).fill(year);
}

async function parent(
  page: Page,
  who: string,
  name: string,
  { commune }: BirthStory,
  sameAsBefore: (page: Page) => Promise<void>,
): Promise<void> {
  const { fullName, birthDate, personalId } = person(name);
  await page.getByLabel(`Họ, chữ đệm, tên của ${who}`).fill(fullName);
  await fillDate(page.getByRole('group', { name: `Ngày sinh của ${who}` }), birthDate);
  await page.getByLabel(`Số định danh cá nhân của ${who}`).fill(personalId);
  await choose(page, `Dân tộc của ${who}`, 'Kinh');
  await choose(page, `Quốc tịch của ${who}`, 'Việt Nam');
  await sameAsBefore(page);
  await chosen(page, commune);
}

async function photograph(page: Page, story: BirthStory): Promise<void> {
  const [year, month, day] = childBirthDate().split('-');
  const buffer = await photographOfNotification([
    'Bệnh viện Trung ương Thái Nguyên',
    `Họ và tên mẹ: ${story.mother}`,
    `Đã sinh con ngày ${day} tháng ${month} năm ${year}`,
    'Số con: 1. Giới tính: nam. Cân nặng: 3.200 g',
    `Dự định đặt tên con: ${story.child}`,
  ]);
  await page
    .getByLabel('Chọn ảnh hoặc tệp PDF')
    .setInputFiles({ name: 'giấy chứng sinh.jpg', mimeType: 'image/jpeg', buffer });
  const send = page.getByRole('button', { name: 'Gửi tệp đã chọn' });
  if (await send.isVisible()) await send.click();
  await page.getByText('Đã nhận 1 tệp').waitFor();
}
