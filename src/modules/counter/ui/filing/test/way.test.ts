import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkAll, visiblePages } from '#modules/forms/index.ts';
import { birthRegistrationForm as form } from '#seeds/national/procedures/birth-form.ts';
import type { Answers } from '../../../shapes.ts';
import { paths } from '../paths.ts';
import { filingPages } from '../pages.ts';
import { afterSaving, firstGap, pageBefore, placeOf, whereToContinue } from '../way.ts';

const draftId = '0199b3a2-7c1e-7000-8000-00000000000a';
const complete: Answers = {
  registerArea: '05443',
  childFullName: 'Hoàng Nông Minh Khôi',
  childBirthDate: '2026-01-10',
  childGender: 'male',
  birthPlaceName: 'Bệnh viện Trung ương Thái Nguyên',
  birthPlaceArea: '05443',
  childEthnicGroup: '02',
  childNationality: 'VN',
  childHomeTown: '19',
  motherFullName: 'Nông Thị Bích Ngọc',
  motherBirthDate: '1997-03-27',
  motherEthnicGroup: '02',
  motherNationality: 'VN',
  motherResidenceArea: '05443',
  fatherDeclared: 'no',
  declarantRelation: 'mother',
  phone: '0912345678',
  birthNotification: ['0199b3a2-7c1e-7000-8000-00000000000b'],
  copies: 0,
};
const some = fc
  .subarray(Object.keys(complete))
  .map((keys): Answers => Object.fromEntries(Object.entries(complete).filter(([key]) => keys.includes(key))));

test('the place on the way counts the questions that are asked', () => {
  assert.deepEqual(placeOf(form, 'noi-dang-ky', {}), { number: 1, total: visiblePages(form, {}).length });
  const without = placeOf(form, 'nguoi-khai', { fatherDeclared: 'no' });
  const withFather = placeOf(form, 'nguoi-khai', { fatherDeclared: 'yes' });
  assert.deepEqual(withFather, { number: without.number + 1, total: without.total + 1 });
});

test('going on from the first question reaches the check in as many steps as there are questions', () => {
  fc.assert(
    fc.property(some, (answers) => {
      const pages = visiblePages(form, answers);
      let at = pages[0]?.id ?? '';
      for (const page of pages) {
        assert.equal(at, page.id);
        const next = afterSaving(form, { draftId, answers }, at, false);
        at = next === paths.check(draftId) ? 'kiem-tra' : decodeURIComponent(next.split('/').at(-1) ?? '');
      }
      assert.equal(at, 'kiem-tra');
    }),
  );
});

test('the way back is the way forward', () => {
  for (const page of visiblePages(form, complete)) {
    const before = pageBefore(form, page.id, complete);
    if (before)
      assert.equal(
        afterSaving(form, { draftId, answers: complete }, before.id, false),
        paths.question(draftId, page.id),
      );
  }
  assert.equal(pageBefore(form, 'noi-dang-ky', complete), undefined);
});

test('a change returns to the check, over the questions that it has opened', () => {
  assert.equal(afterSaving(form, { draftId, answers: complete }, 'ho-ten-con', true), paths.check(draftId));
  const opened = { ...complete, fatherDeclared: 'yes' };
  assert.equal(afterSaving(form, { draftId, answers: opened }, 'khai-cha', true), paths.question(draftId, 'cha', true));
});

test('who is not eligible meets the stop page, with the way back to the answer', () => {
  const foreign = { ...complete, childNationality: 'KR' };
  assert.equal(afterSaving(form, { draftId, answers: foreign }, 'dan-toc', false), paths.stopped(draftId, 'dan-toc'));
  assert.equal(
    whereToContinue(form, { draftId, answers: foreign, pageId: 'dan-toc' }),
    paths.stopped(draftId, 'dan-toc'),
  );
});

test('a draft continues at its first gap, or at the check', () => {
  assert.equal(whereToContinue(form, { draftId, answers: complete, pageId: 'ban-sao' }), paths.check(draftId));
  fc.assert(
    fc.property(some, (answers) => {
      const gap = firstGap(form, answers);
      assert.equal(gap, checkAll(form, answers)[0]?.pageId);
      if (gap !== undefined) assert.ok(visiblePages(form, answers).some((page) => page.id === gap));
    }),
  );
});

test('no question of the published form hides behind an address of the filing pages', () => {
  const taken = filingPages.map((page) => page.path.split('/').at(-1));
  for (const page of form.pages) assert.ok(!taken.includes(page.id), page.id);
});
