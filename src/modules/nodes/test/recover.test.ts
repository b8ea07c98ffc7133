import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { DIRECTORY_TOPIC } from '#modules/nodes/copy/copies.ts';
import { isProblem } from '#platform/problem.ts';
import { agencies, startFederation, startMember, type Federation, type FederationNode } from './federation.ts';

// The registrar's database is put back to what it was some days ago, as from a backup.
const TABLES = ['copy', 'registered_node', 'registered_key', 'home', 'own_key'];

let world: Federation;
beforeEach(async () => {
  world = await startFederation();
});
afterEach(() => world?.close());

/** Keeps the register as it is now. @returns what puts it back */
async function backUp(registrar: FederationNode): Promise<() => Promise<void>> {
  const owner = new pg.Client(registrar.node.owner);
  await owner.connect();
  for (const table of TABLES) await owner.query(`create table public.saved_${table} as table nodes.${table}`);
  return async () => {
    await owner.query('set session_replication_role = replica');
    for (const table of TABLES.toReversed()) await owner.query(`delete from nodes.${table}`);
    for (const table of TABLES) await owner.query(`insert into nodes.${table} select * from public.saved_${table}`);
    const { rows } = await owner.query<{ serial: string }>('select max(serial) as serial from nodes.copy');
    await owner.end();
    // A restored node was started anew; this process is told that what it remembers is over.
    await registrar.node.database.transaction<unknown, void>(async (trx) => {
      await registrar.node.deps.live.tell(trx, 'nodes.keys', 'all');
      await registrar.node.deps.live.tell(trx, DIRECTORY_TOPIC, 'all');
    });
    while ((await serialOf(registrar)) !== Number(rows[0]?.serial)) await wait(20);
  };
}

const serialOf = async (one: FederationNode): Promise<number> => (await one.nodes.operator.view()).copy?.serial ?? 0;

test('restored from a backup, the registrar takes up what the others have and signs the next number; nothing is undone', async () => {
  const { registrar, bo, tinh, clock, registrarEnv, admit } = world;
  const restore = await backUp(registrar);
  const moi = await startMember('nut-moi-nhap', clock, registrarEnv);
  try {
    await admit(moi);
    clock.advance(60_000);
    await registrar.nodes.operator.move('H55.101', 'nut-moi-nhap');
    await registrar.nodes.operator.move('G15', 'nut-tinh');
    clock.advance(60_000);
    await registrar.nodes.operator.move('G15', 'nut-moi-nhap');
    await bo.nodes.operator.rotate('node', true);
    for (const one of [bo, tinh, moi]) await one.nodes.refresh();
    const before = { serial: await serialOf(tinh), nodes: (await tinh.nodes.operator.view()).nodes };
    await restore();

    assert.ok((await serialOf(registrar)) < before.serial);
    assert.equal(await tinh.nodes.operator.refresh(), 'older', 'what the restored one says is not believed');
    const done = await registrar.nodes.operator.recover(['http://127.0.0.1:9']);
    assert.deepEqual(done.silent, ['http://127.0.0.1:9'], 'who does not answer is named');
    assert.deepEqual([done.newest, done.serial], [before.serial, before.serial + 1]);
    assert.deepEqual([done.nodes, done.homes], [1, 2]);
    for (const one of [bo, tinh, moi]) {
      assert.equal(await one.nodes.operator.refresh(), 'newer');
      const home = await one.nodes.homeOf(agencies.ministry.id);
      assert.equal(home.here ? one.id : home.nodeId, 'nut-moi-nhap');
    }
    assert.deepEqual((await tinh.nodes.operator.view()).nodes.filter(({ id }) => id !== 'nut-goc'), before.nodes.filter(({ id }) => id !== 'nut-goc')); // prettier-ignore
    // All of them speak to each other, and the register goes on: also with the homes in between.
    for (const to of ['nut-tinh', 'nut-moi-nhap', 'nut-goc'])
      assert.equal((await bo.nodes.call(to, { method: 'GET', path: '/lien-nut/thu' })).status, 200);
    assert.equal(
      await tinh.nodes.wasHomeOf('nut-tinh', agencies.ministry.id, new Date(clock.now().getTime() - 90_000)),
      true,
    );
    clock.advance(60_000);
    await registrar.nodes.operator.move('G15', 'nut-bo');
    assert.equal(await tinh.nodes.operator.refresh(), 'newer');
    // Again it changes nothing but the number.
    const again = await registrar.nodes.operator.recover([]);
    assert.deepEqual([again.nodes, again.homes], [0, 0]);
    assert.equal(await tinh.nodes.operator.refresh(), 'newer');
    const home = await tinh.nodes.homeOf(agencies.ministry.id);
    assert.equal(home.here ? 'here' : home.nodeId, 'nut-bo');
  } finally {
    await moi.close();
  }
});

test('it believes only what it has signed itself, and is done at the registrar only', async () => {
  const { registrar, bo, clock } = world;
  const stranger = await startMember('nut-goc-khac', clock, { NODE_REGISTRAR: 'yes' });
  try {
    await stranger.minute();
    clock.advance(30 * 86_400_000);
    await stranger.minute();
    const { silent, newest } = await registrar.nodes.operator.recover([stranger.url]);
    assert.deepEqual(silent, [stranger.url]);
    assert.ok(newest < (await serialOf(stranger)), 'a larger number under another signature is nothing');
    await assert.rejects(bo.nodes.operator.recover([]), (error) => isProblem(error, 'nodes.not-the-registrar'));
    await assert.rejects(stranger.nodes.operator.recover(['http://127.0.0.1:9']), (error) =>
      isProblem(error, 'nodes.nobody-answered'),
    );
  } finally {
    await stranger.close();
  }
});

test('the registrar’s key was changed once after the backup: the one that followed signs on, and all believe it', async () => {
  const { registrar, bo, tinh, clock } = world;
  const restore = await backUp(registrar);
  const [, following] = (await registrar.nodes.operator.keys()).registrar;
  await registrar.nodes.operator.rotate('registrar', false);
  clock.advance(60_000);
  await registrar.nodes.operator.move('G15', 'nut-tinh');
  for (const one of [bo, tinh]) await one.nodes.refresh();
  const before = await serialOf(tinh);
  await restore();

  const done = await registrar.nodes.operator.recover([]);
  assert.deepEqual([done.keyFollowed, done.newest, done.serial, done.homes], [true, before, before + 1, 1]);
  assert.deepEqual((await registrar.nodes.operator.keys()).registrar[0], following);
  for (const one of [bo, tinh]) assert.equal(await one.nodes.operator.refresh(), 'newer');
  const home = await bo.nodes.homeOf(agencies.ministry.id);
  assert.equal(home.here ? 'here' : home.nodeId, 'nut-tinh');
  // And the register goes on under it, also with the next change of the key.
  assert.equal((await registrar.nodes.operator.recover([])).keyFollowed, false);
  await registrar.nodes.operator.rotate('registrar', false);
  for (const one of [bo, tinh]) assert.equal(await one.nodes.operator.refresh(), 'newer');
});

test('changed twice, the key in use is lost with the backup: refused with what then helps, and nothing is changed', async () => {
  const { registrar, bo, tinh, clock } = world;
  const restore = await backUp(registrar);
  for (let n = 0; n < 2; n += 1) {
    await registrar.nodes.operator.rotate('registrar', false);
    clock.advance(60_000);
    for (const one of [bo, tinh]) await one.nodes.refresh();
  }
  await restore();
  const before = [await serialOf(registrar), (await registrar.nodes.operator.keys()).registrar];
  await assert.rejects(registrar.nodes.operator.recover([]), (error) => isProblem(error, 'nodes.registrar-key-lost'));
  assert.deepEqual([await serialOf(registrar), (await registrar.nodes.operator.keys()).registrar], before);
});
