import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { mayChange, NATIONAL } from '../access.ts';

const agency = fc.constantFrom('phuong-duc-xuan', 'xa-ba-be', 'bo-noi-vu');
const officer: fc.Arbitrary<Extract<Actor, { kind: 'officer' }>> = fc
  .record({ agencyId: agency, rights: fc.subarray(['directory.manage', 'counter.accept', NATIONAL]) })
  .map(({ agencyId, rights }) => ({
    kind: 'officer',
    accountId: 'a',
    officerId: 'o',
    agencyId,
    name: 'Hoàng Văn Nông',
    position: 'Chủ tịch',
    rights,
  }));
const actor: fc.Arbitrary<Actor> = fc.oneof(
  officer,
  fc.constantFrom<Actor>(
    { kind: 'anonymous' },
    { kind: 'citizen', accountId: 'a', personId: 'p', name: 'Lò Thị Mai' },
    { kind: 'system', name: 'loader' },
  ),
);

test('the whole country: only the system and the national right; an agency: also its own officers', () => {
  fc.assert(
    fc.property(actor, fc.option(agency), (who, whose) => {
      const national = who.kind === 'system' || (who.kind === 'officer' && who.rights.includes(NATIONAL));
      const own = who.kind === 'officer' && whose !== null && who.agencyId === whose;
      assert.equal(mayChange(who, whose) === 'allowed', national || own);
    }),
  );
});
