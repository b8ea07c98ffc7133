import assert from 'node:assert/strict';
import { randomUUID, createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Kysely, PostgresDialect, sql, type ControlledTransaction, type Transaction } from 'kysely';
import { APP_ROLE } from '#platform/database/migrate.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { lookPool } from '#test/world/look-pool.ts';
import { startNode, type TestAnswer } from '#test/world/node.ts';
import { listSeals } from '../contract.ts';
import { createEvidence, type Evidence } from '../index.ts';
import { leafOf, sealedColumns } from '../leaf.ts';
import { leafHash, rootFrom, rootOf } from '../merkle.ts';
import { sealStatement, statementDigest } from '../statement.ts';
import type { Tables } from '../tables.ts';
import { verifyEvidence, type Breakage } from '../verify.ts';
import { clock, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

let world: EvidenceWorld;
let node: EvidenceWorld['node'];
let evidence: EvidenceWorld['evidence'];
let recordOne: EvidenceWorld['recordOne'];
let signing: EvidenceWorld['signing'];
let owner: EvidenceWorld['owner'];
/** Connections as the application, whose transactions the tests begin and end by hand. */
let hands: Kysely<Tables>;

before(async () => {
  world = await startEvidence({ patienceMs: 20 });
  ({ node, evidence, recordOne, signing, owner } = world);
  hands = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: lookPool({ ...node.owner, max: 6, options: `-c role=${APP_ROLE}` }) }),
  });
});
after(async () => {
  await hands.destroy();
  await world.close();
});

const probe = (subject: string) =>
  ({ kind: 'probe.written', subject, actor: { kind: 'system', name: 'probe' } }) as const;

async function lastSealed(): Promise<number> {
  const { rows } = await sql<{ to: number | null }>`select max(to_seq) as to from evidence.seal`.execute(owner);
  return rows[0]?.to ?? 0;
}

test('a transaction that commits late is waited for: its record is under a later seal, not behind one', async () => {
  await recordOne(subjectOf('before'));
  await evidence.seal();
  const late = await hands.startTransaction().execute();
  const lateId = await evidence.record(late, probe(subjectOf('late')));
  await recordOne(subjectOf('early'));
  assert.equal(await evidence.seal(), 0, 'what came after the open transaction waits with it');
  assert.equal(await evidence.proofOf(lateId), undefined);
  await late.commit().execute();
  // One run by which the cut of the last one comes true.
  assert.equal(await evidence.seal(), 2);
  assert.ok(await evidence.proofOf(lateId));
  const { broken, waiting } = await evidence.verify();
  assert.deepEqual(broken, []);
  assert.equal(waiting, 0);
});

test('writers that overlap without end hold nothing back for ever: a cut comes true when its own writers end', async () => {
  let open = await hands.startTransaction().execute();
  await evidence.record(open, probe(subjectOf('relay')));
  let sealed = 0;
  for (let turn = 0; turn < 4; turn += 1) {
    await evidence.seal();
    const next = await hands.startTransaction().execute();
    await evidence.record(next, probe(subjectOf('relay')));
    await open.commit().execute();
    open = next;
    sealed += await evidence.seal();
  }
  assert.ok(sealed >= 4, `${sealed} were sealed while somebody was always writing`);
  await open.rollback().execute();
  await evidence.seal();
  assert.deepEqual((await evidence.verify()).broken, []);
});

type Step = { writer: number; does: 'record' | 'commit' | 'rollback' | 'seal' };

test('property: in whatever order transactions record, commit, roll back and are sealed, nothing falls behind a seal', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    writer: fc.nat({ max: 3 }),
    does: fc.oneof(
      { weight: 4, arbitrary: fc.constant('record' as const) },
      { weight: 2, arbitrary: fc.constant('commit' as const) },
      { weight: 1, arbitrary: fc.constant('rollback' as const) },
      { weight: 2, arbitrary: fc.constant('seal' as const) },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const subject = subjectOf(randomUUID());
      const open = new Map<number, { trx: ControlledTransaction<Tables>; ids: string[] }>();
      const committed: string[] = [];
      for (const { writer, does } of [
        ...steps,
        ...[0, 1, 2, 3].map((one) => ({ writer: one, does: 'commit' as const })),
      ]) {
        const its = open.get(writer);
        if (does === 'record') {
          const mine = its ?? { trx: await hands.startTransaction().execute(), ids: [] };
          open.set(writer, mine);
          mine.ids.push(await evidence.record(mine.trx, probe(subject)));
        } else if (does === 'seal') await evidence.seal();
        else if (its) {
          open.delete(writer);
          if (does === 'rollback') await its.trx.rollback().execute();
          else {
            const to = await lastSealed();
            await its.trx.commit().execute();
            committed.push(...its.ids);
            const { rows } = await sql<{ behind: number }>`
              select count(*) as behind from evidence.record where id = any(${its.ids}::uuid[]) and seq <= ${to}`.execute(
              owner,
            );
            assert.equal(rows[0]?.behind, 0, 'a late commit fell behind a seal');
          }
        }
      }
      await evidence.seal();
      const lines = await evidence.historyOf(subject);
      assert.deepEqual(lines.map((line) => line.id).toSorted(), committed.toSorted());
      assert.ok(
        lines.every((line) => line.position !== undefined),
        'all sealed',
      );
    }),
    { numRuns: 25 },
  );
  const { broken, waiting } = await evidence.verify();
  assert.deepEqual(broken, []);
  assert.equal(waiting, 0);
});

test('property: with many writers, rollbacks and two sealing processes, every committed record is sealed once, without forks', async () => {
  let other: Evidence | undefined;
  const beside = await startNode({
    clock,
    beside: node,
    build: (deps) => [(other = createEvidence({ ...deps, signing, patienceMs: 20 }))],
  });
  try {
    const workers = [evidence, other].filter((one) => one !== undefined);
    const plan = fc.array(
      fc.record({ commits: fc.boolean(), pause: fc.nat({ max: 6 }), count: fc.integer({ min: 1, max: 3 }) }),
      { minLength: 1, maxLength: 25 },
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
        const lines = await evidence.historyOf(subject);
        assert.deepEqual(lines.map((line) => line.id).toSorted(), committed.flat().toSorted());
        assert.ok(
          lines.every((line) => line.position !== undefined),
          'all sealed',
        );
      }),
      { numRuns: 15 },
    );
    const { rows } = await sql<{ bad: number }>`
      select count(*) as bad from (select number, from_seq, lag(to_seq, 1, 0::bigint) over (order by number) as before,
        row_number() over (order by number) as place from evidence.seal) s where from_seq <> before + 1 or number <> place`.execute(
      owner,
    );
    assert.equal(rows[0]?.bad, 0, 'the ranges follow one another without gaps');
    const verification = await evidence.verify();
    assert.deepEqual(verification.broken, []);
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
        ids.push(await evidence.record(trx, { ...probe(subject), data: { i } }));
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

test('a proof leads from the record to the root in the published seal, by the published rules alone', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 11; i += 1) ids.push(await recordOne(subjectOf(`proof-${i}`), { i, câu: 'đã nhận' }));
  await evidence.seal();
  const seals: { number: number; statement: string; signature?: string }[] = [];
  for (let next: number | undefined = 0; next !== undefined;) {
    const answer: TestAnswer<AnswerOf<typeof listSeals>> = await node.call(listSeals, { query: { after: next } });
    assert.ok(answer.ok, 'open to anyone');
    seals.push(...answer.answer.seals);
    next = answer.answer.next;
  }
  for (const id of ids) {
    const proof = await evidence.proofOf(id);
    assert.ok(proof);
    const seal = seals.find((one) => one.number === proof.seal);
    assert.ok(seal?.signature);
    const said = JSON.parse(seal.statement) as { root: string; leaves: number };
    const path = proof.path.map((hex) => Buffer.from(hex, 'hex'));
    assert.equal(
      rootFrom(leafHash(Buffer.from(proof.line)), proof.index, said.leaves, path)?.toString('hex'),
      said.root,
    );
    assert.equal((JSON.parse(proof.line) as { id: string }).id, id);
    assert.ok(await signing.checkSeal(Buffer.from(seal.statement), Buffer.from(seal.signature, 'base64')));
  }
  for (const [i, seal] of seals.entries()) {
    const before = seals[i - 1];
    if (before)
      assert.equal(
        (JSON.parse(seal.statement) as { previous: string }).previous,
        createHash('sha256').update(before.statement).digest('hex'),
      );
  }
  assert.equal(await evidence.proofOf(randomUUID()), undefined);
});

/** Tampers as the owner of the database, who may do anything, verifies, and takes it back. */
async function breakages(
  tamper: (trx: Transaction<Tables>) => Promise<unknown>,
  { signatures }: { signatures: boolean } = { signatures: true },
): Promise<Breakage[]> {
  const undo = new Error('undo');
  let broken: Breakage[] = [];
  await owner
    .transaction()
    .execute(async (trx) => {
      await tamper(trx);
      broken = (await verifyEvidence(trx, signatures ? signing : undefined, node.config.archive.dir)).broken;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return broken;
}

const kinds = async (tamper: (trx: Transaction<Tables>) => Promise<unknown>) =>
  new Set((await breakages(tamper)).map((one) => one.what));

test('property: any alteration of a sealed record is found, at its place', async () => {
  for (let i = 0; i < 20; i += 1) await recordOne(subjectOf(`alter-${i}`), { i, text: 'đã nhận' });
  await evidence.seal();
  const { rows } = await sql<{
    id: string;
    seq: number;
  }>`select id, seq from evidence.record order by seq desc limit 60`.execute(owner);
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
      // By the trees alone: the signatures have nothing to do with it and take most of the time.
      const broken = await breakages(
        (trx) => sql`update evidence.record set ${alteration} where id = ${row.id}`.execute(trx),
        { signatures: false },
      );
      assert.deepEqual(
        broken.map(({ what, position, recordId }) => ({ what, position, recordId })),
        [{ what: 'altered', position: row.seq, recordId: row.id }],
      );
    }),
    { numRuns: 60 },
  );
  assert.deepEqual(await breakages(async () => undefined), []);
});

test('removed, exchanged and slipped-in records are found; so is a seal that is gone', async () => {
  for (let i = 0; i < 6; i += 1) await recordOne(subjectOf(`move-${i}`));
  await evidence.seal();
  const { rows } = await sql<{
    seq: number;
    id: string;
  }>`select seq, id from evidence.record order by seq desc limit 4`.execute(owner);
  const [last, third, second] = rows;
  assert.ok(last && third && second);
  assert.deepEqual(
    await kinds((trx) => sql`delete from evidence.record where id = ${second.id}`.execute(trx)),
    new Set(['record-missing']),
  );
  const swapped = await kinds((trx) =>
    sql`update evidence.record set seq = ${second.seq}::bigint + ${third.seq}::bigint - seq where id in (${second.id}, ${third.id})`.execute(
      trx,
    ),
  );
  assert.deepEqual(swapped, new Set(['altered']));
  const moved = await kinds((trx) =>
    sql`update evidence.record set seq = ${second.seq} where id = ${third.id}`.execute(trx),
  );
  assert.ok(moved.has('record-missing') && (moved.has('slipped-in') || moved.has('altered')));
  const slipped = await kinds((trx) =>
    sql`insert into evidence.record (id, seq, at, kind, subject, actor, data) values (${randomUUID()}, ${second.seq}, now(), 'a.b', 'c:d', '{}', '{}')`.execute(
      trx,
    ),
  );
  assert.ok(slipped.has('slipped-in'));
  const unsealed = await kinds(async (trx) => {
    await sql`delete from evidence.leaves where seal_number = 2`.execute(trx);
    await sql`delete from evidence.seal where number = 2`.execute(trx);
  });
  assert.deepEqual(unsealed, new Set(['seal-missing']));
});

test('who rewrites records and all seals after them is found out by the signature; so is who cuts off records before the last seal', async () => {
  await recordOne(subjectOf('rewrite'));
  await evidence.seal();
  const found = await breakages(async (trx) => {
    const { rows } = await sql<{ id: string }>`select id from evidence.record order by seq desc limit 1`.execute(trx);
    await sql`update evidence.record set purpose = 'khác' where id = ${rows[0]?.id}`.execute(trx);
    const seal = await trx
      .selectFrom('evidence.seal')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    // The whole tree made to fit; the signature cannot be.
    const records = await sql<Parameters<typeof leafOf>[0]>`
      select ${sealedColumns} from evidence.record r where r.seq between ${seal.from_seq} and ${seal.to_seq} order by r.seq`.execute(
      trx,
    );
    const hashes = Buffer.concat(records.rows.map(leafOf));
    const statement = sealStatement({
      node: node.config.publicUrl,
      number: seal.number,
      fromSeq: seal.from_seq,
      toSeq: seal.to_seq,
      leaves: seal.leaves,
      root: rootOf(hashes),
      previous: seal.previous,
      at: seal.at,
    });
    await sql`update evidence.leaves set hashes = ${hashes} where seal_number = ${seal.number}`.execute(trx);
    await sql`update evidence.seal set root = ${rootOf(hashes)}, statement = ${statement}, digest = ${statementDigest(statement)}
      where number = ${seal.number}`.execute(trx);
  });
  assert.deepEqual(new Set(found.map((one) => one.what)), new Set(['seal-broken']));
  const cut = await kinds((trx) =>
    sql`delete from evidence.record where seq = (select max(seq) from evidence.record)`.execute(trx),
  );
  assert.deepEqual(cut, new Set(['record-missing']));
});
