import { detectLarge, HEAD, TAIL } from '../content/detect-large.ts';
import { inspect } from '../content/inspect.ts';
import { CONTENT_TYPES, type Inspection } from '../content/types.ts';

/** Reads a part of bytes that are stored already. */
export type ReadPart = (from: number, to: number) => AsyncIterable<Uint8Array>;

/**
 * Says what stored bytes are and whether the axis carries them, by their beginning and end. What is small enough for a person's own
 * files is looked at as those are (a PDF whole and without a password, a picture that can be opened), unless `thorough` is 0.
 *
 * @param thorough up to so many bytes are looked at whole, in memory
 */
export async function inspectLarge(read: ReadPart, bytes: number, thorough: number): Promise<Inspection> {
  if (bytes === 0) return { ok: false, why: 'empty' };
  const head = await collect(read(0, Math.min(bytes, HEAD)));
  const tail = bytes <= HEAD ? head : await collect(read(Math.max(0, bytes - TAIL), bytes));
  const type = await detectLarge(head, tail.subarray(Math.max(0, tail.length - TAIL)));
  if (type === undefined) return { ok: false, why: 'type-not-accepted' };
  if (bytes > thorough || !CONTENT_TYPES.some((one) => one === type)) return { ok: true, content: { type } };
  return inspect(bytes <= HEAD ? head : await collect(read(0, bytes)), CONTENT_TYPES);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
