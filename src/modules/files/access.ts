import { accountOf, type Actor } from '#platform/access.ts';

/** What reading a file depends on. */
export interface Readable {
  owner: string;
  /** Agencies that it was shared with. */
  agencies: readonly string[];
}

/** Who may open a file: its owner, the officers and programs of the agencies that it was shared with, and the house itself. */
export function mayRead(actor: Actor, file: Readable): boolean {
  if (actor.kind === 'system') return true;
  if (isOwner(actor, file)) return true;
  return (actor.kind === 'officer' || actor.kind === 'program') && file.agencies.includes(actor.agencyId);
}

/** Only the owner takes a file away. */
export function mayRemove(actor: Actor, file: Readable): boolean {
  return isOwner(actor, file);
}

function isOwner(actor: Actor, file: Readable): boolean {
  const account = accountOf(actor);
  return account !== null && account === file.owner;
}

/** Who sends files of the axis's size: whoever sends over it, officer or program, and whoever drafts what their agency will send. */
export function maySendLarge(actor: Actor): boolean {
  return (
    'rights' in actor &&
    (actor.rights.includes('exchange.send') ||
      actor.rights.some((right) => right === 'documents.draft' || right === 'documents.clerk'))
  );
}
