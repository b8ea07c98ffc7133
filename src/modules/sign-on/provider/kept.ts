import { LRUCache } from 'lru-cache';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

const TOPIC = 'sign-on.kept';
const ALL = 'all';
/** First characters of the keys, which are hashes in base64: a message names one, so that a change does not empty the whole. */
const SHELVES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
const MOST_PER_SHELF = 320;

/** A grant or session as it stands in the table. As text: whoever uses it gets a copy of its own. */
export interface KeptRow {
  text: string;
  portalSession: string | null;
}

/**
 * Grants and sessions that this process has read lately, by hash of their identifier; at most 20,480 of them. What changes or ends is
 * forgotten at once here and by a live message everywhere; after a lost connection everything is.
 */
export interface Kept {
  get(key: string): KeptRow | undefined;
  /** To be taken before reading what is to be kept: if anything is forgotten meanwhile, it is not. */
  mark(): number;
  put(key: string, row: KeptRow, options: { forMs: number; mark: number }): void;
  /** Here. Nothing named is everything. */
  drop(keys?: readonly string[]): void;
  /** Everywhere, at commit of the caller's transaction. */
  tell(trx: Executor, keys: readonly string[]): Promise<void>;
  /** After a write of one statement: here and everywhere. */
  forget(key: string): Promise<void>;
}

export function createKept({ live, database }: Pick<PlatformDeps, 'live' | 'database'>): Kept {
  const shelves = new Map(
    SHELVES.map((shelf) => [
      shelf, // Without a resolution every look sets a timer and reads the clock.
      new LRUCache<string, KeptRow>({ max: MOST_PER_SHELF, ttl: 1000, ttlResolution: 100 }),
    ]),
  );
  let forgotten = 0;
  const of = (key: string): LRUCache<string, KeptRow> | undefined => shelves.get(key.charAt(0));
  const clear = (shelf: LRUCache<string, KeptRow>): void => {
    forgotten += 1;
    shelf.clear();
  };
  for (const [name, shelf] of shelves) live.subscribe(`${TOPIC}:${name}`, () => clear(shelf));
  const drop = (keys?: readonly string[]): void => {
    forgotten += 1;
    if (!keys) for (const shelf of shelves.values()) shelf.clear();
    else for (const key of keys) of(key)?.delete(key);
  };
  live.subscribe(`${TOPIC}:${ALL}`, () => drop());
  const tell = async (trx: Executor, keys: readonly string[]): Promise<void> => {
    const named = new Set(keys.map((key) => key.charAt(0)));
    for (const name of named.size > 8 ? [ALL] : named) await live.tell(trx, TOPIC, name);
  };
  return {
    get: (key) => of(key)?.get(key),
    mark: () => forgotten,
    put(key, row, { forMs, mark }) {
      if (mark === forgotten) of(key)?.set(key, row, { ttl: forMs });
    },
    drop,
    tell,
    async forget(key) {
      drop([key]);
      await tell(database.of<unknown>(), [key]);
    },
  };
}
