import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import type { NodeClient } from '#platform/client.ts';
import { demoOfficer } from '#seeds/demo/officers.ts';
import { demoPeople } from '#seeds/demo/index.ts';
import { accept, file } from './birth-at.ts';
import { builtPages, startHouse, type WholeHouse } from './house.ts';

// An officer with two posts has two tabs open and changes the post in one of them. What is sent from the other tab then records nothing,
// says so in one sentence, and stays typed: on every page of the staff where something can be done.
const SAYS = 'Trang này được mở khi ông/bà làm việc ở vị trí khác';
const ELSEWHERE = '00000000-0000-7000-8000-000000000000';
const ID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const TYPED = 'Chữ đã gõ giữ lại';

let house: WholeHouse;
let dossierId: string;
before(async () => {
  house = await startHouse({ pages: true, env: { WEBHOOK_INNER_ADDRESSES: 'yes' } });
  const birth = house.birth(0);
  ({ dossierId } = await file(birth, await house.as({ personalId: birth.parent.personalId })));
  await accept(await house.as({ officerId: birth.officerId }), dossierId);
});
after(() => house?.close());

const as = (key: string): Promise<NodeClient> => house.as({ officerId: demoOfficer(key).id });

/** A page of the staff with something that can be sent from it. */
interface Walk {
  officer: string;
  /** The address, where it is not the route itself. */
  at?: (client: NodeClient) => Promise<string> | string;
  sent: Record<string, string>;
  /** Sent as a form with files. */
  multipart?: true;
  /** What else is sent, out of the page that was opened. */
  fromPage?: (html: string) => Record<string, string>;
  /** In the demo world the page has nothing to act on, so it has no form; what is sent to it is refused all the same. */
  isBare?: true;
  /** What the page asks for again and so does not show: nothing was typed, a secret, a choice. */
  keeps?: false;
}

/** The address behind the first link of a page that fits. */
const linked =
  (page: string, link: string) =>
  async (client: NodeClient): Promise<string> => {
    const html = await (await client.fetch(page)).text();
    const found = new RegExp(`href="(${link})"`, 'u').exec(html)?.[1];
    assert.ok(found, `${page} has no link like ${link}`);
    return found.replaceAll('&amp;', '&');
  };

/** The address to which a form leads. */
const made =
  (page: string, fields: Record<string, string>) =>
  async (client: NodeClient): Promise<string> => {
    const response = await send(client, page, fields);
    const to = response.headers.get('location');
    assert.ok(to, `${page} answers ${response.status}: ${/role="alert".{0,400}/su.exec(await response.text())?.[0]}`);
    return to.split('?')[0] ?? to;
  };

const CLERK = 'be-van-hau';
const KEEPER = 'ban-thi-lan';
const CHAIR = 'hoang-thi-diem';
const NATION = 'truong-my-dung';
const system = {
  ten: 'Phần mềm thử',
  'dau-moi': 'Bế Văn Hậu',
  'thu-dau-moi': 'may@duc-xuan.example.vn',
  quyen: 'exchange.send',
};
const organisation = {
  taxNumber: '4600123456',
  name: 'Hợp tác xã chè thử nghiệm',
  kind: 'cooperative',
  entry: 'HTX-01',
  'activeFrom-day': '1',
  'activeFrom-month': '1',
  'activeFrom-year': '2020',
};
const citizen = demoPeople.find((one) => one.phone !== null);

const walks: Record<string, Walk> = {
  'can-bo/ho-so/:dossierId': {
    officer: 'dao-quang-huy',
    at: () => `/can-bo/ho-so/${dossierId}`,
    sent: { viec: 'ghi-chu', 'ghi-chu': TYPED },
  },
  'can-bo/ho-tich/khai-sinh/:dossierId': {
    officer: 'dao-quang-huy',
    at: () => `/can-bo/ho-tich/khai-sinh/${dossierId}`,
    sent: { act: 'register', note: TYPED },
    fromPage: filledIn,
  },
  'can-bo/so-ho-tich': { officer: 'nong-thi-duyen', sent: { q: TYPED } },
  'can-bo/ho-tro-tai-khoan': { officer: CLERK, sent: { personalId: '000000000000', purpose: TYPED } },
  'can-bo/ho-tro-tai-khoan/:caseId': {
    officer: CLERK,
    at: made('/can-bo/ho-tro-tai-khoan', { personalId: citizen?.personalId ?? '', purpose: 'Người dân đến quầy' }),
    sent: { viec: 'lock', reason: TYPED },
  },
  'can-bo/truc/nut': { officer: NATION, sent: { viec: 'doi-khoa' }, keeps: false, isBare: true },
  'can-bo/he-thong/moi': { officer: CLERK, sent: { ...system, ten: TYPED } },
  'can-bo/he-thong/:systemId': {
    officer: CLERK,
    at: made('/can-bo/he-thong/moi', system),
    sent: { ...system, viec: 'sua', ban: '1', ten: TYPED },
  },
  'can-bo/he-thong/kiem-tra-chu-ky': {
    officer: CLERK,
    sent: { 'phuong-thuc': 'GET', 'duong-dan': '/api', 'tieu-de': 'a: b', 'noi-dung': TYPED },
  },
  'can-bo/truc': {
    officer: CLERK,
    sent: { viec: 'bao', ban: ELSEWHERE, 'trang-thai': '03' },
    keeps: false,
    isBare: true,
  },
  'can-bo/truc/van-ban/:consignmentId': {
    officer: CLERK,
    at: linked('/can-bo/truc/di', `/can-bo/truc/van-ban/${ID}`),
    sent: { viec: 'can-thiep:hold', ban: ELSEWHERE, 'ghi-chu': 'Chờ xem lại' },
    keeps: false,
    isBare: true,
  },
  'can-bo/truc/van-ban/:consignmentId/de-nghi': {
    officer: CLERK,
    at: async (client) => `${await linked('/can-bo/truc/di', `/can-bo/truc/van-ban/${ID}`)(client)}/de-nghi`,
    sent: { loai: 'recall', 'ly-do': TYPED },
    fromPage: (html) => {
      const code = /name="nhan-([^"]+)"/u.exec(html)?.[1] ?? '';
      return { [`nhan-${code}`]: code };
    },
    multipart: true,
  },
  'can-bo/truc/dieu-hanh': { officer: NATION, sent: { viec: 'go-on', 'ly-do': TYPED } },
  'can-bo/truc/dieu-hanh/:deliveryId': {
    officer: NATION,
    at: linked('/can-bo/truc/dieu-hanh', `/can-bo/truc/dieu-hanh/${ID}`),
    sent: { viec: 'hold', 'ly-do': TYPED },
  },
  'can-bo/truc/webhook': {
    officer: CLERK,
    sent: { 'dia-chi': 'http://127.0.0.1:9/tin', bao: 'arrived' },
    keeps: false,
  },
  'can-bo/truc/webhook/:webhookId': {
    officer: CLERK,
    at: made('/can-bo/truc/webhook', { 'dia-chi': 'http://127.0.0.1:9/tin', bao: 'arrived' }),
    sent: { viec: 'ngung' },
    keeps: false,
  },
  'can-bo/truc/hop-thu': { officer: CLERK, sent: { cach: 'here', 'tep-lon': '17' }, keeps: false },
  'can-bo/truc/nhom': { officer: CLERK, sent: { ten: TYPED, 'co-quan': 'H55' } },
  'can-bo/truc/nhom/:ref': {
    officer: CLERK,
    at: made('/can-bo/truc/nhom', { ten: 'Nhóm thử', 'co-quan': 'H55.201' }),
    sent: { ban: '1', 'co-quan': TYPED },
  },
  'can-bo/ung-dung/moi': { officer: NATION, sent: { nameVi: TYPED } },
  'can-bo/ung-dung/:clientId': {
    officer: 'nguyen-khac-hung',
    at: () => '/can-bo/ung-dung/demo-ministry-web',
    sent: { viec: 'them-nguoi-thu', personalNumber: '000000000000', fullName: TYPED },
  },
  'can-bo/ung-dung/:clientId/sua': {
    officer: 'nguyen-khac-hung',
    at: () => '/can-bo/ung-dung/demo-ministry-web/sua',
    sent: { version: '1', nameVi: TYPED },
  },
  'can-bo/to-chuc': {
    officer: NATION,
    sent: { ten: TYPED, 'tu-ngay-day': '1', 'tu-ngay-month': '1', 'tu-ngay-year': '2026' },
  },
  'can-bo/to-chuc/:postId': {
    officer: NATION,
    at: linked('/can-bo/to-chuc', `/can-bo/to-chuc/${ID}`),
    sent: { viec: 'rename', ten: TYPED },
  },
  'can-bo/uy-quyen': {
    officer: 'nong-thi-duyen',
    sent: { personalId: '000000000000', fullName: TYPED, purpose: 'Kiểm tra' },
  },
  'can-bo/uy-quyen/giam-ho': { officer: 'nong-thi-duyen', sent: { wardFullName: TYPED } },
  'can-bo/uy-quyen/to-chuc': { officer: 'nong-thi-duyen', sent: { name: TYPED } },
  'can-bo/uy-quyen/to-chuc/:organisationId': {
    officer: 'nong-thi-duyen',
    at: made('/can-bo/uy-quyen/to-chuc', organisation),
    sent: { fullName: TYPED },
  },
  'can-bo/van-ban/di/soan': { officer: KEEPER, sent: { loai: 'official-letter', 'trich-yeu': TYPED }, multipart: true },
  'can-bo/van-ban/di/:documentId': {
    officer: CHAIR,
    at: linked('/can-bo/van-ban/di?ngan=to-approve', `/can-bo/van-ban/di/${ID}`),
    sent: { viec: 'return', 'ly-do': TYPED },
  },
  'can-bo/van-ban/di/:documentId/phat-hanh': {
    officer: KEEPER,
    at: async () => {
      const chair = await as(CHAIR);
      const path = await linked('/can-bo/van-ban/di?ngan=to-sign', `/can-bo/van-ban/di/${ID}`)(chair);
      await send(chair, path, { viec: 'sign' });
      return `${path}/phat-hanh`;
    },
    sent: {},
    keeps: false,
  },
  'can-bo/van-ban/di/:documentId/sua': {
    officer: 'nong-thi-duyen',
    at: async (client) => `${await linked('/can-bo/van-ban/di?ngan=mine', `/can-bo/van-ban/di/${ID}`)(client)}/sua`,
    sent: { ban: '1', loai: 'invitation', 'trich-yeu': TYPED },
    multipart: true,
  },
  'can-bo/van-ban/den/vao-so': { officer: KEEPER, sent: { 'co-quan': TYPED }, multipart: true },
  'can-bo/van-ban/den/:documentId': {
    officer: CHAIR,
    at: linked('/can-bo/van-ban/den?ngan=to-assign', `/can-bo/van-ban/den/${ID}`),
    sent: { viec: 'note', 'y-kien': TYPED },
  },
  'can-bo/van-ban/mau-so': { officer: KEEPER, sent: { 'ten-tat': 'UBND', 'dia-danh': TYPED } },
};

/** Signing in and changing the post are what makes the post of a session. */
const without = new Set(['can-bo/dang-nhap', 'can-bo/vi-tri']);

/** Where citizens act, or whoever signs in. */
const notOfStaff =
  /^src\/modules\/(portal|notices|signing|identity\/ui\/(?!support\/)|counter\/ui\/(citizen|filing)\/|sign-on\/ui\/(approvals|people|sign-in)\/|mandates\/ui\/[^/]+$)/u;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every page of the staff that takes a form, as built. */
async function actingPages(): Promise<string[]> {
  const { server } = await builtPages();
  assert.ok(typeof server === 'object');
  return Object.values(server.routes).flatMap((route) =>
    route?.path?.startsWith('can-bo') && 'action' in route.module && route.module.action && !without.has(route.path)
      ? [route.path]
      : [],
  );
}

function send(client: NodeClient, path: string, fields: Record<string, string>, multipart = false): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return client.fetch(path, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', origin: house.url },
    body: multipart ? form : new URLSearchParams(fields),
  });
}

/** What stands in the boxes of a page already. */
function filledIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*>/gu)) {
    const at = (name: string): string => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '';
    if (at('name') && (!/type="(radio|checkbox)"/u.test(tag) || / checked/u.test(tag)))
      fields[at('name')] = at('value');
  }
  for (const [, name = '', options = ''] of html.matchAll(/<select\b[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gsu))
    fields[name] = /value="([^"]*)" selected/u.exec(options)?.[1] ?? '';
  for (const [, name = '', text = ''] of html.matchAll(/<textarea\b[^>]* name="([^"]+)"[^>]*>(.*?)<\/textarea>/gsu))
    fields[name] = text;
  return fields;
}

/** In which post each form of a page was opened; those of the bar belong to none. */
function postsOf(html: string): string[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gsu)].flatMap(([, head = '', inner = '']) => {
    if (!/method="post"/u.test(head) || /action="\/(dang-xuat|can-bo\/vi-tri)"/u.test(head)) return [];
    return [/name="o-vi-tri" value="([^"]+)"/u.exec(inner)?.[1] ?? `none: ${inner.slice(0, 80)}`];
  });
}

test('every page of the staff that takes a form is walked over here', async () => {
  assert.deepEqual((await actingPages()).toSorted(), Object.keys(walks).toSorted());
});

test('no form of the staff is without the post it was opened in', () => {
  const bare = globSync('src/modules/*/ui/**/*.tsx', { cwd: root }).filter(
    (file) =>
      !notOfStaff.test(file) &&
      /<form\b[^>]*method="post"|request\.formData\(\)/u.test(readFileSync(join(root, file), 'utf8')),
  );
  assert.deepEqual(bare, [], 'these use StaffForm and readStaffForm');
});

for (const [route, walk] of Object.entries(walks))
  test(`/${route} does nothing in another post, says so and keeps what was typed`, async () => {
    const client = await as(walk.officer);
    const path = (await walk.at?.(client)) ?? `/${route}`;
    const opened = await client.fetch(path);
    assert.equal(opened.status, 200);
    const page = await opened.text();
    const marks = new Set(postsOf(page));
    const [post] = marks;
    if (walk.isBare) assert.equal(marks.size, 0, 'the page has a form now and is walked like the others');
    else assert.ok(marks.size === 1 && post?.match(/^[0-9a-f-]{36}$/u), `forms opened in ${[...marks].join()}`);
    const fields = { ...walk.fromPage?.(page), ...walk.sent, 'o-vi-tri': ELSEWHERE };
    const refused = await send(client, path, fields, walk.multipart);
    const html = await refused.text();
    assert.equal(refused.status, 409, html.slice(html.indexOf('<main'), html.indexOf('<main') + 2000));
    assert.ok(html.includes(SAYS), 'the reason stands on the page');
    if (walk.keeps !== false) assert.ok(html.includes(TYPED), 'what was typed stands on the page');
    // It has been said: pressed again, it is done in the post of the session.
    assert.deepEqual(
      [...new Set(postsOf(html))].filter((one) => one !== post),
      [],
    );
  });

test('a page that found something else to say first says this one when it is sent again', async () => {
  const client = await as(KEEPER);
  const path = '/can-bo/truc/hop-thu';
  const first = await send(client, path, { 'o-vi-tri': ELSEWHERE, cach: 'here', 'tep-lon': 'lớn' });
  assert.equal(first.status, 422);
  assert.deepEqual([...new Set(postsOf(await first.text()))], [ELSEWHERE]);
});
