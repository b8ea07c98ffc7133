import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { mayRegister } from '../access.ts';

const officer = (agencyId: string, rights: string[]): Actor => ({
  kind: 'officer',
  accountId: 'a',
  officerId: 'o',
  agencyId,
  name: 'Hoàng Văn Nông',
  position: 'Công chức Tư pháp – Hộ tịch',
  rights,
});

const actor = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'system', name: 'test' }),
  fc.constant<Actor>({ kind: 'citizen', accountId: 'a', personId: 'p', name: 'Hà' }),
  fc
    .tuple(
      fc.constantFrom('here', 'there'),
      fc.subarray(['civil-status.register', 'counter.accept', 'counter.view', 'command.view', 'directory.manage']),
    )
    .map(([agency, rights]) => officer(agency, rights)),
);
const dossier = fc.record({
  agencyId: fc.constantFrom('here', 'there'),
  state: fc.constantFrom(
    'draft',
    'submitted',
    'accepted',
    'processing',
    'resolved',
    'returned',
    'rejected_at_reception',
    'refused',
    'withdrawn',
    'cancelled',
  ),
  pausedFor: fc.constantFrom(null, undefined, 'supplement', 'payment', 'suspension'),
  procedureCode: fc.constantFrom(undefined, '1.001193', '2.000528', '1.000689'),
});

test('every actor × every dossier: registering is for the right, the agency, the procedure and the moment', () => {
  fc.assert(
    fc.property(actor, dossier, (who, what) => {
      const allowed =
        who.kind === 'officer' &&
        who.rights.includes('civil-status.register') &&
        who.agencyId === what.agencyId &&
        (what.procedureCode === undefined || what.procedureCode === '1.001193') &&
        (what.state === 'accepted' || what.state === 'processing') &&
        !what.pausedFor;
      assert.equal(mayRegister(who, what) === 'yes', allowed);
    }),
    { numRuns: 1000 },
  );
});
