import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, type OpenHouse } from '#test/world/browser.ts';
import type { Visitor } from '#test/world/visitor.ts';

const DESKTOP = 1280;
const UNKNOWN_CODE = 'H55.201-20261123-0009999';

let house: OpenHouse;
let visitor: Visitor;

before(async () => {
  house = await openHouse();
  visitor = await house.visitor('phone');
});
after(() => house?.close());

/** Everything that opens without signing in, with the heading that says so. */
const addresses: [path: string, heading: RegExp][] = [
  ['/', /Ông\/bà cần làm thủ tục gì/],
  ['/tim', /Tìm thủ tục/],
  ['/tim?q=dang+ky+khai+sinh', /Tìm thủ tục/],
  ['/tim?q=khia+sinh', /Tìm thủ tục/],
  ['/tim?q=%C4%91%C4%91%C4%91%C4%91', /Tìm thủ tục/],
  ['/tim?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E', /Tìm thủ tục/],
  ['/thu-tuc/1.001193', /Đăng ký khai sinh/],
  ['/tra-cuu', /Tra cứu hồ sơ/],
  ['/tra-cuu/giay-khai-sinh', /./],
  ['/kiem-tra-chu-ky', /./],
  ['/dia-ban', /./],
  ['/gioi-thieu', /Giới thiệu/],
  ['/tro-giup', /Trợ giúp/],
  ['/loi-tiep-can', /Hỗ trợ tiếp cận/],
  ['/dang-nhap', /Đăng nhập/],
  ['/can-bo/dang-nhap', /Cán bộ, công chức đăng nhập/],
];

for (const [path, heading] of addresses) {
  test(`${path} keeps the promises of every page`, async () => {
    const { page } = visitor;
    const answer = await page.goto(path);
    assert.equal(answer?.status(), 200);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await visitor.inspect({ scripts: 'none', alsoAt: DESKTOP });
  });
}

test('every life event and every procedure that the home page and the search lead to opens', async () => {
  const { page } = visitor;
  const found = new Set<string>();
  for (const start of ['/', '/tim']) {
    await page.goto(start);
    for (const link of await page.getByRole('main').getByRole('link').all())
      found.add((await link.getAttribute('href')) ?? '');
  }
  const wanted = [...found].filter((href) => /^\/(su-kien|thu-tuc)\//.test(href)).toSorted();
  assert.ok(wanted.filter((href) => href.startsWith('/su-kien/')).length >= 22, '11 + 11 life events');
  assert.ok(wanted.some((href) => href.startsWith('/thu-tuc/')));
  for (const href of wanted) assert.equal((await house.node.fetch(href)).status, 200, href);
  // Two of each are looked at closely; the others are made of the same parts.
  for (const kind of ['/su-kien/', '/thu-tuc/'])
    for (const href of wanted.filter((one) => one.startsWith(kind)).slice(0, 2)) {
      await page.goto(href);
      await visitor.inspect({ scripts: 'none', alsoAt: DESKTOP });
    }
});

test('an unknown tracking code stays in the box and is told what to do', async () => {
  const { page } = visitor;
  await page.goto('/tra-cuu');
  await page.getByRole('searchbox', { name: 'Mã hồ sơ' }).fill(UNKNOWN_CODE);
  await page.getByRole('main').getByRole('button', { name: 'Tra cứu' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.title(), /^Lỗi: /);
  assert.equal(await page.getByRole('searchbox', { name: 'Mã hồ sơ' }).inputValue(), UNKNOWN_CODE);
  await visitor.inspect({ scripts: 'none', alsoAt: DESKTOP });
});

test('an empty and a malformed tracking code are refused in words', async () => {
  const { page } = visitor;
  for (const typed of ['', 'khai sinh', `'; drop table dossier; --`]) {
    await page.goto(`/tra-cuu?ma=${encodeURIComponent(typed)}`);
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByRole('searchbox', { name: 'Mã hồ sơ' }).inputValue(), typed);
    await visitor.inspect({ scripts: 'none' });
  }
});

test('a wrong password keeps the personal number', async () => {
  const { page } = visitor;
  await page.goto('/dang-nhap');
  await page.getByLabel('Số định danh cá nhân').fill('019196397752');
  await page.getByLabel('Mật khẩu').fill('000000');
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.title(), /^Lỗi: /);
  assert.equal(await page.getByLabel('Số định danh cá nhân').inputValue(), '019196397752');
  await visitor.inspect({ scripts: 'none', alsoAt: DESKTOP });
});

test('an address that nobody has is answered by a page that helps', async () => {
  const { page } = visitor;
  for (const path of ['/khong-co-trang-nay', '/thu-tuc/9.999999', '/su-kien/khong-co']) {
    const answer = await page.goto(path);
    assert.equal(answer?.status(), 404, path);
    await page.getByRole('heading', { level: 1, name: 'Không tìm thấy trang này' }).waitFor();
    await visitor.inspect({ scripts: 'none', alsoAt: DESKTOP });
  }
});

test('the whole public part is there in English', async () => {
  const english = await house.visitor('phone');
  const { page } = english;
  await page.goto('/');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'What do you need to do?' }).waitFor();
  for (const path of [
    '/',
    '/tim?q=khai+sinh',
    '/thu-tuc/1.001193',
    '/tra-cuu',
    '/gioi-thieu',
    '/dang-nhap',
    '/dia-ban',
  ]) {
    await page.goto(path);
    await english.inspect({ scripts: 'none', lang: 'en' });
  }
  await english.close();
});

test('the inspection finds what is broken on purpose', async () => {
  const { page } = visitor;
  const breakages: [found: RegExp, html: string][] = [
    [/axe finds nothing/, '<img src="data:,">'],
    [/wider than the screen/, `<table><tr><td>${'x'.repeat(200)}</td></tr></table>`],
    [/exactly one h1/, '<h1>Hai tiêu đề</h1>'],
    [/composed/, `<p>${'Việt'.normalize('NFD')}</p>`],
    [/no script/, '<script type="text/plain"></script>'],
  ];
  for (const [found, html] of breakages) {
    await page.goto('/tro-giup');
    await page.getByRole('main').evaluate((main, more) => main.insertAdjacentHTML('beforeend', more), html);
    await assert.rejects(visitor.inspect({ scripts: 'none' }), found);
  }
  await page.goto('/tro-giup');
  await page.getByRole('main').evaluate((main) => main.insertAdjacentHTML('beforeend', '<p style="color: red">.</p>'));
  await assert.rejects(visitor.inspect(), /the browser complained/);
});
