import { sql, type Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import type { ContentType } from '../content/types.ts';
import { filesProblem } from '../errors.ts';
import { inMegabytes } from '../rules.ts';
import { storeBlob, storeKnown } from '../store-file.ts';
import type { Tables } from '../tables.ts';
import { takeFromAxisDay } from '../take-from-day.ts';
import type { Tools } from '../tools.ts';
import { inspectLarge } from './inspect-large.ts';
import { refusalOf } from './refusal.ts';
import { digestOf, RunningHashes } from './running-hashes.ts';
import { takeInPieces } from './take-in-pieces.ts';

/** Who sends a payload: 'node:<id>', 'program:<id>', 'account:<id>'. */
export interface PayloadSender {
  sender: string;
}

/** Under which name a payload that has arrived becomes a file. */
export interface PayloadFile extends PayloadSender {
  name: string;
  /** Account, or agency. */
  owner: string;
  /** What its sender calls it. The content alone decides. */
  mediaType?: string;
}

/**
 * Content that comes from elsewhere by its SHA-256 (hexadecimal), over as many connections as it takes and at any process.
 *
 * Each sender has transfers of its own. Somebody who sends bytes that are not what the digest says spoils only their own transfer, and
 * to name a digest that this node has gives nobody the content: it must be sent once by each sender.
 */
export interface Payloads {
  /**
   * How far this sender's content is, in bytes; begins it where it is new and counts it against the sender's day. Equal to `bytes`
   * when all of it is here. Throws files.too-large, daily-limit, length-differs (the same digest was announced with another length).
   */
  offset(sha256: string, bytes: number, sender: PayloadSender): Promise<number>;
  /**
   * Takes bytes from an offset on and answers where it stands then; all up to there is durable. When the source breaks off, what came
   * is kept and the failure thrown. Two connections of one sender do no harm: the one that comes too late is refused with
   * files.offset-conflict and asks for the offset. Throws files.not-found (never begun, or swept), length-differs (more than announced).
   */
  append(sha256: string, from: number, source: AsyncIterable<Uint8Array>, sender: PayloadSender): Promise<number>;
  /**
   * Checks the whole content against its digest and makes a file of it; again, where the answer was lost. Throws files.incomplete,
   * not-found, axis-type-not-accepted, virus-found; and digest-differs: then the transfer is forgotten and begins anew.
   *
   * Only its beginning and end are looked at: the node where it was handed in has looked closer, and a signed envelope names it.
   */
  finish(sha256: string, file: PayloadFile): Promise<string>;
}

interface Transfer {
  bytes: number;
  received: number;
  blob_id: string | null;
  type: string | null;
}

const SHA256 = /^[0-9a-f]{64}$/;

export function createPayloads(tools: Tools): Payloads {
  const hashes = new RunningHashes();
  return {
    async offset(sha256, bytes, { sender }) {
      const digest = digestBytes(sha256);
      const known = await find(tools, sender, digest);
      if (!known) return begin(tools, sender, digest, bytes);
      if (known.bytes !== bytes) throw filesProblem('length-differs');
      return known.received;
    },
    append: (sha256, from, source, { sender }) =>
      append(tools, hashes, { sender, digest: digestBytes(sha256) }, from, source),
    finish: (sha256, file) => finish(tools, hashes, digestBytes(sha256), file),
  };
}

function digestBytes(sha256: string): Buffer {
  if (!SHA256.test(sha256)) throw filesProblem('digest-differs');
  return Buffer.from(sha256, 'hex');
}

function find({ database }: Tools, sender: string, sha256: Buffer): Promise<Transfer | undefined> {
  return database
    .of<Tables>()
    .selectFrom('files.transfer')
    .select(['bytes', 'received', 'blob_id', 'type'])
    .where('sender', '=', sender)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

async function begin(tools: Tools, sender: string, sha256: Buffer, bytes: number): Promise<number> {
  const { database, content, clock, axis } = tools;
  if (!Number.isSafeInteger(bytes) || bytes < 1) throw filesProblem('empty');
  if (bytes > axis.maxBytes) throw filesProblem('too-large', { params: { limit: inMegabytes(axis.maxBytes) } });
  const now = clock.now();
  return database.transaction<Tables, number>(async (trx) => {
    const blobId = newId();
    await content.begin(trx, [blobId], now);
    const begun = await trx
      .insertInto('files.transfer')
      .values({ sender, sha256, bytes, blob_id: blobId, touched_at: now })
      .onConflict((already) => already.doNothing())
      .returning('received')
      .executeTakeFirst();
    // Another connection of the same sender was first; what it has received by now the next question tells.
    if (!begun) await content.discard(trx, [blobId]);
    else await takeFromAxisDay(trx, { sender, bytes, now }, axis.dailyBytes);
    return 0;
  });
}

async function append(
  tools: Tools,
  hashes: RunningHashes,
  { sender, digest }: { sender: string; digest: Buffer },
  from: number,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const { database, content, clock } = tools;
  const transfer = await find(tools, sender, digest);
  if (!transfer) throw filesProblem('not-found');
  const { blob_id: blobId, bytes } = transfer;
  if (blobId === null || transfer.received !== from) throw filesProblem('offset-conflict');
  const write = async (at: number, piece: Buffer): Promise<void> => {
    if (at + piece.length > bytes) throw filesProblem('length-differs');
    await database.transaction<Tables, void>(async (trx) => {
      // Moves on only from where this connection believes it to be: the comparison is the lock between connections and processes.
      const { rows } = await sql`
        update files.transfer set received = ${at + piece.length}, touched_at = ${clock.now()}
        where sender = ${sender} and sha256 = ${digest} and received = ${at} and blob_id = ${blobId} returning 1`.execute(
        trx,
      );
      if (rows.length === 0) throw filesProblem('offset-conflict');
      await content.append(trx, [{ blobId, at, piece }]);
    });
    hashes.update(blobId, at, piece);
  };
  const { at, rest } = await takeInPieces(source, from, write);
  if (rest.length > 0) await write(at, rest);
  return at + rest.length;
}

async function finish(tools: Tools, hashes: RunningHashes, sha256: Buffer, file: PayloadFile): Promise<string> {
  const { database } = tools;
  const transfer = await find(tools, file.sender, sha256);
  if (!transfer) throw filesProblem('not-found');
  const { blob_id: blobId, bytes } = transfer;
  if (transfer.received < bytes) throw filesProblem('incomplete', { params: { received: transfer.received } });
  const forget = () => database.transaction<Tables, void>((trx) => forgetTransfer(trx, tools, file.sender, sha256));
  let type = transfer.type as ContentType | null;
  if (blobId !== null) {
    const found = await examine(tools, hashes, { blobId, bytes, sha256 }).catch(async (error: unknown) => {
      // Another connection of this sender finished first, and the bytes were taken from under this one.
      if ((await find(tools, file.sender, sha256))?.blob_id !== blobId) return undefined;
      if (isProblem(error)) await forget();
      throw error;
    });
    if (found === undefined) return finish(tools, hashes, sha256, file);
    type = found;
  }
  if (type === null) throw new Error('A transfer without a blob must have a type');
  const id = newId();
  const stored = { id, owner: file.owner, name: file.name, bytes, content: { type }, sha256 };
  try {
    await database.transaction<Tables, void>(async (trx) => {
      const { rows } = await sql<{ blob_id: string | null }>`
        select blob_id from files.transfer where sender = ${file.sender} and sha256 = ${sha256} for update`.execute(
        trx,
      );
      const now = rows[0];
      if (!now) throw filesProblem('not-found');
      if (now.blob_id === null) await storeKnown(trx, tools, stored);
      else {
        await sql`update files.transfer set blob_id = null, type = ${type}, touched_at = ${tools.clock.now()}
          where sender = ${file.sender} and sha256 = ${sha256}`.execute(trx);
        await storeBlob(trx, tools, { ...stored, blobId: now.blob_id });
      }
    });
  } catch (error) {
    // A content that is known to be infected, or one that was swept since it came: it is of no more use to this sender.
    if (isGone(error)) await forget();
    throw error;
  }
  return id;
}

/** What the stored bytes are. Throws digest-differs, axis-type-not-accepted. */
async function examine(
  { content }: Tools,
  hashes: RunningHashes,
  { blobId, bytes, sha256 }: { blobId: string; bytes: number; sha256: Buffer },
): Promise<ContentType> {
  const read = (from: number, to: number) => content.streamBlob(blobId, from, to);
  const digest = hashes.take(blobId, bytes) ?? (await digestOf(read(0, bytes)));
  if (!digest.equals(sha256)) throw filesProblem('digest-differs');
  const found = await inspectLarge(read, bytes, 0);
  if (!found.ok) throw refusalOf(found.why);
  return found.content.type;
}

function isGone(error: unknown): boolean {
  return isProblem(error, 'files.virus-found') || isProblem(error, 'files.not-found');
}

async function forgetTransfer(trx: Transaction<Tables>, tools: Tools, sender: string, sha256: Buffer): Promise<void> {
  const { rows } = await sql<{ blob_id: string | null }>`
    with gone as (select sender, sha256, blob_id from files.transfer where sender = ${sender} and sha256 = ${sha256} for update)
    delete from files.transfer t using gone where t.sender = gone.sender and t.sha256 = gone.sha256 returning gone.blob_id`.execute(
    trx,
  );
  const blobId = rows[0]?.blob_id;
  if (blobId) await tools.content.discard(trx, [blobId]);
}
