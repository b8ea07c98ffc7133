import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { readJson } from '../database/read-json.ts';

const Shape = Type.Object({ name: Type.String(), on: Type.Optional(Type.String()) });

test('a JSON column is read in its shape; another is damaged data, named and not quoted', () => {
  assert.deepEqual(readJson(Shape, { name: 'Mai' }, 'people.row of 1'), { name: 'Mai' });
  for (const damaged of [null, undefined, 'Mai', [], {}, { name: 1 }, { name: 'Mai', on: 2 }])
    assert.throws(
      () => readJson(Shape, damaged, 'people.row of 1'),
      (error) => error instanceof Error && error.message === 'people.row of 1 is not in its shape',
    );
});
