import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { actorReference, decide, type Access, type Actor } from '#platform/access.ts';

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
  fc.constantFrom(...rights).map((right): Access => ({ who: 'officer', right })),
);

/** The table of who passes which gate, written out. */
function oracle(access: Access, actor: Actor): boolean {
  const table: Record<Actor['kind'], Access['who'][]> = {
    anonymous: ['anyone'],
    citizen: ['anyone', 'signed-in', 'citizen'],
    officer: ['anyone', 'signed-in', 'officer'],
    system: ['anyone', 'signed-in', 'citizen', 'officer'],
  };
  if (!table[actor.kind].includes(access.who)) return false;
  return !(
    access.who === 'officer' &&
    access.right &&
    actor.kind === 'officer' &&
    !actor.rights.includes(access.right)
  );
}

test('every person × gate agrees with the table', () => {
  fc.assert(
    fc.property(anyAccess, anyActor, (access, actor) => {
      assert.equal(decide(access, actor) === 'allowed', oracle(access, actor));
      if (actor.kind === 'anonymous' && access.who !== 'anyone') assert.equal(decide(access, actor), 'not-signed-in');
    }),
  );
});

test('what is written into histories carries ids and no names of citizens', () => {
  fc.assert(
    fc.property(anyActor, (actor) => {
      if (actor.kind === 'citizen' || actor.kind === 'officer')
        assert.ok(!JSON.stringify(actorReference(actor)).includes(actor.name));
    }),
  );
});
