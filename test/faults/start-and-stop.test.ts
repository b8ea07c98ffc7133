import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freeSpaceSentence } from '#platform/database/embedded.ts';
import { findServerUser } from '#platform/database/server-user.ts';
import { freePort } from '#test/world/free-port.ts';
import {
  becomesReady,
  runCommand,
  serverPid,
  startNodeProcess,
  type NodeProcessHandle,
} from '#test/world/node-process.ts';
import { testCluster } from '#test/world/cluster.ts';

// One data folder through its whole life, as an operator would live it: start, stop, cut the power, break things.
const dataDir = mkdtempSync(join(tmpdir(), 'node-'));
let node: NodeProcessHandle | undefined;

after(async () => {
  if (node?.child.exitCode === null) await node.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 2400 && alive(pid); tries++) await wait(25);
  assert.ok(!alive(pid), 'the database server is still there');
}

test('the first start brings up everything and says who can be signed in as', async () => {
  node = await startNodeProcess(dataDir);
  assert.ok(await becomesReady(node.url));
  assert.match(node.output(), /✓ Starting the embedded PostgreSQL {2}[\d.]+ s/);
  assert.match(node.output(), /password for all: \d{6}/);
  assert.match(await (await fetch(node.url)).text(), /<title>/);
});

test('SIGTERM drains, stops the database and exits 0 within ten seconds', async () => {
  assert.ok(node);
  const pid = serverPid(dataDir);
  // An open stream must not hold the stop up.
  const stream = await fetch(`${node.url}/`);
  await stream.text();
  const { code, ms } = await node.end('SIGTERM');
  assert.equal(code, 0, node.output());
  assert.ok(ms < 10_000, `${ms} ms`);
  await gone(pid);
});

test('a later start finds the data and loads nothing again', async () => {
  node = await startNodeProcess(dataDir);
  assert.doesNotMatch(node.output(), /Loading the demo world/);
  assert.ok(await becomesReady(node.url));
});

test('a second node on the same data, and one on the same port, are refused with a sentence', async () => {
  assert.ok(node);
  const second = await runCommand(['start'], { DATA_DIR: dataDir, PORT: String(await freePort()), HOST: '127.0.0.1' });
  assert.notEqual(second.code, 0);
  assert.match(second.output, /Another node is already running on .*: stop it first/);
  const port = new URL(node.url).port;
  const other = mkdtempSync(join(tmpdir(), 'other-'));
  const taken = await runCommand(['start'], { DATA_DIR: other, PORT: port, HOST: '127.0.0.1' });
  assert.notEqual(taken.code, 0);
  assert.match(taken.output, new RegExp(`Port ${port} is taken`));
  assert.ok(!readdirSync(other).includes('pg'), 'a database was made for nothing');
  rmSync(other, { recursive: true });
  assert.ok(await becomesReady(node.url), 'the first node was disturbed');
});

test('the keys of the sign-on are changed while the node runs', async () => {
  assert.ok(node);
  const { url } = node;
  const kids = async (): Promise<string[]> => {
    const { keys } = (await (await fetch(`${url}/oidc/jwks`)).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };
  const before = await kids();
  const { code, output } = await runCommand(['sign-on', 'rotate-keys'], { DATA_DIR: dataDir, PUBLIC_URL: url });
  assert.equal(code, 0, output);
  assert.match(output, /Changed: ES256, RS256/);
  for (let tries = 0; tries < 2400 && (await kids())[0] === before[0]; tries++) await wait(25);
  const after = await kids();
  assert.ok(before.includes(after[0] ?? ''), 'the new key was not known before');
  assert.notEqual(after[0], before[0], 'the running node signs with the old key');
  assert.ok(
    before.every((kid) => after.includes(kid)),
    'a key is published no more',
  );
});

test('after kill -9 of the node alone its database is taken over', async () => {
  assert.ok(node);
  const pid = serverPid(dataDir);
  await node.end('SIGKILL');
  assert.ok(alive(pid), 'the server outlives the node');
  node = await startNodeProcess(dataDir);
  assert.equal(serverPid(dataDir), pid);
  assert.ok(await becomesReady(node.url));
});

test('after kill -9 of everything the next start recovers by itself', async () => {
  assert.ok(node);
  const pid = serverPid(dataDir);
  process.kill(pid, 'SIGKILL');
  await node.end('SIGKILL');
  await gone(pid);
  // Meanwhile the number of the dead server was given to another program of the same user.
  const user = findServerUser();
  const bystander = spawn('sleep', ['900'], { stdio: 'ignore', ...(user ? { uid: user.uid, gid: user.gid } : {}) });
  const note = join(dataDir, 'pg', 'postmaster.pid');
  const [, ...rest] = readFileSync(note, 'utf8').split('\n');
  writeFileSync(note, [bystander.pid, ...rest].join('\n'));
  node = await startNodeProcess(dataDir);
  assert.ok(await becomesReady(node.url));
  assert.equal(bystander.exitCode, null, 'the bystander was disturbed');
  bystander.kill();
  await node.end();
});

test('data of a newer version are refused and left alone', async () => {
  node = await startNodeProcess(dataDir);
  const secret = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  const socket = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[4];
  const client = new pg.Client({ host: socket, user: 'lienthong', password: secret, database: 'lienthong' });
  await client.connect();
  await client.query(
    "insert into platform.migration (source, file, sha256) values ('counter', '9999-from-the-future.sql', 'x')",
  );
  await client.end();
  await node.end();
  const refused = await runCommand(['start'], { DATA_DIR: dataDir, PORT: String(await freePort()), HOST: '127.0.0.1' });
  assert.notEqual(refused.code, 0);
  assert.match(refused.output, /written by a newer version of Liên Thông \(counter\/9999-from-the-future.sql\)/);
});

test('an unreachable database, an old one and a wrong setting each end with one sentence', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wrong-'));
  const port = String(await freePort());
  const wrong = [
    [{ DATABASE_URL: 'postgres://x:y@127.0.0.1:1/none' }, /The database at DATABASE_URL cannot be reached/],
    [{ ROLE: 'emperor' }, /ROLE must be one of all, web, worker/],
    [{ PORT: '99999' }, /PORT must be at most 65535/],
  ] as const;
  await Promise.all(
    wrong.map(async ([env, sentence]) => {
      const { code, output } = await runCommand(['start'], { DATA_DIR: dir, PORT: port, HOST: '127.0.0.1', ...env });
      assert.notEqual(code, 0);
      assert.match(output, sentence);
      assert.doesNotMatch(output, /\n\s+at /, 'a stack was shown');
    }),
  );
  rmSync(dir, { recursive: true });
});

test('a full disk is said before anything is written', () => {
  assert.equal(freeSpaceSentence('/srv', 10 * 1024 ** 3), undefined);
  assert.match(freeSpaceSentence('/srv', 10 * 1024 ** 2) ?? '', /less than 300 MB left: free some space/);
});

test('reset asks, and wipes only after the word', async () => {
  const no = await runCommand(['reset'], { DATA_DIR: dataDir }, 'không\n');
  assert.notEqual(no.code, 0);
  assert.match(no.output, /Nothing was wiped/);
  assert.ok(readdirSync(dataDir).includes('pg'));
  const yes = await runCommand(['reset'], { DATA_DIR: dataDir }, 'xóa\n');
  assert.equal(yes.code, 0, yes.output);
  assert.throws(() => readdirSync(dataDir));
});

test('every command explains itself', async () => {
  const commands = ['start', 'migrate', 'reset', 'import', 'sign-on', 'demo', 'doctor'];
  await Promise.all(
    commands.map(async (command) => {
      const { code, output } = await runCommand([command, '--help'], {});
      assert.equal(code, 0);
      assert.match(output, new RegExp(`Usage: lienthong ${command}`));
    }),
  );
});

test('an external database is never wiped', async () => {
  const { owner } = await testCluster();
  const { code, output } = await runCommand(['reset', '--yes'], {
    DATABASE_URL: `postgres://u:p@/x?host=${encodeURIComponent(String(owner.host))}`,
  });
  assert.notEqual(code, 0);
  assert.match(output, /wipes only the embedded database/);
});
