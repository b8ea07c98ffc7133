import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { testClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { isProblem } from '#platform/problem.ts';
import { deviceHash, newDeviceToken } from '../device.ts';
import { FLOW_MINUTES, openFlow, sealFlow, subjectFor, subjectIn, type Flow } from '../flow.ts';
import { readPersonalId, subjectOf } from '../subject.ts';

const clock = testClock('2026-11-23T02:00:00Z');
const toolsOf = (masterKey: Buffer) => ({ clock, config: { secrets: { masterKey, demoCode: '' } } as Config });
const tools = toolsOf(randomBytes(32));
const over = (error: unknown): boolean => isProblem(error, 'identity.flow-over');

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

test('a flow comes back as it left, and shows nothing of itself', () => {
  fc.assert(
    fc.property(key, fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4), (subject, wanted) => {
      const flow: Flow = { subject: subjectFor({ kind: 'citizen', key: subject }), proofs: [], wanted };
      const sealed = sealFlow(tools, flow);
      assert.deepEqual(openFlow(tools, sealed, undefined), flow);
      assert.deepEqual(subjectIn(flow)?.key, subject);
      assert.ok(!sealed.includes(subject.toString('base64url')) && !sealed.includes(subject.toString('hex')));
    }),
  );
});

test('a flow that was changed, cut, made by another node, or is over does not open', () => {
  const sealed = sealFlow(tools, { proofs: [], wanted: 1 });
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...'AQgw_-'), (at, char) => {
      // The last letter of base64 carries bits that nobody reads.
      fc.pre(sealed[at] !== char && at < sealed.length - 1);
      assert.throws(() => openFlow(tools, `${sealed.slice(0, at)}${char}${sealed.slice(at + 1)}`, undefined), over);
    }),
  );
  fc.assert(
    fc.property(fc.nat(sealed.length - 2), (length) => {
      assert.throws(() => openFlow(tools, sealed.slice(0, length), undefined), over);
    }),
  );
  fc.assert(fc.property(fc.string(), (noise) => assert.throws(() => openFlow(tools, noise, undefined), over)));
  assert.throws(() => openFlow(toolsOf(randomBytes(32)), sealed, undefined), over);
  clock.advance(FLOW_MINUTES * 60_000);
  assert.deepEqual(openFlow(tools, sealed, undefined), { proofs: [], wanted: 1 });
  clock.advance(1);
  assert.throws(() => openFlow(tools, sealed, undefined), over);
});

test('a flow that began in a browser goes on in that browser only', () => {
  const token = newDeviceToken();
  const flow: Flow = { proofs: [], wanted: 1, device: deviceHash(token).toString('base64url') };
  const sealed = sealFlow(tools, flow);
  assert.deepEqual(openFlow(tools, sealed, token), flow);
  for (const other of [undefined, '', newDeviceToken(), `${token}x`])
    assert.throws(() => openFlow(tools, sealed, other), over);
});

test('a known and an unknown number have flows of the same length', () => {
  const lengths = new Set<number>();
  for (const personalId of ['006198933952', '001099999999', '999999999999'])
    lengths.add(
      sealFlow(tools, { subject: subjectFor(subjectOf(tools.config, { personalId })), proofs: [], wanted: 1 }).length,
    );
  assert.equal(lengths.size, 1);
});

test('a personal number is its twelve digits however they are spaced, and nothing that only looks like them', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }).map((all) => all.join(''));
  const gap = fc.constantFrom('', ' ', '.', '  ', '\u00a0', '\t');
  fc.assert(
    fc.property(digits, fc.array(gap, { minLength: 12, maxLength: 12 }), fc.boolean(), (number, gaps, wide) => {
      const typed = [...number].map(
        (digit, at) => `${wide ? String.fromCodePoint(0xff10 + Number(digit)) : digit}${gaps[at]}`,
      );
      assert.equal(readPersonalId(typed.join('')), number);
    }),
  );
  // Letters and digits of other scripts, a digit with a mark, signs that are not seen: each in place of one digit.
  const alike = [
    'O',
    'o',
    'l',
    'I',
    'О',
    '٠',
    '۰',
    '०',
    '𝟎',
    '⓪',
    '²',
    '0\u0301',
    '0\u200b',
    '\u200d0',
    '0\ufe0f',
    '-0',
    '⁰',
    'Ⅰ',
  ];
  fc.assert(
    fc.property(digits, fc.nat(11), fc.constantFrom(...alike), (number, at, sign) => {
      assert.equal(readPersonalId(`${number.slice(0, at)}${sign}${number.slice(at + 1)}`), undefined);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readPersonalId(text);
      assert.ok(read === undefined || /^[0-9]{12}$/.test(read));
    }),
  );
});

test('numbers that differ are never the same subject', () => {
  const digits = fc.stringMatching(/^[0-9]{12}$/);
  fc.assert(
    fc.property(digits, digits, (one, other) => {
      const same = subjectOf(tools.config, { personalId: one }).key.equals(
        subjectOf(tools.config, { personalId: other }).key,
      );
      assert.equal(same, one === other);
    }),
  );
});
