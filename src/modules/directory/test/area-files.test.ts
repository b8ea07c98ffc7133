import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem } from '#platform/problem.ts';
import { AreaBook } from '../areas/book.ts';
import { buildNationalAreas } from '../areas/national.ts';
import { likelyDay } from '../areas/likely-day.ts';
import { planMerge } from '../areas/plan-merge.ts';
import { planActs } from '../areas/plan-acts.ts';
import { planSuccessions, planUnits } from '../areas/plan-import.ts';
import {
  dayOfFileName,
  readAreaFile,
  type ActList,
  type SuccessionTable,
  type UnitSnapshot,
} from '../areas/read-file.ts';
import { parsePackage, readPackageText } from '../areas/read-package.ts';

const data = parsePackage(readPackageText());
const fresh = () => buildNationalAreas(data).book;

function units(content: unknown): UnitSnapshot {
  const file = readAreaFile(JSON.stringify(content));
  assert.equal(file.form, 'units');
  return file as UnitSnapshot;
}

function table(...lines: string[]): SuccessionTable {
  const header =
    'provinceCode,districtCode,wardCode,province,district,ward,newProvince,newWard,newProvinceCode,newWardCode';
  const file = readAreaFile([header, ...lines].join('\n'));
  assert.equal(file.form, 'successions');
  return file as SuccessionTable;
}

/** The known units of one province as a list would give them, with some changed. */
function listOf(
  book: AreaBook,
  provinceCode: string,
  on: string,
  change: (ward: { Code: string; FullName: string }) => object = (ward) => ward,
) {
  const province = book.at(provinceCode, on);
  assert.ok(province);
  const Wards = book
    .inForce('commune', on, provinceCode)
    .map((area) => change({ Code: area.code, FullName: book.show(area).fullName }));
  return { Code: provinceCode, FullName: book.show(province).fullName, Wards };
}

test('a list that says what is known changes nothing, also in another spelling', () => {
  const book = fresh();
  const list = listOf(book, '19', '2026-07-31', (ward) => ({
    ...ward,
    FullName: ward.FullName.replace('Hòa', 'Hoà').normalize('NFD'),
  }));
  const plan = planUnits(book, units([list]), { name: 'list', asOf: '2026-07-31' });
  assert.deepEqual([plan.newAreas, plan.closed, plan.newLinks], [[], [], []]);
  assert.equal(plan.report.unchanged, 93);
  assert.equal(plan.report.added + plan.report.changed + plan.report.unknown, 0);
});

test('another type opens a new version on the day of the list, once', () => {
  const book = fresh();
  const list = units([
    listOf(book, '19', '2026-10-01', (ward) => (ward.Code === '05830' ? { ...ward, FullName: 'phường Đại Từ' } : ward)),
  ]);
  const plan = planUnits(book, list, { name: 'list', asOf: '2026-10-01' });
  assert.equal(plan.report.changed, 1);
  assert.equal(plan.report.corrected, 1, 'the type in lower case is told');
  assert.deepEqual(
    plan.closed.map((area) => [area.code, area.validTo]),
    [['05830', '2026-09-30']],
  );
  assert.deepEqual(
    plan.newLinks.map((link) => link.kind),
    ['type-change'],
  );
  assert.equal(book.at('05830', '2026-10-01')?.confidence, 'unverified');
  assert.deepEqual(
    book.whichUnit('05830', '2026-01-01', '2026-11-23')?.today.map((area) => area.fullName),
    ['Phường Đại Từ'],
  );
  const again = planUnits(book, list, { name: 'list', asOf: '2026-10-01' });
  assert.equal(again.report.changed + again.report.added, 0);
  assert.equal(again.newAreas.length, 0);
});

test('an older list does not undo a later act', () => {
  const book = fresh();
  const list = listOf(book, '24', '2026-09-19');
  const plan = planUnits(book, units([list]), { name: 'list', asOf: '2026-09-19' });
  assert.equal(plan.report.changed, 0);
  // The same old names, said to stand on the day of the act itself: contradiction, not written.
  const late = planUnits(book, units([list]), { name: 'list', asOf: '2026-09-20' });
  assert.equal(late.newAreas.length, 0);
  assert.equal(
    late.report.lines.filter((line) => line.kind === 'conflict' && line.message.startsWith('The file says')).length,
    13,
  );
  assert.equal(book.at('24', '2026-11-23')?.kind, 'city');
});

test('the same unit under another code is a conflict, told once', () => {
  const book = fresh();
  const list = listOf(book, '22', '2026-07-31', (ward) => (ward.Code === '06970' ? { ...ward, Code: '06978' } : ward));
  const { report, newAreas } = planUnits(book, units([list]), { name: 'list', asOf: '2026-07-31' });
  assert.equal(newAreas.length, 0);
  assert.deepEqual(
    report.lines.filter((line) => line.code === '06978' || line.code === '06970').map((line) => line.kind),
    ['conflict'],
  );
});

test('a commune of an unknown province, or without a type, is told as unknown', () => {
  const book = fresh();
  const { report, newAreas } = planUnits(
    book,
    units([
      {
        Code: '99',
        FullName: 'Tổng Nào Đó',
        Wards: [
          { Code: '99001', FullName: 'Xã Mới' },
          { Code: '99002', FullName: 'Mới' },
        ],
      },
    ]),
    { name: 'list', asOf: '2026-10-01' },
  );
  assert.equal(newAreas.length, 0);
  assert.equal(report.unknown, 3);
});

test('a table of successions adds the parts of a divided commune, once, and regrades its links', () => {
  const book = fresh();
  const lines = table(
    '1,1,19.0,Thành phố Hà Nội,Quận Ba Đình,Phường Điện Biên,Thành phố Hà Nội,Phường Ba Đình,01,00004',
    '1,1,19.0,Thành phố Hà Nội,Quận Ba Đình,Phường Điện Biên,Thành phố Hà Nội,Phường Hoàn Kiếm,01,00070',
    '1,1,19.0,Thành phố Hà Nội,Quận Ba Đình,Phường Điện Biên,Thành phố Hà Nội,"Phường Văn Miếu, Quốc Tử Giám",01,99999',
  );
  const plan = planSuccessions(book, lines, { name: 'table', asOf: '' });
  assert.deepEqual([plan.report.added, plan.report.unchanged, plan.report.unknown], [1, 1, 1]);
  assert.deepEqual(
    plan.regraded.map((link) => [link.toCode, link.kind]),
    [['00004', 'split']],
  );
  assert.deepEqual(
    book
      .whichUnit('00019', '2020-01-01', '2026-11-23')
      ?.today.map((area) => area.code)
      .sort(),
    ['00004', '00070'],
  );
  const again = planSuccessions(book, lines, { name: 'table', asOf: '' });
  assert.deepEqual([again.report.added, again.report.changed], [0, 0]);
});

test('an old unit in another province is a conflict and not linked', () => {
  const book = fresh();
  const plan = planSuccessions(
    book,
    table('2,1,19,Tỉnh Hà Giang,Quận Ba Đình,Phường Điện Biên,Thành phố Hà Nội,Phường Hoàn Kiếm,01,00070'),
    { name: 'table', asOf: '' },
  );
  assert.deepEqual([plan.report.conflicts, plan.newLinks.length], [1, 0]);
});

test('files that are neither are refused with a reason', () => {
  for (const content of ['', 'xin chào', '{"Code":"01"}', '[{"Name":"Hà Nội"}]', '[', 'wardCode,newWardCode\n1,2\n'])
    assert.throws(
      () => readAreaFile(content),
      (error) => isProblem(error, 'directory.unreadable-areas'),
      content,
    );
});

test('the day of a file name', () => {
  assert.equal(dayOfFileName('units-2026-07.json'), '2026-07-31');
  assert.equal(dayOfFileName('units-2028-02.json'), '2028-02-29');
  assert.equal(dayOfFileName('units-2026-09-20.json'), '2026-09-20');
  assert.equal(dayOfFileName('units.json'), undefined);
  assert.equal(dayOfFileName('units-2026-13.json'), undefined);
});

test('a newer national book completes an older one and never undoes a correction', () => {
  const older = new AreaBook(
    [...fresh().areas()]
      .filter((area) => area.validFrom < '2026-09-01')
      .map((area) => ((area.validTo ?? '') >= '2026-08-31' ? { ...area, validTo: null } : { ...area })),
    [...fresh().links()].filter((link) => link.toSince < '2026-09-01'),
  );
  assert.equal(older.at('22', '2026-11-23')?.kind, 'province');
  const plan = planMerge(older, fresh(), 'newer');
  assert.equal(plan.newAreas.length, 14);
  assert.equal(plan.closed.length, 14);
  assert.equal(older.at('22', '2026-11-23')?.kind, 'city');
  assert.equal(planMerge(older, fresh(), 'newer').newAreas.length, 0);
});

test('a list without a date is compared with its own time', () => {
  const book = fresh();
  const today = '2026-11-23';
  const of = (day: string) => units(['22', '24', '75'].map((code) => listOf(book, code, day)));
  assert.equal(likelyDay(book, of('2025-09-02'), today), '2026-04-29');
  assert.equal(likelyDay(book, of('2026-07-31'), today), '2026-08-31');
  assert.equal(likelyDay(book, of('2026-09-10'), today), '2026-09-19');
  assert.equal(likelyDay(book, of(today), today), today);
  // New facts on top of what is known belong to today.
  const newer = units([
    listOf(book, '24', today, (ward) => (ward.Code === '07894' ? { ...ward, FullName: 'Phường Mới' } : ward)),
  ]);
  assert.equal(likelyDay(book, newer, today), today);
  const plan = planUnits(book, of('2026-07-31'), { name: 'list', asOf: likelyDay(book, of('2026-07-31'), today) });
  assert.deepEqual([plan.report.changed, plan.report.conflicts, plan.report.asOf], [0, 31, '2026-08-31']);
});

function acts(...rows: { on: string; code: string; fullName: string }[]): ActList {
  const file = readAreaFile(JSON.stringify({ acts: rows.map((row) => ({ ...row, instrument: 'NQ 1/NQ-UBTVQH16' })) }));
  assert.equal(file.form, 'acts');
  return file as ActList;
}

const source = { name: 'acts.json', asOf: '2026-11-23' };

test('the day of an assumed change is corrected, earlier or later, once', () => {
  for (const on of ['2026-05-15', '2026-03-01']) {
    const book = fresh();
    const list = acts({ on, code: '26368', fullName: 'Phường Long Thành' });
    const plan = planActs(book, list, source);
    assert.deepEqual(
      plan.moved.map(({ area, from }) => [area.validFrom, from, area.confidence]),
      [[on, '2026-04-30', 'code']],
    );
    assert.equal(book.at('26368', '2026-02-28')?.kind, 'commune');
    assert.equal(book.at('26368', '2026-05-01')?.kind, on === '2026-03-01' ? 'ward' : 'commune');
    assert.deepEqual(
      book.whichUnit('26368', '2025-09-02', '2026-11-23')?.today.map((area) => area.validFrom),
      [on],
    );
    assert.deepEqual(
      [planActs(book, list, source).report.changed, planActs(book, list, source).report.unchanged],
      [0, 1],
    );
  }
});

test('a new act changes a unit from its day on, also one to come', () => {
  const book = fresh();
  const plan = planActs(
    book,
    acts(
      { on: '2027-01-01', code: '05830', fullName: 'Phường Đại Từ' },
      { on: '2026-12-01', code: '06970', fullName: 'Xã Ba Chẽ Mới' },
    ),
    source,
  );
  assert.deepEqual(
    plan.newLinks.map((link) => link.kind),
    ['type-change', 'rename'],
  );
  assert.deepEqual([book.at('05830', '2026-12-31')?.kind, book.at('05830', '2027-01-01')?.kind], ['commune', 'ward']);
});

test('an act that does not fit what is sure is a conflict, one about no unit is unknown', () => {
  const book = fresh();
  const { report, newAreas, moved } = planActs(
    book,
    acts(
      { on: '2026-05-15', code: '75', fullName: 'Thành phố Đồng Nai' },
      { on: '2024-01-01', code: '05443', fullName: 'Phường Phan Đình Phùng' },
      { on: '2026-05-15', code: '99999', fullName: 'Phường Nào Đó' },
      { on: '2026-05-15', code: '05830', fullName: 'Đại Từ' },
    ),
    source,
  );
  assert.deepEqual([report.conflicts, report.unknown, newAreas.length, moved.length], [2, 2, 0, 0]);
});
