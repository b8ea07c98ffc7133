import type { Actor } from '#platform/access.ts';
import { covers } from '#modules/mandates/index.ts';
import type { Client } from '../clients/client.ts';

/** Pure. Whether somebody may sign in at a client as they are: who acts for another, where the client takes it and the mandate covers it. */
export function mayActAt(actor: Actor | undefined, client: Pick<Client, 'id' | 'facts'> | undefined): boolean {
  if (actor?.kind !== 'citizen' || !actor.actingFor) return true;
  return client !== undefined && client.facts.actingFor && covers(actor.actingFor.scope, `client:${client.id}`);
}
