import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { beyondGiving, mayAppoint, mayManage, type Placed } from '../access.ts';
import type { Right } from '../shapes.ts';

const OWN = 'own-agency';
const level = fc.constantFrom('national', 'ministry', 'province', 'commune') as fc.Arbitrary<Placed['level']>;
const placed: fc.Arbitrary<Placed> = fc
  .tuple(level, fc.constantFrom('01', '19', '24'), fc.constantFrom('1', '2'), fc.subarray([OWN, 'another']))
  .map(([one, province, commune, line]) => ({
    level: one,
    province: one === 'national' || one === 'ministry' ? null : province,
    commune: one === 'commune' ? `${province}00${commune}` : null,
    line,
  }));
const id = fc.constantFrom('a', 'b');
const right = fc.constantFrom<Right>('counter.accept', 'civil-status.sign', 'calendar.national', 'evidence.national');
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'anonymous' }),
  fc.constant<Actor>({ kind: 'citizen', accountId: 'x', personId: 'y', name: 'Nguyễn Thị Thu Hà' }),
  fc.constant<Actor>({ kind: 'system', name: 'world' }),
  fc.tuple(id, fc.subarray(['directory.manage', 'counter.accept'])).map(([officerId, rights]): Actor => ({
    kind: 'officer',
    accountId: 'x',
    officerId,
    agencyId: OWN,
    name: 'Đinh Văn Khoa',
    position: '',
    rights,
  })),
);

test('who may manage which agency', () => {
  fc.assert(
    fc.property(actor, fc.option(placed, { nil: undefined }), placed, (who, own, target) => {
      const officer = who.kind === 'officer' && who.rights.includes('directory.manage') && own !== undefined;
      const sameProvince = target.province !== null && own?.province === target.province;
      const under = target.level === 'commune' && own?.commune === target.commune && target.line.includes(OWN);
      const expected =
        who.kind === 'system' ||
        (officer && own.level === 'national') ||
        (officer && own.level === 'province' && sameProvince) ||
        (officer && own.level === 'commune' && sameProvince && under);
      assert.equal(mayManage(who, own, target), expected);
    }),
    { numRuns: 5000 },
  );
});

test('rights for the whole country are given by national bodies only', () => {
  fc.assert(
    fc.property(actor, fc.option(placed, { nil: undefined }), fc.uniqueArray(right), (who, own, rights) => {
      const all = who.kind === 'system' || own?.level === 'national';
      assert.deepEqual(
        beyondGiving(who, own, rights),
        rights.filter((one) => !all && one.endsWith('.national')),
      );
    }),
  );
});

test('nobody appoints themselves', () => {
  fc.assert(
    fc.property(actor, id, (who, officerId) =>
      assert.equal(mayAppoint(who, officerId), !(who.kind === 'officer' && who.officerId === officerId)),
    ),
  );
});
