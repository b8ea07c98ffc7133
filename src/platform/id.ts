import { v7 } from 'uuid';

/** A UUIDv7: ordered by time of creation, so that inserts stay at the right edge of their index. */
export function newId(): string {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether `text` is a UUID in its usual spelling; PostgreSQL would otherwise answer with a server error. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
