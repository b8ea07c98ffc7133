import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { mayDecide, mayKeep, mayOversee, mayRead, mayResume, maySuspend, type Owned, type Reach } from '../access.ts';

const agency = fc.constantFrom('own', 'other');
const person = fc.constantFrom('p', 'q');
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'citizen', accountId: 'x', personId: 'y', name: 'Lê Văn Nam' }),
  fc.constant<Actor>({ kind: 'system', name: 'world' }),
  fc
    .tuple(person, agency, fc.subarray(['sign-on.clients', 'sign-on.approve', 'counter.view']))
    .map(([officerId, agencyId, rights]): Actor => ({
      kind: 'officer',
      accountId: officerId,
      officerId,
      agencyId,
      name: 'Nguyễn Khắc Hưng',
      position: '',
      rights,
    })),
);
const reach = fc.constantFrom<Reach>('national', 'agency');
const client: fc.Arbitrary<Owned> = fc.record({
  agencyId: agency,
  mode: fc.constantFrom('test', 'live'),
  proposedBy: fc.option(person),
});

/** The rules once more, as a table of what each may: written from the words of decision 0015, not from the code. */
function oracle(who: Actor, reaches: Reach, one: Owned) {
  if (who.kind === 'system') return { keep: true, oversee: false, decide: false };
  if (who.kind !== 'officer') return { keep: false, oversee: false, decide: false };
  const home = who.agencyId === one.agencyId;
  const keep = home && who.rights.includes('sign-on.clients');
  const oversee = who.rights.includes('sign-on.approve') && (home || reaches === 'national');
  return { keep, oversee, decide: oversee && one.proposedBy !== null && one.proposedBy !== who.officerId };
}

test('person × client × right: each may what the rules say, and nothing else', () => {
  fc.assert(
    fc.property(actor, reach, client, (who, reaches, one) => {
      const { keep, oversee, decide } = oracle(who, reaches, one);
      assert.equal(mayKeep(who, one), keep);
      assert.equal(mayOversee(who, reaches, one), oversee);
      assert.equal(mayDecide(who, reaches, one), decide);
      assert.equal(mayRead(who, reaches, one), keep || oversee);
      assert.equal(maySuspend(who, reaches, one), keep || oversee);
      assert.equal(mayResume(who, reaches, one), one.mode === 'live' ? oversee : keep || oversee);
    }),
    { numRuns: 5000 },
  );
});
