import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { birthRegistrationForm as form } from '#seeds/national/procedures/birth-form.ts';
import { readPage } from '#modules/forms/index.ts';
import {
  answersOf,
  fieldsOf,
  formNames,
  readAct,
  readTyped,
  seenOf,
  typedFromAnswers,
  type FieldShape,
  type Typed,
} from '../read-fields.ts';

const shapes: FieldShape[] = [
  { key: 'name', kind: 'text' },
  { key: 'born', kind: 'date' },
  { key: 'papers', kind: 'paper' },
  { key: 'copies', kind: 'number' },
];

test('the boxes of a date become one answer, and nothing at all stays nothing', () => {
  const typed = readTyped({ fields: shapes }, { 'born-day': ' 31', 'born-month': '4', 'born-year': '2026' });
  assert.equal(answersOf({ fields: shapes }, typed)['born'], '31/4/2026');
  assert.equal(answersOf({ fields: shapes }, readTyped({ fields: shapes }, {}))['born'], '');
  assert.equal(answersOf({ fields: shapes }, readTyped({ fields: shapes }, { 'born-year': '2026' }))['born'], '//2026');
});

test('files come as one list of ids', () => {
  const typed = readTyped({ fields: shapes }, { papers: 'a,b,' });
  assert.deepEqual(typed['papers'], ['a', 'b']);
});

test('of several fields with one name the last counts, and files are not text', () => {
  assert.deepEqual(
    fieldsOf([
      ['a', '1'],
      ['a', '2'],
      ['f', new Blob([])],
    ]),
    { a: '2' },
  );
});

test('what is stored is shown and read back as the same answers', () => {
  const answers = { name: 'Lò Thị Mai', born: '2026-02-28', papers: ['x', 'y'], copies: 2 };
  const typed = typedFromAnswers({ fields: shapes }, answers);
  assert.deepEqual(typed['born'], { day: '28', month: '02', year: '2026' });
  assert.deepEqual(answersOf({ fields: shapes }, typed), {
    name: 'Lò Thị Mai',
    born: '28/02/2026',
    papers: ['x', 'y'],
    copies: '2',
  });
});

test('what the form reads is what was typed, for any calendar day', () => {
  const page = form.pages.find((one) => one.id === 'ngay-sinh');
  assert.ok(page);
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (at) => {
      const iso = at.toISOString().slice(0, 10);
      const sent = answersOf(page, typedFromAnswers(page, { childBirthDate: iso }));
      assert.equal(readPage(form, page.id, sent, { today: '2026-01-01' }).answers['childBirthDate'], iso);
    }),
  );
});

test('whatever is typed never breaks the reading, and is kept as typed', () => {
  const text = fc.string({ unit: 'binary', maxLength: 4000 });
  fc.assert(
    fc.property(text, text, text, (name, day, year) => {
      const fields = { name, 'born-day': day, 'born-month': '1', 'born-year': year };
      const typed: Typed = readTyped({ fields: shapes }, fields);
      assert.equal(typed['name'], name);
      assert.deepEqual(typed['born'], { day, month: '1', year });
      const answers = answersOf({ fields: shapes }, typed);
      assert.ok(String(answers['name']).length <= 3000);
      assert.ok(String(answers['born']).length <= 100);
    }),
  );
});

test('what the reader saw differs exactly where the page’s stored answers differ', () => {
  const page = { fields: shapes.slice(0, 2) };
  assert.equal(seenOf(page, { name: 'A', copies: 1 }), seenOf(page, { name: 'A', copies: 2 }));
  assert.notEqual(seenOf(page, { name: 'A' }), seenOf(page, { name: 'B' }));
  assert.notEqual(seenOf(page, {}), seenOf(page, { born: '2026-01-01' }));
});

test('a button says what to do, with which question and which value', () => {
  assert.deepEqual(readAct('chon:registerArea:05443'), { act: 'chon', key: 'registerArea', value: '05443' });
  assert.deepEqual(readAct(undefined), { act: '', key: '', value: '' });
});

test('no name of the page itself can be a question’s key', () => {
  const KEY = /^[a-z][a-zA-Z0-9]{0,59}$/;
  const own = [
    formNames.act,
    formNames.version,
    formNames.versionId,
    formNames.seen,
    formNames.province('k'),
    formNames.listed('k'),
    formNames.files('k'),
  ];
  for (const name of own) assert.doesNotMatch(name, KEY);
});
