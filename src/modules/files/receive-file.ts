import { newId } from '#platform/id.ts';
import { inspect } from './content/inspect.ts';
import { filesProblem } from './errors.ts';
import { inMegabytes, type FileRules } from './rules.ts';
import { storeFile } from './store-file.ts';
import { takeFromDay } from './take-from-day.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** Who a received file belongs to and what it may be. */
export interface Receiving {
  /** As the browser or the maker calls it; it is cleaned and never decides the type. */
  name: string;
  /** Account. */
  owner: string;
  /** Over the node's rules for people; `HOUSE_RULES` for what the house makes itself. */
  rules?: Partial<FileRules>;
}

/**
 * Takes a whole file in: reads at most the limit, looks at the content, stores it and answers its id. Nothing is
 * stored unless all of it arrived and was accepted.
 *
 * @throws files.too-large, empty, type-not-accepted, password-protected, truncated, too-many-pixels, virus-found,
 *   daily-limit, upload-failed
 */
export async function receiveFile(
  tools: Tools,
  source: AsyncIterable<Uint8Array> | Uint8Array,
  { name, owner, rules }: Receiving,
): Promise<string> {
  const limits = { ...tools.rules, ...rules };
  const bytes = await collect(source, limits.maxBytes);
  const found = await inspect(bytes, limits.types);
  if (!found.ok) throw filesProblem(found.why);
  const id = newId();
  await tools.database.transaction<Tables, void>(async (trx) => {
    await takeFromDay(trx, { owner, bytes: bytes.length, now: tools.clock.now() }, limits.daily);
    await storeFile(trx, tools, { id, owner, name, bytes, content: found.content });
  });
  return id;
}

async function collect(source: AsyncIterable<Uint8Array> | Uint8Array, maxBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source instanceof Uint8Array ? [source] : source) {
    length += piece.byteLength;
    if (length > maxBytes) throw filesProblem('too-large', { params: { limit: inMegabytes(maxBytes) } });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
