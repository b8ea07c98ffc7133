import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { readDirectory } from '#modules/nodes/index.ts';
import { keyOfJwk } from '#modules/nodes/keys/key-names.ts';
import { startFederation, type Federation } from './federation.ts';

/** The directory as a proof for whoever has nothing but its bytes and the registrar's key. */
let world: Federation;
before(async () => (world = await startFederation()));
after(() => world?.close());

test('the directory of a time is had byte for byte, and names nodes, keys and homes to whoever trusts its signer', async () => {
  const { bo, tinh, registrar, clock } = world;
  const at = clock.now();
  const { keyId } = await tinh.nodes.signStatement(Buffer.from('x'));
  const pem = await bo.nodes.publicKeyOf('nut-tinh', keyId, at);
  assert.ok(pem);
  const key = createPublicKey(pem);
  const signed = await bo.nodes.signedDirectory(at, keyId);
  assert.ok(signed);
  const [pinned] = (await registrar.nodes.operator.keys()).registrar;
  assert.ok(pinned);
  const signer = keyOfJwk(pinned);
  assert.ok(createPublicKey(signed.signer).equals(signer));
  const bytes = Buffer.from(signed.text);
  const read = readDirectory(bytes, signed.signature, [signer]);
  assert.ok(read);
  assert.equal(read.serial, signed.serial);
  assert.ok(read.names('nut-tinh', keyId, key, at));
  assert.ok(!read.names('nut-bo', keyId, key, at));
  assert.ok(!read.names('nut-tinh', keyId, signer, at));
  assert.deepEqual(read.homeOf('G15'), { nodeId: 'nut-bo', node: 'Nút nut-bo' });
  assert.equal(read.homeOf('H99'), undefined);
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  assert.equal(readDirectory(bytes, signed.signature, [stranger]), undefined);
  const bent = Buffer.from(signed.text.replace('nut-bo', 'nut-ba'));
  assert.equal(readDirectory(bent, signed.signature, [signer]), undefined);
  assert.equal(await bo.nodes.signedDirectory(at, 'nut-la#0123456789abcdef'), undefined);
});

test('a key that is newer than the directory of then is found in the one of now; the older one stays for what is older', async () => {
  const { bo, tinh, clock } = world;
  const then = clock.now();
  const before = await bo.nodes.signedDirectory(then);
  clock.advance(60_000);
  await tinh.nodes.operator.rotate('node', false);
  clock.advance(60_000);
  await bo.nodes.refresh();
  await tinh.nodes.refresh();
  clock.advance(3 * 86_400_000);
  await tinh.nodes.refresh();
  await bo.nodes.refresh();
  const { keyId } = await tinh.nodes.signStatement(Buffer.from('x'));
  const now = await bo.nodes.signedDirectory(then, keyId);
  assert.ok(now && before && now.serial > before.serial && now.text.includes(keyId));
  assert.deepEqual(await bo.nodes.signedDirectory(then), before);
});
