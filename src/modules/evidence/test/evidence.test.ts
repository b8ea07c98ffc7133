import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { verifyEvidence, viewHistory } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { makeDays } from '../days.ts';
import { clock, officer, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

let world: EvidenceWorld;
let node: EvidenceWorld['node'];
let evidence: EvidenceWorld['evidence'];
let recordOne: EvidenceWorld['recordOne'];

before(async () => {
  world = await startEvidence();
  ({ node, evidence, recordOne } = world);
});
after(() => world.close());

test('a record is there after the commit, and not after a rollback', async () => {
  const subject = subjectOf(randomUUID());
  await recordOne(subject, { câu: 'Nguyễn Thị Thượng', n: 1.5 });
  await assert.rejects(
    node.database.transaction<Tables, void>(async (trx) => {
      await evidence.record(trx, { kind: 'counter.dossier-filed', subject, actor: officer });
      throw new Error('the caller changed its mind');
    }),
  );
  const [line, ...more] = await evidence.historyOf(subject);
  assert.equal(more.length, 0);
  assert.equal(line?.kind, 'counter.dossier-accepted');
  assert.equal(line?.at.toISOString(), '2026-11-23T05:00:00.000Z');
  assert.equal(line?.purpose, 'Tiếp nhận hồ sơ');
  assert.deepEqual(line?.data, { câu: 'Nguyễn Thị Thượng', n: 1.5 });
  assert.equal(line?.actor['kind'], 'officer');
  assert.equal(JSON.stringify(line?.actor).includes('Nông'), false, 'references, not names');
  assert.equal(line?.position, undefined);
  await evidence.seal();
  assert.ok((await evidence.historyOf(subject))[0]?.position);
});

test('the application can neither change nor remove evidence', async () => {
  const db = node.database.of<unknown>();
  await recordOne(subjectOf(randomUUID()));
  await evidence.seal();
  await makeDays({ database: node.database, clock });
  const columns = {
    record: 'kind',
    record_other: 'kind',
    record_20261123: 'kind',
    link: 'hash',
    chain_head: 'hash',
    seal: 'root',
    leaves: 'hashes',
  };
  for (const [table, column] of Object.entries(columns)) {
    for (const command of [
      `update evidence.${table} set ${column} = default`,
      `delete from evidence.${table}`,
      `truncate evidence.${table} cascade`,
    ]) {
      await assert.rejects(sql.raw(command).execute(db), { code: '42501' }, command);
    }
  }
  // Past the front door into a day, or into the chain that was: neither.
  for (const table of ['record_other', 'record_20261123', 'link', 'chain_head'])
    await assert.rejects(sql.raw(`insert into evidence.${table} default values`).execute(db), { code: '42501' }, table);
});

test('entries that are not well-formed are refused before they reach the database', async () => {
  const entry = { kind: 'counter.dossier-filed', subject: 'dossier:1', actor: officer };
  for (const wrong of [
    { kind: 'filed' },
    { kind: 'Counter.filed' },
    { subject: 'dossier' },
    { subject: 'dossier:a\u0000b' },
    { subject: `dossier:${'x'.repeat(200)}` },
    { purpose: 'a\u0001' },
    { data: 'x'.repeat(70_000) },
  ]) {
    await assert.rejects(
      node.database.transaction<Tables, string>((trx) => evidence.record(trx, { ...entry, ...wrong })),
      TypeError,
    );
  }
  // NUL and lone surrogates inside data are JSON escapes: kept, sealed and read back.
  const data = { text: 'a\u0000b\ud800' };
  await recordOne('dossier:nul', data);
  assert.equal(await evidence.seal(), 1);
  assert.deepEqual((await evidence.verify()).broken, []);
});

test('an officer reads a history with a purpose, and the reading is recorded', async () => {
  const subject = subjectOf(randomUUID());
  for (let i = 0; i < 5; i += 1) await recordOne(subject, { i });
  const body = { subject, purpose: 'Giải quyết khiếu nại số 12', limit: 3 };
  const first = await node.call(viewHistory, { body }, officer);
  assert.ok(first.ok, JSON.stringify(first));
  assert.deepEqual(
    first.answer.lines.map((line) => line.data),
    [{ i: 0 }, { i: 1 }, { i: 2 }],
  );
  assert.ok(first.answer.next);
  const second = await node.call(viewHistory, { body: { ...body, after: first.answer.next } }, officer);
  assert.ok(second.ok);
  assert.deepEqual(
    second.answer.lines.map((line) => line.kind),
    ['counter.dossier-accepted', 'counter.dossier-accepted', 'evidence.history-viewed'],
  );
  assert.equal(second.answer.lines[2]?.purpose, body.purpose);
  const citizen: Actor = { kind: 'citizen', accountId: randomUUID(), personId: randomUUID(), name: 'Lò Thị Mai' };
  for (const actor of [undefined, citizen, { ...officer, rights: ['counter.view'] }] as const) {
    const refused = await node.call(viewHistory, { body }, actor);
    assert.ok(!refused.ok && [401, 403].includes(refused.status));
  }
  for (const wrong of [
    { ...body, subject: 'dossier' },
    { ...body, purpose: '' },
    { ...body, limit: 1000 },
  ]) {
    const refused = await node.call(viewHistory, { body: wrong }, officer);
    assert.ok(!refused.ok && refused.status === 400);
  }
});

test('a history is read by the agency that handled the dossier; others need the right for the whole country', async () => {
  const dossier = subjectOf(randomUUID());
  await recordOne(dossier);
  const body = (subject: string) => ({ subject, purpose: 'Giải quyết khiếu nại số 12' });
  const elsewhere: Actor = { ...officer, officerId: randomUUID(), agencyId: randomUUID() };
  const nation: Actor = { ...elsewhere, rights: ['evidence.view', 'evidence.national'] };
  const may = async (subject: string, actor: Actor) => {
    const answer = await node.call(viewHistory, { body: body(subject) }, actor);
    return answer.ok ? 'yes' : answer.problem.code;
  };
  assert.equal(await may(dossier, elsewhere), 'evidence.other-agency');
  assert.equal(await may(dossier, nation), 'yes');
  assert.equal(await may(dossier, elsewhere), 'evidence.other-agency', 'a refused reading opens nothing');
  assert.equal(
    await may(dossier, { ...nation, rights: ['evidence.view'] }),
    'evidence.other-agency',
    'nor one allowed',
  );
  assert.equal(await may(dossier, officer), 'yes');
  assert.equal(await may(`agency:${officer.agencyId}`, officer), 'yes');
  assert.equal(await may(`agency:${officer.agencyId}`, elsewhere), 'evidence.other-agency');
  // Who looked at a person, in which agency and why, is nobody's business in a commune.
  const person = `person:${randomUUID()}`;
  await recordOne(person);
  assert.equal(await may(person, officer), 'evidence.other-agency');
  assert.equal(await may(person, nation), 'yes');
});

test('the sealer is a job, and the check an operation', async () => {
  await recordOne(subjectOf(randomUUID()));
  const job = evidence.parts.jobs?.find((one) => one.name === 'evidence.seal');
  assert.equal(job?.every, '* * * * *');
  await job?.handle({}, { log: node.deps.log });
  const answer = await node.call(verifyEvidence, {}, officer);
  assert.ok(answer.ok, JSON.stringify(answer));
  assert.equal(answer.answer.waiting, 0);
  assert.ok(answer.answer.sealed > 0 && answer.answer.seals > 0);
  assert.deepEqual(answer.answer.broken, []);
});
