import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';

/**
 * A JSON column as what the house wrote into it. The database promises no shape; another one means damaged data, which is said here and
 * not carried on. The sentence does not quote it: it may be personal.
 * @param what names the column and the row
 */
export function readJson<S extends TSchema>(shape: S, value: unknown, what: string): Static<S> {
  if (!Check(shape, value)) throw new Error(`${what} is not in its shape`);
  return value as Static<S>;
}
