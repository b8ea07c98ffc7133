import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { isProblem } from '#platform/problem.ts';
import { viewHistory, verifyEvidence } from '../contract.ts';
import { checkProof } from '../index.ts';
import { makeDays } from '../days.ts';
import type { ArchiveStep } from '../archive/archive-days.ts';
import { clock, officer, startEvidence, subjectOf, type EvidenceWorld } from './world.ts';

let world: EvidenceWorld;
let folder: string;
let endAt: ArchiveStep | undefined;
const subject = subjectOf('long-lived');
const ids: string[] = [];

const files = (): string[] => readdirSync(folder).toSorted();
const bytesOf = (name: string): Buffer => readFileSync(join(folder, name));
const broken = async () => (await world.evidence.verify()).broken;
const partitions = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'evidence.record'::regclass and c.relname ~ '\\d{8}$' order by 1`.execute(world.owner);
  return rows.map((row) => row.name);
};

/** Three days with records, the last of which is today. */
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  clock.set(new Date('2026-11-23T05:00:00Z'));
  world = await startEvidence({
    env: { EVIDENCE_ARCHIVE_DAYS: '30', ARCHIVE_DIR: folder },
    afterArchiveStep(step) {
      if (step === endAt) throw new Error(`ended after ${step}`);
    },
  });
  for (const day of ['2026-11-23', '2026-11-24', '2026-12-30']) {
    clock.set(new Date(`${day}T05:00:00Z`));
    await makeDays({ database: world.node.database, clock });
    for (let i = 0; i < 3; i += 1) {
      clock.advance(1000);
      ids.push(await world.recordOne(subject, { day, i, text: 'Đã tiếp nhận\u2028“hồ sơ”\n' }));
    }
    await world.recordOne(subjectOf(`of-${day}`));
    // The seal of the first day has records of the second as well.
    if (day !== '2026-11-23') await world.evidence.seal();
  }
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

test('whatever step a run ends after, the next one goes on: no record is lost, none is there twice, and the bytes are the same', async () => {
  const before = await world.evidence.historyOf(subject);
  assert.deepEqual(before.map((line) => line.id), ids); // prettier-ignore
  const proofs = await Promise.all(ids.map((id) => world.evidence.proofOf(id)));
  const steps: ArchiveStep[] = ['measured', 'written', 'checked', 'named', 'noted', 'dropped'];
  let first: Buffer | undefined;
  for (const step of steps) {
    endAt = step;
    await assert.rejects(world.evidence.archive(), new RegExp(`after ${step}`));
    const [name] = files().filter((one) => one.endsWith('.ndjson'));
    if (name) first ??= bytesOf(name);
    if (name) assert.deepEqual(bytesOf(name), first, 'the same day, the same bytes');
    assert.equal((await partitions())[0], 'record_20261123', `nothing has left after ${step}`);
    assert.deepEqual(await world.evidence.historyOf(subject), before, step);
    assert.deepEqual(await broken(), [], step);
  }
  endAt = 'committed';
  await assert.rejects(world.evidence.archive(), /after committed/);
  assert.equal((await partitions())[0], 'record_20261124', 'the first day has left');
  endAt = undefined;
  const rest = await world.evidence.archive();
  assert.deepEqual([rest[0], rest.at(-1), rest.length], ['2026-11-24', '2026-11-29', 6], 'days up to thirty before');
  assert.deepEqual(await world.evidence.archive(), []);
  assert.deepEqual(await world.evidence.historyOf(subject), before, 'the history is what it was');
  assert.deepEqual(await Promise.all(ids.map((id) => world.evidence.proofOf(id))), proofs, 'so are the proofs');
  await world.evidence.seal();
  const { sealed, waiting, segments, broken: wrong } = await world.evidence.verify();
  assert.deepEqual([sealed, waiting, segments, wrong], [12 + 7, 0, 7, []]);
  assert.ok(!files().some((name) => name.endsWith('.part')), 'nothing half-made is left');
});

test('a file says what it is, and links to the one before; part of the link is in its name', async () => {
  let previous = '0'.repeat(64);
  for (const name of files()) {
    const [head = '', ...lines] = bytesOf(name).toString().split('\n');
    const facts = JSON.parse(head) as { link: string; previous: string; digest: string; records: number; day: string };
    assert.equal(lines.pop(), '');
    assert.equal(lines.length, facts.records);
    assert.equal(createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex'), facts.digest); // prettier-ignore
    assert.equal(facts.previous, previous);
    assert.equal(name, `evidence-${facts.day}-${facts.link.slice(0, 16)}.ndjson`);
    const { link, ...rest } = facts;
    const digest = createHash('sha256').update(JSON.stringify(rest)).digest();
    assert.equal(createHash('sha256').update(Buffer.from(previous, 'hex')).update(digest).digest('hex'), link);
    previous = facts.link;
  }
  const [noted] = await world.evidence.historyOf('segment:7');
  assert.equal(
    (noted?.data as { link?: string } | undefined)?.link,
    previous,
    'the link is itself evidence under a seal',
  );
});

test('pages of a history go from the archive into the database', async () => {
  const national = { ...officer, rights: ['evidence.view', 'evidence.national'] };
  const seen: string[] = [];
  for (let next: string | undefined; ;) {
    const answer = await world.node.call(
      viewHistory,
      { body: { subject, purpose: 'Thanh tra', limit: 2, ...(next ? { after: next } : {}) } },
      national,
    );
    assert.ok(answer.ok);
    seen.push(...answer.answer.lines.filter((line) => line.kind !== 'evidence.history-viewed').map((line) => line.id));
    next = answer.answer.next;
    if (!next || seen.length >= ids.length) break;
  }
  assert.deepEqual(seen.slice(0, ids.length), ids);
  const own = await world.node.call(viewHistory, { body: { subject: subjectOf('of-2026-11-23'), purpose: 'Tra cứu' } }, officer); // prettier-ignore
  assert.ok(own.ok, 'that the agency acted is known from the archive alone');
  assert.equal(own.answer.lines.length, 1);
});

test('a proof of an archived record and the seals of its subject hold', async () => {
  const { proofs, seals } = await world.evidence.proveSubject(subject);
  const archived = proofs.filter((proof) => ids.includes(proof.recordId));
  assert.deepEqual(archived.map((proof) => proof.recordId), ids); // prettier-ignore
  for (const proof of archived) {
    const seal = seals.find((one) => one.number === proof.seal);
    const { root } = JSON.parse(seal?.statement ?? '{}') as { root: string };
    assert.ok(checkProof(Buffer.from(proof.line), proof, root));
  }
});

test('every changed byte, a missing file and a wrong link are said; a history that needs the file is refused in words', async () => {
  const [name = '', second = ''] = files();
  const whole = bytesOf(name);
  for (const at of [3, whole.indexOf('\n') + 30, whole.length >> 1, whole.length - 1]) {
    const bent = Buffer.from(whole);
    bent[at] = (bent[at] ?? 0) ^ 1;
    writeFileSync(join(folder, name), bent);
    assert.deepEqual(await broken(), [{ what: 'segment-altered', segment: 1 }], `byte ${at}`);
  }
  for (const bytes of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('{}\n')]), Buffer.alloc(0)]) {
    writeFileSync(join(folder, name), bytes);
    assert.deepEqual(await broken(), [{ what: 'segment-altered', segment: 1 }]);
  }
  writeFileSync(join(folder, name), whole);
  renameSync(join(folder, name), join(folder, 'elsewhere'));
  const answer = await world.node.call(verifyEvidence, {}, officer);
  assert.ok(answer.ok);
  assert.deepEqual(answer.answer.broken, [{ what: 'segment-missing', segment: 1 }]);
  await assert.rejects(world.evidence.historyOf(subject), (error) => isProblem(error, 'evidence.archive-unreadable'));
  await assert.rejects(world.evidence.proofOf(ids[0] ?? ''), (error) =>
    isProblem(error, 'evidence.archive-unreadable'),
  );
  renameSync(join(folder, second), join(folder, name));
  assert.deepEqual(
    (await broken()).map(({ what }) => what),
    ['segment-altered', 'segment-missing'],
    'a file under the name of another',
  );
  renameSync(join(folder, name), join(folder, second));
  renameSync(join(folder, 'elsewhere'), join(folder, name));
  await sql`update evidence.segment set link = sha256('another') where number = 2`.execute(world.owner);
  const said = (await broken()).map(({ what, segment }) => `${what} ${segment}`);
  assert.ok(said.includes('segment-link 2') && said.includes('segment-link 3'), said.join());
  const link = Buffer.from((JSON.parse(bytesOf(second).toString().split('\n')[0] ?? '') as { link: string }).link, 'hex'); // prettier-ignore
  await sql`update evidence.segment set link = ${link} where number = 2`.execute(world.owner);
  assert.deepEqual(await broken(), []);
});

test('a segment that is written anew with its row after a change does not fit the seals', async () => {
  const [name = ''] = files();
  const whole = bytesOf(name);
  const { rows } = await sql<{ digest: Buffer; link: Buffer }>`
    select digest, link from evidence.segment where number = 1`.execute(world.owner);
  const lines = whole.toString().split('\n');
  const head = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  lines[1] = (lines[1] ?? '').replace('Tiếp nhận hồ sơ', 'Tiếp nhận hồ sợ');
  const digest = createHash('sha256').update(lines.slice(1).join('\n')).digest();
  const { link: _link, ...facts } = { ...head, digest: digest.toString('hex') } as Record<string, unknown>;
  const ordered = Object.fromEntries(Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const link = createHash('sha256')
    .update(Buffer.alloc(32))
    .update(createHash('sha256').update(JSON.stringify(ordered)).digest())
    .digest();
  const withLink = Object.entries({ ...ordered, link: link.toString('hex') }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  lines[0] = JSON.stringify(Object.fromEntries(withLink));
  const forged = `evidence-2026-11-23-${link.toString('hex').slice(0, 16)}.ndjson`;
  writeFileSync(join(folder, forged), lines.join('\n'));
  await sql`update evidence.segment set digest = ${digest}, link = ${link}, file = ${forged} where number = 1`.execute(
    world.owner,
  );
  const said = (await broken()).map(({ what }) => what);
  assert.ok(said.includes('altered'), 'the record is not the leaf of its seal');
  assert.ok(said.includes('segment-link'), 'the next one links to what was');
  rmSync(join(folder, forged));
  await sql`update evidence.segment set digest = ${rows[0]?.digest}, link = ${rows[0]?.link}, file = ${name} where number = 1`.execute(
    world.owner,
  );
  assert.deepEqual(await broken(), []);
});

test('the application cannot drop a day whose segment is not written down, nor one that has another record than its segment', async () => {
  const drop = (day: string) => sql`select evidence.drop_day(${day}::date)`.execute(world.node.database.of());
  await assert.rejects(drop('2026-12-30'), /has no segment/);
  await assert.rejects(sql`drop table evidence.record_20261230`.execute(world.node.database.of()), /owner|denied/);
  await assert.rejects(sql`delete from evidence.segment`.execute(world.node.database.of()), /denied/);
  await sql`insert into evidence.segment values (99, '2026-12-30', 1, 1, 1, sha256('a'), sha256('b'), sha256('c'), 'x', 1, now())`.execute(
    world.owner,
  );
  await assert.rejects(drop('2026-12-30'), /is not what its segment has/);
  await sql`delete from evidence.segment where number = 99`.execute(world.owner);
});

test('a day with a record that no seal covers stays, and so do those after it', async () => {
  clock.set(new Date('2027-01-05T05:00:00Z'));
  await makeDays({ database: world.node.database, clock });
  await world.evidence.seal();
  await world.recordOne(subjectOf('unsealed'));
  clock.set(new Date('2027-03-01T05:00:00Z'));
  const done = await world.evidence.archive();
  assert.equal(done.at(-1), '2027-01-04');
  assert.deepEqual((await world.evidence.archiveState()).overdue[0], '2027-01-05');
  await world.evidence.seal();
  assert.equal((await world.evidence.archive())[0], '2027-01-05');
  await world.evidence.seal();
  assert.deepEqual(await broken(), []);
  assert.deepEqual((await world.evidence.archiveState()).overdue, []);
});

test('an altered record is not archived: the day stays where it can be looked at', async () => {
  clock.set(new Date('2027-03-02T05:00:00Z'));
  await makeDays({ database: world.node.database, clock });
  const id = await world.recordOne(subjectOf('to-be-altered'));
  await world.evidence.seal();
  await sql`update evidence.record set purpose = 'Khác' where id = ${id}`.execute(world.owner);
  clock.set(new Date('2027-05-02T05:00:00Z'));
  await assert.rejects(world.evidence.archive(), /A record of 2027-03-02 is not what was sealed/);
  assert.ok((await partitions()).includes('record_20270302'));
  assert.equal((await world.evidence.archiveState()).overdue[0], '2027-03-02');
});
