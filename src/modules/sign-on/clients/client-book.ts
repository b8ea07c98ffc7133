import { createSealer, type Sealer } from '#platform/sealed.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import { clientOf, type Client } from './client.ts';

/** The live message after which every process forgets what it knows of clients. */
export const CLIENTS_TOPIC = 'sign-on.clients';

/** A client as the protocol uses it: with its secret in clear. Never leaves the process. */
export type KnownClient = Client & { secret: string | null };

export interface ClientBook {
  /** Suspended ones too: the caller says so. Kept in memory until something about any client changes, in this process or another. */
  find(clientId: string): Promise<KnownClient | undefined>;
  /** Whether an account may sign in at a client: everybody at a live one, the testers before. */
  admits(client: Pick<Client, 'id' | 'mode'>, accountId: string): Promise<boolean>;
  /** The same, but that in the demo world everybody tries everything. */
  opensTo(client: Pick<Client, 'id' | 'mode'>, accountId: string): Promise<boolean>;
}

export function secretSealer(masterKey: Buffer): Sealer<string> {
  return createSealer<string>(masterKey, 'sign-on.client-secret');
}

export function createClientBook(deps: Pick<PlatformDeps, 'database' | 'live' | 'config' | 'clock'>): ClientBook {
  const sealer = secretSealer(deps.config.secrets.masterKey);
  let known = new Map<string, KnownClient>();
  deps.live.subscribe(`${CLIENTS_TOPIC}:all`, () => {
    known = new Map();
  });
  async function admits(client: Pick<Client, 'id' | 'mode'>, accountId: string): Promise<boolean> {
    if (client.mode === 'live') return true;
    const row = await deps.database
      .of<Tables>()
      .selectFrom('sign_on.client_tester')
      .select('account_id')
      .where('client_id', '=', client.id)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row !== undefined;
  }
  return {
    async find(clientId) {
      // What is read while something changes goes into the map that was thrown away.
      const into = known;
      const kept = into.get(clientId);
      if (kept) return kept;
      const row = await deps.database
        .of<Tables>()
        .selectFrom('sign_on.client')
        .selectAll()
        .where('id', '=', clientId)
        .executeTakeFirst();
      if (!row) return undefined;
      const client = clientOf(row);
      const secret = client.secretSealed === null ? null : (sealer.open(client.secretSealed, deps.clock.now()) ?? null);
      const found = { ...client, secret };
      into.set(clientId, found);
      return found;
    },
    admits,
    opensTo: async (client, accountId) => deps.config.world === 'demo' || admits(client, accountId),
  };
}
