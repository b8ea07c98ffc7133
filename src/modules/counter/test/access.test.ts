import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActingFor, Actor } from '#platform/access.ts';
import * as fc from 'fast-check';
import {
  type DossierParties,
  type DossierRight,
  dossierRights,
  mayHearQueue,
  mayOnDossier,
  ownsDraft,
} from '../access.ts';

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

const procedures = ['1.001193', '2.000635'];
/** Some principals have an account of their own. */
const aPrincipal = fc.oneof(
  fc.record({
    kind: fc.constant('person' as const),
    id: fc.constantFrom(...accounts.map((one) => `${one}-p`), 'child'),
  }),
  fc.record({ kind: fc.constant('organisation' as const), id: fc.constantFrom('co-op', 'account-a-p') }),
);
const anActingFor: fc.Arbitrary<ActingFor> = fc
  .tuple(
    aPrincipal,
    fc.subarray(['dossier:*', 'dossier:1.001193', 'client:*'], { minLength: 1 }),
    fc.constantFrom('m1', 'm2'),
  )
  .map(([principal, scope, mandateId]) => ({ ...principal, scope, mandateId, name: 'C' }));

const anActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'system', name: 'civil-status' }),
  fc
    .tuple(fc.constantFrom(...accounts), fc.option(anActingFor, { nil: undefined }))
    .map<Actor>(([accountId, actingFor]) => ({
      kind: 'citizen',
      accountId,
      personId: `${accountId}-p`,
      name: 'A',
      ...(actingFor ? { actingFor } : {}),
    })),
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
  procedureCode: fc.constantFrom(...procedures),
  actingFor: fc.option(aPrincipal, { nil: null }),
});
type Dossier = DossierParties;
const applicants = ['read', 'receive-result', 'withdraw', 'answer-supplement'];

/** The oracle: the same law written a second time, as a list of the only cases in which the answer is yes. */
const allowed: ((actor: Actor, d: Dossier, right: DossierRight) => boolean)[] = [
  // One's own, as oneself.
  (actor, d, right) =>
    actor.kind === 'citizen' &&
    !actor.actingFor &&
    !d.actingFor &&
    d.applicantAccountId === actor.accountId &&
    applicants.includes(right),
  // In my name, as oneself.
  (actor, d, right) =>
    actor.kind === 'citizen' &&
    !actor.actingFor &&
    d.actingFor?.kind === 'person' &&
    d.actingFor.id === actor.personId &&
    applicants.includes(right),
  // What I filed for somebody, acting for just them, in a procedure that the mandate is for.
  (actor, d, right) =>
    actor.kind === 'citizen' &&
    d.applicantAccountId === actor.accountId &&
    d.actingFor !== null &&
    actor.actingFor?.id === d.actingFor.id &&
    actor.actingFor.kind === d.actingFor.kind &&
    (actor.actingFor.scope.includes('dossier:*') || actor.actingFor.scope.includes(`dossier:${d.procedureCode}`)) &&
    applicants.includes(right),
  // What anybody filed for the organisation that sends me.
  (actor, d, right) =>
    actor.kind === 'citizen' &&
    d.actingFor?.kind === 'organisation' &&
    actor.actingFor?.kind === 'organisation' &&
    actor.actingFor.id === d.actingFor.id &&
    (actor.actingFor.scope.includes('dossier:*') || actor.actingFor.scope.includes(`dossier:${d.procedureCode}`)) &&
    applicants.includes(right),
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
    { numRuns: 12000 },
  );
  assert.ok(yes > 100, 'the property met enough allowed cases to mean something');
});

test('nobody but its citizen owns a draft, in the capacity that it was begun in, whatever rights he has', () => {
  let acting = 0;
  fc.assert(
    fc.property(
      anActor,
      fc.constantFrom(...accounts),
      fc.option(aPrincipal, { nil: null }),
      (actor, accountId, whom) => {
        const actingFor = whom && { ...whom, name: 'C', mandateId: 'm1' };
        const now = actor.kind === 'citizen' && actor.actingFor ? `${actor.actingFor.kind}:${actor.actingFor.id}` : '';
        const expected =
          actor.kind === 'citizen' && actor.accountId === accountId && now === (whom ? `${whom.kind}:${whom.id}` : '');
        if (expected && whom) acting += 1;
        assert.equal(ownsDraft(actor, { accountId, actingFor }), expected);
      },
    ),
    { numRuns: 3000 },
  );
  assert.ok(acting > 5);
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
