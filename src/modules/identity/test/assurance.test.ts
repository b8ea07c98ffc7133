import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assuranceOf, proofKinds, type AccountLevel, type Proof, type ProofKind } from '../assurance.ts';
import { neededLevel, offersThatRaise, offersThatReach } from '../next-step.ts';
import { verificationNames } from '../verification/kind.ts';

const kind = fc.constantFrom(...(Object.keys(proofKinds) as ProofKind[]));
const proof: fc.Arbitrary<Proof> = fc.record({
  kind,
  at: fc
    .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
    .map((at) => at.toISOString()),
});
const proofs = fc.array(proof, { minLength: 1, maxLength: 6 });
const accountLevel = fc.constantFrom<AccountLevel>(1, 2);
const levelOf = (level: AccountLevel, given: readonly Proof[]): number => assuranceOf(level, given)?.level ?? 0;

test('one more proof, or a better proofed account, never lowers the assurance; the order does not matter', () => {
  assert.equal(assuranceOf(2, []), undefined);
  fc.assert(
    fc.property(accountLevel, proofs, proof, (level, given, more) => {
      assert.ok(levelOf(level, [...given, more]) >= levelOf(level, given));
      assert.ok(levelOf(2, given) >= levelOf(1, given));
      assert.deepEqual(levelOf(level, given.toReversed()), levelOf(level, given));
      assert.equal(
        assuranceOf(level, given)?.provedAt,
        given
          .map(({ at }) => at)
          .sort()
          .at(-1),
      );
    }),
  );
});

test('level 2 takes two kinds of factor; 3 takes a key and a person who was seen; 4 a key that cannot be copied', () => {
  fc.assert(
    fc.property(accountLevel, proofs, (level, given) => {
      const reached = levelOf(level, given);
      const factors = new Set<string>(given.map((one) => proofKinds[one.kind].factor));
      const both = factors.has('both') || (factors.has('knowledge') && factors.has('possession'));
      if (reached >= 2) assert.ok(both, 'one class of factors is level 1, however many there are');
      if (reached >= 3) {
        assert.equal(level, 2);
        assert.ok(given.some((one) => 'cryptographic' in proofKinds[one.kind]));
      }
      if (reached === 4) assert.ok(given.some((one) => one.kind === 'passkey-bound'));
      assert.ok(reached >= 1);
    }),
  );
  const at = '2026-11-23T02:00:00.000Z';
  assert.equal(
    levelOf(2, [
      { kind: 'sms-code', at },
      { kind: 'totp', at },
    ]),
    1,
  );
  assert.equal(
    levelOf(1, [
      { kind: 'password', at },
      { kind: 'sms-code', at },
    ]),
    2,
  );
});

test('what is offered raises the level, and an offer that reaches a level is among those that raise it', () => {
  const offer = fc.constantFrom(...verificationNames).map((name) => ({ kind: name }));
  fc.assert(
    fc.property(accountLevel, proofs, fc.array(offer), fc.constantFrom(1, 2, 3, 4), (level, given, offers, wanted) => {
      const raise = offersThatRaise(level, given, offers);
      const reach = offersThatReach(level, given, offers, wanted as 1 | 2 | 3 | 4);
      for (const one of raise) assert.ok(offers.includes(one));
      if (levelOf(level, given) < wanted) for (const one of reach) assert.ok(raise.includes(one));
      // A password never adds to a password.
      if (given.every((one) => one.kind === 'password')) assert.ok(!raise.some((one) => one.kind === 'password'));
    }),
  );
});

test('officers need two factors, citizens what they set up or what is wanted', () => {
  assert.equal(neededLevel({ kind: 'officer' }, 1, false), 2);
  assert.equal(neededLevel({ kind: 'citizen' }, 1, false), 1);
  assert.equal(neededLevel({ kind: 'citizen' }, 1, true), 2);
  assert.equal(neededLevel({ kind: 'citizen' }, 3, true), 3);
  assert.equal(neededLevel({ kind: 'officer' }, 4, false), 4);
});
