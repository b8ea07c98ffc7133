import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { formatDossierCode, lastSequence, parseDossierCode } from '../dossier-code.ts';

test('codes of both eras are read', () => {
  assert.deepEqual(parseDossierCode('G09.20-20260609-0092637'), {
    text: 'G09.20-20260609-0092637',
    era: '2025',
    agencyCode: 'G09.20',
    agencyCodeForm: '2020',
    filedOn: '2026-06-09',
    sequence: 92637,
  });
  assert.deepEqual(parseDossierCode('000.00.01.H22-180715-0001'), {
    text: '000.00.01.H22-180715-0001',
    era: '2018',
    agencyCode: '000.00.01.H22',
    agencyCodeForm: '2016',
    filedOn: '2018-07-15',
    sequence: 1,
  });
});

test('spaces, small letters and long dashes are forgiven', () => {
  assert.equal(parseDossierCode('  h19.20 – 20260609 – 0000123 ')?.text, 'H19.20-20260609-0000123');
  assert.equal(parseDossierCode('h19.20−20260609‑0000123')?.text, 'H19.20-20260609-0000123');
});

test('what is no code is refused', () => {
  for (const text of [
    '',
    'H19.20-20260230-0000123', // no such day
    'H19.20-20261301-0000123',
    'H19.20-20260609-0000000',
    'H19.20-20260609-123',
    'H19.20-260609-0000123', // a day of one era with a number of the other
    '000.00.01.H22-20180715-0001',
    'H19..20-20260609-0000123',
    'H19.20-20260609-0000123-1',
    'H19.20-20260609-0000123; drop table',
    'H'.repeat(5000),
    '\u0000',
  ]) {
    assert.equal(parseDossierCode(text), undefined, text.slice(0, 60));
  }
});

test('what is formatted is read back', () => {
  const part = fc.stringMatching(/^[0-9A-Z]{2,3}$/);
  const agency = fc
    .tuple(fc.stringMatching(/^[A-Z]\d{2}$/), fc.array(part, { maxLength: 4 }))
    .map(([head, rest]) => [head, ...rest].join('.'));
  const day = fc
    .date({ min: new Date('2025-07-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  fc.assert(
    fc.property(agency, day, fc.integer({ min: 1, max: lastSequence }), (agencyCode, filedOn, sequence) => {
      const parsed = parseDossierCode(formatDossierCode(agencyCode, filedOn, sequence));
      assert.deepEqual([parsed?.agencyCode, parsed?.filedOn, parsed?.sequence], [agencyCode, filedOn, sequence]);
    }),
  );
});

test('nothing typed makes the reader fail', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => void parseDossierCode(text)));
});

test('a number outside the seven digits is a programming error', () => {
  assert.throws(() => formatDossierCode('H19', '2026-06-09', 0), RangeError);
  assert.throws(() => formatDossierCode('H19', '2026-06-09', lastSequence + 1), RangeError);
});
