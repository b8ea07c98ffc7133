import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { listDrafts } from '#modules/counter/contract.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { fillAsAfterFirstStart, startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoBirth } from '../../src/cli/demo/birth-world.ts';
import { accept, certificateOf, file, register } from '../whole/birth-at.ts';
import { cookieAt } from '../whole/house.ts';
import { askDatabase, killServer, secretOf } from './embedded-node.ts';

// The database goes away under a running node: it says so, keeps its head, and goes on when the database is back.
const dataDir = mkdtempSync(join(tmpdir(), 'falls-'));
const birth = demoBirth(0, 5, new Date());
let node: NodeProcessHandle;
let parent: NodeClient;
let officer: NodeClient;
before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
  const as = async (who: { personalId?: string; officerId?: string }): Promise<NodeClient> => {
    const cookie = await cookieAt(node.url, secretOf(dataDir, 'demo-code'), who);
    return createClient(node.url, () => ({ cookie }));
  };
  parent = await as({ personalId: birth.parent.personalId });
  officer = await as({ officerId: birth.officerId });
});
after(async () => {
  if (node?.child.exitCode === null) await node.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function wholeBirth(name: string): Promise<void> {
  const { dossierId } = await file(birth, parent, { childFullName: name });
  await accept(officer, dossierId);
  await register(officer, dossierId);
  await certificateOf(parent, dossierId);
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await is().catch(() => false)) return;
    await wait(100);
  }
  assert.fail(`Not within two minutes: ${what}\n${node.output()}`);
}

const isReady = async (): Promise<boolean> => (await fetch(`${node.url}/health/ready`)).ok;

test(
  'a connection that is killed takes all of them along; the node goes on, and so do its jobs and streams',
  { timeout: 600_000 },
  async () => {
    await wholeBirth('Nguyễn Trước Cơn Bão');
    const workers = await askDatabase<{ pid: number }>(
      dataDir,
      `select pid from pg_stat_activity where application_name = 'lienthong-worker' limit 1`,
    );
    assert.ok(workers[0]);
    // PostgreSQL answers the death of one of its processes by starting over.
    process.kill(workers[0].pid, 'SIGKILL');
    await until('the node is ready again', isReady);
    await until('a parent is answered', async () => (await parent.call(listDrafts, {})).ok);
    // Some requests may still be refused as busy; a parent who tries again comes through.
    await until('a birth goes through', () => wholeBirth('Nguyễn Sau Cơn Bão').then(() => true));
    const [presence] = await askDatabase<{ held: number }>(
      dataDir,
      `select count(*)::int as held from pg_locks where locktype = 'advisory' and classid = hashtext('lienthong.worker')::oid and granted`,
    );
    assert.ok(
      (presence?.held ?? 0) > 0,
      'the workers no longer show that they are there: others would take their jobs',
    );
  },
);

test(
  'while the database is away every request is refused as «busy»; the node starts it again by itself, and everything is there',
  { timeout: 600_000 },
  async () => {
    killServer(dataDir);
    const answers = await Promise.all(
      ['/api/counter/drafts', '/api/procedures', '/cua-toi/ho-so', '/health/ready'].map((path) => parent.fetch(path)),
    );
    let refused = 0;
    for (const response of answers) {
      const text = await response.text();
      assert.doesNotMatch(text, /ECONN|\.s\.PGSQL|\bat .*:\d+:\d+/, response.url);
      // The node starts it again within a second or so, and does not wait for a machine that is slow to ask.
      if (response.status === 200) continue;
      assert.equal(response.status, 503, `${response.url}: ${text.slice(0, 300)}`);
      refused += 1;
      if (!response.url.endsWith('/api/counter/drafts')) continue;
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      assert.equal((JSON.parse(text) as ProblemDocument).code, 'platform.unavailable');
    }
    assert.ok(refused > 0, 'nobody was told that the database is away');
    assert.equal((await fetch(`${node.url}/health/live`)).status, 200);

    await until('the embedded database is back', isReady);
    await until('a birth goes through', () => wholeBirth('Nguyễn Sau Lần Ngã').then(() => true));
    const [row] = await askDatabase<{ n: number }>(
      dataDir,
      `select count(distinct a.child_full_name)::int as n from civil_status.birth_certificate c join civil_status.birth_act a on a.id = c.act_id`,
    );
    assert.equal(row?.n, 3);
    assert.equal((await node.end('SIGTERM')).code, 0);
  },
);
