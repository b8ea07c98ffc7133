import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#platform/access.ts';
import * as fc from 'fast-check';
import { type DossierRight, dossierRights, mayHearQueue, mayOnDossier, ownsDraft } from '../access.ts';

const accounts = ['account-a', 'account-b', 'account-c'];
const agencies = ['agency-1', 'agency-2'];
const rights = [
  'counter.view',
  'counter.accept',
  'civil-status.register',
  'counter.approve-second-supplement',
  'command.view',
  'directory.manage',
];

const anActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'system', name: 'civil-status' }),
  fc
    .constantFrom(...accounts)
    .map<Actor>((accountId) => ({ kind: 'citizen', accountId, personId: `${accountId}-p`, name: 'A' })),
  fc
    .tuple(fc.constantFrom(...accounts), fc.constantFrom(...agencies), fc.subarray(rights))
    .map<Actor>(([accountId, agencyId, given]) => ({
      kind: 'officer',
      accountId,
      officerId: `${accountId}-o`,
      agencyId,
      name: 'B',
      position: 'Công chức',
      rights: given,
    })),
);
const aDossier = fc.record({
  applicantAccountId: fc.constantFrom(...accounts),
  agencyId: fc.constantFrom(...agencies),
});

/** The oracle: the same law written a second time, as a list of the only cases in which the answer is yes. */
const allowed: ((actor: Actor, d: { applicantAccountId: string; agencyId: string }, right: DossierRight) => boolean)[] =
  [
    (actor, d, right) =>
      actor.kind === 'citizen' &&
      d.applicantAccountId === actor.accountId &&
      ['read', 'receive-result', 'withdraw', 'answer-supplement'].includes(right),
    (actor, d, right) =>
      actor.kind === 'officer' &&
      d.agencyId === actor.agencyId &&
      actor.rights.includes('counter.accept') &&
      !['receive-result', 'withdraw', 'answer-supplement', 'repeat-supplement'].includes(right),
    (actor, d, right) =>
      actor.kind === 'officer' &&
      d.agencyId === actor.agencyId &&
      actor.rights.includes('counter.view') &&
      ['read', 'read-notes', 'note'].includes(right),
    (actor, d, right) =>
      actor.kind === 'officer' &&
      d.agencyId === actor.agencyId &&
      actor.rights.includes('civil-status.register') &&
      ['read', 'read-notes', 'handle'].includes(right),
    (actor, d, right) =>
      actor.kind === 'officer' &&
      d.agencyId === actor.agencyId &&
      actor.rights.includes('counter.approve-second-supplement') &&
      ['request-supplement', 'repeat-supplement'].includes(right),
  ];

test('person × dossier × right agrees with the oracle', () => {
  let yes = 0;
  fc.assert(
    fc.property(anActor, aDossier, fc.constantFrom(...dossierRights), (actor, dossier, right) => {
      const expected = allowed.some((rule) => rule(actor, dossier, right));
      if (expected) yes += 1;
      assert.equal(mayOnDossier(actor, dossier, right), expected);
    }),
    { numRuns: 5000 },
  );
  assert.ok(yes > 100, 'the property met enough allowed cases to mean something');
});

test('nobody but its citizen owns a draft, whatever rights he has', () => {
  fc.assert(
    fc.property(anActor, fc.constantFrom(...accounts), (actor, accountId) => {
      assert.equal(ownsDraft(actor, { accountId }), actor.kind === 'citizen' && actor.accountId === accountId);
    }),
  );
});

test('the live queue is heard only by its own agency’s counter officers', () => {
  fc.assert(
    fc.property(anActor, fc.constantFrom(...agencies), (actor, agencyId) => {
      const expected =
        actor.kind === 'officer' &&
        actor.agencyId === agencyId &&
        actor.rights.some((right) => right === 'counter.view' || right === 'counter.accept');
      assert.equal(mayHearQueue(actor, agencyId), expected);
    }),
  );
});
