import { sql } from 'kysely';
import pg from 'pg';
import type { Actor } from './access.ts';
import type { Executor } from './database/database.ts';
import type { Log } from './log.ts';

/**
 * What changed, told to every process of the node through PostgreSQL's LISTEN/NOTIFY, and from there to open
 * pages as server-sent events. A message says only *that* something changed and its key; whoever may see it asks again.
 */
export interface LiveTopic {
  /** 'room.what' */
  name: string;
  /** Who may listen to a key of it. */
  mayHear(actor: Actor, key: string): boolean;
}

export function liveTopic(name: string, mayHear: (actor: Actor, key: string) => boolean): LiveTopic {
  return { name, mayHear };
}

export interface Live {
  /** Announces at commit of the caller's transaction. */
  tell(trx: Executor, topic: string, key: string): Promise<void>;
  /** Calls `hear` for each message of 'topic:key'; answers how to stop. */
  subscribe(topic: string, hear: () => void): () => void;
  /** Calls `hear` with the payload of every message on a process-wide channel, and with undefined after a lost connection. */
  onChannel(channel: 'pages', hear: (payload: string | undefined) => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CHANNELS = { live: 'lienthong_live', pages: 'lienthong_pages' } as const;

export async function notify(trx: Executor, channel: keyof typeof CHANNELS, payload: string): Promise<void> {
  await sql`select pg_notify(${CHANNELS[channel]}, ${payload})`.execute(
    trx as Parameters<ReturnType<typeof sql>['execute']>[0],
  );
}

export function createLive(connection: pg.ClientConfig, log: Log): Live {
  const hearers = new Map<string, Set<() => void>>();
  const pageHearers: ((payload: string | undefined) => void)[] = [];
  let client: pg.Client | undefined;
  let stopped = false;

  const everybody = (): void => {
    for (const set of hearers.values()) for (const hear of set) hear();
    for (const hear of pageHearers) hear(undefined);
  };

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...connection, application_name: 'lienthong-live' });
    fresh.on('notification', ({ channel, payload }) => {
      if (channel === CHANNELS.pages) for (const hear of pageHearers) hear(payload);
      else for (const hear of hearers.get(payload ?? '') ?? []) hear();
    });
    const lost = (): void => {
      if (client !== fresh) return;
      client = undefined;
      if (!stopped) setTimeout(() => void reconnect(), 500).unref();
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    await fresh.connect();
    await fresh.query(`listen ${CHANNELS.live}; listen ${CHANNELS.pages}`);
    client = fresh;
  }

  async function reconnect(): Promise<void> {
    if (stopped) return;
    try {
      await connect();
      // Messages may have been missed meanwhile: everybody asks again.
      everybody();
    } catch (error) {
      log.warn({ err: error }, 'live: not connected');
      setTimeout(() => void reconnect(), 2000).unref();
    }
  }

  return {
    tell: (trx, topic, key) => notify(trx, 'live', `${topic}:${key}`),
    subscribe(topic, hear) {
      const set = hearers.get(topic) ?? new Set();
      hearers.set(topic, set.add(hear));
      return () => {
        set.delete(hear);
        if (set.size === 0) hearers.delete(topic);
      };
    },
    onChannel(_channel, hear) {
      pageHearers.push(hear);
    },
    start: connect,
    async stop() {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}
