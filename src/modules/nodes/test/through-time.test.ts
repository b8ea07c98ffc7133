import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { isProblem } from '#platform/problem.ts';
import { parseDocument, writeDocument, type DirectoryDocument } from '#modules/nodes/document.ts';
import { jwkOf } from '#modules/nodes/keys/key-names.ts';
import { freePort } from '#test/world/free-port.ts';
import { agencies, START, startFederation, startMember, type Federation, type FederationNode } from './federation.ts';

let world: Federation;
beforeEach(async () => {
  world = await startFederation();
});
afterEach(() => world?.close());

const DAY = 86_400_000;
const refused = (work: Promise<unknown>, code: string) =>
  assert.rejects(work, (error) => isProblem(error) && error.code === code);
const asks = async (from: FederationNode, to: FederationNode): Promise<number> =>
  (await from.nodes.call(to.id, { method: 'GET', path: '/lien-nut/thu' })).status;
const events = async (one: FederationNode): Promise<string[]> =>
  (
    await one.node.database.pool.query<{ alarms: string }>(
      "select payload->>'alarms' as alarms from platform.event where name = 'nodes.alarm-raised@1' order by at",
    )
  ).rows.map((row) => row.alarms);

test('the registrar is away for weeks: the others go on, say so in time, and stop trusting only after the grace', async () => {
  const { clock, registrar, bo, tinh } = world;
  await bo.minute();
  assert.deepEqual((await bo.nodes.operator.view()).alarms, []);
  await registrar.node.process.stop();
  // Each look fails; the waits grow, and the registrar is not asked every minute.
  for (let minute = 0; minute < 180; minute += 15) {
    clock.advance(15 * 60_000);
    await bo.minute();
  }
  const { refreshing, alarms } = await bo.nodes.operator.view();
  assert.ok(refreshing.failures >= 3 && refreshing.failures <= 12, `${refreshing.failures}`);
  assert.deepEqual(alarms, ['not-refreshed']);
  assert.deepEqual(await events(bo), ['["not-refreshed"]']);

  clock.set(new Date(Date.parse(START) + 6.5 * DAY));
  await bo.minute();
  assert.deepEqual(await events(bo), ['["not-refreshed"]', '["ends-soon"]']);
  clock.set(new Date(Date.parse(START) + 20 * DAY));
  await bo.minute();
  assert.deepEqual((await bo.nodes.operator.view()).alarms, ['over', 'not-refreshed']);
  // Over, but within the grace: documents still move.
  assert.equal(await asks(bo, tinh), 200);

  clock.set(new Date(Date.parse(START) + 38 * DAY));
  await bo.minute();
  assert.ok((await bo.nodes.operator.view()).alarms.includes('grace-over'));
  await refused(bo.nodes.call('nut-tinh', { method: 'GET', path: '/lien-nut/thu' }), 'nodes.directory-too-old');
  assert.equal((await fetch(`${tinh.url}/lien-nut/thu`)).status, 401);
  // Where documents belong is still known, so that they wait for the right node.
  assert.equal((await bo.nodes.homeOf(agencies.province.id)).here, false);
});

test('a node that cannot reach the registrar takes the newer directory from a peer', async () => {
  const { clock, registrar, bo, tinh, registrarEnv } = world;
  clock.advance(60_000);
  await registrar.nodes.operator.move('H55.101', 'nut-bo');
  await bo.nodes.refresh();
  const cut = await startMember(
    'nut-tinh',
    clock,
    {
      ...registrarEnv,
      NODE_REGISTRAR_URL: `http://127.0.0.1:${await freePort()}`,
      NODE_URL: tinh.url,
    },
    { beside: tinh },
  );
  try {
    assert.equal((await cut.nodes.homeOf(agencies.commune.id)).here, true);
    assert.equal(await cut.nodes.operator.refresh(), 'newer');
    assert.deepEqual(await cut.nodes.homeOf(agencies.commune.id), {
      here: false,
      nodeId: 'nut-bo',
      url: bo.url,
      name: 'Nút nut-bo',
    });
    assert.equal((await cut.nodes.operator.view()).copy?.cameFrom, 'node:nut-bo');
  } finally {
    await cut.close();
  }
});

test('the registrar signs anew at half the life, and serials only grow', async () => {
  const { clock, registrar, bo } = world;
  const serial = async (): Promise<number> => (await registrar.nodes.operator.view()).copy?.serial ?? 0;
  const first = await serial();
  clock.advance(3 * DAY);
  await registrar.minute();
  assert.equal(await serial(), first);
  clock.advance(DAY);
  await registrar.minute();
  const second = await serial();
  assert.ok(second > first);
  assert.equal(second, 2026120201);
  // A clock that was set back does not bring a smaller number.
  clock.set(START);
  await registrar.nodes.operator.move('H55.101', 'nut-bo');
  assert.equal(await serial(), second + 1);
  await bo.nodes.refresh();
  assert.equal((await bo.nodes.operator.view()).copy?.serial, second + 1);
});

test('a statement under a key that has since been changed holds for its time: under the overlap, and for long after by the directory of then', async () => {
  const { clock, registrar, bo, tinh } = world;
  const said = Buffer.from('{"kind":"lien-thong/thu@1"}');
  const saidAt = clock.now();
  const old = await bo.nodes.signStatement(said);
  await bo.nodes.operator.rotate('node', false);
  await bo.nodes.refresh();
  clock.advance(16 * 60_000);
  const next = await bo.nodes.signStatement(said);
  assert.notEqual(next.keyId, old.keyId);
  const holds = async (signed: typeof old, at: Date) => {
    const check = await tinh.nodes.checkStatement('nut-bo', said, signed, at);
    return check.holds || check.code;
  };
  // tinh has the directory of before: it looks for the key and finds it.
  assert.equal(await holds(next, clock.now()), true);
  assert.equal(await holds(old, clock.now()), true, 'within the overlap');
  clock.advance(8 * DAY);
  await registrar.minute();
  await bo.minute();
  await tinh.minute();
  assert.equal(await holds(next, clock.now()), true);
  assert.equal(await holds(old, clock.now()), 'unknown-key', 'nothing new under a key that is over');
  assert.equal(await holds(old, saidAt), true, 'what was said in its time stays said');
});

test('a node changes its key: before, during and after the overlap its requests are believed', async () => {
  const { clock, registrar, bo, tinh } = world;
  await bo.nodes.operator.rotate('node', false);
  const keys = async (from: FederationNode) =>
    (await from.nodes.operator.view()).nodes.find((node) => node.id === 'nut-bo')?.keys.map((key) => key.keyId) ?? [];
  const [before, next] = await keys(registrar);
  assert.ok(before && next);
  const used = async (): Promise<string> => (await bo.nodes.operator.view()).self.fingerprint.slice(0, 16);
  // The others have not heard of it, and it does not sign yet.
  assert.equal(await asks(bo, tinh), 200);
  await bo.nodes.refresh();
  assert.ok(before.endsWith(await used()));
  assert.equal(await asks(bo, tinh), 200);
  clock.advance(16 * 60_000);
  assert.ok(next.endsWith(await used()));
  // tinh still has the directory of before: it looks for the key and finds it.
  assert.deepEqual(await keys(tinh), [before]);
  assert.equal(await asks(bo, tinh), 200);
  assert.deepEqual(await keys(tinh), [before, next]);
  clock.advance(8 * DAY);
  await registrar.minute();
  await bo.minute();
  await tinh.minute();
  assert.equal(await asks(bo, tinh), 200);
  assert.deepEqual(await keys(registrar), [next]);
  const { rows } = await bo.node.database.pool.query<{ count: number }>(
    "select count(*)::int as count from nodes.own_key where purpose = 'node' and retired_at is null",
  );
  assert.equal(rows[0]?.count, 1);
});

test('a key that may be in other hands ends at once', async () => {
  const { clock, bo, tinh, registrar } = world;
  const copy = await fetch(`${tinh.url}/lien-nut/danh-ba`);
  await copy.arrayBuffer();
  await bo.nodes.operator.rotate('node', true);
  await bo.nodes.refresh();
  await tinh.nodes.refresh();
  assert.equal(await asks(bo, tinh), 200);
  clock.advance(3 * 60_000);
  await bo.minute();
  const keys = (await registrar.nodes.operator.view()).nodes.find((node) => node.id === 'nut-bo')?.keys ?? [];
  assert.equal(keys.filter((key) => key.until === null).length, 1);
  assert.equal(await asks(bo, tinh), 200);
});

test('the registrar changes the key that signs, and a node that pinned the old one follows', async () => {
  const { registrar, bo, tinh, clock } = world;
  const { registrar: keys } = await registrar.nodes.operator.keys();
  assert.equal(keys.length, 2);
  await registrar.nodes.operator.rotate('registrar', false);
  const after = (await registrar.nodes.operator.keys()).registrar;
  assert.deepEqual(after[0], keys[1]);
  assert.equal(await bo.nodes.operator.refresh(), 'newer');
  // Twice, one after the other: each directory vouches for the next key.
  clock.advance(60_000);
  await registrar.nodes.operator.rotate('registrar', false);
  assert.equal(await bo.nodes.operator.refresh(), 'newer');
  // Who slept through two changes knows neither of the keys any more, and says so.
  assert.equal(await tinh.nodes.operator.refresh(), 'wrong-signature');
  assert.ok((await tinh.nodes.operator.view()).alarms.includes('refused'));
  // It goes on with the copy that it has.
  assert.equal(await asks(tinh, bo), 200);
});

test('an agency moves: the new home is told, and the old one is still right about the time before', async () => {
  const { clock, registrar, bo, tinh } = world;
  clock.advance(DAY);
  const before = clock.now();
  clock.advance(DAY);
  await registrar.nodes.operator.move('G15', 'nut-tinh');
  await refused(registrar.nodes.operator.move('G15', 'nut-tinh'), 'nodes.already-there');
  await refused(registrar.nodes.operator.move('000.00.00.G15', 'nut-khong-co'), 'nodes.unknown-node');
  await refused(registrar.nodes.operator.move('X99', 'nut-bo'), 'nodes.unknown-agency');
  await refused(bo.nodes.operator.move('G15', 'nut-bo'), 'nodes.not-the-registrar');
  await bo.nodes.refresh();
  await tinh.nodes.refresh();
  assert.deepEqual(await tinh.nodes.homeOf(agencies.ministry.id), { here: true });
  assert.equal((await bo.nodes.homeOf(agencies.ministry.id)).here, false);
  assert.ok(await tinh.nodes.wasHomeOf('nut-bo', agencies.ministry.id, before));
  assert.ok(!(await tinh.nodes.wasHomeOf('nut-tinh', agencies.ministry.id, before)));
  clock.advance(DAY);
  assert.ok(await bo.nodes.wasHomeOf('nut-tinh', agencies.ministry.id, clock.now()));
  assert.ok(!(await bo.nodes.wasHomeOf('nut-bo', agencies.ministry.id, clock.now())));
  const { rows } = await bo.node.database.pool.query<{ count: number }>(
    "select count(*)::int as count from platform.event where name = 'nodes.directory-changed@1'",
  );
  assert.equal(rows[0]?.count, 2);
});

test('a node that moved to another address says so by its key; nobody has to admit it again', async () => {
  const { clock, registrar, tinh, bo, registrarEnv } = world;
  const moved = await startMember('nut-tinh', clock, { ...registrarEnv, NODE_NAME: 'Nút tỉnh mới' }, { beside: tinh });
  try {
    // It asked within the hour, so this waits a little.
    clock.advance(61 * 60_000);
    await moved.minute();
    await bo.nodes.refresh();
    const entry = (await registrar.nodes.operator.view()).nodes.find((node) => node.id === 'nut-tinh');
    assert.equal(entry?.url, moved.url);
    assert.equal(entry?.name, 'Nút tỉnh mới');
    assert.equal(await asks(bo, tinh), 200);
  } finally {
    await moved.close();
  }
});

test('somebody with another key asks under the name of a node: it waits, and nothing changes before it is decided', async () => {
  const { clock, registrar, registrarEnv, bo, tinh } = world;
  const impostor = await startMember('nut-bo', clock, registrarEnv);
  try {
    const { state, fingerprint } = await impostor.nodes.operator.join();
    assert.equal(state, 'waiting');
    await refused(
      registrar.nodes.operator.admit(
        'nut-bo',
        fingerprint.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
      ),
      'nodes.fingerprint-differs',
    );
    await impostor.nodes.refresh();
    const strange = await impostor.nodes.call('nut-tinh', { method: 'GET', path: '/lien-nut/thu' });
    assert.equal(strange.status, 401);
    assert.equal(await asks(bo, tinh), 200);
    // It was the node itself, after its keys were lost: admitted anew, the old keys end.
    await registrar.nodes.operator.admit('nut-bo', fingerprint);
    await impostor.nodes.refresh();
    await tinh.nodes.refresh();
    assert.equal(await asks(impostor, tinh), 200);
    clock.advance(5 * 60_000);
    assert.equal(await asks(bo, tinh), 401);
  } finally {
    await impostor.close();
  }
});

/** A registrar that hands out whatever the test wants. */
async function falseRegistrar(): Promise<{
  url: string;
  give(document: Uint8Array, signature: Buffer): void;
  server: Server;
}> {
  let answer: { document: Uint8Array; signature: Buffer } = { document: Buffer.alloc(0), signature: Buffer.alloc(0) };
  const server = createServer((_request, response) => {
    response.setHeader('directory-signature', answer.signature.toString('base64'));
    response.end(answer.document);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    give: (document, signature) => {
      answer = { document, signature };
    },
    server,
  };
}

test('an older directory, another of the same number, one long over, a changed one and a huge one are not taken up', async () => {
  const { clock, bo } = world;
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const real = parseDocument(await (await fetch(`${bo.url}/lien-nut/danh-ba`)).text());
  const source = await falseRegistrar();
  const victim = await startMember('nut-moi', clock, {
    NODE_REGISTRAR_URL: source.url,
    NODE_REGISTRAR_KEY: JSON.stringify(jwkOf(key.publicKey)),
  });
  const offer = async (more: Partial<DirectoryDocument>, by: KeyObject = key.privateKey): Promise<string> => {
    // Only the false one is asked: the others are not in its directory.
    const document = {
      ...real,
      registrar: { nodeId: 'nut-goc', keys: [jwkOf(key.publicKey)] },
      nodes: [],
      members: [],
      ...more,
    };
    const { text, signature } = writeDocument(document, by);
    source.give(Buffer.from(text), signature);
    return victim.nodes.operator.refresh();
  };
  try {
    assert.equal(await offer({ serial: 100 }, other.privateKey), 'wrong-signature');
    assert.deepEqual((await victim.nodes.operator.view()).alarms, ['no-directory', 'refused']);
    assert.equal(
      await offer({ serial: 100, issuedAt: '2026-01-01T00:00:00.000Z', validUntil: '2026-01-08T00:00:00.000Z' }),
      'over',
    );
    assert.equal(await offer({ serial: 100 }), 'newer');
    assert.equal(await offer({ serial: 100 }), 'the-same');
    assert.equal(await offer({ serial: 99 }), 'older');
    assert.equal(await offer({ serial: 100, validUntil: '2027-01-01T00:00:00.000Z' }), 'conflict');
    await victim.minute();
    assert.ok((await victim.nodes.operator.view()).alarms.includes('refused'));
    assert.equal(await offer({ serial: 101 }, other.privateKey), 'wrong-signature');
    source.give(Buffer.alloc(33 * 1024 * 1024, 32), Buffer.alloc(70, 1));
    assert.equal(await victim.nodes.operator.refresh(), 'too-large');
    source.give(Buffer.from('<html>'), Buffer.alloc(0));
    assert.equal(await victim.nodes.operator.refresh(), 'away');
    assert.equal((await victim.nodes.operator.view()).copy?.serial, 100);
    assert.equal(await offer({ serial: 102 }), 'newer');
    assert.ok(!(await victim.nodes.operator.view()).alarms.includes('refused'));
  } finally {
    await victim.close();
    await new Promise((resolve) => source.server.close(resolve));
  }
});
