import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/world/free-port.ts';
import {
  fillAsAfterFirstStart,
  runCommand,
  serverPid,
  startNodeProcess,
  type NodeProcessHandle,
} from '#test/world/node-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'dies-'));
let node: NodeProcessHandle;

before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
});
after(async () => {
  if (node?.child.exitCode === null) await node.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = (path: string): Promise<Response> => fetch(`${node.url}${path}`, { headers: { accept: 'text/html' } });

test('a database server that dies is started again by the node, and meanwhile people are told so', async () => {
  assert.equal((await ask('/tim?q=khai+sinh')).status, 200);
  process.kill(serverPid(dataDir), 'SIGKILL');
  // Its sessions end a moment after it, and a moment later it is there again: asked all the time, one question falls in between.
  // Several at a time: on a busy machine one question may take as long as the server is away.
  let refused: Response | undefined;
  const askOn = async (asker: number): Promise<void> => {
    for (let tries = 0; !refused && tries < 500; tries++) {
      const answer = await ask(`/tim?q=ket+hon+${asker}+${tries}`);
      if (answer.status === 200) await answer.text();
      else refused ??= answer;
    }
  };
  await Promise.all([1, 2, 3, 4].map(askOn));
  assert.equal(refused?.status, 503);
  assert.match((await refused?.text()) ?? '', /Hệ thống đang bận/);
  assert.equal((await ask('/health/live')).status, 200, 'the process itself lives');

  const deadline = Date.now() + 60_000;
  while (!(await ask('/health/ready')).ok) {
    assert.equal(node.child.exitCode, null, `the node gave up:\n${node.output()}`);
    assert.ok(Date.now() < deadline, `the database did not come back:\n${node.output()}`);
    await wait(100);
  }
  assert.equal((await ask('/tim?q=ho+chieu')).status, 200);
});

test('a second death within the minute ends the node with a sentence, for the service manager to see', async () => {
  assert.equal(node.child.exitCode, null, `the node lives until now:\n${node.output()}`);
  const ended = new Promise<number | null>((resolve) => {
    // Not 'exit': what it printed last is read after that.
    node.child.once('close', resolve);
  });
  let killed = serverPid(dataDir);
  process.kill(killed, 'SIGKILL');
  // Where the machine is so slow that the minute was over, the server is there once more, and dies once more.
  while (node.child.exitCode === null) {
    await Promise.race([ended, wait(500)]);
    const there = existsSync(join(dataDir, 'pg', 'postmaster.pid')) ? serverPid(dataDir) : killed;
    if (node.child.exitCode !== null || there === killed) continue;
    killed = there;
    process.kill(killed, 'SIGKILL');
  }
  assert.equal(await ended, 1);
  assert.match(node.output(), /ended and could not be started again/);
});

test('a node with another master key is refused at the start, not at its first signature', async () => {
  const { code, output } = await runCommand(['start'], {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  assert.equal(code, 1);
  assert.match(output, /MASTER_KEY is not the one that this database was made with/);
});
