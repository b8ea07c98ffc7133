import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { birthRegistration, nationalCatalogue } from '#seeds/national/index.ts';
import type { Field, FormDefinition } from '#modules/forms/index.ts';
import { canonical, compareRecords, strongest } from '../compare-records.ts';
import type { ProcedureRecord } from '../types.ts';

const { form } = birthRegistration;
assert.ok(form);

const classOf = (change: Partial<ProcedureRecord>) =>
  strongest(compareRecords(birthRegistration, { ...birthRegistration, ...change }));

const withForm = (change: (one: FormDefinition) => FormDefinition) => classOf({ form: change(form) });

/** The form with one field of a page changed. */
const withField = (pageId: string, key: string, change: (field: Field) => Field) =>
  withForm((one) => ({
    ...one,
    pages: one.pages.map((page) =>
      page.id === pageId
        ? { ...page, fields: page.fields.map((field) => (field.key === key ? change(field) : field)) }
        : page,
    ),
  }));

const note = { vi: 'Ghi chú', en: 'Note' };

test('a record differs from itself in nothing, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.constantFrom(...nationalCatalogue.procedures), (record) => {
      const turned = Object.fromEntries(Object.entries(record).toReversed()) as typeof record;
      assert.deepEqual(compareRecords(record, turned), []);
      assert.equal(canonical(turned), canonical(record));
    }),
  );
});

test('wording: texts, hints, labels, legal grounds', () => {
  assert.equal(classOf({ description: note }), 'wording');
  assert.equal(classOf({ legalGrounds: birthRegistration.legalGrounds.slice(1) }), 'wording');
  assert.equal(
    withField('ban-sao', 'copies', (field) => ({ ...field, label: note })),
    'wording',
  );
});

test('extends: an optional field, more options, a paper no longer needed', () => {
  const optional: Field = {
    key: 'note',
    label: note,
    kind: 'text',
    optional: true,
    schema: { type: 'string', maxLength: 9 },
  };
  assert.equal(
    withForm((one) => ({
      ...one,
      pages: one.pages.map((page) => (page.id === 'lien-he' ? { ...page, fields: [...page.fields, optional] } : page)),
    })),
    'extends',
  );
  const more = (field: Field): Field => ({
    ...field,
    options: [...(field.options ?? []), { value: 'x', label: note }],
  });
  assert.equal(withField('gioi-tinh', 'childGender', more), 'extends');
  assert.equal(
    withField('lien-he', 'phone', (field) => ({ ...field, optional: true })),
    'extends',
  );
});

test('breaks: a required field, fewer options, a rule, a fee, a limit, a new paper', () => {
  assert.equal(
    withField('lien-he', 'email', (field) => ({ ...field, optional: false })),
    'breaks',
  );
  assert.equal(
    withField('gioi-tinh', 'childGender', (field) => ({ ...field, options: field.options?.slice(1) })),
    'breaks',
  );
  assert.equal(
    withForm((one) => ({ ...one, checks: one.checks.slice(1) })),
    'breaks',
  );
  const [first, ...rest] = birthRegistration.filingWays;
  assert.ok(first);
  assert.equal(classOf({ filingWays: [{ ...first, limit: { unit: 'working-day', amount: 3 } }, ...rest] }), 'breaks');
  assert.equal(classOf({ filingWays: [{ ...first, fees: [{ name: note, amount: 5000, note }] }, ...rest] }), 'breaks');
  const [paper] = birthRegistration.components;
  assert.ok(paper);
  assert.equal(classOf({ components: [...birthRegistration.components, { ...paper, code: 'KS-X' }] }), 'breaks');
});
