import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  actorReference,
  citizen,
  decide,
  officer,
  signedIn,
  type Access,
  type Actor,
  type Assurance,
  type Demand,
} from '#platform/access.ts';
import { requireProof, type PageApi } from '#platform/web/api.ts';

const now = new Date('2026-11-28T02:00:00Z');
const rights = ['counter.accept', 'counter.view', 'civil-status.register'];
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'system', name: 'demo' }),
  fc.record({
    kind: fc.constant('citizen' as const),
    accountId: fc.uuid(),
    personId: fc.uuid(),
    name: fc.constant('Lò Thị Mai'),
  }),
  fc.record({
    kind: fc.constant('program' as const),
    systemId: fc.uuid(),
    agencyId: fc.uuid(),
    name: fc.constant('Phần mềm quản lý văn bản'),
    rights: fc.subarray(rights),
  }),
  fc.record({
    kind: fc.constant('officer' as const),
    accountId: fc.uuid(),
    officerId: fc.uuid(),
    agencyId: fc.uuid(),
    name: fc.constant('Hoàng Văn Nông'),
    position: fc.constant('Công chức'),
    rights: fc.subarray(rights),
  }),
);
const anyAccess: fc.Arbitrary<Access> = fc.oneof(
  fc.constantFrom<Access>({ who: 'anyone' }, { who: 'signed-in' }, { who: 'citizen' }, { who: 'officer' }),
  fc.constantFrom<Access>({ who: 'signed-in', programs: true }, { who: 'officer', programs: true }),
  fc.constantFrom(...rights).map((right): Access => ({ who: 'officer', right })),
  fc.constantFrom(...rights).map((right): Access => ({ who: 'officer', right, programs: true })),
);

/** The table of who passes which gate, written out. */
function oracle(access: Access, actor: Actor): boolean {
  const table: Record<Actor['kind'], Access['who'][]> = {
    anonymous: ['anyone'],
    citizen: ['anyone', 'signed-in', 'citizen'],
    officer: ['anyone', 'signed-in', 'officer'],
    // The others only where the gate says so.
    program: 'programs' in access && access.programs ? ['anyone', 'signed-in', 'officer'] : ['anyone'],
    system: ['anyone', 'signed-in', 'citizen', 'officer'],
  };
  if (!table[actor.kind].includes(access.who)) return false;
  return !(
    access.who === 'officer' &&
    access.right &&
    (actor.kind === 'officer' || actor.kind === 'program') &&
    !actor.rights.includes(access.right)
  );
}

test('every person × gate agrees with the table', () => {
  fc.assert(
    fc.property(anyAccess, anyActor, (access, actor) => {
      assert.equal(decide(access, actor, now) === 'allowed', oracle(access, actor));
      if (actor.kind === 'anonymous' && access.who !== 'anyone')
        assert.equal(decide(access, actor, now), 'not-signed-in');
    }),
  );
});

test('what is written into histories carries ids and no names of citizens', () => {
  fc.assert(
    fc.property(anyActor, (actor) => {
      if (actor.kind === 'citizen' || actor.kind === 'officer' || actor.kind === 'program')
        assert.ok(!JSON.stringify(actorReference(actor)).includes(actor.name));
    }),
  );
});

test('an act that demands proof is refused without it, and an older proof than it allows', () => {
  fc.assert(
    fc.property(
      anyActor,
      fc.constantFrom(1, 2, 3, 4),
      fc.constantFrom(1, 2, 3, 4),
      fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
      fc.integer({ min: 0, max: 500 }),
      (actor, has, wants, maxAge, age) => {
        const provedAt = new Date(now.getTime() - age * 60_000).toISOString();
        const sure =
          actor.kind === 'citizen' || actor.kind === 'officer'
            ? { ...actor, assurance: { level: has, provedAt, methods: ['pwd'] } as Assurance }
            : actor;
        const demands = {
          level: wants as Assurance['level'],
          ...(maxAge === undefined ? {} : { maxAgeMinutes: maxAge }),
        };
        const enough = has >= wants && (maxAge === undefined || age <= maxAge);
        const person = actor.kind === 'citizen' || actor.kind === 'officer';
        assert.equal(
          decide(signedIn(demands), sure, now),
          !person ? decide(signedIn(), actor, now) : enough ? 'allowed' : 'not-sure-enough',
        );
        if (person) assert.equal(decide(signedIn(demands), actor, now), 'not-sure-enough');
      },
    ),
  );
});

test('a proof that would have to be younger than the way back from it is not demanded of anybody', () => {
  const api = {
    actor: {
      kind: 'citizen',
      accountId: 'a',
      personId: 'p',
      name: 'Nông Thị Bích Ngọc',
      assurance: { level: 2, provedAt: new Date().toISOString(), methods: ['pwd', 'sms'] },
    },
  } as unknown as PageApi;
  const request = new Request('http://node.invalid/cua-toi/bao-mat');
  for (const maxAgeMinutes of [0, -1, 0.5, NaN]) {
    const demand: Demand = { level: 1, maxAgeMinutes };
    for (const demanding of [
      () => citizen(demand),
      () => officer('counter.view', demand),
      () => signedIn(demand),
      () => requireProof(api, request, demand),
    ])
      assert.throws(demanding, /Nobody can prove themselves/);
  }
  // Within the shortest age that can be demanded, who comes back from the proof passes.
  assert.doesNotThrow(() => requireProof(api, request, { level: 1, maxAgeMinutes: 1 }));
});
