import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import * as client from 'openid-client';
import { createSigningKeys, ROTATE_AFTER_DAYS } from '#modules/sign-on/signing-keys.ts';
import { signIn, webClient } from './flows.ts';
import { heardByAll, keyPair, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let second: ProviderWorld;
let keys: KeyPair;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  second = await startProvider({ beside: world });
});
after(async () => {
  await second?.close();
  await world?.close();
});

const published = async (at: ProviderWorld): Promise<JSONWebKeySet> =>
  (await (await fetch(`${at.url}/oidc/jwks`)).json()) as JSONWebKeySet;
const kidOf = (token: string | undefined) => decodeProtectedHeader(token ?? '').kid;

test('keys change without anybody noticing: the next one was published before, the old one stays until its tokens are over', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const before = await signIn(config, browser);
  const known = await published(world);
  assert.ok(!JSON.stringify(known).includes('"d"'), 'a private key is published');
  const signing = createSigningKeys(world.node.deps);
  const underWay = Array.from({ length: 6 }, () => signIn(config, browser));
  assert.deepEqual(await signing.rotate(new Date(Date.now() + 1000)), { rotated: ['ES256', 'RS256'] });
  await Promise.all([...underWay, heardByAll(world.node), heardByAll(second.node)]);
  const later = await signIn(config, browser);
  assert.notEqual(kidOf(later.id_token), kidOf(before.id_token));
  // Whoever kept a copy of the key set from before the change knows the new key already.
  await jwtVerify(later.id_token ?? '', createLocalJWKSet(known));
  for (const at of [world, second]) {
    const set = createLocalJWKSet(await published(at));
    for (const { id_token: token } of [before, later, ...(await Promise.all(underWay))])
      await jwtVerify(token ?? '', set);
  }
  assert.ok((await client.tokenIntrospection(config, before.access_token)).active, 'a change of keys ends tokens');
});

test('two processes that rotate at once rotate once; young keys stay', async () => {
  const [one, two] = [createSigningKeys(world.node.deps), createSigningKeys(second.node.deps)];
  const limit = new Date();
  await new Promise((resolve) => setImmediate(resolve));
  const done = await Promise.all([one.rotate(limit), two.rotate(limit)]);
  assert.deepEqual(done.flatMap(({ rotated }) => rotated).toSorted(), ['ES256', 'RS256']);
  const old = new Date(Date.now() - ROTATE_AFTER_DAYS * 86_400_000);
  assert.deepEqual(await one.rotate(old), { rotated: [] });
});

test('whoever runs the machine changes the keys at once, on the record', async () => {
  const config = await webClient(world, keys);
  const kid = async () => kidOf((await signIn(config, await world.signedIn('lan'))).id_token);
  const before = await kid();
  assert.deepEqual(await second.signOn.rotateKeys(), { rotated: ['ES256', 'RS256'] });
  await Promise.all([heardByAll(world.node), heardByAll(second.node)]);
  assert.notEqual(await kid(), before);
  const { rows } = await world.node.database.pool.query(
    "select actor->>'name' as by from evidence.record where kind = 'sign-on.keys-rotated'",
  );
  assert.deepEqual(rows, [{ by: 'operator' }]);
});

test('a key that was retired long ago is published no more', async () => {
  const { pool } = world.node.database;
  const { rows } = await pool.query(
    "update sign_on.signing_key set retired_at = now() - interval '8 days' where state = 'retired' returning kid",
  );
  assert.ok(rows.length > 0);
  await createSigningKeys(world.node.deps).rotate(new Date(0));
  await heardByAll(world.node);
  const kids = (await published(world)).keys.map(({ kid }) => kid);
  for (const { kid } of rows) assert.ok(!kids.includes(kid));
});

test('an old system gets its tokens signed with RS256', async () => {
  const id = await world.client({ keys: [keys.publicJwk], redirectUris: ['http://127.0.0.1:9999/quay-lai'] });
  await world.change(id, { id_token_alg: 'RS256' });
  const config = await client.discovery(
    new URL(world.issuer),
    id,
    { id_token_signed_response_alg: 'RS256' },
    client.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid }),
    { execute: [client.allowInsecureRequests] },
  );
  const tokens = await signIn(config, await world.signedIn('lan'));
  assert.equal(decodeProtectedHeader(tokens.id_token ?? '').alg, 'RS256');
});
