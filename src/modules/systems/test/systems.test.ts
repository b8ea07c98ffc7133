import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  addKey,
  changeSystem,
  dropSecret,
  endKey,
  getSystem,
  listSystems,
  registerSystem,
  renewSecret,
  setSystemState,
  whoAmI,
} from '#modules/systems/contract.ts';
import { facts, newKeyPair, newProgram, programAt } from './program.ts';
import { agencies, openWorld, type SystemsWorld } from './world.ts';

let world: SystemsWorld;
before(async () => (world = await openWorld()));
after(() => world?.close());

const manager = () => world.manager(agencies.province);

test('a system is registered with a key, and its program is known by what it signs', async () => {
  const program = await newProgram(world.node, manager(), { speaksFor: ['H55.101', 'H55.13.1'] });
  const known = await program.call(whoAmI, {});
  assert.ok(known.ok, JSON.stringify(known.ok || known.problem));
  assert.deepEqual(
    [known.answer.systemId, known.answer.agency.code, known.answer.rights],
    [program.systemId, 'H55', ['exchange.send', 'exchange.receive']],
  );
  for (const code of ['H55.101', 'H55.13.1']) {
    const as = await program.call(whoAmI, {}, { keyid: `${program.keyid}@${code}` });
    assert.equal(as.ok && as.answer.agency.code, code, 'an agency below speaks through it, at whatever depth');
  }
  for (const code of ['H55.13', 'H60', 'H99', 'H55.204']) {
    const as = await program.call(whoAmI, {}, { keyid: `${program.keyid}@${code}` });
    assert.deepEqual([as.status, as.ok || as.problem.code], [403, 'systems.not-in-its-name'], code);
  }
  const read = await world.node.call(getSystem, { params: { systemId: program.systemId } }, manager());
  assert.ok(read.ok);
  assert.equal(read.answer.lastSeen?.by, 'key');
  assert.deepEqual(
    read.answer.changes.map(({ kind }) => kind),
    ['key-added', 'registered'],
  );
});

test('a system speaks for agencies below the own one, and for no other', async () => {
  const register = (code: string, by = manager()) =>
    world.node.call(registerSystem, { body: { ...facts, speaksFor: [code] } }, by);
  for (const [code, problem] of [
    ['H60', 'systems.not-below'],
    ['H99', 'systems.unknown-agency'],
  ] as const) {
    const refused = await register(code);
    assert.ok(!refused.ok);
    assert.deepEqual([refused.problem.code, refused.problem.errors?.[0]?.path], [problem, 'body/speaksFor/0']);
  }
  const upward = await register('H55', world.manager(agencies.ward));
  assert.equal(!upward.ok && upward.problem.code, 'systems.not-below');
});

test('what another agency has is not there, and who was not given the right manages nothing', async () => {
  const program = await newProgram(world.node, manager());
  const stranger = world.manager(agencies.other);
  const { systemId, keyId } = program;
  const params = { systemId };
  const asked = [
    world.node.call(getSystem, { params }, stranger),
    world.node.call(changeSystem, { params, body: { ...facts, version: 1 } }, stranger),
    world.node.call(setSystemState, { params, body: { state: 'suspended', why: 'Thử' } }, stranger),
    world.node.call(addKey, { params, body: { label: 'x', publicKey: newKeyPair().publicKey } }, stranger),
    world.node.call(endKey, { params: { systemId, keyId }, body: { afterHours: 0 } }, stranger),
    world.node.call(renewSecret, { params }, stranger),
    world.node.call(dropSecret, { params }, stranger),
  ];
  for (const answered of await Promise.all(asked))
    assert.deepEqual([answered.status, answered.ok || answered.problem.code], [404, 'systems.not-found']);
  const list = await world.node.call(listSystems, {}, stranger);
  assert.ok(list.ok && list.answer.systems.every((one) => one.systemId !== systemId));
  assert.equal((await world.node.call(listSystems, {}, world.manager(agencies.province, []))).status, 403);
  const itself = await program.call(listSystems, {});
  assert.deepEqual([itself.status, itself.ok || itself.problem.code], [403, 'platform.not-allowed']);
  assert.equal((await program.call(whoAmI, {})).status, 200, 'nothing of it was done');
});

test('an agency sees who may speak in its name', async () => {
  const program = await newProgram(world.node, manager(), { name: 'Trục của tỉnh', speaksFor: ['H55.101'] });
  const list = await world.node.call(listSystems, {}, world.manager(agencies.ward));
  assert.ok(list.ok);
  const line = list.answer.speakForUs.find((one) => one.systemId === program.systemId);
  assert.deepEqual([line?.name, line?.agency.code], ['Trục của tỉnh', 'H55']);
});

test('keys change over without a pause, and an ended one proves nothing', async () => {
  const program = await newProgram(world.node, manager());
  const { systemId, keyId } = program;
  const pair = newKeyPair();
  const added = await world.node.call(
    addKey,
    { params: { systemId }, body: { label: 'Khóa năm sau', publicKey: pair.publicKey } },
    manager(),
  );
  assert.ok(added.ok);
  const next = programAt(world.node, { systemId, ...added.answer, privateKey: pair.privateKey });
  const ending = await world.node.call(endKey, { params: { systemId, keyId }, body: { afterHours: 24 } }, manager());
  assert.ok(ending.ok);
  for (const one of [program, next]) assert.equal((await one.call(whoAmI, {})).status, 200);
  world.clock.advance(25 * 3_600_000);
  const old = await program.call(whoAmI, {});
  assert.deepEqual([old.status, old.ok || old.problem.code], [401, 'systems.unknown-key']);
  assert.equal((await next.call(whoAmI, {})).status, 200);
  const crossed = await next.call(whoAmI, {}, { keyid: program.keyid });
  assert.equal(crossed.status, 401, 'the new key under the old one’s name');
});

test('keys that are none of a program’s are refused with the reason, and a private key is not kept', async () => {
  const program = await newProgram(world.node, manager());
  const add = (publicKey: string, systemId = program.systemId) =>
    world.node.call(addKey, { params: { systemId }, body: { label: 'Khóa', publicKey } }, manager());
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
  const cases: [string, string][] = [
    ['systems.key-private', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string],
    ['systems.key-private', JSON.stringify(pair.privateKey.export({ format: 'jwk' }))],
    ['systems.key-not-p256', p384.export({ type: 'spki', format: 'pem' }) as string],
    ['systems.key-not-p256', rsa.export({ type: 'spki', format: 'pem' }) as string],
    ['systems.key-unreadable', 'khóa của tôi'],
    ['systems.key-unreadable', '{"kty":"EC"}'],
    ['systems.key-unreadable', '-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----'],
  ];
  for (const [code, publicKey] of cases) {
    const refused = await add(publicKey);
    assert.equal(!refused.ok && refused.problem.code, code, publicKey.slice(0, 40));
  }
  const jwk = JSON.stringify(pair.publicKey.export({ format: 'jwk' }));
  assert.equal((await add(jwk)).status, 201);
  const other = await newProgram(world.node, manager());
  const twice = await add(jwk, other.systemId);
  assert.equal(!twice.ok && twice.problem.code, 'systems.key-known');
  for (let n = 0; n < 3; n += 1) assert.equal((await add(newKeyPair().publicKey)).status, 201);
  const sixth = await add(newKeyPair().publicKey);
  assert.equal(!sixth.ok && sixth.problem.code, 'systems.too-many-keys');
});

test('a shared secret is shown once, kept as a digest, and a new one ends the old', async () => {
  const program = await newProgram(world.node, manager(), { speaksFor: ['H55.101'] });
  const params = { systemId: program.systemId };
  const first = await world.node.call(renewSecret, { params }, manager());
  assert.ok(first.ok);
  const { secret } = first.answer;
  assert.equal(Buffer.from(secret, 'base64url').length, 32);
  const { systems } = world;
  assert.equal((await systems.authenticateSecret(program.systemId, secret))?.agencyId, agencies.province.id);
  assert.equal((await systems.authenticateSecret(program.systemId, secret, 'H55.101'))?.agencyId, agencies.ward.id);
  assert.equal(await systems.authenticateSecret(program.systemId, `${secret}x`), undefined);
  assert.equal(await systems.authenticateSecret(program.keyId, secret), undefined, 'a system that never was');
  assert.equal(await systems.authenticateSecret("' or 1=1 --", secret), undefined);
  const { rows } = await world.node.database.pool.query<{ all: string }>(
    'select string_agg(s::text, $1) as all from systems.system s',
    [' '],
  );
  assert.ok(rows[0] && !rows[0].all.includes(secret));
  const second = await world.node.call(renewSecret, { params }, manager());
  assert.ok(second.ok);
  assert.equal(await systems.authenticateSecret(program.systemId, secret), undefined);
  assert.ok(await systems.authenticateSecret(program.systemId, second.answer.secret));
  assert.equal((await world.node.call(dropSecret, { params }, manager())).status, 200);
  assert.equal(await systems.authenticateSecret(program.systemId, second.answer.secret), undefined);
});

test('suspended, nothing of it is believed; resumed, it works again; ended, for ever', async () => {
  const program = await newProgram(world.node, manager());
  const params = { systemId: program.systemId };
  const secret = await world.node.call(renewSecret, { params }, manager());
  assert.ok(secret.ok);
  const set = (state: 'active' | 'suspended' | 'ended', why?: string) =>
    world.node.call(setSystemState, { params, body: { state, ...(why ? { why } : {}) } }, manager());
  const silent = await set('suspended');
  assert.equal(!silent.ok && silent.problem.code, 'systems.why-missing');
  assert.equal((await set('suspended', 'Nghi lộ khóa')).status, 200);
  assert.equal((await program.call(whoAmI, {})).status, 401);
  assert.equal(await world.systems.authenticateSecret(program.systemId, secret.answer.secret), undefined);
  assert.equal(await world.systems.programOf(program.systemId), undefined);
  assert.equal((await set('active')).status, 200);
  assert.equal((await program.call(whoAmI, {})).status, 200);
  assert.equal((await set('ended', 'Thay phần mềm')).status, 200);
  assert.equal((await program.call(whoAmI, {})).status, 401);
  const again = await set('active');
  assert.equal(!again.ok && again.problem.code, 'systems.ended');
});

test('two officers who change the same system at once: the second is told, and the change holds from the next request', async () => {
  const program = await newProgram(world.node, manager());
  const params = { systemId: program.systemId };
  const change = (name: string) =>
    world.node.call(
      changeSystem,
      { params, body: { ...facts, name, rights: ['exchange.receive'], version: 1 } },
      manager(),
    );
  const answers = await Promise.all([change('Tên một'), change('Tên hai')]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  const known = await program.call(whoAmI, {});
  assert.deepEqual(known.ok && known.answer.rights, ['exchange.receive']);
});
