import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';
import { answerAll, atQuestion, birthOfMinhKhoi, goOn } from './parts/answer-birth.ts';
import { openAsOfficer, signIn } from './parts/people.ts';
import { stepsOf } from './parts/steps.ts';

const NAME = 'Họ, chữ đệm, tên của trẻ là gì?';
const START = '/nop-ho-so/1.001193';

let house: OpenHouse;

before(async () => {
  house = await openHouse();
});
after(() => house?.close());

async function citizen(
  name: string,
  device: 'phone' | 'desktop' | 'phone without JavaScript' = 'phone',
): Promise<Visitor> {
  const visitor = await house.visitor(device);
  await visitor.page.goto(`/dang-nhap?ve=${encodeURIComponent(START)}`);
  await signIn(visitor.page, house, name);
  return visitor;
}

const done = (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: 'Đã nộp hồ sơ' }).waitFor();

async function expectNotFound(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  assert.equal(answer?.status(), 404, path);
  await page.getByRole('heading', { level: 1, name: 'Không tìm thấy trang này' }).waitFor();
}

async function dossierCount(): Promise<number> {
  const { rows } = await house.node.database.pool.query('select count(*)::int as n from counter.dossier');
  return (rows[0] as { n: number }).n;
}

test('one draft in two browsers', async (t) => {
  const step = stepsOf(t);
  const phone = await citizen(birthOfMinhKhoi.mother);
  const desk = await citizen(birthOfMinhKhoi.mother, 'desktop');
  let draft = '';

  await step('what is typed in one browser is never lost to the other', async () => {
    await phone.page.getByRole('link', { name: 'Bắt đầu' }).click();
    await answerAll(phone.page, birthOfMinhKhoi);
    draft = new URL(phone.page.url()).pathname.split('/')[2] ?? '';
    await Promise.all([
      phone.page.goto(`/nop-ho-so/${draft}/ho-ten-con`),
      desk.page.goto(`/nop-ho-so/${draft}/ho-ten-con`),
    ]);
    await atQuestion(phone.page, NAME);
    await atQuestion(desk.page, NAME);
    await phone.page.getByRole('textbox', { name: NAME }).fill('Trần Minh Khoa');
    await goOn(phone.page);
    await atQuestion(phone.page, 'Trẻ sinh ngày nào?');
    await desk.page.getByRole('textbox', { name: NAME }).fill('Trần Minh Khải');
    await goOn(desk.page);
    await desk.page.getByRole('alert').first().waitFor();
    const said = await desk.page.getByRole('main').innerText();
    assert.match(said, /Trần Minh Khoa/);
    assert.match(said, /Trần Minh Khải/);
    assert.equal(await desk.page.getByRole('textbox', { name: NAME }).inputValue(), 'Trần Minh Khải');
    await desk.inspect({ alsoAt: 375 });
    await goOn(desk.page);
    await atQuestion(desk.page, 'Trẻ sinh ngày nào?');
  });

  await step('a check page that is older than the draft does not file', async () => {
    await Promise.all([phone, desk].map(({ page }) => page.goto(`/nop-ho-so/${draft}/kiem-tra`)));
    await desk.page
      .getByRole('link', { name: /Sửa.*tên của trẻ/i })
      .first()
      .click();
    await desk.page.getByRole('textbox', { name: NAME }).fill(birthOfMinhKhoi.child);
    await desk.page.getByRole('button', { name: 'Lưu và quay lại kiểm tra' }).click();
    await desk.page.getByRole('button', { name: 'Nộp hồ sơ' }).waitFor();
    await phone.page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await phone.page.getByText('nên chưa nộp').waitFor();
    assert.match(await phone.page.getByRole('main').innerText(), new RegExp(birthOfMinhKhoi.child));
    await phone.inspect({ alsoAt: 1280 });
    assert.equal(await dossierCount(), 0);
  });

  await step('both file: one dossier, and both see its confirmation', async () => {
    await Promise.all([phone, desk].map(({ page }) => page.getByRole('button', { name: 'Nộp hồ sơ' }).click()));
    await Promise.all([done(phone.page), done(desk.page)]);
    assert.equal(phone.page.url(), desk.page.url());
    assert.equal(await dossierCount(), 1);
  });

  await step('the browser’s back button after filing ends at the confirmation', async () => {
    for (const { page } of [phone, desk]) {
      await page.goBack();
      await done(page);
    }
    await phone.page.goto(`/nop-ho-so/${draft}/ho-ten-con`);
    await done(phone.page);
  });
});

test('a double click files once', async () => {
  const before = await dossierCount();
  for (const device of ['phone', 'phone without JavaScript'] as const) {
    const visitor = await citizen(device === 'phone' ? 'Hà Thị Thanh Tâm' : 'Ngô Minh Tuấn', device);
    await visitor.page.getByRole('link', { name: 'Bắt đầu' }).click();
    await answerAll(visitor.page, {
      ...birthOfMinhKhoi,
      child: 'Ngô Bảo An',
      mother: 'Hà Thị Thanh Tâm',
      father: 'Ngô Minh Tuấn',
    });
    await visitor.page.getByRole('button', { name: 'Nộp hồ sơ' }).dblclick();
    await done(visitor.page);
    await visitor.close();
  }
  assert.equal(await dossierCount(), before + 2);
});

test('nobody opens what belongs to somebody else', async () => {
  const owner = await citizen('Vũ Ngọc Lan');
  const { page } = owner;
  await page.getByRole('link', { name: 'Bắt đầu' }).click();
  await answerAll(page, {
    ...birthOfMinhKhoi,
    child: 'Đặng Gia Huy',
    mother: 'Vũ Ngọc Lan',
    father: 'Đặng Hoàng Long',
  });
  const draft = new URL(page.url()).pathname.split('/')[2] ?? '';
  const stranger = await citizen('Phan Thị Quỳnh Chi');
  for (const path of [`/nop-ho-so/${draft}`, `/nop-ho-so/${draft}/ho-ten-con`, `/nop-ho-so/${draft}/kiem-tra`])
    await expectNotFound(stranger.page, path);
  await stranger.inspect({ alsoAt: 1280 });

  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await done(page);
  const dossier = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('link', { name: 'Xem hồ sơ trong tài khoản' }).click();
  const paper = await page.getByRole('link', { name: /giấy chứng sinh\.jpg/ }).getAttribute('href');
  for (const path of [
    `/cua-toi/ho-so/${dossier}`,
    `/cua-toi/ho-so/${dossier}/rut`,
    `/cua-toi/ho-so/${dossier}/bo-sung`,
    `/nop-ho-so/${dossier}/xong`,
    '/cua-toi/ho-so/khong-phai-ma',
    '/cua-toi/thong-bao/khong-phai-ma',
  ])
    await expectNotFound(stranger.page, path);
  for (const path of [paper ?? '', `/api/counter/dossiers/${dossier}/receipt`]) {
    const answer = await stranger.page.request.get(path);
    assert.equal(answer.status(), 404, path);
  }
  // An officer of another commune is a stranger too.
  const elsewhere = await house.visitor('desktop');
  await openAsOfficer(elsewhere.page, house, 'Đồng Thị Huệ', '/can-bo');
  await expectNotFound(elsewhere.page, `/can-bo/ho-so/${dossier}`);
  await expectNotFound(elsewhere.page, `/can-bo/ho-tich/khai-sinh/${dossier}`);
});

test('staff pages send the signed-out to their door and back; citizens do not get in', async () => {
  const officer = await house.visitor('desktop');
  await openAsOfficer(officer.page, house, 'Đào Quang Huy', '/can-bo/so-ho-tich');
  await officer.page.getByRole('heading', { level: 1 }).waitFor();
  await officer.inspect({ alsoAt: 375 });

  const visitor = await citizen('Lò Thị Mai');
  for (const path of ['/can-bo', '/can-bo/so-ho-tich', '/chi-huy']) {
    await visitor.page.goto(path);
    assert.equal(await visitor.page.getByRole('link', { name: /H55\./ }).count(), 0, path);
    assert.equal(await visitor.page.getByRole('heading', { name: 'Hồ sơ của cơ quan' }).count(), 0, path);
    await visitor.inspect();
  }
});
