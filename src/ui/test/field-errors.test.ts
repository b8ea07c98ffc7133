import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf, fieldErrors, noErrors } from '../form/field-errors.ts';

test('the same words stand in the summary and beside the control', () => {
  const errors = fieldErrors(
    [{ path: 'childFullName', code: 'required', vi: 'Nhập họ tên', en: 'Enter the name' }],
    'vi',
  );
  assert.deepEqual(errors.items, [{ href: '#childFullName', text: 'Nhập họ tên' }]);
  assert.equal(errors.of('childFullName'), 'Nhập họ tên');
  assert.equal(errors.of('other'), undefined);
});

test('reads a problem document (message, JSON pointer) as well as both languages', () => {
  const errors = fieldErrors(
    [
      { path: '/code', code: 'minLength', message: 'Too short' },
      { path: 'name', vi: 'Tên', en: 'Name' },
    ],
    'en',
  );
  assert.deepEqual(
    errors.items.map((item) => item.text),
    ['Too short', 'Name'],
  );
});

test('one line per control: the first thing to put right', () => {
  const errors = fieldErrors(
    [
      { path: 'a', vi: 'một', en: 'one' },
      { path: 'a', vi: 'hai', en: 'two' },
    ],
    'vi',
  );
  assert.equal(errors.items.length, 1);
  assert.equal(errors.of('a'), 'một');
});

test('no errors, no summary', () => {
  assert.equal(fieldErrors(undefined, 'vi'), noErrors);
  assert.equal(fieldErrors([], 'vi').items.length, 0);
  assert.equal(errorsOf({ ma: undefined }).items.length, 0);
  assert.equal(errorsOf({ ma: 'Gõ mã' }).of('ma'), 'Gõ mã');
});
