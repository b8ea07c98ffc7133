import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql, type Transaction } from 'kysely';
import { startNode } from '#test/world/node.ts';
import { genesis, linkHash } from '../chain.ts';
import { createEvidence, type Evidence } from '../index.ts';
import { chainedColumns } from '../seal.ts';
import type { Tables } from '../tables.ts';
import { verifyChain, type Breakage } from '../verify.ts';
import { clock, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

let world: EvidenceWorld;
let node: EvidenceWorld['node'];
let evidence: EvidenceWorld['evidence'];
let recordOne: EvidenceWorld['recordOne'];
let signing: EvidenceWorld['signing'];
let owner: EvidenceWorld['owner'];

before(async () => {
  world = await startEvidence();
  ({ node, evidence, recordOne, signing, owner } = world);
});
after(() => world.close());

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
