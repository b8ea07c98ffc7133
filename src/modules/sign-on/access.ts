import type { Actor } from '#platform/access.ts';

/** What the rules need to know of a client. */
export interface Owned {
  agencyId: string;
  mode: 'test' | 'live';
  /** The officer whose changes wait for another one. */
  proposedBy: string | null;
}

/** What the rules need to know of the agency where the actor holds the post. */
export type Reach = 'national' | 'agency';

/** Pure. Whoever registers and keeps clients does so for the agency of the post, and no other. */
export function mayKeep(actor: Actor, client: Pick<Owned, 'agencyId'>): boolean {
  if (actor.kind === 'system') return true;
  return actor.kind === 'officer' && actor.rights.includes('sign-on.clients') && actor.agencyId === client.agencyId;
}

/** Pure. Whose approval counts for a client at all: a national body's, or that of the agency's own leader. */
export function mayOversee(actor: Actor, reach: Reach, client: Pick<Owned, 'agencyId'>): boolean {
  if (actor.kind !== 'officer' || !actor.rights.includes('sign-on.approve')) return false;
  return reach === 'national' || actor.agencyId === client.agencyId;
}

/** Pure. Four eyes: nobody approves what they asked for, whatever rights they hold. */
export function mayDecide(actor: Actor, reach: Reach, client: Owned): boolean {
  if (client.proposedBy === null || !mayOversee(actor, reach, client)) return false;
  return actor.kind === 'officer' && actor.officerId !== client.proposedBy;
}

/** Pure. */
export function mayRead(actor: Actor, reach: Reach, client: Pick<Owned, 'agencyId'>): boolean {
  return mayKeep(actor, client) || mayOversee(actor, reach, client);
}

/** Pure. To stop is easier than to go on: either side stops a client, but a live one goes on only with those who approve. */
export function maySuspend(actor: Actor, reach: Reach, client: Pick<Owned, 'agencyId'>): boolean {
  return mayRead(actor, reach, client);
}
export function mayResume(actor: Actor, reach: Reach, client: Pick<Owned, 'agencyId' | 'mode'>): boolean {
  return client.mode === 'live' ? mayOversee(actor, reach, client) : mayRead(actor, reach, client);
}
