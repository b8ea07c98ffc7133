import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormPage } from '#modules/forms/index.ts';
import { birthRegistrationForm as form } from '#seeds/national/procedures/birth-form.ts';
import { checkSections } from '../check-sections.ts';
import { sizeOf } from '../papers.ts';
import { isBetweenSteps, readPlace } from '../places.ts';
import { prefill } from '../prefill.ts';
import { formNames, typedFromAnswers } from '../read-fields.ts';
import { shownFor } from '../view.ts';
import { savedTime } from '../when.ts';

const field = { key: 'registerArea', areaLevel: 'commune' } as const;

test('choosing a province is a step, not a mistake; choosing its commune ends it', () => {
  const chosen = { [formNames.province('registerArea')]: '19' };
  assert.equal(isBetweenSteps(field, chosen), true);
  assert.equal(
    isBetweenSteps(field, { ...chosen, [formNames.listed('registerArea')]: '19', registerArea: '05443' }),
    false,
  );
  assert.equal(
    isBetweenSteps(field, { ...chosen, [formNames.listed('registerArea')]: '01', registerArea: '00004' }),
    true,
  );
  assert.equal(isBetweenSteps(field, {}), false);
  assert.equal(isBetweenSteps({ key: 'home', areaLevel: 'province' }, { [formNames.province('home')]: '19' }), false);
});

test('a place is read with what was searched', () => {
  assert.deepEqual(readPlace('a', { a: ' 05443 ', 'a-tinh': '19', 'a-ten': '  ' }), {
    code: '05443',
    province: '19',
    searched: undefined,
  });
  assert.equal(readPlace('a', { 'a-ten': ' đồng quang ' }).searched, 'đồng quang');
});

test('a field that depends on a choice of its page is shown for the answers that ask it', () => {
  const page = form.pages.find((one) => one.id === 'nguoi-khai');
  assert.ok(page);
  const name = page.fields.find((one) => one.key === 'declarantFullName');
  assert.ok(name);
  assert.deepEqual(shownFor(page, name, {}), {
    key: 'declarantRelation',
    values: ['grandparent', 'relative', 'other'],
  });
  const first = page.fields[0];
  assert.ok(first);
  assert.equal(shownFor(page, first, {}), null);
});

test('boxes about the reader are filled where the form says so, and never over an answer', () => {
  const page: FormPage = {
    id: 'p',
    question: { vi: 'Ông/bà tên gì?', en: 'Name?' },
    fields: [
      {
        key: 'me',
        label: { vi: 'Họ tên', en: 'Name' },
        kind: 'text',
        autocomplete: 'name',
        schema: { type: 'string', maxLength: 50 },
      },
      { key: 'child', label: { vi: 'Tên trẻ', en: 'Child' }, kind: 'text', schema: { type: 'string', maxLength: 50 } },
    ],
  };
  const actor = { kind: 'citizen', accountId: 'a', personId: 'p', name: 'Lò Thị Mai' } as const;
  const fresh = prefill(page, typedFromAnswers(page, {}), {}, actor);
  assert.deepEqual(fresh, { typed: { me: 'Lò Thị Mai', child: '' }, prefilled: ['me'] });
  const answers = { me: 'Lò Văn Muôn' };
  assert.deepEqual(prefill(page, typedFromAnswers(page, answers), answers, actor).prefilled, []);
});

test('sizes are written as people read them', () => {
  assert.equal(sizeOf(1, 'vi'), '1 KB');
  assert.equal(sizeOf(22 * 1024, 'vi'), '22 KB');
  assert.equal(sizeOf(1_258_291, 'vi'), '1,2 MB');
  assert.equal(sizeOf(12 * 1024 * 1024, 'en'), '12 MB');
});

test('the hour alone for today, with the date for another day', () => {
  const now = new Date('2026-11-23T10:00:00+07:00');
  assert.equal(savedTime('2026-11-23T00:05:00+07:00', now), '00:05');
  assert.equal(savedTime('2026-11-22T23:59:00+07:00', now), '23:59, 22/11/2026');
});

test('the check lists questions of one answer together and heads those of several', () => {
  const row = (key: string, pageId: string) => ({
    key,
    pageId,
    label: `Mục ${key}`,
    value: 'x',
    empty: key === 'b',
    kind: 'text' as const,
  });
  const lists = checkSections(
    'id',
    [
      { pageId: 'p1', title: 'Một', rows: [row('a', 'p1')] },
      { pageId: 'p2', title: 'Hai', rows: [row('b', 'p2')] },
      { pageId: 'p3', title: 'Ba', rows: [row('c', 'p3'), row('d', 'p3')] },
      { pageId: 'p4', title: 'Bốn', rows: [] },
      { pageId: 'p5', title: 'Năm', rows: [row('e', 'p5')] },
    ],
    'vi',
  );
  assert.deepEqual(
    lists.map((list) => [list.title, list.rows.length]),
    [
      [null, 2],
      ['Ba', 2],
      [null, 1],
    ],
  );
  assert.equal(lists[0]?.rows[1]?.value, undefined);
  assert.deepEqual(lists[1]?.rows[0]?.change, { href: '/nop-ho-so/id/p3?sua=1#c', what: 'mục c' });
});
