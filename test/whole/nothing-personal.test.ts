import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareBirthEntry } from '#modules/civil-status/contract.ts';
import { getMyDossier, listMyDossiers, startDraft, trackDossier } from '#modules/counter/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import { demoPeople } from '#seeds/demo/index.ts';
import { accept, certificateOf, file, register, type Answers } from './birth-at.ts';
import { startHouse, type WholeHouse } from './house.ts';

// One birth with the log wide open: who was born, of whom, where they live and under which numbers stays in the rooms
// that need it, and is in no log line, address, refusal, shared page or public answer.
let house: WholeHouse;
let parent: NodeClient;
let officer: NodeClient;
const logged: string[] = [];
const CHILD = 'Nguyễn Khuê Tú Vi';
const MOTHER = 'Trần Thị Diệu Hoài';
let personal: string[];
let dossier: { dossierId: string; code: string; answers: Answers };
let serverLog: string;
let serverLogFrom: number;

before(async () => {
  house = await startHouse({ pages: true, log: (line) => logged.push(line) });
  serverLog = join(house.node.config.dataDir, 'postgresql.log');
  serverLogFrom = statSync(serverLog).size;
  const birth = house.birth(0);
  parent = await house.as({ personalId: birth.parent.personalId });
  officer = await house.as({ officerId: birth.officerId });
  dossier = await file(birth, parent, {
    childFullName: CHILD,
    phone: '0987001234',
    email: 'dieu.hoai@example.vn',
    birthPlaceName: 'Nhà số 7 ngõ Trúc Bạch',
    // The parent who files is the one with a number; the other is made up for this test.
    fatherDeclared: 'yes',
    fatherFullName: MOTHER.replace('Thị Diệu', 'Văn Diễn'),
    fatherBirthDate: '1991-04-05',
    fatherEthnicGroup: '01',
    fatherNationality: 'VN',
    fatherResidenceArea: String(birth.answers['registerArea']),
  });
  await accept(officer, dossier.dossierId);
  await register(officer, dossier.dossierId);
  await certificateOf(parent, dossier.dossierId);
  const { act } = await officer.get(prepareBirthEntry, { params: { dossierId: dossier.dossierId } });
  assert.match(act?.personalId ?? '', /^\d{12}$/);
  const person = demoPeople.find((one) => one.personalId === birth.parent.personalId);
  assert.ok(person?.residenceDetail);
  personal = [
    CHILD,
    MOTHER.replace('Thị Diệu', 'Văn Diễn'),
    birth.parent.name,
    birth.parent.personalId,
    act?.personalId ?? '',
    '0987001234',
    'dieu.hoai@example.vn',
    'ngõ Trúc Bạch',
    person.residenceDetail,
  ];
});
after(() => house?.close());

/** What is found of it in a text, also when it is escaped, encoded or without marks. */
function tells(text: string, except: readonly string[] = []): string[] {
  const forms = new Set([text, text.normalize('NFC')]);
  try {
    forms.add(decodeURIComponent(text));
  } catch {
    // A lone percent sign.
  }
  forms.add(
    text.replaceAll(/\\u([0-9a-f]{4})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  return personal.filter((one) => !except.includes(one) && [...forms].some((form) => form.includes(one)));
}

test('the test itself would notice', async () => {
  const page = JSON.stringify(await officer.get(prepareBirthEntry, { params: { dossierId: dossier.dossierId } }));
  assert.ok(tells(page).length >= 5, 'the officer sees the facts');
  assert.deepEqual(tells(`x ${encodeURIComponent(CHILD)} y`), [CHILD]);
  assert.deepEqual(tells(JSON.stringify({ a: '0987001234' })), ['0987001234']);
});

test('no address on the pages of the citizen and the officers carries any of it', async () => {
  const draft = await parent.get(startDraft, {
    body: { procedureCode: '1.001193', pageId: 'noi-dang-ky', answers: { registerArea: house.birth(0).registerArea } },
  });
  const { dossierId } = dossier;
  let looked = 0;
  for (const [client, paths] of [
    [
      parent,
      [
        '/cua-toi/ho-so',
        `/cua-toi/ho-so/${dossierId}`,
        '/cua-toi/thong-bao',
        `/nop-ho-so/${draft.draftId}/ho-ten-con`,
        `/nop-ho-so/${draft.draftId}/kiem-tra`,
        `/nop-ho-so/${dossierId}/xong`,
        '/nop-ho-so/1.001193',
      ],
    ],
    [
      officer,
      [
        '/can-bo',
        `/can-bo/ho-so/${dossierId}`,
        `/can-bo/ho-tich/khai-sinh/${dossierId}`,
        '/can-bo/so-ho-tich',
        `/can-bo/so-ho-tich?q=${encodeURIComponent('Khuê')}`,
      ],
    ],
  ] as const)
    for (const path of paths) {
      const response = await client.fetch(path);
      const html = await response.text();
      assert.ok(response.status < 400, `${path}: ${response.status}`);
      assert.match(response.headers.get('cache-control') ?? '', /no-store/, `${path} may be kept by a cache`);
      assert.deepEqual(tells(response.headers.get('location') ?? ''), [], path);
      for (const [, address = ''] of html.matchAll(/\s(?:href|action|src|formaction)="([^"]*)"/gi)) {
        looked++;
        if (/^(tel|mailto):/.test(address)) continue;
        assert.deepEqual(tells(address.replaceAll('&amp;', '&')), [], `${path} links to ${address}`);
      }
    }
  assert.ok(looked > 100, `${looked} addresses`);
});

test('tracking by code and every page that is kept for all tell nothing', async () => {
  const track = await house.anyone.get(trackDossier, { query: { code: dossier.code } });
  assert.deepEqual(tells(JSON.stringify(track)), []);
  for (const path of [
    '/',
    '/tim?q=khai+sinh',
    '/thu-tuc/1.001193',
    `/tra-cuu?ma=${dossier.code}`,
    '/tra-cuu',
    '/tro-giup',
    '/gioi-thieu',
    '/api/openapi.json',
    '/metrics',
    '/health/ready',
    `/api/directory/areas?q=${encodeURIComponent('Phan Đình Phùng')}`,
  ])
    for (let visit = 0; visit < 2; visit++) {
      const response = await house.anyone.fetch(path);
      const text = await response.text();
      assert.ok(response.status < 400, `${path}: ${response.status}`);
      // The help page may name the demo people as examples; everybody may know them. The child and its family are nobody's example.
      assert.deepEqual(tells(text), [], path);
    }
  const seen = await parent.fetch('/thu-tuc/1.001193');
  await seen.text();
  const shared = await house.anyone.fetch('/thu-tuc/1.001193');
  assert.deepEqual(tells(await shared.text()), [], 'a page seen by somebody signed in was kept for all');
});

test('refusals tell nothing but what is wrong', async () => {
  const json = { 'content-type': 'application/json' };
  const answers: Answers = { ...dossier.answers, childBirthDate: '2099-01-01', motherBirthDate: '2098-01-01' };
  const refusals = await Promise.all([
    parent.fetch('/api/counter/dossiers', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ procedureCode: '1.001193', idempotencyKey: 'refused-1', answers }),
    }),
    parent.fetch('/api/counter/dossiers', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ procedureCode: '1.001193', idempotencyKey: 'x', answers }),
    }),
    parent.fetch('/api/counter/dossiers', {
      method: 'POST',
      headers: json,
      body: `{"answers": {"childFullName": "${CHILD}", `,
    }),
    parent.fetch('/api/counter/dossiers', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: CHILD }),
    officer.fetch('/api/population/disclosures', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({
        personalId: house.birth(0).parent.personalId,
        fullName: CHILD,
        purpose: 'Đối chiếu thử',
        legalBasis: 'Luật Hộ tịch',
        caseRef: dossier.code,
      }),
    }),
    house.anyone.fetch('/api/identity/sessions', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({
        personalId: house.birth(0).parent.personalId,
        proof: { kind: 'password', password: 'sai' },
      }),
    }),
    house.anyone.fetch(`/api/counter/my-dossiers/${dossier.dossierId}`),
    parent.fetch(`/api/counter/dossiers/${dossier.dossierId}/withdrawal`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ reason: `Vì ${CHILD} đã có giấy` }),
    }),
  ]);
  for (const response of refusals) {
    const text = await response.text();
    assert.ok(response.status >= 400 && response.status < 500, `${response.url}: ${response.status} ${text}`);
    assert.deepEqual(tells(text), [], text);
  }
});

test('no log line of the node or of its database carries any of it, whatever went wrong', async () => {
  await parent.get(listMyDossiers, { query: {} });
  await parent.get(getMyDossier, { params: { dossierId: dossier.dossierId } });
  await house.anyone.fetch(`/tra-cuu?ma=${encodeURIComponent(CHILD)}`);
  await house.anyone.fetch(`/api/procedures/search?q=${encodeURIComponent(CHILD)}`);
  await house.anyone.fetch(`/${encodeURIComponent(CHILD)}`);
  await house.anyone.fetch(`/api/${encodeURIComponent(CHILD)}`);
  // The database quotes the row when a constraint is broken: the error is logged, the row is not.
  const broken = await house.node.database.pool
    .query(`insert into counter.draft select * from counter.draft limit 1`)
    .catch((error: unknown) => error);
  house.node.deps.log.error({ err: broken }, 'failed');
  const quoted = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: `Key (full_name)=(${CHILD}) already exists.`,
    where: CHILD,
  });
  house.node.deps.log.error({ err: quoted }, 'failed');
  house.node.deps.log.error({ err: new Error('outer', { cause: quoted }) }, 'failed');
  await wait(300);
  assert.ok(logged.length > 40, `${logged.length} lines: the log was open`);
  assert.ok(
    logged.some((line) => line.includes('counter.file-dossier')),
    'the birth is in the log',
  );
  for (const line of logged) assert.deepEqual(tells(line), [], line);
  const fromServer = readFileSync(serverLog).subarray(serverLogFrom).toString('utf8');
  assert.deepEqual(tells(fromServer), [], 'the database server logged it');
});

test('what waits in the queue carries ids, and public events no number', async () => {
  const jobs = await house.rows<{ payload: unknown }>('select payload from graphile_worker._private_jobs');
  for (const { payload } of jobs) assert.deepEqual(tells(JSON.stringify(payload)), []);
  const boards = await house.rows<{ row: unknown }>(`select to_jsonb(h) as row from command.happening h`);
  for (const { row } of boards) assert.deepEqual(tells(JSON.stringify(row)), [], 'the board is shown on a wall');
});
