import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileDossier, getDraft, listDrafts, saveAnswers, startDraft, trackDossier } from '#modules/counter/contract.ts';
import { getProcedure } from '#modules/procedures/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { program } from '#modules/files/test/samples.ts';
import { sendPhoto, type Answers } from './birth-at.ts';
import { cookieAt, signInAt, startHouse, type WholeHouse } from './house.ts';

// What people get wrong, and what goes wrong around them, through every room: refused with a code, in both languages,
// and nothing that was typed or saved is lost.
let house: WholeHouse;
let parent: NodeClient;
let answers: Answers;
before(async () => {
  house = await startHouse({ pages: true });
  parent = await house.as({ personalId: house.birth(0).parent.personalId });
  answers = { ...house.birth(0).answers, birthNotification: [await sendPhoto(parent, 'giấy')] };
});
after(() => house?.close());

let key = 0;
async function tryFile(
  over: Answers,
  locale: 'vi' | 'en',
  idempotencyKey = `bad-input-${key++}`,
): Promise<{ status: number; problem: ProblemDocument }> {
  const response = await parent.fetch('/api/counter/dossiers', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': locale },
    body: JSON.stringify({ procedureCode: '1.001193', idempotencyKey, answers: { ...answers, ...over } }),
  });
  return { status: response.status, problem: (await response.json()) as ProblemDocument };
}

const dossiers = (): Promise<number> => house.count('select count(*) from counter.dossier');

/** A draft with every page answered. */
async function wholeDraft(who: NodeClient): Promise<{ draftId: string; version: number; answers: Answers }> {
  const { form } = await who.get(getProcedure, { params: { code: '1.001193' } });
  const of = (pageId: string): Answers => {
    const keys = form?.pages.find((page) => page.id === pageId)?.fields.map((field) => field.key) ?? [];
    return Object.fromEntries(keys.flatMap((name) => (answers[name] === undefined ? [] : [[name, answers[name]]])));
  };
  const first = form?.pages[0]?.id ?? '';
  let draft = await who.get(startDraft, { body: { procedureCode: '1.001193', pageId: first, answers: of(first) } });
  while (draft.nextPageId)
    draft = await who.get(saveAnswers, {
      params: { draftId: draft.draftId, pageId: draft.nextPageId },
      body: { version: draft.version, answers: of(draft.nextPageId) },
    });
  return draft;
}

test('what cannot be true is refused with the field, its reason and a sentence in both languages; the same answers put right are taken', async () => {
  const before = await dossiers();
  const [oldCommune] = await house.rows<{ code: string; name: string }>(
    `select code, name from directory.area a where level = 'commune' and valid_to = '2025-06-30'
     and not exists (select from directory.area b where b.code = a.code and b.valid_to is null) limit 1`,
  );
  assert.ok(oldCommune);
  const cases: [string, Answers, number, string, string][] = [
    ['a birth in the future', { childBirthDate: '2099-01-01' }, 422, 'counter.answers-not-valid', 'childBirthDate'],
    ['a day that does not exist', { childBirthDate: '2026-02-30' }, 422, 'counter.answers-not-valid', 'childBirthDate'],
    [
      'a mother younger than her child',
      { motherBirthDate: String(answers['childBirthDate']) },
      422,
      'counter.answers-not-valid',
      'motherBirthDate',
    ],
    [
      'a commune abolished in 2025',
      { registerArea: oldCommune.code },
      422,
      'counter.commune-abolished',
      'registerArea',
    ],
    ['a commune that never was', { registerArea: '99999' }, 422, 'counter.answers-not-valid', 'registerArea'],
    ['no name', { childFullName: '   ' }, 422, 'counter.answers-not-valid', 'childFullName'],
    [
      'a paper that never was',
      { birthNotification: ['00000000-0000-7000-8000-000000000000'] },
      422,
      'counter.papers-not-valid',
      'birthNotification',
    ],
    [
      'the same paper five times',
      { birthNotification: Array(5).fill((answers['birthNotification'] as string[])[0]) as string[] },
      422,
      'counter.answers-not-valid',
      'birthNotification',
    ],
    ['an answer that nobody asked for', { isAdmin: 'yes' }, 422, 'counter.answers-not-valid', 'isAdmin'],
  ];
  for (const [what, over, status, code, field] of cases) {
    const vi = await tryFile(over, 'vi');
    const en = await tryFile(over, 'en');
    if (what === 'an answer that nobody asked for' && vi.status === 201) {
      // Taken as if it were not there: nobody can smuggle in a field.
      const stored = await house.count(`select count(*) from counter.submission where answers ? 'isAdmin'`);
      assert.equal(stored, 0);
      continue;
    }
    assert.deepEqual([vi.status, vi.problem.code], [status, code], `${what}: ${JSON.stringify(vi.problem)}`);
    assert.deepEqual([en.status, en.problem.code], [status, code], what);
    assert.ok(
      vi.problem.errors?.some((one) => one.path.includes(field)),
      `${what}: ${JSON.stringify(vi.problem.errors)}`,
    );
    assert.notEqual(vi.problem.title, en.problem.title, `${what}: English for everybody`);
    const [own] = vi.problem.errors ?? [];
    const [theirs] = en.problem.errors ?? [];
    assert.ok(
      own?.message && theirs?.message && own.message !== theirs.message,
      `${what}: ${own?.message} | ${theirs?.message}`,
    );
  }
  assert.ok((await dossiers()) - before <= 2, 'something wrong was filed');
  const right = await tryFile({}, 'vi', 'put-right-again');
  assert.equal(right.status, 201, JSON.stringify(right.problem));
});

test('an unknown tracking code, a malformed one and one of another era are told apart, kindly', async () => {
  for (const [code, expected] of [
    ['H55.201-20261123-9999999', 'counter.unknown-code'],
    ['000.00.01.H22-180715-0001', 'counter.unknown-code'],
    ['xin chào', 'counter.malformed-code'],
    ["' or 1=1 --", 'counter.malformed-code'],
  ] as const) {
    const tried = await house.anyone.call(trackDossier, { query: { code } });
    assert.ok(!tried.ok);
    assert.equal(tried.problem.code, expected);
    const page = await (await house.anyone.fetch(`/tra-cuu?ma=${encodeURIComponent(code)}`)).text();
    assert.match(page, /<title>/);
    assert.ok(page.includes(code.replaceAll("'", '&#x27;')), 'what was typed stands in the box again');
  }
});

test('text typed with loose marks is kept in one form, everywhere it goes', async () => {
  const name = 'Nguyễn Thị Thuỳ Dương Ố Ẫ';
  const filed = await parent.get(fileDossier, {
    body: {
      procedureCode: '1.001193',
      idempotencyKey: 'nfd-text',
      answers: { ...answers, childFullName: name.normalize('NFD') },
    },
  });
  const rows = await house.rows<{ name: string }>(
    `select answers->>'childFullName' as name from counter.submission where dossier_id = $1`,
    [filed.dossierId],
  );
  assert.equal(rows[0]?.name, name.normalize('NFC'));
});

test('two browsers and a double click on one draft: one dossier, one answer for all', async () => {
  const draft = await wholeDraft(parent);
  const second = await signInAt(house.url, house.code, { personalId: house.birth(0).parent.personalId });
  const before = await dossiers();
  const body = { draftId: draft.draftId, version: draft.version };
  const all = await Promise.all([parent, parent, second, second].map((browser) => browser.call(fileDossier, { body })));
  assert.deepEqual(
    all.map((one) => one.status),
    [201, 201, 201, 201],
  );
  assert.equal(new Set(all.map((one) => (one.ok ? one.answer.code : ''))).size, 1);
  assert.equal(await dossiers(), before + 1);
});

test('two browsers with one draft: the second is told, what it typed and what is stored are both there', async () => {
  const second = await signInAt(house.url, house.code, { personalId: house.birth(0).parent.personalId });
  const draft = await wholeDraft(parent);
  const page = { params: { draftId: draft.draftId, pageId: 'ho-ten-con' } };
  const saved = await parent.get(saveAnswers, {
    ...page,
    body: { version: draft.version, answers: { childFullName: 'Nguyễn Ở Nhà' } },
  });
  const refused = await second.call(saveAnswers, {
    ...page,
    body: { version: draft.version, answers: { childFullName: 'Nguyễn Ngoài Đường' } },
  });
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'counter.draft-changed');
  assert.deepEqual(
    refused.problem.errors?.map((one) => one.path),
    ['childFullName'],
    'the field is named',
  );
  assert.equal((await second.get(getDraft, { params: { draftId: draft.draftId } })).version, saved.version);
  const stale = await second.call(fileDossier, { body: { draftId: draft.draftId, version: draft.version } });
  assert.equal(stale.ok ? '' : stale.problem.code, 'counter.draft-changed');

  const html = await postPage(`/nop-ho-so/${draft.draftId}/ho-ten-con`, {
    childFullName: 'Nguyễn Ngoài Đường',
    'phien-ban': String(draft.version),
    'da-thay': '["Tên khác"]',
  });
  assert.equal(html.status, 409);
  assert.match(html.text, /Nguyễn Ngoài Đường/, 'what was typed stands in the box');
  assert.match(html.text, /Nguyễn Ở Nhà/, 'what is stored stands beside it');
});

async function postPage(path: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await parent.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, text: await response.text() };
}

test('a page with a wrong answer comes back with «Lỗi:», the reason, and what was typed', async () => {
  const draft = await wholeDraft(parent);
  for (const [pageId, fields, typed] of [
    [
      'ngay-sinh',
      { 'childBirthDate-day': '31', 'childBirthDate-month': '2', 'childBirthDate-year': '2026' },
      ['value="31"', 'value="2026"'],
    ],
    [
      'ngay-sinh',
      { 'childBirthDate-day': '1', 'childBirthDate-month': '1', 'childBirthDate-year': '2099' },
      ['value="2099"'],
    ],
    ['ho-ten-con', { childFullName: 'A'.repeat(500) }, ['A'.repeat(400)]],
    ['lien-he', { phone: 'không có', email: 'a@' }, ['không có', 'a@']],
  ] as [string, Record<string, string>, string[]][]) {
    const { status, text } = await postPage(`/nop-ho-so/${draft.draftId}/${pageId}`, {
      ...fields,
      'phien-ban': String(draft.version),
    });
    assert.ok(status === 422 || status === 400, `${pageId}: ${status}`);
    assert.match(text, /<title>Lỗi: /, pageId);
    assert.match(text, /govuk-error-summary/, pageId);
    for (const part of typed) assert.ok(text.includes(part), `${pageId} lost ${part.slice(0, 40)}`);
  }
  assert.equal(
    (await parent.get(getDraft, { params: { draftId: draft.draftId } })).version,
    draft.version,
    'the draft is as it was',
  );
});

test('the connection is lost between upload and filing, and during the filing: the photo is there, one dossier', async () => {
  const birth = house.birth(1);
  const who = { personalId: birth.parent.personalId };
  const mother = await signInAt(house.url, house.code, who);
  const photoId = await sendPhoto(mother, 'rồi mất mạng');
  const body = JSON.stringify({
    procedureCode: '1.001193',
    idempotencyKey: 'lost-connection',
    answers: { ...birth.answers, birthNotification: [photoId] },
  });
  const cookie = await cookieAt(house.url, house.code, who);
  const { hostname, port } = new URL(house.url);
  for (let cut = 0; cut < 3; cut++)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        `POST /api/counter/dossiers HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${house.url}\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        () => setTimeout(() => (socket.destroy(), resolve()), cut * 15),
      );
    });
  await wait(300);
  const again = await mother.fetch('/api/counter/dossiers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  assert.equal(again.status, 201, await again.text());
  assert.equal(await house.count(`select count(*) from counter.dossier where idempotency_key = 'lost-connection'`), 1);
});

test('a program that calls itself a PDF, and a file of 3 GB, announced or without end: refused, the draft is kept', async () => {
  const draft = await wholeDraft(parent);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(program())], { type: 'application/pdf' }), 'giay-chung-sinh.pdf');
  const refused = await parent.fetch('/api/files/form', { method: 'POST', body: form });
  assert.equal(refused.status, 415);
  assert.equal(((await refused.json()) as ProblemDocument).code, 'files.type-not-accepted');

  const announced = await parent.fetch('/api/files/uploads', {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': String(3 * 1024 ** 3) },
  });
  assert.equal(announced.status, 413, await announced.text());

  const cookie = await cookieAt(house.url, house.code, { personalId: house.birth(0).parent.personalId });
  const before = process.memoryUsage().rss;
  for (const path of ['/api/files/form', `/nop-ho-so/${draft.draftId}/giay-chung-sinh`, '/dang-nhap'])
    for (const length of [`content-length: ${3 * 1024 ** 3}`, 'transfer-encoding: chunked']) {
      const answer = await pour(path, cookie, length);
      assert.match(answer, /^HTTP\/1\.1 (413|422|400) /, `${path} with ${length}: ${answer.slice(0, 400)}`);
    }
  assert.ok(process.memoryUsage().rss - before < 400 * 1024 ** 2, 'the stream was kept in memory');
  const kept = await parent.get(getDraft, { params: { draftId: draft.draftId } });
  assert.deepEqual(kept.answers, draft.answers);
  assert.ok((await parent.get(listDrafts, {})).drafts.some((one) => one.draftId === draft.draftId));
});

/** Sends a form with a file that does not end, as fast as it is taken, until the other side has had enough. */
async function pour(path: string, cookie: string, length: string): Promise<string> {
  const { hostname, port } = new URL(house.url);
  const socket = connect(Number(port), hostname);
  const framed = (part: Buffer): Buffer =>
    length.startsWith('transfer')
      ? Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])
      : part;
  const head = `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${house.url}\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\n${length}\r\n\r\n`;
  const part =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="phim.pdf"\r\ncontent-type: application/pdf\r\n\r\n%PDF-1.7\n';
  const block = framed(Buffer.alloc(256 * 1024, 0x20));
  return new Promise((resolve, reject) => {
    let got = '';
    let sent = 0;
    const more = (): void => {
      if (sent > 3 * 1024 ** 3) reject(new Error(`${path} took 3 GB`));
      do sent += block.length;
      while (socket.write(block));
    };
    socket.on('data', (chunk) => (got += chunk.toString('utf8')));
    socket.on('drain', () => (got ? undefined : more()));
    socket.on('error', () => undefined);
    // Whatever the answer: the line is hung up, so that the rest need not be read.
    socket.setTimeout(20_000, () => reject(new Error(`${path} keeps the line: ${got.slice(0, 200)}`)));
    socket.once('close', () => resolve(got));
    socket.write(head);
    socket.write(framed(Buffer.from(part)));
    more();
  });
}
