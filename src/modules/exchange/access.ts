import type { Actor } from '#platform/access.ts';
import { exchangeProblem } from './errors.ts';

/** Whose document on the axis it is. */
export interface Sides {
  senderAgencyId: string;
  recipientAgencyIds: readonly string[];
}

const reads = ['exchange.send', 'exchange.receive', 'exchange.operate'] as const;

/** Pure. On which side an officer or a program may look at a consignment; the sender's side where an agency wrote to itself. */
export function sideOf(actor: Actor, sides: Sides): 'sender' | 'recipient' | undefined {
  if (actor.kind !== 'officer' && actor.kind !== 'program') return undefined;
  if (!reads.some((right) => actor.rights.includes(right))) return undefined;
  if (sides.senderAgencyId === actor.agencyId) return 'sender';
  return sides.recipientAgencyIds.includes(actor.agencyId) ? 'recipient' : undefined;
}

/** A stranger must not learn that there is such a document: 404. */
export function requireSide(actor: Actor, sides: Sides | undefined): 'sender' | 'recipient' {
  const side = sides && sideOf(actor, sides);
  if (!side) throw exchangeProblem('not-found');
  return side;
}

/** Who may hear that an agency's inbox on the axis changed. */
export function mayHearInbox(actor: Actor, agencyId: string): boolean {
  return actor.kind === 'officer' && actor.agencyId === agencyId && reads.some((right) => actor.rights.includes(right));
}
