import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { mayAppoint, mayManage, type Placed } from '../access.ts';

const level = fc.constantFrom('national', 'ministry', 'province', 'commune') as fc.Arbitrary<Placed['level']>;
const placed: fc.Arbitrary<Placed> = fc
  .tuple(level, fc.constantFrom('01', '19', '24'))
  .map(([one, province]) => ({ level: one, province: one === 'national' || one === 'ministry' ? null : province }));
const id = fc.constantFrom('a', 'b');
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'citizen', accountId: 'x', personId: 'y', name: 'Nguyễn Thị Thu Hà' }),
  fc.constant<Actor>({ kind: 'system', name: 'world' }),
  fc.tuple(id, fc.subarray(['directory.manage', 'counter.accept'])).map(([officerId, rights]): Actor => ({
    kind: 'officer',
    accountId: 'x',
    officerId,
    agencyId: 'z',
    name: 'Đinh Văn Khoa',
    position: '',
    rights,
  })),
);

test('who may manage which agency', () => {
  fc.assert(
    fc.property(actor, fc.option(placed, { nil: undefined }), placed, (who, own, target) => {
      const officer = who.kind === 'officer' && who.rights.includes('directory.manage') && own !== undefined;
      const expected =
        who.kind === 'system' ||
        (officer && own.level === 'national') ||
        (officer &&
          ['province', 'commune'].includes(own.level) &&
          target.province !== null &&
          own.province === target.province);
      assert.equal(mayManage(who, own, target), expected);
    }),
    { numRuns: 2000 },
  );
});

test('nobody appoints themselves', () => {
  fc.assert(
    fc.property(actor, id, (who, officerId) =>
      assert.equal(mayAppoint(who, officerId), !(who.kind === 'officer' && who.officerId === officerId)),
    ),
  );
});
