import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntry } from '#modules/civil-status/check-entry.ts';
import type { BirthEntry } from '#modules/civil-status/entry.ts';
import { leastParentAge } from '#modules/civil-status/legal.ts';
import { checkAll } from '#modules/forms/index.ts';
import { birthRegistrationForm } from '#seeds/national/index.ts';
import { birthFormAges } from '#seeds/national/procedures/birth-checks.ts';
import { birth } from './office.ts';

/** What a parent may file, an officer can enter: one age for one fact, on both sides of the counter. */
test('the youngest parent is as old on the form as in the register', () => {
  assert.equal(birthFormAges.youngestParent, leastParentAge);
  const child = '2026-11-12';
  for (const [years, isRefused] of [
    [leastParentAge, false],
    [leastParentAge - 1, true],
  ] as const) {
    const motherBirthDate = `${2026 - years}-11-12`;
    const answers = { ...birth, childBirthDate: child, motherBirthDate };
    const onForm = checkAll(birthRegistrationForm, answers, { today: '2026-11-23' });
    assert.equal(
      onForm.some((error) => error.path === 'motherBirthDate'),
      isRefused,
      JSON.stringify(onForm),
    );
    const { motherPersonalId: _, registerArea: _area, phone: _phone, copies: _copies, ...rest } = birth;
    const entry = { ...rest, childBirthDate: child, motherBirthDate, declarantFullName: 'Nguyễn Thị Thu Hà' };
    const inRegister = checkEntry(entry as unknown as BirthEntry, '2026-11-23');
    assert.equal(
      inRegister.some((error) => error.path === 'motherBirthDate'),
      isRefused,
    );
  }
});
