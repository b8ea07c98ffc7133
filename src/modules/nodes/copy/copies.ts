import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { NodesDeps } from '../deps.ts';
import { Book } from '../book.ts';
import { DirectoryRefusal, parseDocument, readDocument } from '../document.ts';
import { directoryChanged } from '../events.ts';
import { keyOfJwk } from '../keys/key-names.ts';
import type { Tables } from '../tables.ts';

export const DIRECTORY_TOPIC = 'nodes.directory';
const DAY_MS = 86_400_000;
/** A process that missed a message (its connection was lost) looks again after so long. */
const REREAD_MS = 60_000;

export interface Offered {
  bytes: Buffer;
  signature: Buffer;
}

export interface Copy {
  book: Book;
  text: string;
  signature: Buffer;
  cameFrom: string;
  takenAt: Date;
}

/** Directories of earlier times that are held in memory; each takes as much as the one in use. */
const MOST_FORMER = 3;

/** This node's copies of the directory. */
export interface Copies {
  /** The newest that was believed, past its end or not; undefined on a node that has none. */
  current(): Promise<Copy | undefined>;
  /** The same, while it may be used for trust: within its time and the grace after it. */
  trusted(): Promise<Copy | undefined>;
  /** The directory that held at that time, as far as this node had one: its newest of before, or else its first. */
  asOf(at: Date): Promise<Book | undefined>;
  /** Keeps a directory that is newer than ours. Answers false where it is the one we have. @throws DirectoryRefusal */
  takeUp(offered: Offered, cameFrom: string): Promise<boolean>;
  forget(): void;
}

export function createCopies(deps: NodesDeps): Copies {
  const { graceDays, registrarKey } = deps.config.node;
  let kept: { copy: Promise<Copy | undefined>; at: number } | undefined;
  const forget = (): void => {
    kept = undefined;
  };
  deps.live.subscribe(`${DIRECTORY_TOPIC}:all`, forget);

  const current = (): Promise<Copy | undefined> => {
    if (kept && performance.now() - kept.at < REREAD_MS) return kept.copy;
    const before = kept?.copy;
    const copy = readNewest(deps, before);
    const mine = { copy, at: performance.now() };
    kept = mine;
    copy.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return copy;
  };

  const former = new Map<number, Promise<Book | undefined>>();
  const bookOf = (serial: number): Promise<Book | undefined> => {
    const known = former.get(serial);
    if (known) return known;
    const [oldest] = former.keys();
    if (oldest !== undefined && former.size >= MOST_FORMER) former.delete(oldest);
    const reading = readBook(deps, serial);
    former.set(serial, reading);
    reading.catch(() => former.delete(serial));
    return reading;
  };

  const overSince = ({ book }: Copy): boolean =>
    book.validUntil.getTime() + graceDays * DAY_MS < deps.clock.now().getTime();

  return {
    current,
    async trusted() {
      const copy = await current();
      return copy && !overSince(copy) ? copy : undefined;
    },
    async asOf(at) {
      const serials = deps.database.of<Tables>().selectFrom('nodes.copy').select('serial').limit(1);
      const row =
        (await serials.where('issued_at', '<=', at).orderBy('serial', 'desc').executeTakeFirst()) ??
        (await serials.orderBy('serial').executeTakeFirst());
      return row && bookOf(row.serial);
    },
    async takeUp({ bytes, signature }, cameFrom) {
      const known = await current();
      const trusted: KeyObject[] = [
        ...(registrarKey ? [registrarKey] : []),
        ...(known?.book.document.registrar.keys ?? []).map((key) => keyOfJwk(key)),
      ];
      const document = readDocument(bytes, signature, trusted);
      const text = bytes.toString('utf8');
      const validUntil = new Date(document.validUntil);
      if (validUntil.getTime() + graceDays * DAY_MS < deps.clock.now().getTime()) throw new DirectoryRefusal('over');
      const taken = await deps.database.transaction<Tables, boolean>(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext('nodes.copy'))`.execute(trx);
        const newest = await trx
          .selectFrom('nodes.copy')
          .select(['serial', 'document'])
          .orderBy('serial', 'desc')
          .limit(1)
          .executeTakeFirst();
        if (newest && newest.serial > document.serial) throw new DirectoryRefusal('older');
        if (newest && newest.serial === document.serial) {
          if (newest.document !== text) throw new DirectoryRefusal('conflict');
          return false;
        }
        await trx
          .insertInto('nodes.copy')
          .values({
            serial: document.serial,
            document: text,
            signature,
            issued_at: document.issuedAt,
            valid_until: document.validUntil,
            came_from: cameFrom,
            taken_at: deps.clock.now(),
          })
          .execute();
        await deps.publish(trx, directoryChanged, { serial: document.serial, issuedAt: document.issuedAt });
        await deps.live.tell(trx, DIRECTORY_TOPIC, 'all');
        return true;
      });
      if (taken) forget();
      return taken;
    },
    forget,
  };
}

async function readBook(deps: NodesDeps, serial: number): Promise<Book | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('nodes.copy')
    .select('document')
    .where('serial', '=', serial)
    .executeTakeFirst();
  return row && new Book(parseDocument(row.document));
}

async function readNewest(deps: NodesDeps, before: Promise<Copy | undefined> | undefined): Promise<Copy | undefined> {
  const newest = deps.database.of<Tables>().selectFrom('nodes.copy').orderBy('serial', 'desc').limit(1);
  const had = await before?.catch(() => undefined);
  if (had) {
    const row = await newest.select('serial').executeTakeFirst();
    if (row?.serial === had.book.serial) return had;
  }
  const row = await newest.selectAll().executeTakeFirst();
  if (!row) return undefined;
  return {
    book: new Book(parseDocument(row.document)),
    text: row.document,
    signature: row.signature,
    cameFrom: row.came_from,
    takenAt: row.taken_at,
  };
}
