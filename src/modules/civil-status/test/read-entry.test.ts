import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { entryFromAnswers, entryKeys } from '../entry.ts';
import { readTypedDate, showDate } from '../ui/dates.ts';
import { boxes, changedBoxes, readEntry, typedFromFiled } from '../ui/read-entry.ts';
import { labels } from '../ui/words.ts';
import { answers } from './office.ts';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2399-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a date reads the same however it is typed', () => {
  fc.assert(
    fc.property(anyDate, fc.constantFrom('/', '-', '.', ' '), fc.boolean(), (iso, sign, short) => {
      const [year = '', month = '', day = ''] = iso.split('-');
      const part = (text: string) => (short ? String(Number(text)) : text);
      assert.equal(readTypedDate([part(day), part(month), year].join(sign)), iso);
      assert.equal(readTypedDate(day + month + year), iso);
      assert.equal(readTypedDate(showDate(iso)), iso);
    }),
  );
});

test('what is not a date is not one; a year is enough only where it is said to be', () => {
  for (const text of ['31/02/2026', '2026-11-12', '12/11', '1998', 'hôm qua', '00/01/2020']) {
    assert.equal(readTypedDate(text), undefined, text);
  }
  assert.equal(readTypedDate('1998', { yearIsEnough: true }), '1998');
  assert.equal(readTypedDate('  '), '');
});

test('the form has a box with a name for every part of the entry', () => {
  assert.deepEqual(boxes.toSorted(), entryKeys.toSorted());
  assert.deepEqual(Object.keys(labels).toSorted(), entryKeys.toSorted());
});

test('a form sent back as it was filled in is the parent’s answers, without a difference', () => {
  const filed = entryFromAnswers(answers);
  const typed = typedFromFiled(filed);
  assert.deepEqual(readEntry(typed), { entry: filed, errors: {} });
  assert.deepEqual(changedBoxes(filed, typed), []);
  assert.deepEqual(changedBoxes(filed, { ...typed, childFullName: `  ${typed.childFullName}  `.normalize('NFD') }), []);
});

test('every box that says something else is counted, and no other', () => {
  const filed = entryFromAnswers(answers);
  const text = fc.stringMatching(/^[A-Za-z]{3,12}$/u);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...(['childFullName', 'birthPlaceName', 'motherFullName'] as const))),
      text,
      (changed, word) => {
        const typed = { ...typedFromFiled(filed), ...Object.fromEntries(changed.map((box) => [box, word])) };
        assert.deepEqual(changedBoxes(filed, typed).toSorted(), changed.toSorted());
      },
    ),
  );
});

test('empty and wrong boxes are named', () => {
  const { errors } = readEntry({
    ...typedFromFiled(entryFromAnswers(answers)),
    childFullName: ' ',
    childBirthDate: '31/02/2026',
    motherPersonalId: '123',
    fatherPersonalId: '006 095 000123',
  });
  assert.deepEqual(errors, {
    childFullName: 'required',
    childBirthDate: 'not-a-date',
    motherPersonalId: 'not-a-number',
  });
});

test('a parent who declares is not asked for the name twice', () => {
  const { declarantFullName: _name, declarantPersonalId: _number, ...rest } = answers;
  assert.deepEqual(entryFromAnswers(rest), entryFromAnswers(answers));
  const father = entryFromAnswers({ ...rest, declarantRelation: 'father' });
  assert.deepEqual([father.declarantFullName, father.declarantPersonalId], ['Hoàng Văn Minh', undefined]);
  assert.equal(entryFromAnswers({ ...rest, declarantRelation: 'grandparent' }).declarantFullName, undefined);
});
