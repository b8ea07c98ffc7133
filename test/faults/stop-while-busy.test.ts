import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { whoAmI } from '#modules/identity/contract.ts';
import { getFile } from '#modules/files/contract.ts';
import type { NodeClient } from '#platform/client.ts';
import { fillAsAfterFirstStart, startNodeProcess, type NodeProcessHandle } from '#test/world/node-process.ts';
import { demoBirth } from '../../src/cli/demo/birth-world.ts';
import { photographOfNotification } from '../../src/cli/demo/photo.ts';
import { cookieAt, signInAt, type Who } from '../whole/house.ts';

// Ctrl-C on a busy Monday: somebody watches a queue, a photograph is on its way, another has just been sent.
const dataDir = mkdtempSync(join(tmpdir(), 'busy-'));
let node: NodeProcessHandle;

before(async () => {
  await fillAsAfterFirstStart(dataDir);
  node = await startNodeProcess(dataDir);
});
after(async () => {
  if (node?.child.exitCode === null) await node.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const demoCode = (): string => readFileSync(join(dataDir, 'secrets', 'demo-code'), 'utf8').trim();
const signedIn = (who: Who): Promise<NodeClient> => signInAt(node.url, demoCode(), who);

/** A request whose head and half of its body were sent; the other half waits. */
async function halfSent(
  path: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<{ socket: Socket; rest: Buffer; read: () => string }> {
  const { hostname, port } = new URL(node.url);
  const socket = connect(Number(port), hostname);
  let got = '';
  socket.on('data', (chunk) => (got += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  const head = Object.entries({
    host: `${hostname}:${port}`,
    origin: node.url,
    'content-length': String(body.length),
    ...headers,
  });
  const half = Math.floor(body.length / 2);
  socket.write(`${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  socket.write(body.subarray(0, half));
  return { socket, rest: body.subarray(half), read: () => got };
}

test('SIGINT: a request that is under way is answered, streams and stalled uploads do not hold the stop up, exit 0 within ten seconds', async () => {
  const birth = demoBirth(0, 1, new Date());
  const parent = await signedIn({ personalId: birth.parent.personalId });
  const officer = await signedIn({ officerId: birth.officerId });
  const { agencyId } = await officer.get(whoAmI, {});
  const cookie = await cookieAt(node.url, demoCode(), { personalId: birth.parent.personalId });
  const live = await officer.fetch(`/api/live?topic=counter.queue:${agencyId}`);
  assert.equal(live.status, 200);
  const heard = live.text().catch(() => 'cut');

  const photo = await photographOfNotification(['Một tờ giấy chứng sinh']);
  const json = Buffer.from(JSON.stringify({ name: 'giay-chung-sinh.jpg', content: photo.toString('base64') }));
  const slow = await halfSent('POST /api/files', { cookie, 'content-type': 'application/json' }, json);

  const created = await parent.fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(photo.length),
      'upload-metadata': `filename ${Buffer.from('giấy chứng sinh.jpg').toString('base64')}`,
    },
  });
  assert.equal(created.status, 201, await created.text());
  const upload = new URL(created.headers.get('location') ?? '', node.url).pathname;
  const stalled = await halfSent(
    `PATCH ${upload}`,
    { cookie, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    photo,
  );
  // Answered the same way as those two are asked, only later: by then the node has begun to read them.
  for (let n = 0; n < 5; n++) await parent.get(whoAmI, {});
  await wait(300);

  const ended = node.end('SIGINT');
  await wait(400);
  slow.socket.write(slow.rest);
  const { code, ms } = await ended;
  assert.equal(code, 0, node.output());
  assert.ok(ms < 10_000, `${ms} ms`);
  assert.doesNotMatch(node.output(), /Not everything ended in time/);
  assert.match(slow.read(), /^HTTP\/1\.1 201 /, `the request under way was not answered: ${slow.read().slice(0, 200)}`);
  const { id } = JSON.parse(/\{.*\}/s.exec(slow.read())?.[0] ?? '{}') as { id?: string };
  assert.ok(id);
  assert.match(await heard, /event: open/);
  stalled.socket.destroy();

  node = await startNodeProcess(dataDir);
  const again = await signedIn({ personalId: birth.parent.personalId });
  assert.equal(
    (await again.get(getFile, { params: { fileId: id } })).bytes,
    photo.length,
    'what was acknowledged is there',
  );
  const offset = await again.fetch(upload, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  assert.equal(offset.status, 200, 'the broken upload can be continued');
  assert.ok(Number(offset.headers.get('upload-offset')) > 0, 'what had arrived of the stalled upload is kept');
  assert.equal((await node.end('SIGTERM')).code, 0);
});
