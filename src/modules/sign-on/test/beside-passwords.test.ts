import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashPassword } from '#modules/identity/verification/password-pool.ts';
import { signIn, webClient } from './flows.ts';
import { keyPair, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let keys: KeyPair;
before(async () => {
  keys = await keyPair();
  world = await startProvider();
});
after(() => world?.close());

// In the threads where signatures are made too, a token would wait until the last password of the queue was done.
test('a hundred passwords that wait to be checked hold up no token', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  await signIn(config, browser);
  const MANY = 100;
  let done = 0;
  const passwords = Array.from({ length: MANY }, async (_, n) => {
    await hashPassword(world.node.config, `mật khẩu ${n}`);
    done += 1;
  });
  const tokens = await signIn(config, browser);
  const before = done;
  assert.ok(tokens.id_token && tokens.access_token);
  await Promise.all(passwords);
  assert.ok(before < MANY, 'the token came after the last password');
});
