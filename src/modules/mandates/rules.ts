import { addDays, vnDate } from '#platform/time.ts';
import { ageOfMajority } from './legal.ts';
import { within, type Scope } from './scope.ts';

/** When a mandate stands. Pure: everything that the answer depends on is in the facts and the moment. */

export const kinds = ['parent', 'guardian', 'authority', 'representative', 'staff'] as const;
export type Kind = (typeof kinds)[number];

/** A person's life as the population register knows it now. */
export interface Life {
  /** 'YYYY-MM-DD'; null where only the year is known. */
  birthDate: string | null;
  birthYear: number;
  diedOn: string | null;
}

export interface OrganisationState {
  state: 'active' | 'suspended' | 'dissolved';
  /** First day, 'YYYY-MM-DD'. */
  from: string;
}

export interface Facts {
  kind: Kind;
  principal:
    | { kind: 'person'; id: string; life: Life }
    /** States oldest first; of one day, the one learnt last comes last. */
    | { kind: 'organisation'; id: string; states: readonly OrganisationState[] };
  agent: { id: string; life: Life };
  scope: Scope;
  /** First and last day; a null last day means until ended. */
  validFrom: string;
  validTo: string | null;
  acceptedAt: Date | null;
  endedAt: Date | null;
  /** There is a decision with number and day. */
  decided: boolean;
  /** The birth act of the principal names the agent as mother or father. */
  inBirthAct: boolean;
  /** The mandate under which this one was delegated. */
  under: Facts | null;
}

/** Why a mandate does not stand: the first of these that holds. */
export type Obstacle =
  | 'for-oneself'
  | 'wrong-principal'
  | 'not-accepted'
  | 'ended'
  | 'not-yet'
  | 'expired'
  | 'agent-dead'
  | 'principal-dead'
  | 'grown-up'
  | 'not-in-birth-act'
  | 'no-decision'
  | 'organisation-not-active'
  | 'chain'
  | 'representative-gone'
  | 'wider-than-representative'
  | 'longer-than-representative';

export const stands = (facts: Facts, at: Date): boolean => obstacleTo(facts, at) === undefined;

export function obstacleTo(facts: Facts, at: Date): Obstacle | undefined {
  const day = vnDate(at);
  return shape(facts) ?? time(facts, at, day) ?? people(facts, day) ?? source(facts, day) ?? delegation(facts, at);
}

function shape({ kind, principal, agent }: Facts): Obstacle | undefined {
  if (principal.kind === 'person' && principal.id === agent.id) return 'for-oneself';
  const forOrganisation = kind === 'representative' || kind === 'staff';
  return forOrganisation === (principal.kind === 'organisation') ? undefined : 'wrong-principal';
}

function time({ acceptedAt, endedAt, validFrom, validTo }: Facts, at: Date, day: string): Obstacle | undefined {
  if (!acceptedAt || at < acceptedAt) return 'not-accepted';
  if (endedAt && at >= endedAt) return 'ended';
  if (day < validFrom) return 'not-yet';
  return validTo !== null && day > validTo ? 'expired' : undefined;
}

function people({ kind, principal, agent }: Facts, day: string): Obstacle | undefined {
  if (!isAlive(agent.life, day)) return 'agent-dead';
  if (principal.kind === 'organisation') return undefined;
  if (!isAlive(principal.life, day)) return 'principal-dead';
  return kind === 'parent' && day >= dayOfMajority(principal.life) ? 'grown-up' : undefined;
}

function source({ kind, principal, decided, inBirthAct }: Facts, day: string): Obstacle | undefined {
  if (kind === 'parent' && !inBirthAct) return 'not-in-birth-act';
  if (kind === 'guardian' && !decided) return 'no-decision';
  return principal.kind === 'organisation' && stateOn(principal.states, day) !== 'active'
    ? 'organisation-not-active'
    : undefined;
}

/** Staff act under their representative, as long as that one could act; nobody else acts under anybody. */
function delegation({ kind, principal, under, scope, validTo }: Facts, at: Date): Obstacle | undefined {
  if (kind !== 'staff') return under ? 'chain' : undefined;
  if (!under || under.kind !== 'representative' || under.principal.id !== principal.id) return 'chain';
  if (!stands(under, at)) return 'representative-gone';
  if (!within(scope, under.scope)) return 'wider-than-representative';
  return isLonger(validTo, under.validTo) ? 'longer-than-representative' : undefined;
}

/** Whether a last day lies after another; none at all is the longest. */
export function isLonger(validTo: string | null, than: string | null): boolean {
  return than !== null && (validTo === null || validTo > than);
}

/** The hour of a death is not known, so nobody acts on its day any more. */
export const isAlive = ({ diedOn }: Life, day: string): boolean => diedOn === null || day < diedOn;

/** The day on which somebody comes of age. Of whom only the year is known: the first day of the year, so that no parent acts for an adult. */
export function dayOfMajority({ birthDate, birthYear }: Pick<Life, 'birthDate' | 'birthYear'>): string {
  if (birthDate === null) return `${birthYear + ageOfMajority}-01-01`;
  const [year, month, day] = birthDate.split('-');
  // Born on 29 February: where the year has none, the day after the 28th.
  return addDays(`${Number(year) + ageOfMajority}-${month}-01`, Number(day) - 1);
}

export function stateOn(states: readonly OrganisationState[], day: string): OrganisationState['state'] | undefined {
  const begun = states.filter((one) => one.from <= day);
  const last = begun.reduce((latest, { from }) => (from > latest ? from : latest), '');
  return begun.findLast((one) => one.from === last)?.state;
}

/** The last day on which the mandate can stand by its own facts, for showing. */
export function lastDay({ kind, principal, validTo }: Facts): string | null {
  if (kind !== 'parent' || principal.kind !== 'person') return validTo;
  const beforeMajority = addDays(dayOfMajority(principal.life), -1);
  return isLonger(validTo, beforeMajority) ? beforeMajority : validTo;
}

/** Obstacles that no day will take away: such a mandate is ended by law and its people are told. */
export const endsForGood: ReadonlySet<Obstacle> = new Set<Obstacle>([
  'for-oneself',
  'wrong-principal',
  'expired',
  'agent-dead',
  'principal-dead',
  'grown-up',
  'not-in-birth-act',
  'chain',
]);
