import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { makeDays } from '../days.ts';
import { clock, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

let world: EvidenceWorld;
before(async () => void (world = await startEvidence()));
after(() => world.close());

const placeOf = async (id: string): Promise<string | undefined> => {
  const { rows } = await sql<{
    at: string;
  }>`select tableoid::regclass::text as at from evidence.record where id = ${id}`.execute(world.owner);
  return rows[0]?.at;
};

test('a record is kept where there is no partition of its day, and moves there when it is made; seals do not mind', async () => {
  const { evidence, recordOne, node } = world;
  const early = await recordOne(subjectOf('early'));
  assert.equal(await placeOf(early), 'evidence.record_other');
  await evidence.seal();
  const made = await makeDays({ database: node.database, clock });
  assert.deepEqual([made.length, made[0], made[7]], [8, '2026-11-23', '2026-11-30']);
  assert.deepEqual(await makeDays({ database: node.database, clock }), [], 'once');
  assert.equal(await placeOf(early), 'evidence.record_20261123');
  const next = await recordOne(subjectOf('next'));
  assert.equal(await placeOf(next), 'evidence.record_20261123');
  await evidence.seal();
  assert.deepEqual((await evidence.verify()).broken, []);
});

test('the day is that of Vietnam: it changes at 17:00 UTC', async () => {
  clock.set(new Date('2026-11-24T16:59:59.999Z'));
  assert.equal(await placeOf(await world.recordOne(subjectOf('evening'))), 'evidence.record_20261124');
  clock.set(new Date('2026-11-24T17:00:00Z'));
  assert.equal(await placeOf(await world.recordOne(subjectOf('morning'))), 'evidence.record_20261125');
});

test('after weeks without the job nothing was refused, and the job puts it right', async () => {
  clock.set(new Date('2027-02-01T05:00:00Z'));
  const lost = await world.recordOne(subjectOf('weeks'));
  assert.equal(await placeOf(lost), 'evidence.record_other');
  const job = world.evidence.parts.jobs?.find((one) => one.name === 'evidence.make-days');
  await job?.handle({}, { log: world.node.deps.log });
  assert.equal(await placeOf(lost), 'evidence.record_20270201');
});
