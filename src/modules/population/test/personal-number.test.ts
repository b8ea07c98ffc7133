import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { choosePlacePrefix } from '../choose-prefix.ts';
import {
  blockCode,
  blockSize,
  centurySexDigit,
  checkPersonalId,
  formatPersonalId,
  parsePersonalId,
  type Sex,
} from '../personal-number.ts';
import { isKnownPlacePrefix, placePrefixes } from '../place-prefixes.ts';

const anyBlock = fc.record({
  placePrefix: fc.constantFrom(...placePrefixes.map((place) => place.prefix)),
  sex: fc.constantFrom<Sex>('male', 'female'),
  birthYear: fc.integer({ min: 1900, max: 2399 }),
});
const anySerial = fc.integer({ min: 0, max: blockSize - 1 });

const choose = (areaCode: string, provinceCode: string, formerProvinceCode?: string) =>
  choosePlacePrefix('former-province', { areaCode, provinceCode, formerProvinceCode });

test('the frozen list has 63 distinct places, each three digits', () => {
  assert.equal(placePrefixes.length, 63);
  assert.equal(new Set(placePrefixes.map((place) => place.prefix)).size, 63);
  for (const place of placePrefixes) assert.match(place.prefix, /^0[0-9]{2}$/u);
});

test('the century and sex digit follows the published table', () => {
  const table: [number, number, number][] = [
    [1900, 0, 1],
    [1999, 0, 1],
    [2000, 2, 3],
    [2026, 2, 3],
    [2100, 4, 5],
    [2299, 6, 7],
    [2399, 8, 9],
  ];
  for (const [year, male, female] of table) {
    assert.equal(centurySexDigit('male', year), male);
    assert.equal(centurySexDigit('female', year), female);
  }
  for (const year of [1899, 2400, 2026.5, Number.NaN]) assert.throws(() => centurySexDigit('male', year), RangeError);
});

test('any place, sex, year and serial makes 12 digits that read back the same', () => {
  fc.assert(
    fc.property(anyBlock, anySerial, (block, serial) => {
      const number = formatPersonalId(block, serial);
      assert.match(number, /^[0-9]{12}$/u);
      const parts = parsePersonalId(number);
      assert.ok(parts);
      assert.equal(parts.placePrefix, block.placePrefix);
      assert.equal(parts.sex, block.sex);
      assert.equal(parts.birthYear, block.birthYear);
      assert.equal(Number(parts.serial), serial);
      assert.equal(Math.floor(Number(number) / blockSize), blockCode(block));
      assert.deepEqual(checkPersonalId(number, block), { errors: [], warnings: [] });
    }),
  );
});

test('another sex or another birth year is always noticed', () => {
  fc.assert(
    fc.property(anyBlock, anySerial, fc.integer({ min: 1900, max: 2399 }), (block, serial, year) => {
      const number = formatPersonalId(block, serial);
      const otherSex = block.sex === 'male' ? 'female' : 'male';
      assert.deepEqual(checkPersonalId(number, { sex: otherSex }).errors, ['sex-differs']);
      assert.deepEqual(
        checkPersonalId(number, { birthYear: year }).errors,
        year === block.birthYear ? [] : ['birth-year-differs'],
      );
    }),
  );
});

test('what is not 12 digits is malformed; grouping spaces are not', () => {
  for (const text of ['', '12345678901', '1234567890123', '01922600012a', '٠١٩٢٢٦٠٠٠١٢٣']) {
    assert.equal(parsePersonalId(text), undefined);
    assert.deepEqual(checkPersonalId(text, {}).errors, ['malformed']);
  }
  assert.equal(parsePersonalId(' 019 226 000123 ')?.personalId, '019226000123');
});

test('a place outside the 63 is a warning, because births abroad have codes of their own', () => {
  assert.deepEqual(checkPersonalId('123226000123', { sex: 'male', birthYear: 2026 }), {
    errors: [],
    warnings: ['unknown-place'],
  });
});

test('the prefix follows the former province of the commune, and the kept code where that is not known', () => {
  assert.equal(choose('01840', '19', '06'), '006', 'a commune of old Bắc Kạn, now in Thái Nguyên');
  assert.equal(choose('05482', '19', '19'), '019');
  assert.equal(choose('05482', '19'), '019', 'not known: the code that the province kept');
  assert.equal(choose('19742', '44'), '045', 'Cồn Cỏ was in old Quảng Trị (45), not in Quảng Bình (44)');
  assert.equal(choose('26732', '79'), '077', 'Côn Đảo was in Bà Rịa – Vũng Tàu');
  assert.equal(choose('99999', '99', '98'), undefined);
  assert.equal(
    choosePlacePrefix('province-of-today', { areaCode: '01840', provinceCode: '19', formerProvinceCode: '06' }),
    '019',
  );
});

test('whatever codes come in, the prefix is one of the 63 or nothing', () => {
  const code = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(
      fc.constantFrom('former-province', 'province-of-today'),
      code,
      fc.option(code, { nil: undefined }),
      (rule, provinceCode, former) => {
        const prefix = choosePlacePrefix(rule, { areaCode: '00004', provinceCode, formerProvinceCode: former });
        if (prefix === undefined) assert.ok(!isKnownPlacePrefix(`0${provinceCode}`));
        else assert.ok(isKnownPlacePrefix(prefix));
      },
    ),
  );
});
