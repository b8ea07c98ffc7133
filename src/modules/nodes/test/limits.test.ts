import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { digestOf, signRequest } from '#platform/web/message-signatures.ts';
import { LIMITS_AT } from '#modules/nodes/limits/declare-limits.ts';
import { agencies, startFederation, type Federation, type FederationNode } from './federation.ts';

/** What agencies' software cannot take goes round in the signed directory, by the word of the node where each is at home. */
let world: Federation;
before(async () => (world = await startFederation()));
after(() => world?.close());

const { ministry, province } = agencies;

async function keyOf(member: FederationNode) {
  const { createOwnKeys } = await import('#modules/nodes/keys/own-keys.ts');
  const [key] = await createOwnKeys(member.node.deps, member.id).of('node');
  assert.ok(key);
  return key;
}

/** A node's word to the registrar, past its own minute. */
async function say(member: FederationNode, said: unknown, key?: Awaited<ReturnType<typeof keyOf>>) {
  const body = Buffer.from(JSON.stringify(said));
  const url = `${world.registrar.url}${LIMITS_AT}`;
  const { keyId, privateKey } = key ?? (await keyOf(member));
  const headers = await signRequest({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    digest: digestOf(body),
    keyId,
    privateKey,
    created: world.clock.now(),
  });
  return fetch(url, { method: 'POST', headers, body });
}

test('what an agency says at its node, every node says after the next directories; taken back, it is gone', async () => {
  const { bo, tinh, registrar } = world;
  assert.equal(await tinh.nodes.limitsOf(ministry.id), undefined);
  await bo.nodes.declareLimits(ministry.id, { onlyTypes: ['2.2', '1.18'], noEncrypted: true });
  await bo.minute();
  await tinh.nodes.refresh();
  const said = { onlyTypes: ['1.18', '2.2'], noEncrypted: true };
  assert.deepEqual(await tinh.nodes.limitsOf(ministry.id), said);
  assert.deepEqual(await registrar.nodes.limitsOf(ministry.id), said);
  assert.equal(await tinh.nodes.limitsOf(province.id), undefined);
  const serial = async () => (await registrar.nodes.operator.view()).copy?.serial;
  await bo.nodes.refresh();
  const before = await serial();
  await bo.minute();
  assert.equal(await serial(), before, 'what the directory says already is not told again');
  await bo.nodes.declareLimits(ministry.id, {});
  await bo.minute();
  await tinh.nodes.refresh();
  assert.equal(await tinh.nodes.limitsOf(ministry.id), undefined);
});

test('what was said while the registrar was away is told when it is back', async () => {
  const { bo, tinh } = world;
  await tinh.nodes.declareLimits(province.id, { mostBytes: 1000 });
  await tinh.minute();
  await bo.nodes.refresh();
  assert.deepEqual(await bo.nodes.limitsOf(province.id), { mostBytes: 1000 });
});

test('nobody speaks for agencies of another node, and an agency that moves leaves the word of its old node behind', async () => {
  const { bo, tinh, registrar } = world;
  const foreign = await say(bo, [{ code: 'H55', limits: { noAttachments: true } }]);
  assert.equal(foreign.status, 409);
  assert.match(await foreign.text(), /limits-refused/);
  for (const wrong of [
    [],
    {},
    [{ code: 'G15' }],
    [{ code: 'G15', limits: { all: true } }],
    [{ code: 'G15', limits: { onlyTypes: ['9.9'] } }],
  ])
    assert.equal((await say(bo, wrong)).status, 409, JSON.stringify(wrong));
  const stranger = await keyOf(tinh);
  assert.equal(
    (await say(bo, [{ code: 'G15', limits: null }], { ...stranger, keyId: 'nut-bo#0123456789abcdef' })).status,
    401,
  );
  const plain = await fetch(`${registrar.url}${LIMITS_AT}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '[]',
  });
  assert.equal(plain.status, 401);
  assert.equal(
    (
      await fetch(`${tinh.url}${LIMITS_AT}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '[]',
      })
    ).ok,
    false,
    'only the registrar keeps the register',
  );

  await registrar.nodes.operator.move('H55', 'nut-bo');
  await bo.nodes.refresh();
  assert.equal(await bo.nodes.limitsOf(province.id), undefined);
  await tinh.nodes.refresh();
  await tinh.minute();
  await bo.nodes.refresh();
  assert.equal(await bo.nodes.limitsOf(province.id), undefined, 'the old node has no word any more');
});
