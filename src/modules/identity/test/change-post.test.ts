import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import { changePost, listMyPosts, listSessions, signOut, whoAmI } from '../contract.ts';
import {
  appointment,
  bearer,
  enter,
  ngoc,
  officerId,
  officerPassword,
  signedIn,
  startIdentity,
  type IdentityWorld,
} from './world.ts';

const post = (n: number, rights: string[]) => ({
  id: `0199aaaa-0000-7000-8000-00000000010${n}`,
  agencyId: appointment.agencyId,
  position: `Vị trí thứ ${n}`,
  rights,
});
const head = post(1, ['documents.sign', 'documents.assign']);
const clerk = post(2, ['documents.clerk']);
const nothing = post(3, []);

let world: IdentityWorld;
before(async () => {
  world = await startIdentity();
  world.appointments = [head, clerk, nothing];
});
after(() => world?.close());

const entered = async (appointmentId = head.id) =>
  bearer(world.node, signedIn(await enter(world.node, { officerId, code: officerPassword, appointmentId })).token);

const recorded = async () =>
  (
    await sql<{ data: { appointmentId: string; before: string } }>`
      select data from evidence.record where kind = 'identity.post-chosen' order by seq`.execute(
      world.node.database.of(),
    )
  ).rows.map((row) => row.data);

test('an officer changes the post in the same session, and the change is recorded', async () => {
  const client = await entered();
  const sessions = (await client.get(listSessions, {})).sessions.length;
  const mine = await client.get(listMyPosts, {});
  assert.deepEqual([mine.current, mine.posts.length], [head.id, 3]);
  const before = (await recorded()).length;
  const changed = await client.get(changePost, { body: { appointmentId: clerk.id } });
  assert.deepEqual([changed.position, changed.rights], [clerk.position, clerk.rights]);
  const me = await client.get(whoAmI, {});
  assert.deepEqual([me.position, me.rights], [clerk.position, clerk.rights]);
  assert.equal((await client.get(listMyPosts, {})).current, clerk.id);
  assert.equal((await client.get(listSessions, {})).sessions.length, sessions, 'no second session');
  const lines = (await recorded()).slice(before);
  assert.deepEqual(
    lines.map((line) => [line.before, line.appointmentId]),
    [[head.id, clerk.id]],
  );
  // The same again writes nothing.
  await client.get(changePost, { body: { appointmentId: clerk.id } });
  assert.equal((await recorded()).length, before + 1);
});

test('whatever is chosen one after another, the rights are exactly those of the last post chosen', async () => {
  const client = await entered();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(head, clerk, nothing), { minLength: 1, maxLength: 5 }),
      async (chosen) => {
        for (const one of chosen) {
          await client.get(changePost, { body: { appointmentId: one.id } });
          const me = await client.get(whoAmI, {});
          assert.deepEqual([me.position, me.rights], [one.position, one.rights]);
        }
      },
    ),
    { numRuns: 10 },
  );
});

test('a post of somebody else, one that ended, one that is to come: refused, and the session stays where it was', async () => {
  const client = await entered();
  const refused = await client.call(changePost, { body: { appointmentId: newId() } });
  assert.deepEqual([refused.status, refused.ok || refused.problem.code], [403, 'identity.no-post']);
  world.appointments = [head, nothing];
  const ended = await client.call(changePost, { body: { appointmentId: clerk.id } });
  assert.equal(ended.ok || ended.problem.code, 'identity.no-post');
  world.appointments = [head, clerk, nothing];
  assert.equal((await client.get(whoAmI, {})).position, head.position);
});

test('the post ends after it was chosen: the session has no rights, also not those of the other post', async () => {
  const client = await entered();
  await client.get(changePost, { body: { appointmentId: clerk.id } });
  world.appointments = [head, nothing];
  assert.equal((await client.call(whoAmI, {})).status, 401);
  assert.equal((await client.call(changePost, { body: { appointmentId: head.id } })).status, 401);
  world.appointments = [head, clerk, nothing];
});

test('many tabs that change at once leave one post, and every change has its line', async () => {
  const client = await entered();
  const before = (await recorded()).length;
  await Promise.all(
    [clerk, nothing, clerk, head, nothing].map((one) => client.call(changePost, { body: { appointmentId: one.id } })),
  );
  const me = await client.get(whoAmI, {});
  const lines = (await recorded()).slice(before);
  const last = lines.at(-1);
  assert.equal([head, clerk, nothing].find((one) => one.id === last?.appointmentId)?.position, me.position);
  // Each begins where the one before it ended.
  lines.reduce((at, line) => (assert.equal(line.before, at), line.appointmentId), head.id);
});

test('only officers change posts, and not after signing out', async () => {
  const client = await entered();
  await client.get(signOut, {});
  assert.equal((await client.call(changePost, { body: { appointmentId: clerk.id } })).status, 401);
  const citizen = bearer(
    world.node,
    signedIn(await enter(world.node, { personalId: ngoc.personalId, code: ngoc.password })).token,
  );
  assert.equal((await citizen.call(changePost, { body: { appointmentId: clerk.id } })).status, 403);
  assert.equal((await citizen.call(listMyPosts, {})).status, 403);
});
