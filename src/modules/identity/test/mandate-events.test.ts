import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { mandateEnded, mandateGiven, mandateUsed } from '#modules/mandates/events.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { actFor } from '../contract.ts';
import { bearer, enter, ngoc, signedIn, startIdentity, type IdentityWorld } from './world.ts';

/** What this room does with what the mandates room announces. The mandates themselves are announced by hand. */

const clock = testClock('2026-11-23T02:00:00Z');
const mother = { personId: newId(), name: 'Đặng Thị Nảy' };
const boss = { personId: newId(), name: 'Lục Trung Kiên' };
const coop = { kind: 'organisation' as const, id: newId(), name: 'Hợp tác xã Chè Bản Tàn' };
const forMother = about('authority', { kind: 'person', id: mother.personId, name: mother.name });
const otherMandate = newId();
let world: IdentityWorld;
let motherAccount: string;
let bossAccount: string;

function about(
  kind: 'parent' | 'authority' | 'staff',
  principal: { kind: 'person' | 'organisation'; id: string; name: string },
) {
  const agent = { personId: ngoc.personId, name: ngoc.name };
  return { mandateId: newId(), kind, principal, agent };
}

before(async () => {
  world = await startIdentity({
    clock,
    with: {
      // The mandates room would say that it has ended: here it does not, so that only what is announced can end a session.
      mandates: {
        standing: async (mandateId) => ({
          mandateId,
          kind: 'person',
          id: mother.personId,
          name: mother.name,
          scope: ['dossier:*'],
        }),
        capacitiesOf: async () => [],
      },
    },
  });
  [motherAccount = '', bossAccount = ''] = await world.identity.createAccounts([
    { name: mother.name, code: '123456', citizen: { personId: mother.personId, personalId: '006158000111' } },
    { name: boss.name, code: '123456', citizen: { personId: boss.personId, personalId: '006097000222' } },
  ]);
});
after(() => world?.close());

type Letter = { accountId: string; subject: { vi: string }; body: { vi: string }; link: string };

/** Announces, lets the listeners work, and answers the letters that came of it. */
async function lettersAfter(announce: (publish: typeof world.node.deps.publish, trx: never) => Promise<unknown>) {
  const all = async () =>
    (
      await sql<{ id: string; payload: Letter }>`select id, payload from platform.event
        where name = 'notices.notice-wanted@1'`.execute(world.node.database.of<unknown>())
    ).rows;
  const earlier = new Set((await all()).map(({ id }) => id));
  await world.node.database.transaction<unknown, void>(async (trx) => {
    await announce(world.node.deps.publish, trx as never);
  });
  await world.node.runJobs();
  return (await all()).filter(({ id }) => !earlier.has(id)).map(({ payload }) => payload);
}

const given = { waiting: false, scope: ['dossier:*'], validFrom: '2026-11-23', validTo: '2027-05-31' };
const to = (letters: Letter[], accountId: string) => letters.filter((one) => one.accountId === accountId);

test('of a mandate that was offered or taken on both people are told, each in their own words', async () => {
  const offered = await lettersAfter((publish, trx) =>
    publish(trx, mandateGiven, { ...forMother, ...given, waiting: true }),
  );
  assert.equal(offered.length, 2);
  assert.equal(to(offered, world.ngocAccount)[0]?.subject.vi, 'Đặng Thị Nảy đề nghị ông/bà làm thủ tục thay');
  assert.match(to(offered, motherAccount)[0]?.body.vi ?? '', /Nếu ông\/bà không làm việc này/);
  const taken = await lettersAfter((publish, trx) => publish(trx, mandateGiven, { ...forMother, ...given }));
  assert.equal(taken.length, 2);
  assert.match(to(taken, world.ngocAccount)[0]?.body.vi ?? '', /đến hết ngày 31\/05\/2027/);
  assert.equal(to(taken, motherAccount)[0]?.subject.vi, 'Nông Thị Bích Ngọc được làm thủ tục thay ông/bà');
  for (const one of [...offered, ...taken]) assert.equal(one.link, `/cua-toi/uy-quyen/${forMother.mandateId}`);
});

test('of a birth nobody gets a letter about a right that the law gives; whoever has no account gets none', async () => {
  const child = { kind: 'person' as const, id: newId(), name: 'Nông Bảo An' };
  assert.deepEqual(
    await lettersAfter((publish, trx) => publish(trx, mandateGiven, { ...about('parent', child), ...given })),
    [],
  );
  const letters = await lettersAfter((publish, trx) =>
    publish(trx, mandateGiven, { ...about('authority', child), ...given }),
  );
  assert.deepEqual(
    letters.map((one) => one.accountId),
    [world.ngocAccount],
  );
});

test('what was done by a mandate is told to its principal, for an organisation to its representative', async () => {
  const used = { what: 'dossier-filed' as const, subject: `dossier:${newId()}`, label: 'H55.201-261123-0001' };
  const hers = await lettersAfter((publish, trx) => publish(trx, mandateUsed, { ...forMother, ...used }));
  assert.deepEqual(
    hers.map((one) => [one.accountId, one.subject.vi]),
    [[motherAccount, 'Nông Thị Bích Ngọc đã nộp hồ sơ H55.201-261123-0001 thay ông/bà']],
  );
  const staff = { ...about('staff', coop), representativePersonId: boss.personId };
  const ofStaff = await lettersAfter((publish, trx) => publish(trx, mandateUsed, { ...staff, ...used }));
  assert.deepEqual(
    ofStaff.map((one) => one.accountId),
    [bossAccount],
  );
});

test('a mandate that ended ends the sessions under it, no others, and both people are told why', async () => {
  const session = async () =>
    signedIn(await enter(world.node, { personalId: ngoc.personalId, code: ngoc.password })).token;
  const chooses = (token: string, mandateId: string) => bearer(world.node, token).get(actFor, { body: { mandateId } });
  const [under, oneself, elsewhere] = [await session(), await session(), await session()];
  await chooses(under, forMother.mandateId);
  await chooses(elsewhere, otherMandate);
  const whom = async (token: string) => {
    const actor = await world.identity.actorFor(token);
    return actor.kind === 'citizen' ? (actor.actingFor?.mandateId ?? 'oneself') : actor.kind;
  };
  assert.deepEqual(await Promise.all([under, oneself, elsewhere].map(whom)), [
    forMother.mandateId,
    'oneself',
    otherMandate,
  ]);
  const letters = await lettersAfter((publish, trx) =>
    publish(trx, mandateEnded, { ...forMother, how: 'principal', why: 'Tôi tự làm được', waiting: false }),
  );
  assert.deepEqual(await Promise.all([under, oneself, elsewhere].map(whom)), ['anonymous', 'oneself', otherMandate]);
  assert.match(to(letters, world.ngocAccount)[0]?.body.vi ?? '', /do người ủy quyền chấm dứt.*Lý do: Tôi tự làm được/);
  assert.equal(to(letters, motherAccount)[0]?.subject.vi, 'Nông Thị Bích Ngọc không còn làm thủ tục thay ông/bà');
  assert.equal(letters.length, 2);
  const { rows } = await sql<{ why: string }>`select payload->>'why' as why from platform.event
    where name = 'identity.session-ended@1'`.execute(world.node.database.of<unknown>());
  assert.deepEqual(rows, [{ why: 'mandate-ended' }]);
  // A child's coming of age is the law's own and no letter; the session ends all the same.
  await chooses(oneself, forMother.mandateId);
  const byLaw = await lettersAfter((publish, trx) =>
    publish(trx, mandateEnded, { ...forMother, kind: 'parent', how: 'law', why: null, waiting: false }),
  );
  assert.deepEqual(byLaw, []);
  assert.equal(await whom(oneself), 'anonymous');
});
