import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { proposeOtherForm, readAgencyCode } from '../agency-codes.ts';

test('both forms are read, forgiving case and spaces', () => {
  assert.deepEqual(readAgencyCode(' 000.00.13.h53'), {
    form: '2016',
    code: '000.00.13.H53',
    head: 'H53',
    parts: ['13'],
  });
  assert.deepEqual(readAgencyCode('001.00.26.G14'), {
    form: '2016',
    code: '001.00.26.G14',
    head: 'G14',
    parts: ['26', '00', '001'],
  });
  assert.deepEqual(readAgencyCode('H55.242'), { form: '2020', code: 'H55.242', head: 'H55', parts: ['242'] });
  assert.deepEqual(readAgencyCode('G22'), { form: '2020', code: 'G22', head: 'G22', parts: [] });
});

test('anything else is not a code', () => {
  for (const text of [
    '',
    'H5',
    'H55.',
    '.H55',
    'H55.1',
    'H55.1234',
    '00.00.13.H53',
    'H55;drop',
    `H55${'.123'.repeat(9)}`,
    'Đ55',
  ])
    assert.equal(readAgencyCode(text), undefined, text);
});

test('the other form is proposed where it fits', () => {
  assert.equal(proposeOtherForm('000.00.13.H53'), 'H53.13');
  assert.equal(proposeOtherForm('000.00.00.H03'), 'H03');
  assert.equal(proposeOtherForm('H53.13'), '000.00.13.H53');
  assert.equal(proposeOtherForm('G22'), '000.00.00.G22');
  assert.equal(proposeOtherForm('H55.242'), undefined);
  assert.equal(proposeOtherForm('H55.AB'), undefined);
  assert.equal(proposeOtherForm('nothing'), undefined);
});

test('there and back again', () => {
  const digits = (n: number) => fc.integer({ min: 0, max: 10 ** n - 1 }).map((value) => String(value).padStart(n, '0'));
  const old = fc
    .tuple(digits(3), digits(2), digits(2), fc.constantFrom('G', 'H'), digits(2))
    .map(([a, b, c, letter, head]) => `${a}.${b}.${c}.${letter}${head}`);
  fc.assert(fc.property(old, (code) => assert.equal(proposeOtherForm(proposeOtherForm(code) ?? ''), code)));
});
