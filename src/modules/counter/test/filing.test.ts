import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { fileDossier, getDraft, saveAnswers, startDraft } from '../contract.ts';
import type { Answers } from '../shapes.ts';
import {
  birth,
  citizenNamed,
  codeOf,
  ducXuan,
  openOffice,
  type Office,
  phanDinhPhung,
  stranger,
  thuHa,
} from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.close());

const full = async (over: Answers = {}): Promise<Answers> => ({
  ...birth,
  birthNotification: [await office.photo(thuHa)],
  ...over,
});

const fieldsOf = (answer: Awaited<ReturnType<Office['tryFile']>>): string[] =>
  answer.ok ? [] : (answer.problem.errors ?? []).map((error) => `${error.path}:${error.code}`);

async function countDossiers(): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*)::int as many from counter.dossier`.execute(
    office.node.database.of(),
  );
  return rows[0]?.many ?? -1;
}

/** A draft with every page answered through the same operations as the pages use. */
async function wholeDraft(answers: Answers): Promise<{ draftId: string; version: number }> {
  const body = { procedureCode: '1.001193', pageId: 'noi-dang-ky', answers };
  const begun = await office.node.call(startDraft, { body }, thuHa);
  assert.ok(begun.ok, JSON.stringify(begun));
  let { draftId, version, nextPageId } = begun.answer;
  while (nextPageId) {
    const saved = await office.node.call(
      saveAnswers,
      { params: { draftId, pageId: nextPageId }, body: { version, answers } },
      thuHa,
    );
    assert.ok(saved.ok, JSON.stringify(saved));
    ({ draftId, version, nextPageId } = saved.answer);
  }
  return { draftId, version };
}

test('two browsers and a double click on one draft: one dossier, one answer', async () => {
  const draft = await wholeDraft(await full({ childFullName: 'Hoàng Minh Khang' }));
  const before = await countDossiers();
  const tried = await Promise.all(
    Array.from({ length: 8 }, () => office.node.call(fileDossier, { body: draft }, thuHa)),
  );
  const answers = tried.map((one) => (one.ok ? one.answer : one.problem));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.ok(tried.every((one) => one.status === 201));
  assert.equal(await countDossiers(), before + 1);
  const later = await office.node.call(fileDossier, { body: draft }, thuHa);
  assert.deepEqual(later.ok && later.answer, answers[0]);
  const gone = await office.node.call(getDraft, { params: { draftId: draft.draftId } }, thuHa);
  assert.equal(codeOf(gone), 'counter.draft-already-filed');
});

test('a draft that was changed in another window is not filed unseen', async () => {
  const draft = await wholeDraft(await full({ childFullName: 'Hoàng Gia Hân' }));
  const stale = { draftId: draft.draftId, version: draft.version - 1 };
  assert.equal(codeOf(await office.node.call(fileDossier, { body: stale }, thuHa)), 'counter.draft-changed');
  assert.equal(codeOf(await office.node.call(fileDossier, { body: draft }, thuHa)), 'ok');
});

test('a key files once; with other contents it is refused; another person’s same key is his own', async () => {
  const answers = await full();
  const key = newId();
  const tried = await Promise.all(Array.from({ length: 6 }, () => office.tryFile(thuHa, answers, key)));
  const codes = new Set(tried.map((one) => (one.ok ? one.answer.code : one.problem.code)));
  assert.equal(codes.size, 1, [...codes].join());
  assert.ok(tried.every((one) => one.ok));
  assert.equal(codeOf(await office.tryFile(thuHa, { ...answers, copies: 9 }, key)), 'counter.idempotency-key-reused');
  const other = await office.tryFile(stranger, { ...answers, birthNotification: [await office.photo(stranger)] }, key);
  assert.equal(codeOf(other), 'ok');
});

test('numbers have no gaps and no doubles in a race, with refusals in between', async () => {
  const people = Array.from({ length: 4 }, (_, n) => citizenNamed(`Người nộp ${n}`));
  const papers = await Promise.all(people.map((person) => office.photo(person)));
  const keys = Array.from({ length: 40 }, () => newId());
  const tried = await Promise.all(
    keys.map((key, n) => {
      const who = n % people.length;
      const answers = {
        ...birth,
        birthNotification: [papers[who] ?? ''],
        registerArea: n % 3 ? ducXuan.areaCode : phanDinhPhung.areaCode,
      };
      // Every fifth is wrong, every seventh arrives twice.
      const sent = n % 5 === 0 ? { ...answers, childFullName: '' } : answers;
      return office.tryFile(people[who] ?? thuHa, sent, n % 7 === 0 && n > 0 ? keys[n - 4] : key);
    }),
  );
  assert.ok(tried.some((one) => !one.ok) && tried.some((one) => one.ok));
  const { rows } = await sql<{ place: string; last: number; many: number; distinct: number }>`
    select n.agency_code as place, n.last, count(d.*)::int as many, count(distinct d.code)::int as distinct
    from counter.day_number n left join counter.dossier d on d.code like n.agency_code || '-%' group by 1, 2`.execute(
    office.node.database.of(),
  );
  assert.equal(rows.length, 2);
  for (const row of rows) assert.deepEqual([row.many, row.distinct], [row.last, row.last], row.place);
});

test('a new day begins at one again, in Vietnam’s time', async () => {
  office.clock.set('2026-11-25T16:59:00Z');
  assert.match((await office.file()).code, /-20261125-/);
  office.clock.set('2026-11-25T17:01:00Z');
  assert.match((await office.file()).code, /-20261126-0000001$/);
  office.clock.set('2026-11-23T03:00:00Z');
});

test('what people and machines get wrong is refused with a code, and nothing is filed', async () => {
  const before = await countDossiers();
  const cases: [string, Answers, string, string?][] = [
    [
      'a birth in the future',
      { childBirthDate: '2027-01-01' },
      'counter.answers-not-valid',
      'childBirthDate:child-born-by-today',
    ],
    [
      'a day that does not exist',
      { childBirthDate: '2026-02-30' },
      'counter.answers-not-valid',
      'childBirthDate:wrong-shape',
    ],
    [
      'a mother younger than her child',
      { motherBirthDate: '2026-11-20' },
      'counter.answers-not-valid',
      'motherBirthDate:mother-old-enough',
    ],
    ['no paper', { birthNotification: [] }, 'counter.answers-not-valid', 'birthNotification:required'],
    [
      'a paper that was never uploaded',
      { birthNotification: [newId()] },
      'counter.papers-not-valid',
      'birthNotification:paper-missing',
    ],
    [
      'another person’s paper',
      { birthNotification: [await office.photo(stranger)] },
      'counter.papers-not-valid',
      'birthNotification:paper-missing',
    ],
    ['a place that never was', { registerArea: '99999' }, 'counter.answers-not-valid', 'registerArea:area-unknown'],
    [
      'a place of birth that never was',
      { birthPlaceArea: '99999' },
      'counter.answers-not-valid',
      'birthPlaceArea:area-unknown',
    ],
    ['a commune where nobody takes dossiers', { registerArea: '00004' }, 'counter.no-intake-agency'],
    ['a name of control characters', { childFullName: 'An\u0000' }, 'platform.bad-input'],
    ['an answer far too long', { childFullName: 'A'.repeat(5000) }, 'platform.bad-input'],
    ['a foreign mother, who needs another procedure', { motherNationality: 'US' }, 'counter.not-eligible'],
    ['a thousand copies', { copies: 1000 }, 'counter.answers-not-valid', 'copies:too-large'],
  ];
  for (const [what, over, code, field] of cases) {
    const tried = await office.tryFile(thuHa, await full(over));
    assert.equal(codeOf(tried), code, what);
    if (field) assert.ok(fieldsOf(tried).includes(field), `${what}: ${fieldsOf(tried).join()}`);
  }
  const unknown = await office.node.call(
    fileDossier,
    { body: { procedureCode: '9.999999', answers: {}, idempotencyKey: newId() } },
    thuHa,
  );
  assert.equal(codeOf(unknown), 'counter.unknown-procedure');
  assert.equal(await countDossiers(), before);
});

test('a commune abolished in 2025 is refused with the names of its successors', async () => {
  const abolished = await sql<{
    code: string;
  }>`select code from directory.area a where level = 'commune' and valid_to = '2025-06-30'
    and not exists (select 1 from directory.area b where b.code = a.code and b.valid_to is null) limit 1`.execute(
    office.node.database.of(),
  );
  const code = abolished.rows[0]?.code;
  assert.ok(code, 'the country has abolished communes');
  const tried = await office.tryFile(thuHa, await full({ registerArea: code }));
  assert.equal(codeOf(tried), 'counter.commune-abolished');
  assert.ok(!tried.ok && String(tried.problem.params?.['successors']).length > 3);
  assert.ok(!tried.ok && tried.problem.params?.['endedOn'] === '01/07/2025', JSON.stringify(tried));
  assert.deepEqual(fieldsOf(tried), ['registerArea:area-abolished']);
});

test('text in NFD and with stray spaces is stored as it should have been typed', async () => {
  const filed = await office.file(thuHa, { childFullName: ' Nguyễn  Đức Phúc '.normalize('NFD') });
  const { rows } = await sql<{ name: string }>`select answers->>'childFullName' as name from counter.submission
    where dossier_id = ${filed.dossierId}`.execute(office.node.database.of());
  assert.equal(rows[0]?.name, 'Nguyễn Đức Phúc'.normalize('NFC'));
});

test('an infected paper cannot be filed', async () => {
  const answers = await full();
  const [fileId] = answers['birthNotification'] as string[];
  const owner = new pg.Client(office.node.owner);
  await owner.connect();
  await owner.query(
    `update files.content set scan = 'infected' where sha256 = (select sha256 from files.file where id = $1)`,
    [fileId],
  );
  try {
    const tried = await office.tryFile(thuHa, answers);
    assert.deepEqual(fieldsOf(tried), ['birthNotification:paper-infected']);
  } finally {
    await owner.query(
      `update files.content set scan = 'clean' where sha256 = (select sha256 from files.file where id = $1)`,
      [fileId],
    );
    await owner.end();
  }
});

test('the application can neither change nor remove what was filed', async () => {
  await office.file();
  const database = office.node.database.of();
  for (const table of ['counter.submission', 'counter.dossier_event', 'counter.issued_form', 'counter.due_time']) {
    await assert.rejects(sql`delete from ${sql.table(table)}`.execute(database), /permission denied/, table);
  }
  await assert.rejects(sql`update counter.dossier_event set kind = 'x'`.execute(database), /permission denied/);
  await assert.rejects(sql`delete from counter.dossier`.execute(database), /permission denied/);
});
