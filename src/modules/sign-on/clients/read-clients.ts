import type { Context } from '#platform/operation.ts';
import { mayDecide, mayKeep, mayOversee, mayRead, mayResume, maySuspend, type Reach } from '../access.ts';
import type { ClientPage, ClientRow } from '../contract/client-shapes.ts';
import type { RegisterDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { missingForLive } from './check-facts.ts';
import { clientOf, scopesOfClient, type Client } from './client.ts';
import { readableClient } from './find-client.ts';

type As = Pick<Context, 'actor'> & { reach: Reach };
const PAGE = 50;

/** The clients of the own agency; those that wait for the caller's decision; or, for a national body, all. */
export async function listClients(
  deps: RegisterDeps,
  wanted: { of: 'own' | 'waiting' | 'all'; after?: string },
  { actor, reach }: As,
) {
  const agencyId = actor.kind === 'officer' ? actor.agencyId : '';
  const oversees = mayOversee(actor, reach, { agencyId });
  const all = oversees && reach === 'national';
  const database = deps.database.of<Tables>();
  const within = all && wanted.of !== 'own' ? database.selectFrom('sign_on.client') : ownOnly();
  function ownOnly() {
    return database.selectFrom('sign_on.client').where('agency_id', '=', agencyId);
  }
  let query = within
    .selectAll()
    .orderBy('id')
    .limit(PAGE + 1);
  if (wanted.of === 'waiting') query = query.where('proposal', 'is not', null);
  if (wanted.after) query = query.where('id', '>', wanted.after);
  const readable = mayRead(actor, reach, { agencyId });
  const rows = readable ? (await query.execute()).map(clientOf) : [];
  const shown = rows.slice(0, PAGE);
  const lastUse = await lastUseOf(deps, shown);
  return {
    clients: await Promise.all(shown.map((client) => rowOf(deps, client, lastUse.get(client.id)))),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    waiting: oversees ? await countWaiting(deps, { all, agencyId }) : 0,
    may: { register: mayKeep(actor, { agencyId }), oversee: oversees, all },
  };
}

async function countWaiting(deps: RegisterDeps, { all, agencyId }: { all: boolean; agencyId: string }) {
  let query = deps.database
    .of<Tables>()
    .selectFrom('sign_on.client')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('proposal', 'is not', null);
  if (!all) query = query.where('agency_id', '=', agencyId);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

async function lastUseOf(deps: RegisterDeps, clients: readonly Client[]): Promise<Map<string, Date>> {
  if (clients.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('sign_on.client_use')
    .select(['client_id', (eb) => eb.fn.max('last_at').as('last_at')])
    .where(
      'client_id',
      'in',
      clients.map(({ id }) => id),
    )
    .groupBy('client_id')
    .execute();
  return new Map(rows.map((row) => [row.client_id, row.last_at]));
}

async function rowOf(deps: RegisterDeps, client: Client, lastUse: Date | undefined): Promise<ClientRow> {
  return {
    id: client.id,
    agencyId: client.agencyId,
    agencyName: (await deps.directory.getAgency(client.agencyId)).name,
    name: { vi: client.facts.nameVi, en: client.facts.nameEn },
    kind: client.kind,
    mode: client.mode,
    suspended: client.suspendedAt !== null,
    waiting: client.proposal !== null,
    lastUsedAt: lastUse?.toISOString() ?? null,
    changedAt: client.changedAt.toISOString(),
  };
}

/** One client with all that its keepers and approvers need. @throws sign-on.no-such-client */
export async function getClient(deps: RegisterDeps, clientId: string, { actor, reach }: As): Promise<ClientPage> {
  const database = deps.database.of<Tables>();
  const client = await readableClient(database, clientId, { actor, reach });
  const lastUse = await lastUseOf(deps, [client]);
  const testers = await database
    .selectFrom('sign_on.client_tester')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('added_at')
    .execute();
  const history = await database
    .selectFrom('sign_on.client_change')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return {
    ...(await rowOf(deps, client, lastUse.get(client.id))),
    facts: client.facts,
    sharesSubject: client.sector === client.agencyId,
    authMethod: client.authMethod,
    dpopBound: client.dpopBound,
    keys: (client.jwks?.keys ?? []).map(({ kid = '', kty = '', alg = '' }) => ({ kid, kty, alg })),
    hasSecret: client.secretSealed !== null,
    secretAt: client.secretAt?.toISOString() ?? null,
    suspendedWhy: client.suspendedWhy,
    proposal:
      client.proposal && client.proposedAt
        ? {
            toLive: client.proposal.toLive,
            changes: client.proposal.changes,
            by: client.proposal.byName,
            at: client.proposedAt.toISOString(),
          }
        : null,
    missingForLive:
      client.mode === 'live'
        ? []
        : missingForLive({ ...client, hasKeys: client.jwks !== null }).map(({ path, vi, en }) => ({ path, vi, en })),
    issuer: `${deps.config.publicUrl}/oidc`,
    scopes: scopesOfClient(client.data, client.kind),
    testers: testers.map((row) => ({ accountId: row.account_id, name: row.name, addedAt: row.added_at.toISOString() })),
    history: history.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: row.actor_name,
      kind: row.kind,
      data: row.data as Record<string, unknown>,
    })),
    version: client.version,
    may: {
      keep: mayKeep(actor, client),
      decide: mayDecide(actor, reach, client),
      suspend: maySuspend(actor, reach, client),
      resume: mayResume(actor, reach, client),
    },
  };
}
