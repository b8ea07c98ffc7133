import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '#platform/time.ts';
import { buildNationalAreas } from '../areas/national.ts';
import { parsePackage, readPackageText } from '../areas/read-package.ts';
import { cycleIn } from '../areas/succession.ts';

const { book, formerNames, report } = buildNationalAreas(parsePackage(readPackageText()));
const TODAY = '2026-11-23';
const all = [...book.areas()];
const codes = [...new Set(all.map((area) => area.code))];
const anyDay = fc.integer({ min: 0, max: 7300 }).map((days) => addDays('2008-08-01', days));

test('counts: 63 provinces and 10,035 communes before the reform, 34 and 3,321 since', () => {
  for (const day of ['2008-08-01', '2019-04-15', '2025-06-30']) {
    assert.equal(book.inForce('province', day).length, 63, day);
    assert.equal(book.inForce('commune', day).length, 10_035, day);
  }
  for (const day of ['2025-07-01', '2026-04-30', '2026-09-20', TODAY]) {
    assert.equal(book.inForce('province', day).length, 34, day);
    assert.equal(book.inForce('commune', day).length, 3321, day);
    assert.equal(book.inForce('district', day).length, 0, day);
  }
});

test('centrally-run cities: 5, then 6 with Huế, then 9 with Đồng Nai, Quảng Ninh and Bắc Ninh', () => {
  const cities = (day: string) =>
    book
      .inForce('province', day)
      .filter((area) => area.kind === 'city')
      .map((area) => area.code);
  assert.deepEqual(cities('2024-12-31').sort(), ['01', '31', '48', '79', '92']);
  assert.deepEqual(cities('2025-01-01').sort(), ['01', '31', '46', '48', '79', '92']);
  assert.equal(cities('2026-04-29').length, 6);
  assert.ok(cities('2026-04-30').includes('75'));
  assert.deepEqual([cities('2026-08-31').length, cities('2026-09-01').length, cities('2026-09-20').length], [7, 8, 9]);
});

test('seven codes mean another province before and after', () => {
  const meant: [string, string, string][] = [
    ['15', 'Yên Bái', 'Lào Cai'],
    ['24', 'Bắc Giang', 'Bắc Ninh'],
    ['44', 'Quảng Bình', 'Quảng Trị'],
    ['52', 'Bình Định', 'Gia Lai'],
    ['80', 'Long An', 'Tây Ninh'],
    ['82', 'Tiền Giang', 'Đồng Tháp'],
    ['91', 'Kiên Giang', 'An Giang'],
  ];
  for (const [code, before, after] of meant) {
    assert.equal(book.at(code, '2025-06-30')?.name, before);
    assert.equal(book.at(code, '2025-07-01')?.name, after);
    assert.deepEqual(
      book.whichUnit(code, '2020-01-01', TODAY)?.today.map((area) => area.name),
      [after],
    );
  }
  // A kept name that hides a changed code.
  assert.deepEqual(
    book.whichUnit('10', '2020-01-01', TODAY)?.today.map((area) => [area.code, area.name]),
    [['15', 'Lào Cai']],
  );
});

test('every unit that ended has a successor, and so units of today on its land', () => {
  for (const area of all) {
    if (area.validTo === null) continue;
    assert.ok(book.successors(area).length > 0, `${area.code} ${area.name}`);
    assert.ok(book.heirs(area, TODAY).length > 0, `${area.code} ${area.name}`);
  }
});

test('every commune of today but none other comes from somewhere', () => {
  const reached = new Set([...book.links()].map((link) => link.toCode));
  for (const area of book.inForce('commune', TODAY)) assert.ok(reached.has(area.code), `${area.code} ${area.name}`);
});

test('links never run in a circle and always lead to a younger unit that follows', () => {
  assert.deepEqual(cycleIn(book.links()), []);
  for (const link of book.links()) {
    const from = book.version(link.fromCode, link.fromSince);
    const to = book.version(link.toCode, link.toSince);
    assert.ok(from && to, `${link.fromCode} → ${link.toCode}`);
    assert.equal(from.validTo, addDays(to.validFrom, -1), `${link.fromCode} → ${link.toCode}`);
  }
});

test('a circle would be found', () => {
  const link = { kind: 'merge', instrument: '', source: '', confidence: 'code' } as const;
  const circle = [
    { ...link, fromCode: '01', fromSince: 'a', toCode: '02', toSince: 'b' },
    { ...link, fromCode: '02', fromSince: 'b', toCode: '01', toSince: 'a' },
  ];
  assert.equal(cycleIn(circle).length, 2);
});

test('one code is one unit on any day', () => {
  for (const code of codes) {
    const versions = book.versions(code);
    for (const [i, area] of versions.entries()) {
      const next = versions[i + 1];
      if (next) assert.ok(area.validTo !== null && area.validTo < next.validFrom, `${code} ${area.name}`);
    }
  }
});

test('which unit: the answer is in force on the day asked, its heirs are in force today', () => {
  fc.assert(
    fc.property(fc.constantFrom(...codes), anyDay, (code, day) => {
      const found = book.whichUnit(code, day, TODAY);
      if (!found) return assert.ok(book.versions(code).every((area) => area.validFrom > day));
      const { unit, formerly } = found;
      assert.equal((unit === null) === (formerly === null), false);
      if (unit)
        assert.ok(unit.code === code && unit.validFrom <= day && (unit.validTo === null || unit.validTo >= day));
      if (formerly) assert.ok(formerly.validTo !== null && formerly.validTo < day);
      assert.ok(found.today.length > 0);
      for (const heir of found.today) assert.ok(heir.validFrom <= TODAY && heir.validTo === null);
      if (unit?.validTo === null) assert.deepEqual([found.wasMergedInto, found.today], [[], [unit]]);
      else assert.ok(found.wasMergedInto.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('known defects of the package are put right and told', () => {
  assert.equal(book.at('23938', TODAY)?.name, 'Ia Mơ');
  assert.equal(book.at('23737', TODAY), undefined);
  assert.deepEqual(
    book.whichUnit('23737', '2020-01-01', TODAY)?.today.map((area) => area.fullName),
    ['Xã Ia Ly'],
  );
  assert.equal(report.unknown, 0);
  assert.ok(report.corrected > 2);
  assert.ok(report.lines.some((line) => line.kind === 'corrected' && line.code === '23938'));
  for (const area of all) assert.equal(area.name, area.name.normalize('NFC'));
});

test('districts that became special zones at once', () => {
  const zones = book.inForce('commune', TODAY).filter((area) => area.kind === 'special-zone');
  assert.equal(zones.length, 13);
  assert.deepEqual(
    book.whichUnit('755', '2020-01-01', TODAY)?.today.map((area) => area.path),
    ['Đặc khu Côn Đảo, thành phố Hồ Chí Minh'],
  );
});

test('communes that became wards in 2026 keep their code', () => {
  const path = (code: string, day: string) => {
    const area = book.at(code, day);
    return area && book.show(area).path;
  };
  assert.equal(path('26368', '2025-12-31'), 'Xã Long Thành, tỉnh Đồng Nai');
  assert.equal(path('26368', '2026-04-30'), 'Phường Long Thành, thành phố Đồng Nai');
  assert.equal(path('07840', '2026-09-19'), 'Xã Hiệp Hòa, tỉnh Bắc Ninh');
  assert.equal(path('07840', '2026-09-20'), 'Phường Hiệp Hòa, thành phố Bắc Ninh');
});

test('kinds of change', () => {
  const kinds = (code: string) => {
    const area = book.at(code, '2025-06-30');
    return area ? book.successors(area).map((link) => link.kind) : [];
  };
  assert.deepEqual(kinds('01906'), ['merge']);
  assert.deepEqual(kinds('755'), ['type-change']);
  // A commune that stayed as it was while its province only changed its code (Lào Cai 10 → 15) was not handed over.
  for (const link of book.links()) {
    const from = book.version(link.fromCode, link.fromSince);
    if (from?.level === 'commune' && from.provinceCode === '10') assert.notEqual(link.kind, 'transfer');
  }
});

test('names without a code lead to one commune of the reform', () => {
  assert.ok(formerNames.length > 700);
  for (const former of formerNames)
    assert.equal(book.at(former.areaCode, '2025-07-01')?.level, 'commune', former.fullName);
});
