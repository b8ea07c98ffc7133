import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { compareNames, nameForms, nameParts } from '../names.ts';

const anyName = fc
  .array(
    fc.constantFrom('Nguyễn', 'Thị', 'Hòa', 'Hoà', 'Thúy', 'Đặng', 'Quý', 'Lý', 'Ngọc', 'Bích', 'Đức', 'Hoàn', 'Mỹ'),
    { minLength: 1, maxLength: 6 },
  )
  .map((syllables) => syllables.join(' '));

test('the three forms: as written, canonical tone place, without marks', () => {
  assert.deepEqual(nameForms('  Đặng   Thị Thúy  Hòa '), {
    asWritten: 'Đặng Thị Thúy Hòa',
    canonical: 'đặng thị thuý hoà',
    unaccented: 'dang thi thuy hoa',
  });
  assert.equal(nameForms('LÝ QUÍ MĨ HOÀN').canonical, 'lý quý mỹ hoàn');
  assert.equal(nameForms('Thi Vi').canonical, 'thi vi', 'Thi and Thy are two names');
});

test('text typed as NFD gives the same three forms', () => {
  fc.assert(fc.property(anyName, (name) => assert.deepEqual(nameForms(name.normalize('NFD')), nameForms(name))));
});

test('the forms of the forms change nothing more', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const forms = nameForms(name);
      assert.equal(nameForms(forms.canonical).canonical, forms.canonical);
      assert.equal(nameForms(forms.unaccented).unaccented, forms.unaccented);
      assert.match(forms.unaccented, /^[a-z ]+$/u);
    }),
  );
});

test('likeness goes by syllables', () => {
  assert.equal(compareNames('Nguyễn Minh Anh', 'NGUYỄN MINH ANH'), 'identical');
  assert.equal(compareNames('Đặng Thúy Hòa', 'Đặng Thuý Hoà'), 'same-spelling-variant');
  assert.equal(compareNames('Nguyễn Minh Án', 'Nguyễn Minh Ân'), 'same-without-marks');
  assert.equal(compareNames('Nguyễn Minh An', 'Nguyễn Minh Anh'), 'one-slip');
  assert.equal(compareNames('Nguyễn Minh Anh', 'Nguyễn Thị Anh'), 'other-middle');
  assert.equal(compareNames('Nguyễn Thị Lan', 'Nguyễn Thị Hạnh'), 'different');
  assert.equal(compareNames('Nguyễn Thị Lan', 'Trần Thị Lan'), 'different');
});

test('likeness is symmetric, and a name is identical to itself', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      assert.equal(compareNames(a, b), compareNames(b, a));
      assert.equal(compareNames(a, a), 'identical');
    }),
  );
});

test('parts by position', () => {
  assert.deepEqual(nameParts('Nông Thị Bích Ngọc'), { family: 'Nông', middle: 'Thị Bích', given: 'Ngọc' });
  assert.deepEqual(nameParts('Y Moan'), { family: 'Y', middle: '', given: 'Moan' });
  assert.deepEqual(nameParts('Lan'), { family: '', middle: '', given: 'Lan' });
});
