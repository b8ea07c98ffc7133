import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntry } from '#modules/civil-status/check-entry.ts';
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
    const { registerArea: _r, phone: _p, copies: _c, ...rest } = answers;
    const entry = {
      ...(rest as unknown as Parameters<typeof checkEntry>[0]),
      motherPersonalId: undefined,
      declarantFullName: 'Nguyễn Thị Thu Hà',
    } as Parameters<typeof checkEntry>[0];
    const inRegister = checkEntry(entry, '2026-11-23');
    assert.equal(
      inRegister.some((error) => error.path === 'motherBirthDate'),
      isRefused,
    );
  }
});
