import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FieldSchema } from './types.ts';

const ajv = new Ajv({ strict: true, allErrors: false, coerceTypes: false });
formats.default(ajv, ['date', 'email']);

/**
 * Compiled schemas by their text: forms come from the database as fresh objects, and the same few schemas recur.
 * Only published definitions get here, so the number is small; the bound guards against an unexpected stream.
 */
const compiled = new Map<string, ValidateFunction>();
const MOST_SCHEMAS = 2_000;

/** The same by object: a published form stays in memory, and turning a schema into text for each answer is not free. */
const compiledObjects = new WeakMap<FieldSchema, ValidateFunction>();

export function validatorOf(schema: FieldSchema): ValidateFunction {
  const known = compiledObjects.get(schema);
  if (known !== undefined) return known;
  const validate = compile(schema);
  compiledObjects.set(schema, validate);
  return validate;
}

function compile(schema: FieldSchema): ValidateFunction {
  const key = JSON.stringify(schema);
  let validate = compiled.get(key);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    if (compiled.size >= MOST_SCHEMAS) compiled.clear();
    compiled.set(key, validate);
  }
  return validate;
}

/** The first keyword of the schema that the value breaks, or undefined when it fits. */
export function brokenKeyword(schema: FieldSchema, value: unknown): ErrorObject | undefined {
  const validate = validatorOf(schema);
  return validate(value) ? undefined : (validate.errors?.[0] ?? undefined);
}
