import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import { isProblem, type ProblemError } from '#platform/problem.ts';
import type { ContentType } from '../content/types.ts';
import { storeManyKnown } from '../store-file.ts';
import type { Tables } from '../tables.ts';
import { takeFromAxisDay } from '../take-from-day.ts';
import type { Tools } from '../tools.ts';
import type { PayloadFile, Payloads, PayloadSender } from './payloads.ts';
import { takeWhole, type WholeOutcome, type WholePayload } from './take-whole.ts';

/** A payload by its SHA-256 (hexadecimal) and the length that its sender announces. */
export interface AnnouncedPayload {
  sha256: string;
  bytes: number;
}

/** The same as {@link Payloads}, for many of one sender in a few statements: most documents have one small file. */
export interface ManyPayloads {
  /** As `offset`, in the order asked for; a problem in place of what would be thrown. */
  offsets(wanted: readonly AnnouncedPayload[], sender: PayloadSender): Promise<(number | ProblemError)[]>;
  /**
   * Takes small payloads that this sender was asked for, each from its first byte to its last, and checks each against its digest: all
   * that are right are durable together, and what is wrong is left out alone. In the order given; none twice.
   */
  takeWhole(given: readonly WholePayload[], sender: PayloadSender): Promise<WholeOutcome[]>;
  /** As `finish`: ids of files in the order asked for; a problem in place of what would be thrown. */
  finishAll(wanted: readonly { sha256: string; file: PayloadFile }[]): Promise<(string | ProblemError)[]>;
}

export function createManyPayloads(tools: Tools, one: Payloads): ManyPayloads {
  return {
    offsets: (wanted, { sender }) => offsets(tools, one, wanted, sender),
    takeWhole: (given, { sender }) => takeWhole(tools, given, sender),
    finishAll: (wanted) => finishAll(tools, one, wanted),
  };
}

const orProblem = async <Of>(asked: Promise<Of>): Promise<Of | ProblemError> =>
  asked.catch((error: unknown) => {
    if (isProblem(error)) return error;
    throw error;
  });

interface Known {
  bytes: number;
  received: number;
  done: boolean;
  type: ContentType | null;
}

async function findAll({ database }: Tools, sender: string, sha256s: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { hash: string }>`
    select encode(sha256, 'hex') as hash, bytes, received, blob_id is null as done, type from files.transfer
    where sender = ${sender} and sha256 = any(${sha256s.map((hash) => Buffer.from(hash, 'hex'))}::bytea[])`.execute(
    database.of<Tables>(),
  );
  return new Map(rows.map((row) => [row.hash, row]));
}

/** What is new begins in one transaction; what is not in order, or named twice with two lengths, is asked for by itself. */
async function offsets(
  tools: Tools,
  one: Payloads,
  wanted: readonly AnnouncedPayload[],
  sender: string,
): Promise<(number | ProblemError)[]> {
  if (wanted.length === 0) return [];
  const known = await findAll(
    tools,
    sender,
    wanted.map(({ sha256 }) => sha256),
  );
  const fresh = new Map<string, AnnouncedPayload>();
  for (const payload of wanted)
    if (!known.has(payload.sha256) && !fresh.has(payload.sha256) && mayBegin(tools, payload))
      fresh.set(payload.sha256, payload);
  const begun = await beginAll(tools, sender, [...fresh.values()]);
  const found: (number | ProblemError)[] = [];
  for (const { sha256, bytes } of wanted) {
    const standing = known.get(sha256);
    if (standing?.bytes === bytes) found.push(standing.received);
    else if (begun.get(sha256) === bytes) found.push(0);
    else found.push(await orProblem(one.offset(sha256, bytes, { sender })));
  }
  return found;
}

const mayBegin = ({ axis }: Tools, { sha256, bytes }: AnnouncedPayload): boolean =>
  /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(bytes) && bytes >= 1 && bytes <= axis.maxBytes;

/** @returns by their SHA-256, the lengths of those that begin here; none where the day has no room for all of them */
async function beginAll(
  { database, content, clock, axis }: Tools,
  sender: string,
  fresh: readonly AnnouncedPayload[],
): Promise<Map<string, number>> {
  if (fresh.length === 0) return new Map();
  const now = clock.now();
  try {
    return await database.transaction<Tables, Map<string, number>>(async (trx) => {
      const blobs = fresh.map(() => newId());
      await content.begin(trx, blobs, now);
      const { rows } = await sql<{ hash: string; bytes: number; blob_id: string }>`
        insert into files.transfer (sender, sha256, bytes, blob_id, touched_at)
        select ${sender}, sha256, bytes, blob_id, ${now}
        from unnest(${fresh.map(({ sha256 }) => Buffer.from(sha256, 'hex'))}::bytea[],
          ${fresh.map(({ bytes }) => bytes)}::bigint[], ${blobs}::uuid[]) as given (sha256, bytes, blob_id)
        order by sha256 on conflict do nothing
        returning encode(sha256, 'hex') as hash, bytes, blob_id`.execute(trx);
      const used = new Set(rows.map(({ blob_id }) => blob_id));
      const unused = blobs.filter((id) => !used.has(id));
      if (unused.length > 0) await content.discard(trx, unused);
      const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
      if (bytes > 0) await takeFromAxisDay(trx, { sender, bytes, now }, axis.dailyBytes);
      return new Map(rows.map((row) => [row.hash, row.bytes]));
    });
  } catch (error) {
    if (isProblem(error, 'files.axis-daily-limit')) return new Map();
    throw error;
  }
}

/** Of each sender, what has been looked at when it came becomes files in one transaction; the rest one by one. */
async function finishAll(
  tools: Tools,
  one: Payloads,
  wanted: readonly { sha256: string; file: PayloadFile }[],
): Promise<(string | ProblemError)[]> {
  const found: (string | ProblemError | undefined)[] = wanted.map(() => undefined);
  for (const [sender, places] of Map.groupBy(wanted.keys(), (place) => wanted[place]?.file.sender ?? '')) {
    const known = await findAll(
      tools,
      sender,
      places.map((place) => wanted[place]?.sha256 ?? ''),
    );
    const ready = places.flatMap((place) => {
      const { sha256, file } = wanted[place] ?? {};
      const transfer = sha256 === undefined ? undefined : known.get(sha256);
      if (!sha256 || !file || !transfer?.done || !transfer.type) return [];
      const { bytes, type } = transfer;
      const { owner, name } = file;
      return [{ place, id: newId(), owner, name, bytes, content: { type }, sha256: Buffer.from(sha256, 'hex') }];
    });
    if (ready.length === 0) continue;
    const refused = await tools.database.transaction<Tables, Map<string, 'not-found' | 'virus-found'>>((trx) =>
      storeManyKnown(trx, tools, ready),
    );
    // Those are of no more use to this sender; one by one they are forgotten, too.
    for (const { place, id, sha256 } of ready) if (!refused.has(sha256.toString('hex'))) found[place] = id;
  }
  const all: (string | ProblemError)[] = [];
  for (const [place, { sha256, file }] of wanted.entries())
    all.push(found[place] ?? (await orProblem(one.finish(sha256, file))));
  return all;
}
