import { newId } from '#platform/id.ts';
import { filesProblem } from '../errors.ts';
import { inMegabytes } from '../rules.ts';
import { storeBlob } from '../store-file.ts';
import type { Tables } from '../tables.ts';
import { takeFromAxisDay } from '../take-from-day.ts';
import type { Tools } from '../tools.ts';
import { inspectLarge } from './inspect-large.ts';
import { refusalOf } from './refusal.ts';
import { digestOf, RunningHashes } from './running-hashes.ts';
import { takeInPieces } from './take-in-pieces.ts';

/** Who a large file belongs to, and what its sender said of it. */
export interface ReceivingLarge {
  /** As its sender calls it; it is cleaned and never decides the type. */
  name: string;
  /** Account, or agency. */
  owner: string;
  /** Hexadecimal. Other content is refused. */
  sha256?: string;
  /** How many bytes there must be. */
  bytes?: number;
  /** Whose day it counts against: 'account:<id>', 'program:<id>', 'node:<id>'. Without it, it counts against nobody's. */
  sender?: string;
}

/**
 * Takes a file of up to AXIS_FILE_MAX_MB in, with a few megabytes of memory whatever its size. Nothing is stored as a file unless all of
 * it arrived and was accepted; what a broken source left behind is swept.
 *
 * @throws files.too-large, empty, axis-type-not-accepted, password-protected, truncated, too-many-pixels, virus-found, daily-limit,
 *   digest-differs, length-differs; and whatever the source throws
 */
export async function receiveLarge(
  tools: Tools,
  source: AsyncIterable<Uint8Array>,
  receiving: ReceivingLarge,
): Promise<string> {
  const { database, content, axis } = tools;
  if ((receiving.bytes ?? 0) > axis.maxBytes)
    throw filesProblem('too-large', { params: { limit: inMegabytes(axis.maxBytes) } });
  const blobId = newId();
  await database.transaction<Tables, void>((trx) => content.begin(trx, [blobId], tools.clock.now()));
  try {
    return await takeIn(tools, blobId, source, receiving);
  } catch (error) {
    await database.transaction<Tables, void>((trx) => content.discard(trx, [blobId]));
    throw error;
  }
}

async function takeIn(
  tools: Tools,
  blobId: string,
  source: AsyncIterable<Uint8Array>,
  { name, owner, sha256: announced, bytes: promised, sender }: ReceivingLarge,
): Promise<string> {
  const { database, content, axis, clock } = tools;
  const hashes = new RunningHashes();
  const write = async (at: number, piece: Buffer): Promise<void> => {
    if (at + piece.length > axis.maxBytes)
      throw filesProblem('too-large', { params: { limit: inMegabytes(axis.maxBytes) } });
    await database.transaction<Tables, void>((trx) => content.append(trx, [{ blobId, at, piece }]));
    hashes.update(blobId, at, piece);
  };
  const { at, rest } = await takeInPieces(source, 0, write);
  if (rest.length > 0) await write(at, rest);
  const bytes = at + rest.length;
  if (promised !== undefined && promised !== bytes) throw filesProblem('length-differs');
  const read = (from: number, to: number) => content.streamBlob(blobId, from, to);
  const found = await inspectLarge(read, bytes, tools.rules.maxBytes);
  if (!found.ok) throw refusalOf(found.why);
  const sha256 = hashes.take(blobId, bytes) ?? (await digestOf(read(0, bytes)));
  if (announced !== undefined && announced.toLowerCase() !== sha256.toString('hex'))
    throw filesProblem('digest-differs');
  const id = newId();
  await database.transaction<Tables, void>(async (trx) => {
    if (sender !== undefined) await takeFromAxisDay(trx, { sender, bytes, now: clock.now() }, axis.dailyBytes);
    await storeBlob(trx, tools, { id, owner, name, bytes, content: found.content, blobId, sha256 });
  });
  return id;
}
