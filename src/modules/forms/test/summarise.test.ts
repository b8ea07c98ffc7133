import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { checkAll, keepVisible, readPage, summarise, visiblePages } from '../index.ts';
import { fieldError } from '../messages.ts';
import type { FieldErrorCode } from '../types.ts';
import { completeAnswers, form, goodAnswers, today } from './sample.ts';

const context = { today };
const typedBack = new Set(['text', 'date', 'person-number', 'phone', 'email', 'number']);

test('what a summary shows can be typed in again and reads the same', () => {
  fc.assert(
    fc.property(completeAnswers, (answers) => {
      const kept = keepVisible(form, answers, context);
      for (const section of summarise(form, answers, 'vi', {}, context)) {
        const shown = section.rows.filter((row) => typedBack.has(row.kind) && !row.empty);
        const submitted = { ...kept, ...Object.fromEntries(shown.map((row) => [row.key, row.value])) };
        const reading = readPage(form, section.pageId, submitted, { today, answers: kept });
        assert.deepEqual(reading.errors, []);
        for (const [key, value] of Object.entries(reading.answers)) assert.deepEqual(value, kept[key]);
      }
    }),
  );
});

test('one row per visible field, and an empty row only for an optional one', () => {
  fc.assert(
    fc.property(completeAnswers, fc.constantFrom('vi' as const, 'en' as const), (answers, locale) => {
      const sections = summarise(form, answers, locale, {}, context);
      assert.deepEqual(
        sections.map((section) => section.pageId),
        visiblePages(form, answers, context).map((page) => page.id),
      );
      const fields = new Map(form.pages.flatMap((page) => page.fields.map((field) => [field.key, field])));
      for (const row of sections.flatMap((section) => section.rows)) {
        assert.notEqual(row.value, '');
        const derived = form.derived?.some((one) => one.key === row.key) === true;
        if (row.empty) assert.ok(fields.get(row.key)?.optional === true || derived);
      }
    }),
  );
});

test('dates, choices, areas and files are shown as people read them', () => {
  const rows = summarise(form, goodAnswers, 'vi', {
    area: (code) => (code === '05443' ? 'Phường Phan Đình Phùng, tỉnh Thái Nguyên' : undefined),
  }).flatMap((section) => section.rows);
  const value = (key: string) => rows.find((row) => row.key === key)?.value;
  assert.equal(value('childBirthDate'), '10/11/2026');
  assert.equal(value('childEthnicGroup'), 'Tày');
  assert.equal(value('registerArea'), 'Phường Phan Đình Phùng, tỉnh Thái Nguyên');
  assert.equal(value('childHomeTown'), '19');
  assert.equal(value('birthNotification'), '1 tệp');
  assert.equal(value('email'), 'Chưa cung cấp');
  assert.equal(value('declarantFullName'), 'Hoàng Văn Nông');
});

test('no refusal blames the person or says only that something is wrong', () => {
  const all: FieldErrorCode[] = [
    'required',
    'too-long',
    'too-short',
    'wrong-shape',
    'strange-characters',
    'not-an-option',
    'too-small',
    'too-large',
    'too-few-files',
    'too-many-files',
  ];
  const banned = /không hợp lệ|vui lòng|xin lỗi|rất tiếc|cấm|undefined|invalid|please|sorry|forbidden|oops/i;
  const errors = form.pages.flatMap((page) =>
    page.fields.flatMap((field) => all.map((code) => fieldError({ ...field, messages: undefined }, page.id, code))),
  );
  for (const error of [...errors, ...checkAll(form, {}, context)]) {
    assert.doesNotMatch(error.vi, banned);
    assert.doesNotMatch(error.en, banned);
    assert.match(error.vi, /Hãy|Chỉ|chỉ nhận/);
    assert.equal(error.vi, error.vi.normalize('NFC'));
  }
});
