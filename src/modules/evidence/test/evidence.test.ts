import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Actor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { createSigning, type Signing } from '#modules/signing/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { verifyEvidence, viewHistory } from '../contract.ts';
import { createEvidence, type Evidence } from '../index.ts';
import type { Tables } from '../tables.ts';
import { verifyChain, type Breakage } from '../verify.ts';

let node: TestNode;
let signing: Signing;
let evidence: Evidence;
let owner: Kysely<Tables>;
const clock = testClock('2026-11-23T05:00:00Z');

const officer: Actor = {
  kind: 'officer',
  accountId: randomUUID(),
  officerId: randomUUID(),
  agencyId: randomUUID(),
  name: 'Hoàng Văn Nông',
  position: 'Công chức tư pháp - hộ tịch',
  rights: ['evidence.view'],
};
const subjectOf = (id: string) => `dossier:${id}`;

before(async () => {
  node = await startNode({
    clock,
    build: (deps) => {
      signing = createSigning(deps);
      return [signing, (evidence = createEvidence({ ...deps, signing }))];
    },
  });
  owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...node.owner, max: 2 }) }) });
});
after(async () => {
  await owner.destroy();
  await node.close();
});

const recordOne = (subject: string, data: unknown = { step: 1 }, by = evidence) =>
  node.database.transaction<Tables, string>((trx) =>
    by.record(trx, { kind: 'counter.dossier-accepted', subject, actor: officer, purpose: 'Tiếp nhận hồ sơ', data }),
  );

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
  for (const table of ['record', 'link', 'seal']) {
    for (const command of [
      `update evidence.${table} set ${table === 'record' ? 'kind' : 'hash'} = default`,
      `delete from evidence.${table}`,
      `truncate evidence.${table} cascade`,
    ]) {
      await assert.rejects(sql.raw(command).execute(db), { code: '42501' }, command);
    }
  }
  await assert.rejects(sql.raw('update evidence.unsealed set record_id = record_id').execute(db), { code: '42501' });
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

test('property: with many writers, rollbacks and two sealing workers, every committed record is sealed once and in one chain', async () => {
  let other: Evidence | undefined;
  const beside = await startNode({
    clock,
    beside: node,
    build: (deps) => [(other = createEvidence({ ...deps, signing }))],
  });
  try {
    const workers = [evidence, other].filter((one) => one !== undefined);
    const plan = fc.array(
      fc.record({ commits: fc.boolean(), pause: fc.nat({ max: 6 }), count: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 25,
      },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (writers) => {
        const subject = subjectOf(randomUUID());
        const writing = { done: false };
        const sealers = workers.map(async (worker) => {
          while (!writing.done) await worker.seal();
        });
        const committed = await Promise.all(writers.map((writer) => write(subject, writer)));
        writing.done = true;
        await Promise.all(sealers);
        await evidence.seal();
        const ids = committed.flat().toSorted();
        const lines = await evidence.historyOf(subject);
        assert.deepEqual(lines.map((line) => line.id).toSorted(), ids);
        const positions = lines.map((line) => line.position);
        assert.ok(
          positions.every((position) => position !== undefined),
          'all sealed',
        );
        assert.equal(new Set(positions).size, ids.length);
      }),
      { numRuns: 25 },
    );
    const { rows } = await sql<{
      count: number;
      last: number;
    }>`select count(*) as count, max(position) as last from evidence.link`.execute(owner);
    assert.equal(rows[0]?.count, rows[0]?.last, 'no gaps');
    const verification = await evidence.verify();
    assert.deepEqual(verification.broken, []);
    assert.equal(verification.sealed, rows[0]?.last);
    assert.equal(verification.waiting, 0);
  } finally {
    await beside.close();
  }
});

async function write(subject: string, writer: { commits: boolean; pause: number; count: number }): Promise<string[]> {
  const undo = new Error('undo');
  try {
    return await node.database.transaction<Tables, string[]>(async (trx) => {
      const ids: string[] = [];
      for (let i = 0; i < writer.count; i += 1) {
        ids.push(
          await evidence.record(trx, {
            kind: 'probe.written',
            subject,
            actor: { kind: 'system', name: 'probe' },
            data: { i },
          }),
        );
        await sql`select pg_sleep(${writer.pause / 1000})`.execute(trx);
      }
      if (!writer.commits) throw undo;
      return ids;
    });
  } catch (error) {
    if (error !== undo) throw error;
    return [];
  }
}

/** Tampers as the owner of the database, who may do anything, verifies, and takes it back. */
async function breakages(tamper: (trx: Transaction<Tables>) => Promise<unknown>): Promise<Breakage[]> {
  const undo = new Error('undo');
  let broken: Breakage[] = [];
  await owner
    .transaction()
    .execute(async (trx) => {
      await tamper(trx);
      broken = (await verifyChain(trx, signing)).broken;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return broken;
}

test('property: any alteration of a sealed record is found, at its place', async () => {
  for (let i = 0; i < 20; i += 1) await recordOne(subjectOf(`alter-${i}`), { i, text: 'đã nhận' });
  await evidence.seal();
  const { rows } = await sql<{
    position: number;
    id: string;
  }>`select position, record_id as id from evidence.link order by position`.execute(owner);
  const alterations = fc.constantFrom(
    sql`kind = kind || 'x'`,
    sql`subject = subject || 'x'`,
    sql`at = at + interval '1 microsecond'`,
    sql`purpose = coalesce(purpose, '') || ' '`,
    sql`purpose = case when purpose is null then '' end`,
    sql`legal_basis = coalesce(legal_basis, '') || '1'`,
    sql`data = (data::text || ' ')::json`,
    sql`actor = '{"kind":"system","name":"ai đó"}'`,
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), alterations, async (row, alteration) => {
      const broken = await breakages((trx) =>
        sql`update evidence.record set ${alteration} where id = ${row.id}`.execute(trx),
      );
      assert.deepEqual(broken, [{ what: 'altered', position: row.position, recordId: row.id }]);
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(await breakages(async () => undefined), []);
});

const kinds = async (tamper: (trx: Transaction<Tables>) => Promise<unknown>) =>
  new Set((await breakages(tamper)).map((one) => one.what));

test('removed, reordered and slipped-in records are found', async () => {
  for (let i = 0; i < 6; i += 1) await recordOne(subjectOf(`move-${i}`));
  await evidence.seal();
  const head = await sql<{
    position: number;
    id: string;
  }>`select position, record_id as id from evidence.link order by position desc limit 4`.execute(owner);
  const [last, third, second] = head.rows;
  assert.ok(last && third && second);

  assert.ok(
    (await kinds((trx) => sql`delete from evidence.record where id = ${second.id}`.execute(trx))).has('record-missing'),
  );
  assert.ok(
    (
      await kinds(async (trx) => {
        await sql`delete from evidence.link where position = ${second.position}`.execute(trx);
        await sql`delete from evidence.record where id = ${second.id}`.execute(trx);
      })
    ).has('link-missing'),
  );
  const swapped = await kinds(async (trx) => {
    await sql`update evidence.link set position = -position + 1000000 where position in (${second.position}, ${third.position})`.execute(
      trx,
    );
    await sql`update evidence.link set position = ${second.position} where record_id = ${third.id}`.execute(trx);
    await sql`update evidence.link set position = ${third.position} where record_id = ${second.id}`.execute(trx);
  });
  assert.ok(swapped.has('altered'));
  const slipped = await kinds((trx) =>
    sql`insert into evidence.record (id, at, kind, subject, actor, data) values (${randomUUID()}, now(), 'a.b', 'c:d', '{}', '{}')`.execute(
      trx,
    ),
  );
  assert.deepEqual(slipped, new Set(['unlinked']));
});

test('who rewrites the whole chain is found out by the signed head; so is who cuts off its end', async () => {
  await recordOne(subjectOf('rewrite'));
  clock.advance(25 * 60 * 60 * 1000);
  await recordOne(subjectOf('rewrite'));
  await evidence.seal();
  const { linkHash, genesis } = await import('../chain.ts');
  const { chainedColumns } = await import('../seal.ts');
  const found = await breakages(async (trx) => {
    const first = await sql<{ id: string }>`select record_id as id from evidence.link where position = 1`.execute(trx);
    await sql`update evidence.record set purpose = 'khác' where id = ${first.rows[0]?.id}`.execute(trx);
    const all = await sql<Parameters<typeof linkHash>[2] & { position: number }>`
      select l.position, ${chainedColumns} from evidence.link l join evidence.record r on r.id = l.record_id order by l.position`.execute(
      trx,
    );
    let hash = genesis;
    for (const row of all.rows) {
      hash = linkHash(hash, row.position, row);
      await sql`update evidence.link set hash = ${hash} where position = ${row.position}`.execute(trx);
    }
    // Even with the seals' hashes rewritten to fit, their signatures cannot be.
    await sql`update evidence.seal s set hash = l.hash from evidence.link l where l.position = s.position`.execute(trx);
  });
  assert.ok(found.length > 0);
  assert.deepEqual(new Set(found.map((one) => one.what)), new Set(['seal-broken']));
  const cut = await breakages(async (trx) => {
    await sql`with gone as (delete from evidence.link where position = (select max(position) from evidence.link) returning record_id)
      delete from evidence.record where id in (select record_id from gone)`.execute(trx);
  });
  assert.deepEqual(new Set(cut.map((one) => one.what)), new Set(['link-missing']));
});

test('an officer reads a history with a purpose, and the reading is recorded', async () => {
  const subject = subjectOf(randomUUID());
  for (let i = 0; i < 5; i += 1) await recordOne(subject, { i });
  const query = { subject, purpose: 'Giải quyết khiếu nại số 12', limit: 3 };
  const first = await node.call(viewHistory, { query }, officer);
  assert.ok(first.ok, JSON.stringify(first));
  assert.deepEqual(
    first.answer.lines.map((line) => line.data),
    [{ i: 0 }, { i: 1 }, { i: 2 }],
  );
  assert.ok(first.answer.next);
  const second = await node.call(viewHistory, { query: { ...query, after: first.answer.next } }, officer);
  assert.ok(second.ok);
  assert.deepEqual(
    second.answer.lines.map((line) => line.kind),
    ['counter.dossier-accepted', 'counter.dossier-accepted', 'evidence.history-viewed'],
  );
  assert.equal(second.answer.lines[2]?.purpose, query.purpose);
  const citizen: Actor = { kind: 'citizen', accountId: randomUUID(), personId: randomUUID(), name: 'Lò Thị Mai' };
  for (const actor of [undefined, citizen, { ...officer, rights: ['counter.view'] }] as const) {
    const refused = await node.call(viewHistory, { query }, actor);
    assert.ok(!refused.ok && [401, 403].includes(refused.status));
  }
  for (const wrong of [
    { ...query, subject: 'dossier' },
    { ...query, purpose: '' },
    { ...query, limit: 1000 },
  ]) {
    const refused = await node.call(viewHistory, { query: wrong }, officer);
    assert.ok(!refused.ok && refused.status === 400);
  }
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
