import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { weekdayOf } from '../clock-face.ts';
import { holidaysWithCompensation, publicHolidays } from '../holidays.ts';
import { lunarDate, lunarNewYear } from '../lunar.ts';

/** Computed with Hồ Ngọc Đức's algorithm at UTC+7: year, first day of the lunar year, tenth day of the third month. */
const moon: [number, string, string][] = [
  [2019, '02-05', '04-14'],
  [2020, '01-25', '04-02'],
  [2021, '02-12', '04-21'],
  [2022, '02-01', '04-10'],
  [2023, '01-22', '04-29'],
  [2024, '02-10', '04-18'],
  [2025, '01-29', '04-07'],
  [2026, '02-17', '04-26'],
  [2027, '02-06', '04-16'],
  [2028, '01-26', '04-04'],
  [2029, '02-13', '04-23'],
  [2030, '02-02', '04-12'],
  [2031, '01-23', '04-01'],
  [2032, '02-11', '04-19'],
];

test('Tết and Giỗ Tổ, 2019 to 2032', () => {
  for (const [year, tet, kings] of moon) {
    assert.equal(lunarNewYear(year), `${year}-${tet}`);
    assert.equal(lunarDate(year, 3, 10), `${year}-${kings}`);
  }
});

test('it is the Vietnamese calendar, not the Chinese one', () => {
  assert.equal(lunarNewYear(1985), '1985-01-21');
  assert.equal(lunarNewYear(2007), '2007-02-17');
  assert.equal(lunarNewYear(2030), '2030-02-02');
});

const dates = (year: number, kind?: 'holiday' | 'compensatory') =>
  holidaysWithCompensation(year)
    .filter((one) => kind === undefined || one.kind === kind)
    .map((one) => one.date.slice(5));

const winter = (year: number) => dates(year).filter((day) => day > '01-15' && day < '03-01');
const autumn = (year: number) => dates(year).filter((day) => day > '08-20' && day < '09-15');

test('24 November only from 2026; 11 days before, 12 days since, 10 before 2021', () => {
  assert.equal(dates(2025, 'holiday').includes('11-24'), false);
  assert.equal(dates(2026, 'holiday').includes('11-24'), true);
  assert.deepEqual(
    [2020, 2025, 2026, 2027].map((year) => dates(year, 'holiday').length),
    [10, 11, 12, 12],
  );
});

test('the days off of Tết as they were announced, 2019 to 2026', () => {
  assert.deepEqual(winter(2019), ['02-04', '02-05', '02-06', '02-07', '02-08']);
  assert.deepEqual(winter(2020), ['01-23', '01-24', '01-25', '01-26', '01-27', '01-28', '01-29']);
  assert.deepEqual(winter(2021), ['02-10', '02-11', '02-12', '02-13', '02-14', '02-15', '02-16']);
  assert.deepEqual(winter(2022), ['01-31', '02-01', '02-02', '02-03', '02-04']);
  assert.deepEqual(winter(2023), ['01-20', '01-21', '01-22', '01-23', '01-24', '01-25', '01-26']);
  assert.deepEqual(winter(2024), ['02-08', '02-09', '02-10', '02-11', '02-12', '02-13', '02-14']);
  assert.deepEqual(winter(2025), ['01-27', '01-28', '01-29', '01-30', '01-31']);
  assert.deepEqual(winter(2026), ['02-16', '02-17', '02-18', '02-19', '02-20']);
});

test('the two days of 2 September, and what a year’s choice changes', () => {
  assert.deepEqual(autumn(2022), ['09-01', '09-02']);
  assert.deepEqual(autumn(2023), ['09-01', '09-02', '09-04']);
  assert.deepEqual(autumn(2024), ['09-02', '09-03']);
  assert.deepEqual(autumn(2025), ['09-01', '09-02']);
  const in2021 = publicHolidays(2021, { year: 2021, nationalDayExtra: 'after', decisionNo: 'demo' });
  assert.ok(in2021.some((one) => one.date === '2021-09-03') && !in2021.some((one) => one.date === '2021-09-01'));
});

test('a holiday on a weekend is made up on the next free weekday', () => {
  // Giỗ Tổ of 2026 is a Sunday; 30 April and 1 May of 2022 were Saturday and Sunday.
  assert.deepEqual(dates(2026, 'compensatory'), ['04-27']);
  assert.deepEqual(dates(2022, 'compensatory'), ['01-03', '04-11', '05-02', '05-03']);
});

test('in every year: each weekend holiday is made up once, never on a weekend or a day already off', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1976, max: 2099 }), (year) => {
      const all = holidaysWithCompensation(year);
      assert.equal(new Set(all.map((one) => one.date)).size, all.length);
      const onWeekend = all.filter((one) => one.kind === 'holiday' && weekdayOf(one.date) > 5);
      const madeUp = all.filter((one) => one.kind === 'compensatory');
      assert.equal(madeUp.length, onWeekend.length);
      for (const day of madeUp) assert.ok(weekdayOf(day.date) <= 5);
    }),
    { numRuns: 60 },
  );
});
