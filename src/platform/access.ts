/** Who acts. The platform knows the kinds of people, not the rooms. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'citizen'; accountId: string; personId: string; name: string }
  | {
      kind: 'officer';
      accountId: string;
      officerId: string;
      agencyId: string;
      agencyName?: string;
      name: string;
      position: string;
      rights: readonly string[];
    }
  | { kind: 'system'; name: string };

export type CitizenActor = Extract<Actor, { kind: 'citizen' }>;
export type OfficerActor = Extract<Actor, { kind: 'officer' }>;

/** The first gate, declared in each operation. Finer rules live in the room's access.ts. */
export type Access = { who: 'anyone' } | { who: 'signed-in' } | { who: 'citizen' } | { who: 'officer'; right?: string };

export const anyone = (): Access => ({ who: 'anyone' });
export const signedIn = (): Access => ({ who: 'signed-in' });
export const citizen = (): Access => ({ who: 'citizen' });
export const officer = (right?: string): Access => (right ? { who: 'officer', right } : { who: 'officer' });

export type Decision = 'allowed' | 'not-signed-in' | 'not-allowed';

/** Pure. The system actor passes every first gate: it only exists inside the process. */
export function decide(access: Access, actor: Actor): Decision {
  if (access.who === 'anyone' || actor.kind === 'system') return 'allowed';
  if (actor.kind === 'anonymous') return 'not-signed-in';
  if (access.who === 'signed-in') return 'allowed';
  if (access.who === 'citizen') return actor.kind === 'citizen' ? 'allowed' : 'not-allowed';
  if (actor.kind !== 'officer') return 'not-allowed';
  return !access.right || actor.rights.includes(access.right) ? 'allowed' : 'not-allowed';
}

/** The account behind an actor, where there is one. */
export function accountOf(actor: Actor): string | null {
  return actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null;
}

/** The actor as written into events, evidence and histories: ids, never names of citizens. */
export function actorReference(actor: Actor): Record<string, string> {
  switch (actor.kind) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'citizen':
      return { kind: 'citizen', accountId: actor.accountId, personId: actor.personId };
    case 'officer':
      return { kind: 'officer', accountId: actor.accountId, officerId: actor.officerId, agencyId: actor.agencyId };
    case 'system':
      return { kind: 'system', name: actor.name };
  }
}
