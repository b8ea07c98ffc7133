import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fullNameOf, searchKey, spellingKey, splitFullName } from '../areas/names.ts';

test('a full name is its type and its name, whatever the case of the type', () => {
  assert.deepEqual(splitFullName('Xã Ba Bể', 'commune'), { kind: 'commune', name: 'Ba Bể', repaired: false });
  assert.deepEqual(splitFullName('xã Bắc Sơn', 'commune'), { kind: 'commune', name: 'Bắc Sơn', repaired: true });
  assert.deepEqual(splitFullName('Thị trấn Phủ Thông', 'commune'), {
    kind: 'township',
    name: 'Phủ Thông',
    repaired: false,
  });
  assert.deepEqual(splitFullName('Đặc khu Cồn Cỏ', 'commune'), {
    kind: 'special-zone',
    name: 'Cồn Cỏ',
    repaired: false,
  });
  assert.deepEqual(splitFullName('Phường 12', 'commune'), { kind: 'ward', name: '12', repaired: false });
  assert.deepEqual(splitFullName('Thành phố Hồ Chí Minh', 'province'), {
    kind: 'city',
    name: 'Hồ Chí Minh',
    repaired: false,
  });
  assert.equal(splitFullName('Tổ dân phố số 7', 'commune'), undefined);
  assert.equal(splitFullName('Xã', 'commune'), undefined);
});

test('decomposed text and curly apostrophes come out as one spelling', () => {
  assert.equal(splitFullName('Xã Ba Bể'.normalize('NFD'), 'commune')?.name, 'Ba Bể'.normalize('NFC'));
  assert.equal(splitFullName("Xã Ea H'Leo", 'commune')?.name, splitFullName('Xã Ea H’Leo', 'commune')?.name);
});

test('the place of the tone mark does not make another name; another mark does', () => {
  for (const [one, other] of [
    ['Hòa Bình', 'Hoà Bình'],
    ['Thanh Thủy', 'Thanh Thuỷ'],
    ['Hỏa Lựu', 'Hoả Lựu'],
    ['Bà Rịa - Vũng Tàu', 'Bà Rịa – Vũng Tàu'],
    ['Đặng Thùy Trâm', 'Đặng Thuỳ Trâm'],
  ])
    assert.equal(spellingKey(one ?? ''), spellingKey(other ?? ''));
  for (const [one, other] of [
    ['Phó Bảng', 'Phố Bảng'],
    ['Hòa', 'Hỏa'],
    ['Sơn Tay', 'Sơn Tây'],
    ['Đông', 'Dông'],
    ['Nậm Ty', 'Nậm Tỵ'],
  ])
    assert.notEqual(spellingKey(one ?? ''), spellingKey(other ?? ''));
});

test('joining and splitting are each other’s inverse', () => {
  const kinds = fc.constantFrom('commune', 'ward', 'township', 'special-zone') as fc.Arbitrary<
    'commune' | 'ward' | 'township' | 'special-zone'
  >;
  const names = fc.stringMatching(/^[A-ZĐ][a-zăâêôơưđ]{1,8}( [A-ZĐ][a-z]{1,8}){0,2}$/u);
  fc.assert(
    fc.property(kinds, names, (kind, name) => {
      const split = splitFullName(fullNameOf(kind, name), 'commune');
      assert.deepEqual([split?.kind, split?.name], [kind, name]);
    }),
  );
});

test('search sees letters and digits only', () => {
  assert.equal(searchKey('  Xã Ea H’Leo,  tỉnh Đắk Lắk '), 'xa ea h leo tinh dak lak');
});
