import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { digestOf, signRequest } from '#platform/web/message-signatures.ts';
import { isProblem } from '#platform/problem.ts';
import { generateKeyPairSync } from 'node:crypto';
import { JOIN_AT } from '#modules/nodes/join.ts';
import { keyOfJwk } from '#modules/nodes/keys/key-names.ts';
import { agencies, startFederation, startMember, streamOf, type Federation } from './federation.ts';

let world: Federation;
before(async () => {
  world = await startFederation();
});
after(() => world?.close());

const refused = (work: Promise<unknown>, code: string) =>
  assert.rejects(work, (error) => isProblem(error) && error.code === code);

test('every node says the same of where an agency is at home, by any of its codes', async () => {
  const { registrar, bo, tinh } = world;
  assert.deepEqual(await bo.nodes.homeOf(agencies.ministry.id), { here: true });
  assert.deepEqual(await bo.nodes.homeOf(agencies.province.id), {
    here: false,
    nodeId: 'nut-tinh',
    url: tinh.url,
    name: 'Nút nut-tinh',
  });
  assert.equal((await registrar.nodes.homeOf(agencies.ministry.id)).here, false);
  // In no directory: it is the node's own, as on a node that stands alone.
  assert.deepEqual(await tinh.nodes.homeOf(agencies.commune.id), { here: true });
  assert.deepEqual(bo.nodes.self(), { nodeId: 'nut-bo', url: bo.url });
});

test('a signed request arrives with its sender, with a body in memory or streamed', async () => {
  const { bo, tinh } = world;
  const bare = await bo.nodes.call('nut-tinh', { method: 'GET', path: '/lien-nut/thu?so=1' });
  assert.deepEqual(await bare.json(), { nodeId: 'nut-bo', bytes: 0 });
  const body = Buffer.from('x'.repeat(5000));
  const whole = await tinh.nodes.call('nut-bo', { method: 'POST', path: '/lien-nut/thu', body });
  assert.deepEqual(await whole.json(), { nodeId: 'nut-tinh', bytes: 5000 });
  const streamed = await tinh.nodes.call('nut-bo', {
    method: 'PUT',
    path: '/lien-nut/thu',
    body: streamOf(body),
    digest: digestOf(body),
  });
  assert.deepEqual(await streamed.json(), { nodeId: 'nut-tinh', bytes: 5000 });
});

test('a body other than the signed one, a stranger, and a request without signature are refused', async () => {
  const { bo, tinh, clock } = world;
  const other = await tinh.nodes.call('nut-bo', {
    method: 'POST',
    path: '/lien-nut/thu',
    body: streamOf(Buffer.from('not what was signed')),
    digest: digestOf('something else'),
  });
  assert.equal(other.status, 401);
  assert.match(await other.text(), /bad-digest/);
  const plain = await fetch(`${bo.url}/lien-nut/thu`);
  assert.equal(plain.status, 401);
  assert.match(await plain.text(), /unsigned/);
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const headers = await signRequest({
    method: 'GET',
    url: `${bo.url}/lien-nut/thu`,
    keyId: 'nut-la#0123456789abcdef',
    privateKey: stranger.privateKey,
    created: clock.now(),
  });
  const strange = await fetch(`${bo.url}/lien-nut/thu`, { headers });
  assert.match(await strange.text(), /unknown-key/);
});

test('the same request a second time is refused, also by another process of the node', async () => {
  const { bo, tinh, clock, registrarEnv } = world;
  const second = await startMember('nut-bo', clock, { ...registrarEnv, NODE_URL: bo.url }, { beside: bo });
  try {
    const [key] = await own(tinh);
    const headers = await signRequest({
      method: 'GET',
      url: `${bo.url}/lien-nut/thu`,
      keyId: key.keyId,
      privateKey: key.privateKey,
      created: clock.now(),
    });
    assert.equal((await fetch(`${bo.url}/lien-nut/thu`, { headers })).status, 200);
    assert.equal((await fetch(`${bo.url}/lien-nut/thu`, { headers })).status, 409);
    const port = new URL(second.node.url);
    assert.equal((await fetch(`${port.origin}/lien-nut/thu`, { headers })).status, 409);
  } finally {
    await second.close();
  }
});

/** The keys of a node as only it has them: made again from its database with its master key. */
async function own(member: Federation['bo']) {
  const { createOwnKeys } = await import('#modules/nodes/keys/own-keys.ts');
  return createOwnKeys(member.node.deps, member.id).of('node') as Promise<
    [Awaited<ReturnType<ReturnType<typeof createOwnKeys>['of']>>[number]]
  >;
}

test('a redirect is not followed, an unknown node not called, and plain HTTP leaves this machine only where it is allowed', async () => {
  const { bo, registrar, clock } = world;
  await refused(bo.nodes.call('nut-tinh', { method: 'GET', path: '/lien-nut/thu/chuyen-huong' }), 'nodes.redirected');
  await refused(bo.nodes.call('nut-khong-co', { method: 'GET', path: '/' }), 'nodes.unknown-node');
  await assert.rejects(bo.nodes.call('nut-tinh', { method: 'GET', path: '//example.vn/x' }), TypeError);
  const [key] = (await registrar.nodes.operator.keys()).registrar;
  const far = await startMember('nut-xa', clock, {
    NODE_REGISTRAR_URL: 'http://registrar.example.vn',
    NODE_REGISTRAR_KEY: JSON.stringify(key),
  });
  await refused(far.nodes.operator.join(), 'nodes.plain-http');
  await refused(far.nodes.call('nut-bo', { method: 'GET', path: '/' }), 'nodes.no-directory');
  await far.close();
});

test('a node that is away is named, and the caller can try again', async () => {
  const { bo, registrar, registrarEnv, clock, admit } = world;
  const away = await startMember('nut-vang', clock, registrarEnv);
  await admit(away);
  await away.close();
  await bo.nodes.refresh();
  await refused(bo.nodes.call('nut-vang', { method: 'GET', path: '/lien-nut/thu' }), 'nodes.node-away');
  assert.ok((await registrar.nodes.operator.view()).nodes.some((node) => node.id === 'nut-vang'));
});

test('openssl checks the directory as it is handed out, and refuses it with one byte changed', async () => {
  const { registrar, tinh } = world;
  const folder = mkdtempSync(join(tmpdir(), 'danh-ba-'));
  try {
    const [key] = (await registrar.nodes.operator.keys()).registrar;
    assert.ok(key);
    writeFileSync(join(folder, 'key.pem'), keyOfJwk(key).export({ type: 'spki', format: 'pem' }));
    // From a node that is not the registrar: the source does not matter.
    const body = Buffer.from(await (await fetch(`${tinh.url}/lien-nut/danh-ba`)).arrayBuffer());
    writeFileSync(join(folder, 'doc'), body);
    writeFileSync(
      join(folder, 'sig'),
      Buffer.from(await (await fetch(`${tinh.url}/lien-nut/danh-ba/chu-ky`)).arrayBuffer()),
    );
    const check = () =>
      execFileSync('openssl', ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'sig', 'doc'], {
        cwd: folder,
        stdio: 'pipe',
      }).toString();
    assert.match(check(), /Verified OK/);
    body.writeUInt8(body.readUInt8(body.length - 2) ^ 1, body.length - 2);
    writeFileSync(join(folder, 'doc'), body);
    assert.throws(check);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a node’s statement is believed for its signer and its bytes only, and openssl checks it too', async () => {
  const { bo, tinh, registrar, clock } = world;
  const said = Buffer.from('{"kind":"lien-thong/thu@1","so":1}');
  const signed = await bo.nodes.signStatement(said);
  const now = clock.now();
  for (const one of [tinh, registrar, bo])
    assert.deepEqual(await one.nodes.checkStatement('nut-bo', said, signed, now), { holds: true });
  const wrong = async (by: string, bytes: Buffer, how: typeof signed) => {
    const check = await tinh.nodes.checkStatement(by, bytes, how, now);
    return check.holds ? 'holds' : check.code;
  };
  assert.equal(await wrong('nut-bo', Buffer.from('{"kind":"lien-thong/thu@1","so":2}'), signed), 'bad-signature');
  assert.equal(await wrong('nut-tinh', said, signed), 'other-node');
  assert.equal(await wrong('nut-bo', said, await tinh.nodes.signStatement(said)), 'other-node');
  const { signature } = await tinh.nodes.signStatement(said);
  assert.equal(await wrong('nut-bo', said, { keyId: signed.keyId, signature }), 'bad-signature');
  assert.equal(await wrong('nut-bo', said, { keyId: 'nut-bo#0123456789abcdef', signature }), 'unknown-key');
  assert.equal(await wrong('nut-bo', said, { keyId: signed.keyId, signature: 'không phải chữ ký' }), 'bad-signature');
  const folder = mkdtempSync(join(tmpdir(), 'loi-nut-'));
  try {
    writeFileSync(
      join(folder, 'key.pem'),
      keyOfJwk((await bo.nodes.operator.keys()).node).export({ type: 'spki', format: 'pem' }),
    );
    writeFileSync(join(folder, 'sig'), Buffer.from(signed.signature, 'base64'));
    writeFileSync(join(folder, 'said'), said);
    const args = ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'sig', 'said'];
    assert.match(execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString(), /Verified OK/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('who asks too often to join is stopped, and only at the node that it asks', async () => {
  const { registrar } = world;
  const ask = (node: { url: string }) =>
    fetch(`${node.url}${JOIN_AT}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
  const answers = [];
  for (let time = 0; time < 31; time += 1) answers.push((await ask(registrar)).status);
  assert.equal(answers[0], 400);
  assert.equal(answers.at(-1), 429);
  const other = await startMember('nut-goc-khac', world.clock, { NODE_REGISTRAR: 'yes' });
  try {
    assert.equal((await ask(other)).status, 400);
  } finally {
    await other.close();
  }
});

test('who has the directory already is told so in a few bytes', async () => {
  const { bo } = world;
  const first = await fetch(`${bo.url}/lien-nut/danh-ba`);
  await first.arrayBuffer();
  const again = await fetch(`${bo.url}/lien-nut/danh-ba`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
  assert.equal(await bo.nodes.operator.refresh(), 'the-same');
});
