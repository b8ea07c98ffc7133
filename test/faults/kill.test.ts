import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareBirthEntry, registerBirthOperation } from '#modules/civil-status/contract.ts';
import { acceptDossier, fileDossier, getMyDossier, readResult } from '#modules/counter/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import { fillAsAfterFirstStart, startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoBirth, type DemoBirth } from '../../src/cli/demo/birth-world.ts';
import { sendPhoto } from '../whole/birth-at.ts';
import { signInAt } from '../whole/house.ts';
import { askDatabase, killServer, secretOf, withHouse } from './embedded-node.ts';

// Power cuts while births are being registered: what was acknowledged is kept, and nothing happens twice.
const dataDir = mkdtempSync(join(tmpdir(), 'kill-'));
let node: NodeProcessHandle;

interface Progress {
  birth: DemoBirth;
  key: string;
  photoId?: string;
  /** Set when the node acknowledged it, never before. */
  filed?: { dossierId: string; code: string };
  accepted?: boolean;
  actId?: string;
}
const all: Progress[] = Array.from({ length: 20 }, (_, index) => ({
  birth: demoBirth(index, 7, new Date()),
  key: `kill-test-${index}-${Date.now()}`,
}));

before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
});
after(async () => {
  if (node?.child.exitCode === null) {
    const ended = await node.end('SIGTERM');
    assert.equal(ended.code, 0, node.output());
  }
  rmSync(dataDir, { recursive: true, force: true });
});

const sessions = new Map<string, Promise<NodeClient>>();
function as(who: { personalId?: string; officerId?: string }): Promise<NodeClient> {
  // Sessions outlive the node that gave them.
  const key = `${node.url} ${JSON.stringify(who)}`;
  const known = sessions.get(key) ?? signInAt(node.url, secretOf(dataDir, 'demo-code'), who);
  sessions.set(key, known);
  return known;
}

/** Takes a birth as far as it goes; every step may be repeated after a cut. */
async function advance(one: Progress): Promise<void> {
  const parent = await as({ personalId: one.birth.parent.personalId });
  const officer = await as({ officerId: one.birth.officerId });
  if (!one.filed) {
    // A repeated filing is the same filing only with the same paper.
    one.photoId ??= await sendPhoto(parent, one.key);
    one.filed = await parent.get(fileDossier, {
      body: {
        procedureCode: '1.001193',
        idempotencyKey: one.key,
        answers: { ...one.birth.answers, birthNotification: [one.photoId] },
      },
    });
  }
  const params = { dossierId: one.filed.dossierId };
  if (!one.accepted) {
    const { state } = await parent.get(getMyDossier, { params });
    if (state === 'submitted') await officer.get(acceptDossier, { params, body: {} });
    one.accepted = true;
  }
  if (!one.actId) {
    const prepared = await officer.get(prepareBirthEntry, { params });
    const { act } = await officer.get(registerBirthOperation, {
      body: {
        dossierId: one.filed.dossierId,
        entry: prepared.filed as never,
        similarReason: 'Trẻ khác trong phép thử mất điện',
      },
    });
    one.actId = act.actId;
  }
}

/** Four desks at work until the power is cut or the work is done. */
async function work(cut: () => boolean): Promise<void> {
  const waiting = all.filter((one) => !one.actId);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let one = waiting.shift(); one && !cut(); one = waiting.shift())
        await advance(one).catch((error: unknown) => {
          if (!cut()) throw error;
        });
    }),
  );
}

const registered = (): number => all.filter((one) => one.actId).length;
const filed = (): number => all.filter((one) => one.filed).length;

for (const [name, due] of [
  ['while the first are being filed', () => filed() >= 3],
  ['right after a registration was acknowledged', () => registered() >= 6],
  ['while certificates are being made', () => registered() >= 12],
] as const)
  test(`power cut ${name}`, { timeout: 600_000 }, async () => {
    let cut = false;
    const working = work(() => cut);
    while (!due()) await Promise.race([wait(1), working]);
    cut = true;
    killServer(dataDir);
    await node.end('SIGKILL');
    await working;
    node = await startNodeProcess(dataDir);
    for (const one of all.filter((each) => each.filed)) {
      const parent = await as({ personalId: one.birth.parent.personalId });
      const { code, state } = await parent.get(getMyDossier, { params: { dossierId: one.filed?.dossierId ?? '' } });
      assert.equal(code, one.filed?.code, 'an acknowledged filing is there under its code');
      if (one.accepted) assert.notEqual(state, 'submitted', 'an acknowledged acceptance is there');
      if (one.actId) assert.notEqual(state, 'accepted', 'an acknowledged registration moved its dossier, or will');
    }
  });

test('afterwards everything is taken up again and nothing has happened twice', { timeout: 600_000 }, async () => {
  await work(() => false);
  assert.equal(registered(), all.length);
  const numbers = new Set<string>();
  for (const one of all) {
    const parent = await as({ personalId: one.birth.parent.personalId });
    const officer = await as({ officerId: one.birth.officerId });
    const params = { dossierId: one.filed?.dossierId ?? '' };
    let results: { fileId: string }[] = [];
    for (let tries = 0; tries < 1200 && results.length === 0; tries++) {
      ({ results } = await parent.get(getMyDossier, { params }));
      if (results.length === 0) await wait(100);
    }
    assert.equal(results.length, 1, `${one.filed?.code}: one certificate`);
    const { bytes } = await parent.get(readResult, {
      params: { ...params, fileId: results[0]?.fileId ?? '' },
    });
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    const { act } = await officer.get(prepareBirthEntry, { params });
    assert.equal(act?.actId, one.actId);
    assert.match(act?.personalId ?? '', /^\d{12}$/);
    numbers.add(act?.personalId ?? '');
  }
  assert.equal(numbers.size, all.length, 'every child has a number of its own');
});

test('the books agree: codes without gaps, one number and one certificate per act, no job left, the chain is whole', async () => {
  const [sums] = await askDatabase<Record<string, number>>(
    dataDir,
    `select (select count(*)::int from counter.dossier) as dossiers,
            (select count(*)::int from civil_status.birth_act) as acts,
            (select count(*)::int from civil_status.birth_act_number) as act_numbers,
            (select count(*)::int from civil_status.birth_certificate) as certificates,
            (select count(distinct source_act)::int from population.person_number where source_act is not null) as numbered_acts,
            (select count(*)::int from population.person_number where source_act is not null) as numbers,
            (select count(*)::int from counter.result_paper) as results`,
  );
  const n = all.length;
  assert.deepEqual(sums, {
    dossiers: n,
    acts: n,
    act_numbers: n,
    certificates: n,
    numbered_acts: n,
    numbers: n,
    results: n,
  });

  const gaps = await askDatabase(
    dataDir,
    `select left(code, -8) as agency_and_day, array_agg(right(code, 7)::int order by code) as sequence
     from counter.dossier group by 1 having max(right(code, 7)::int) <> count(*)`,
  );
  assert.deepEqual(gaps, [], 'codes of an agency and day are counted without gaps');
  const books = await askDatabase(
    dataDir,
    `select agency_id, year from civil_status.birth_act group by agency_id, year having max(number) <> count(*)`,
  );
  assert.deepEqual(books, [], 'acts of a book are numbered without gaps');

  let left: unknown[] = [];
  for (let tries = 0; tries < 1200; tries++) {
    left = await askDatabase(
      dataDir,
      `select j.id, t.identifier, j.attempts, j.last_error from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.run_at <= now()`,
    );
    if (left.length === 0) break;
    await wait(100);
  }
  assert.deepEqual(left, [], 'no job is stuck');

  await withHouse(dataDir, async ({ evidence, counter }) => {
    await evidence.seal();
    const report = await evidence.verify();
    assert.deepEqual(report.broken, []);
    assert.equal(report.waiting, 0);
    assert.ok(report.sealed > n);
    const track = await counter.track(all[0]?.filed?.code ?? '');
    assert.ok(track);
  });
});
