import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import { openAsOfficer } from './parts/people.ts';

/** A ward takes back a decision that it has sent; the department agrees where it sees the request, and its book says so. */
const sender = 'Bế Văn Hậu';
const recipient = 'La Văn Đồng';
const subject = 'Về việc thành lập Tổ công nghệ số cộng đồng phường Đức Xuân';
const reason = 'Danh sách thành viên ghi sai tên một người';

let house: OpenHouse;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

test('asked with a reason, agreed with one click without scripts, seen by both', async () => {
  const ward = await house.visitor('desktop');
  const { page } = ward;
  await openAsOfficer(page, house, sender, '/can-bo/truc/di');
  await page.getByLabel('Tìm theo số, ký hiệu, trích yếu').fill('to cong nghe so');
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page
    .getByRole('link', { name: /QĐ-UBND/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  await ward.inspect({ alsoAt: 375 });
  await page.getByRole('link', { name: 'Đề nghị thu hồi, cập nhật hoặc thay thế' }).click();
  await ward.inspect({ alsoAt: 375 });
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await page.getByText('Chọn thu hồi, cập nhật hoặc thay thế.').first().waitFor();
  await page.getByLabel('Đề nghị thu hồi').check();
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await page.getByText('Ghi lý do để nơi nhận biết.').first().waitFor();
  await ward.inspect({ alsoAt: 375 });
  await page.getByLabel('Lý do').fill(reason);
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await page.getByText('Đã ghi nhận.').waitFor();
  await page.getByRole('heading', { level: 2, name: 'Đề nghị về văn bản này' }).waitFor();

  const department = await house.visitor('phone without JavaScript');
  const inbox = department.page;
  await openAsOfficer(inbox, house, recipient, '/can-bo/truc');
  await inbox.getByText(reason).first().waitFor();
  await department.inspect({ alsoAt: 1280 });
  await inbox.getByText('Không đồng ý, nêu lý do').first().click();
  await inbox.getByRole('button', { name: 'Không đồng ý', exact: true }).first().click();
  await inbox.getByRole('alert').first().waitFor();
  await inbox.getByRole('button', { name: 'Đồng ý', exact: true }).first().click();
  await inbox.getByText('Đã ghi nhận.').waitFor();
  await department.inspect();

  // The sender's page follows by itself, recipient by recipient.
  await page
    .getByRole('row', { name: /Sở Tư pháp tỉnh Thái Nguyên Đồng ý/ })
    .first()
    .waitFor();
  await ward.inspect({ alsoAt: 375 });

  // The line in the book stays, and says what happened.
  await inbox.goto('/can-bo/truc?xem=tat-ca');
  await inbox
    .getByRole('row', { name: new RegExp(subject) })
    .getByRole('link', { name: /Mở để vào sổ|Số đến/ })
    .first()
    .click();
  await inbox.getByRole('heading', { name: 'Nơi gửi đã thu hồi' }).waitFor();
  await inbox.getByText(reason).first().waitFor();
  await department.inspect({ alsoAt: 1280 });
});
