import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Provider } from 'oidc-provider';
import { accountStopped, sessionEnded } from '#modules/identity/events.ts';
import { listen, type Listener } from '#platform/events.ts';
import { job, type Job } from '#platform/jobs.ts';
import type { ClientBook } from './clients/client-book.ts';
import type { ProviderDeps } from './deps.ts';
import type { Kept } from './provider/kept.ts';
import type { Tables } from './tables.ts';

const TELL = 'sign-on.tell-client';

/** Whom to tell that a person is signed out: the client, in whose name, and which of its sessions. */
interface Told {
  clientId: string;
  capacity: string;
  sid?: string;
}

export interface EndTools {
  deps: ProviderDeps;
  clients: ClientBook;
  kept: Kept;
}

/**
 * A session of the portal is over, or an account is stopped: everything given out on its strength ends in the transaction of the
 * delivery, and each client that has an address for it is told (back-channel logout) by a job that is tried again until it is heard.
 */
export function endingListeners(tools: EndTools): Listener[] {
  return [
    listen(sessionEnded, 'sign-on.end-with-session', async ({ payload }, { trx }) => {
      await end(tools, trx as Transaction<Tables>, { portalSession: payload.sessionId });
    }),
    listen(accountStopped, 'sign-on.end-with-account', async ({ payload }, { trx }) => {
      await end(tools, trx as Transaction<Tables>, { account: payload.accountId });
    }),
  ];
}

async function end(
  { deps, clients, kept }: EndTools,
  trx: Transaction<Tables>,
  which: { portalSession: string } | { account: string },
): Promise<void> {
  const { rows } = await sql<EndedRow>`
    select id, kind, grant_id, client_id, payload from sign_on.lasting
    where ${'portalSession' in which ? sql`portal_session = ${which.portalSession}` : sql`account_id = ${which.account}`}
      and kind in ('Session', 'Grant') and expires_at > now()`.execute(trx);
  if (rows.length === 0) return;
  const grantIds = rows.flatMap(({ grant_id }) => (grant_id === null ? [] : [grant_id]));
  await sql`update sign_on.lasting set ended_at = now() where grant_id = any (${grantIds}) and ended_at is null`.execute(
    trx,
  );
  await sql`update sign_on.lasting set ended_at = now()
    where ${'portalSession' in which ? sql`portal_session = ${which.portalSession}` : sql`account_id = ${which.account}`}
      and ended_at is null`.execute(trx);
  await sql`delete from sign_on.access_token where grant_id = any (${grantIds})`.execute(trx);
  await sql`delete from sign_on.brief where grant_id = any (${grantIds})`.execute(trx);
  await kept.tell(trx, keysOf(rows));
  for (const told of whomToTell(rows)) {
    const client = await clients.find(told.clientId);
    if (client?.facts.backchannelLogoutUri) await deps.jobs.add(trx, TELL, told);
  }
}

/** All that a client holds of an account ends at commit, the sessions of the portal stay; the client is told as of a sign-out. @returns what memory is to forget after it */
export async function endForClient(
  { deps, clients, kept }: EndTools,
  trx: Transaction<Tables>,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<string[]> {
  const { rows } = await sql<EndedRow>`
    select id, kind, grant_id, client_id, payload from sign_on.lasting
    where account_id = ${accountId} and expires_at > now() and ended_at is null
      and (kind = 'Session' or (kind = 'Grant' and client_id = ${clientId}))`.execute(trx);
  const grantIds = rows.flatMap(({ grant_id }) => (grant_id === null ? [] : [grant_id]));
  await sql`update sign_on.lasting set ended_at = now() where grant_id = any (${grantIds}) and ended_at is null`.execute(
    trx,
  );
  await sql`delete from sign_on.access_token where grant_id = any (${grantIds})`.execute(trx);
  await sql`delete from sign_on.brief where grant_id = any (${grantIds})`.execute(trx);
  const keys = keysOf(rows);
  await kept.tell(trx, keys);
  const client = await clients.find(clientId);
  if (!client?.facts.backchannelLogoutUri) return keys;
  for (const told of whomToTell(rows)) await deps.jobs.add(trx, TELL, told);
  return keys;
}

interface EndedRow {
  id: Buffer;
  kind: string;
  grant_id: string | null;
  client_id: string | null;
  payload: Stored;
}

const keysOf = (rows: readonly EndedRow[]): string[] => rows.map(({ id }) => id.toString('base64'));

interface Stored {
  accountId?: string;
  authorizations?: Record<string, { sid?: string }>;
}

/** Pure. A client once for each name in which it knew the person, with its session's id where one is known. */
export function whomToTell(rows: readonly { kind: string; client_id: string | null; payload: Stored }[]): Told[] {
  const sids = new Map<string, Set<string>>();
  for (const { kind, payload } of rows)
    if (kind === 'Session')
      for (const [clientId, { sid }] of Object.entries(payload.authorizations ?? {}))
        if (sid) sids.set(clientId, (sids.get(clientId) ?? new Set()).add(sid));
  const told = new Map<string, Told>();
  for (const { kind, client_id: clientId, payload } of rows) {
    if (kind !== 'Grant' || clientId === null || !payload.accountId) continue;
    const known = [...(sids.get(clientId) ?? [])];
    for (const sid of known.length > 0 ? known : [undefined])
      told.set(JSON.stringify([clientId, payload.accountId, sid]), {
        clientId,
        capacity: payload.accountId,
        ...(sid === undefined ? {} : { sid }),
      });
  }
  return [...told.values()];
}

export function tellingJob(provider: () => Promise<Provider>): Job {
  return job<Told>(TELL, async ({ clientId, capacity, sid }) => {
    const client = await (await provider()).Client.find(clientId);
    // Suspended or without an address by now: nobody is there to be told.
    if (!client?.backchannelLogoutUri) return;
    await (client as unknown as { backchannelLogout(sub: string, sid?: string): Promise<void> }).backchannelLogout(
      capacity,
      sid,
    );
  });
}
