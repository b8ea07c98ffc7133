import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { detectLarge, HEAD, TAIL } from '../content/detect-large.ts';
import type { ContentType } from '../content/types.ts';
import { storeContents } from '../store-file.ts';
import type { Tables } from '../tables.ts';
import type { Tools } from '../tools.ts';

/** All of a payload, and the SHA-256 (hexadecimal) that its sender says it has. At most as much as is looked at anyway. */
export interface WholePayload {
  sha256: string;
  content: Buffer;
}

/** The longest that is taken whole. */
export const WHOLE_BYTES = HEAD;

/** `taken` also when it was here; `unasked`: never begun, or with another length; `begun`: a part of it is here; `differs`: other bytes. */
export type WholeOutcome = 'taken' | 'unasked' | 'begun' | 'differs';

interface Waiting {
  hash: string;
  blobId: string;
  content: Buffer;
  type: ContentType | undefined;
}

/**
 * Each is hashed and looked at once, while it is in memory. What the axis carries becomes a content at once, so that making a file of it
 * reads nothing; what it does not carry waits as pieces do, and is refused by name when its document comes.
 */
export async function takeWhole(tools: Tools, given: readonly WholePayload[], sender: string): Promise<WholeOutcome[]> {
  const right = new Map<string, { content: Buffer; type: ContentType | undefined }>();
  for (const { sha256, content } of given)
    if (content.length > 0 && content.length <= WHOLE_BYTES && digestOf(content) === sha256)
      right.set(sha256, { content, type: await detectLarge(content, content.subarray(-TAIL)) });
  if (right.size === 0) return given.map(() => 'differs');
  const outcomes = await tools.database.transaction<Tables, Map<string, WholeOutcome>>(async (trx) => {
    const asked = await lockTransfers(trx, sender, [...right.keys()]);
    const found = new Map<string, WholeOutcome>();
    const waiting: Waiting[] = [];
    for (const [hash, { content, type }] of right) {
      const transfer = asked.get(hash);
      if (!transfer || transfer.bytes !== content.length) found.set(hash, 'unasked');
      else if (transfer.received === transfer.bytes) found.set(hash, 'taken');
      else if (transfer.received > 0 || transfer.blob_id === null) found.set(hash, 'begun');
      else {
        found.set(hash, 'taken');
        waiting.push({ hash, blobId: transfer.blob_id, content, type });
      }
    }
    if (waiting.length > 0) await write(trx, tools, sender, waiting);
    return found;
  });
  return given.map(({ sha256 }) => outcomes.get(sha256) ?? 'differs');
}

const digestOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

interface Transfer {
  hash: string;
  bytes: number;
  received: number;
  blob_id: string | null;
}

/** In one order for all who do this at once. */
async function lockTransfers(
  trx: Transaction<Tables>,
  sender: string,
  hashes: readonly string[],
): Promise<Map<string, Transfer>> {
  const { rows } = await sql<Transfer>`
    select encode(sha256, 'hex') as hash, bytes, received, blob_id from files.transfer
    where sender = ${sender} and sha256 = any(${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[])
    order by sha256 for update`.execute(trx);
  return new Map(rows.map((row) => [row.hash, row]));
}

async function write(
  trx: Transaction<Tables>,
  tools: Tools,
  sender: string,
  waiting: readonly Waiting[],
): Promise<void> {
  const carried = waiting.filter(({ type }) => type !== undefined);
  const stored =
    carried.length === 0
      ? new Map<string, { infected: boolean; fresh: boolean }>()
      : await storeContents(
          trx,
          tools,
          carried.map(({ hash, content }) => ({ sha256: Buffer.from(hash, 'hex'), bytes: content.length })),
        );
  const isDone = ({ hash }: Waiting): boolean => stored.get(hash)?.infected === false;
  const isKnown = (one: Waiting): boolean => isDone(one) && !stored.get(one.hash)?.fresh;
  const fresh = waiting.filter((one) => isDone(one) && !isKnown(one));
  const kept = waiting.filter((one) => !isKnown(one));
  if (kept.length > 0)
    await tools.content.append(
      trx,
      kept.map(({ blobId, content }) => ({ blobId, at: 0, piece: content })),
    );
  if (fresh.length > 0)
    await tools.content.adopt(
      trx,
      fresh.map(({ hash, blobId }) => ({ blobId, sha256: Buffer.from(hash, 'hex') })),
    );
  await sql`
    update files.transfer t set received = t.bytes, touched_at = ${tools.clock.now()}, type = given.type,
      blob_id = case when given.type is null then t.blob_id end
    from unnest(${waiting.map(({ hash }) => Buffer.from(hash, 'hex'))}::bytea[],
      ${waiting.map((one) => (isDone(one) ? one.type : null))}::text[]) as given (sha256, type)
    where t.sender = ${sender} and t.sha256 = given.sha256`.execute(trx);
  // Only now: a transfer still named them.
  const known = waiting.filter(isKnown);
  if (known.length > 0)
    await tools.content.discard(
      trx,
      known.map(({ blobId }) => blobId),
    );
}
