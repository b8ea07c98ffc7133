/**
 * How sure the node is, now, of who this is: mức độ bảo đảm xác thực, 1 (lowest) to 4. It follows from how the person was proofed
 * when the account was opened and from the factors used in this session; the identity room derives it.
 */
export interface Assurance {
  level: AssuranceLevel;
  /** ISO instant of the latest proof in this session. */
  provedAt: string;
  /** Methods used, as in RFC 8176: 'pwd', 'otp', 'sms', 'hwk' … */
  methods: readonly string[];
}
export type AssuranceLevel = 1 | 2 | 3 | 4;

/** Whom a citizen acts for in this session, by a mandate that stands: a child, a ward, a principal, an enterprise. */
export interface ActingFor {
  mandateId: string;
  kind: 'person' | 'organisation';
  /** Person of the population register, or organisation of the mandates room. */
  id: string;
  name: string;
  /** What the mandate allows, e.g. 'dossier:*' or 'dossier:1.001193'. */
  scope: readonly string[];
}

/** Who acts. The platform knows the kinds of people, not the rooms. */
export type Actor =
  | { kind: 'anonymous' }
  | {
      kind: 'citizen';
      accountId: string;
      personId: string;
      name: string;
      sessionId?: string;
      assurance?: Assurance;
      actingFor?: ActingFor;
    }
  | {
      kind: 'officer';
      accountId: string;
      officerId: string;
      agencyId: string;
      agencyName?: string;
      name: string;
      position: string;
      /** The post of the directory in which the officer acts in this session. */
      postId?: string;
      /** Only those of the post. */
      rights: readonly string[];
      /** What else the officer holds today, and may change to. */
      otherPosts?: readonly { appointmentId: string; position: string; agencyName: string }[];
      sessionId?: string;
      assurance?: Assurance;
    }
  | {
      /** A program of an agency that has proved who it is: a system of the agency's own, in the name of the agency or of one below it. */
      kind: 'program';
      systemId: string;
      /** In whose name it speaks in this request. */
      agencyId: string;
      name: string;
      rights: readonly string[];
    }
  | { kind: 'system'; name: string };

export type CitizenActor = Extract<Actor, { kind: 'citizen' }>;
export type OfficerActor = Extract<Actor, { kind: 'officer' }>;
export type ProgramActor = Extract<Actor, { kind: 'program' }>;
/** Who acts in the name of an agency. */
export type AgencyActor = OfficerActor | ProgramActor;

/** How sure the node must be of who this is before an act, and how long ago the last proof may be. */
export interface Demand {
  level: AssuranceLevel;
  /** Minutes since the latest proof in this session, at least 1; any age of the session when left out. */
  maxAgeMinutes?: number;
}

/**
 * Acts that government stands for with a signature: two factors, proved again at least once in each half of a working day, so that a
 * desk left open over lunch signs nothing. A clerk is asked twice a day, not at every act.
 */
export const toSign: Demand = { level: 2, maxAgeMinutes: 240 };

/** The first gate, declared in each operation. Finer rules live in the room's access.ts. */
export type Access = (
  | { who: 'anyone' }
  | { who: 'signed-in'; programs?: true }
  | { who: 'citizen' }
  | { who: 'officer'; right?: string; programs?: true }
) & {
  /** Binds people. A program proves itself anew in every request. */
  demands?: Demand;
};

/**
 * A proof is older than no minutes by the time its answer has come back: who demanded that would be asked for proof without end. A fresh
 * proof without an allowed age is a matter of the page that asks for it (`stepUpHref` with 0), not of an act.
 * @throws where the code demands an age that nobody can keep
 */
export function requireMeetable(demand: Demand): Demand {
  const { maxAgeMinutes } = demand;
  if (maxAgeMinutes !== undefined && !(maxAgeMinutes >= 1))
    throw new Error(`Nobody can prove themselves and come back within ${maxAgeMinutes} minutes`);
  return demand;
}

const gate = <A extends Access>(access: A, demands: Demand | undefined): Access =>
  demands ? { ...access, demands: requireMeetable(demands) } : access;
export const anyone = (): Access => ({ who: 'anyone' });
export const signedIn = (demands?: Demand): Access => gate({ who: 'signed-in' }, demands);
export const citizen = (demands?: Demand): Access => gate({ who: 'citizen' }, demands);
export const officer = (right?: string, demands?: Demand): Access =>
  gate(right ? { who: 'officer', right } : { who: 'officer' }, demands);
/** Officers, and the agencies' own systems that were given the right. No operation is open to programs unless it says so. */
export const officerOrProgram = (right?: string, demands?: Demand): Access =>
  gate(right ? { who: 'officer', right, programs: true } : { who: 'officer', programs: true }, demands);
export const signedInOrProgram = (demands?: Demand): Access => gate({ who: 'signed-in', programs: true }, demands);

export type Decision = 'allowed' | 'not-signed-in' | 'not-allowed' | 'not-sure-enough';

/** Pure. The system actor passes every first gate: it only exists inside the process. */
export function decide(access: Access, actor: Actor, now: Date): Decision {
  if (access.who === 'anyone' || actor.kind === 'system') return 'allowed';
  if (actor.kind === 'anonymous') return 'not-signed-in';
  if (actor.kind === 'program') return programPasses(access, actor) ? 'allowed' : 'not-allowed';
  if (!passes(access, actor)) return 'not-allowed';
  return access.demands && !meets(access.demands, actor.assurance, now) ? 'not-sure-enough' : 'allowed';
}

function passes(access: Access, actor: CitizenActor | OfficerActor): boolean {
  if (access.who === 'citizen') return actor.kind === 'citizen';
  if (access.who !== 'officer') return true;
  return actor.kind === 'officer' && (!access.right || actor.rights.includes(access.right));
}

function programPasses(access: Access, { rights }: ProgramActor): boolean {
  if (access.who !== 'officer' && access.who !== 'signed-in') return false;
  if (!access.programs) return false;
  return access.who === 'signed-in' || !access.right || rights.includes(access.right);
}

/** Pure. Whether the proofs of a session are strong and fresh enough. */
export function meets(demand: Demand, assurance: Assurance | undefined, now: Date): boolean {
  if (!assurance || assurance.level < demand.level) return false;
  if (demand.maxAgeMinutes === undefined) return true;
  return now.getTime() - Date.parse(assurance.provedAt) <= demand.maxAgeMinutes * 60_000;
}

/** The account behind an actor, where there is one; for a program its system, which owns what it sends as a person does. */
export function accountOf(actor: Actor): string | null {
  if (actor.kind === 'program') return actor.systemId;
  return actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : null;
}

/** The actor as written into events, evidence and histories: ids, never names of citizens. */
export function actorReference(actor: Actor): Record<string, string> {
  switch (actor.kind) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'citizen':
      return {
        kind: 'citizen',
        accountId: actor.accountId,
        personId: actor.personId,
        ...(actor.actingFor
          ? { actingFor: `${actor.actingFor.kind}:${actor.actingFor.id}`, mandateId: actor.actingFor.mandateId }
          : {}),
      };
    case 'officer':
      return {
        kind: 'officer',
        accountId: actor.accountId,
        officerId: actor.officerId,
        agencyId: actor.agencyId,
        ...(actor.postId ? { postId: actor.postId } : {}),
      };
    case 'program':
      return { kind: 'program', systemId: actor.systemId, agencyId: actor.agencyId };
    case 'system':
      return { kind: 'system', name: actor.name };
  }
}
