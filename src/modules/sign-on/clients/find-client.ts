import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { mayKeep, mayRead, type Reach } from '../access.ts';
import type { DirectoryDoor } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { clientOf, type Client } from './client.ts';

/** How far the actor's approval reaches. */
export async function reachOf(directory: DirectoryDoor, actor: Actor): Promise<Reach> {
  if (actor.kind !== 'officer') return 'agency';
  return (await directory.getAgency(actor.agencyId)).level === 'national' ? 'national' : 'agency';
}

/**
 * A client that the actor may see.
 * @throws sign-on.no-such-client also where there is one that is none of the actor's business
 */
export async function readableClient(
  database: Kysely<Tables>,
  clientId: string,
  as: { actor: Actor; reach: Reach },
): Promise<Client> {
  const row = await database.selectFrom('sign_on.client').selectAll().where('id', '=', clientId).executeTakeFirst();
  const client = row && clientOf(row);
  if (!client || !mayRead(as.actor, as.reach, client)) throw signOnProblem('no-such-client');
  return client;
}

/** The same, held against others until the transaction ends. */
export async function lockClient(
  trx: Transaction<Tables>,
  clientId: string,
  as: { actor: Actor; reach: Reach },
): Promise<Client> {
  const row = await trx
    .selectFrom('sign_on.client')
    .selectAll()
    .where('id', '=', clientId)
    .forUpdate()
    .executeTakeFirst();
  const client = row && clientOf(row);
  if (!client || !mayRead(as.actor, as.reach, client)) throw signOnProblem('no-such-client');
  return client;
}

/** A client that the actor keeps and that is running. @throws sign-on.no-such-client, sign-on.client-suspended */
export async function lockKept(trx: Transaction<Tables>, clientId: string, actor: Actor): Promise<Client> {
  const client = await lockClient(trx, clientId, { actor, reach: 'agency' });
  if (!mayKeep(actor, client)) throw signOnProblem('no-such-client');
  if (client.suspendedAt) throw signOnProblem('client-suspended');
  return client;
}
