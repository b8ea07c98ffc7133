import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { becomesReady, serverPid, startNodeProcess } from '#test/world/node-process.ts';
import { binaries } from '#platform/database/embedded.ts';
import { findServerUser, launcherFor } from '#platform/database/server-user.ts';
import { APP_ROLE } from '#platform/database/migrate.ts';
import { askDatabase } from './embedded-node.ts';

// PostgreSQL refuses to run as root, and an ordinary user may not become anybody else: both must simply start.
const isRoot = process.getuid?.() === 0;

async function firstStart(dataDir: string, through: string[]): Promise<{ serverUser: number }> {
  // Who may do what is asked here: the demo world would only take time.
  const node = await startNodeProcess(dataDir, { WORLD: 'none' }, [], through);
  try {
    assert.ok(await becomesReady(node.url), node.output());
    const [role] = await askDatabase<{ update: boolean }>(
      dataDir,
      `select has_table_privilege('${APP_ROLE}', 'evidence.record', 'update') as update`,
    );
    assert.equal(role?.update, false);
    for (const secret of ['database-password', 'master-key', 'demo-code'])
      assert.equal(statSync(join(dataDir, 'secrets', secret)).mode & 0o077, 0, `${secret} is open to others`);
    assert.equal(statSync(join(dataDir, 'pg')).mode & 0o077, 0, 'the data are open to others');
    return { serverUser: statSync(`/proc/${serverPid(dataDir)}`).uid };
  } finally {
    const { code } = await node.end('SIGTERM');
    assert.equal(code, 0, node.output());
  }
}

test('the first start of an ordinary user', { timeout: 600_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ordinary-'));
  try {
    if (!isRoot) {
      assert.equal((await firstStart(dataDir, [])).serverUser, process.getuid?.());
      return;
    }
    // Nobody, with one thing more: reading a clone that only root may enter. The programs of PostgreSQL ask by access(2) whether they may run
    // each other, and for whoever is not root that forgets such a right unless the process is told to keep it.
    const { uid, gid } = nobody();
    chownSync(dataDir, uid, gid);
    const through = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    const reading = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
    assert.equal((await firstStart(dataDir, [...through, ...reading])).serverUser, uid);
    assert.equal(statSync(join(dataDir, 'secrets', 'master-key')).uid, uid);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test(
  isRoot
    ? 'the first start of root, in a folder that nobody else may enter'
    : 'the first start in a folder that nobody else may enter',
  { timeout: 600_000 },
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'closed-'));
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'deep', 'data');
    mkdirSync(join(closed, 'deep'), { mode: 0o700 });
    try {
      const { serverUser } = await firstStart(dataDir, []);
      if (isRoot) assert.notEqual(serverUser, 0, 'PostgreSQL ran as root');
      assert.equal(statSync(closed).mode & 0o777, 0o700, 'the folder was opened to get in');
      // A second start finds what the first has made.
      await firstStart(dataDir, []);
    } finally {
      rmSync(closed, { recursive: true, force: true });
    }
  },
);

test('the programs of PostgreSQL run from a clone that only its owner may enter', { timeout: 600_000 }, async () => {
  const closed = mkdtempSync(join(tmpdir(), 'clone-'));
  chmodSync(closed, 0o700);
  try {
    const { initdb } = await binaries();
    const native = join(closed, 'native');
    cpSync(dirname(dirname(initdb)), native, { recursive: true, verbatimSymlinks: true });
    const data = join(closed, 'pg');
    mkdirSync(data, { mode: 0o700 });
    const user = findServerUser();
    if (user) chownSync(data, user.uid, user.gid);
    // initdb starts postgres, so both are looked at.
    const launcher = launcherFor(join(native, 'bin', 'initdb'), data, user);
    const args = ['-D', data, '-U', 'lienthong', '--no-sync', '--locale=C', '-A', 'trust'];
    const done = spawnSync(launcher.command, [...launcher.args, ...args], { ...launcher.options, encoding: 'utf8' });
    assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
    assert.equal(statSync(join(data, 'PG_VERSION')).uid, user?.uid ?? process.getuid?.());
  } finally {
    rmSync(closed, { recursive: true, force: true });
  }
});

function nobody(): { uid: number; gid: number } {
  assert.ok(existsSync('/etc/passwd'));
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  assert.ok(uid && gid, 'there is no user nobody here');
  return { uid: Number(uid), gid: Number(gid) };
}
