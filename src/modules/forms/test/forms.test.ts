import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkAll, definitionFaults, keepVisible, nextPage, readPage, stopFor, visiblePages } from '../index.ts';
import type { FormDefinition } from '../types.ts';
import { completeAnswers, form, goodAnswers, today, wildAnswers } from './sample.ts';

const context = { today };
const keysOf = (definition: FormDefinition) =>
  definition.pages.flatMap((page) => page.fields.map((field) => field.key));

test('the birth form is sound, and a broken one is told what is wrong', () => {
  assert.deepEqual(definitionFaults(form), []);
  const [first, ...rest] = form.pages;
  assert.ok(first);
  const looksAhead = { ...form, pages: [{ ...first, when: { filled: 'copies' } }, ...rest] };
  assert.match(definitionFaults(looksAhead).join(), /'copies', which is not asked before it/);
  const twice = { ...form, pages: [...form.pages, first] };
  assert.match(definitionFaults(twice).join(), /used twice/);
});

test('complete answers have no error, page by page and all together', () => {
  fc.assert(
    fc.property(completeAnswers, (answers) => {
      assert.deepEqual(checkAll(form, answers, context), []);
      assert.equal(stopFor(form, answers, context), undefined);
      for (const page of visiblePages(form, answers, context)) {
        const reading = readPage(form, page.id, answers, { today, answers });
        assert.deepEqual(reading.errors, []);
        for (const [key, value] of Object.entries(reading.answers)) assert.deepEqual(value, answers[key]);
      }
    }),
  );
});

test('hidden fields are never required nor kept', () => {
  fc.assert(
    fc.property(wildAnswers, (answers) => {
      const kept = keepVisible(form, answers, context);
      const pages = visiblePages(form, answers, context);
      const asked = new Set(pages.flatMap((page) => page.fields.map((field) => field.key)));
      const derived = new Set(form.derived?.map((one) => one.key));
      for (const key of Object.keys(kept)) assert.ok(asked.has(key) || derived.has(key), key);
      for (const error of checkAll(form, answers, context)) {
        assert.ok(asked.has(error.path), error.path);
        assert.ok(pages.some((page) => page.id === error.pageId));
      }
      if (answers['fatherDeclared'] !== 'yes') assert.equal(kept['fatherFullName'], undefined);
    }),
  );
});

test('keeping what is visible is idempotent and changes no error', () => {
  fc.assert(
    fc.property(wildAnswers, (answers) => {
      const kept = keepVisible(form, answers, context);
      assert.deepEqual(keepVisible(form, kept, context), kept);
      assert.deepEqual(checkAll(form, kept, context), checkAll(form, answers, context));
    }),
  );
});

test('walking by nextPage meets exactly the visible pages', () => {
  fc.assert(
    fc.property(wildAnswers, (answers) => {
      const walked: string[] = [];
      for (let page = nextPage(form, '', answers, context); page; page = nextPage(form, page.id, answers, context)) {
        walked.push(page.id);
        assert.ok(walked.length <= form.pages.length);
      }
      assert.deepEqual(
        walked,
        visiblePages(form, answers, context).map((page) => page.id),
      );
    }),
  );
});

test('anything may be sent: nothing is thrown, what is kept is NFC and free of control characters', () => {
  const anything = fc.dictionary(
    fc.constantFrom(...keysOf(form), 'childBirthDate-day', '__proto__', 'constructor'),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.jsonValue(), fc.constantFrom('\u0000', 'a\u202Eb')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...form.pages.map((page) => page.id)), anything, (pageId, submitted) => {
      const { answers, errors } = readPage(form, pageId, submitted, { today, answers: goodAnswers });
      const own = new Set(form.pages.find((page) => page.id === pageId)?.fields.map((field) => field.key));
      for (const [key, value] of Object.entries(answers)) {
        assert.ok(own.has(key));
        assert.ok(!errors.some((error) => error.path === key), 'a refused field is not kept');
        for (const text of Array.isArray(value) ? value : [String(value)]) {
          assert.equal(text, text.normalize('NFC'));
          assert.doesNotMatch(text, /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('an unknown page is a mistake of the caller', () => {
  assert.throws(() => readPage(form, 'khong-co', {}), RangeError);
});
