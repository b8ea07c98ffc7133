import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { actorReference, type Actor } from '#platform/access.ts';
import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import type { Transaction } from 'kysely';
import { birthRegistered } from '#modules/civil-status/events.ts';
import type { Disclosure } from './access.ts';
import type { EvidenceDoor } from './doors.ts';
import { findNumberOf, fullNumberSpace, type NumberSpace } from './draw-number.ts';
import type { NewFact, PersonState } from './facts.ts';
import { personDied } from './events.ts';
import { measureBlocks } from './measure-blocks.ts';
import type { Person } from './person.ts';
import type { Child, Kin } from './queries.ts';
import {
  comparePerson,
  matchPerson,
  readChildren,
  readKin,
  readPerson,
  readPersonAsOf,
  readPersonByNumber,
  type Comparison,
} from './read-person.ts';
import { recordBirth } from './record-birth.ts';
import { recordPerson, type KnownPerson } from './record-person.ts';
import { routes } from './routes.ts';
import type { Tables } from './tables.ts';
import { addFact } from './write-facts.ts';

export type { Disclosure } from './access.ts';
export type { NewFact, PersonState } from './facts.ts';
export type { Person } from './person.ts';
export type { Child, Kin } from './queries.ts';
export type { Comparison } from './read-person.ts';
export type { KnownPerson } from './record-person.ts';
export { checkPersonalId, maskPersonalId, parsePersonalId, type PersonalId, type Sex } from './personal-number.ts';
export { compareNames, nameForms, nameParts, tidyName, type NameLikeness } from './names.ts';

export type PopulationDeps = PlatformDeps & { evidence: EvidenceDoor };

/** The front door of the population register. Every reading of a person asks for a reason and is recorded. */
export interface Population {
  parts: RoomParts;
  /** @throws population.person-not-found */
  getPerson(id: string, disclosure: Disclosure): Promise<Person>;
  /** With a name or birth date that must agree, unless the caller holds the number already (sign-in, worlds). */
  findByNumber(
    personalId: string,
    disclosure: Disclosure,
    also?: { fullName?: string; birthDate?: string },
  ): Promise<Person | undefined>;
  /** Whether typed details agree with the register, without showing the record. */
  compare(
    typed: { personalId: string; fullName?: string; birthDate?: string; sex?: string },
    disclosure: Disclosure,
  ): Promise<Comparison>;
  /** The person whose number and full name were typed; undefined alike for a number of nobody and for a wrong name. */
  match(typed: { personalId: string; fullName: string }, disclosure: Disclosure): Promise<string | undefined>;
  kinOf(personId: string, disclosure: Disclosure): Promise<Kin[]>;
  /** Children as the birth acts say, of any age; a citizen asks only for their own. */
  childrenOf(personId: string, disclosure: Disclosure): Promise<Child[]>;
  /** What was believed at `knownAt` to hold on `validOn`. */
  stateOf(
    personId: string,
    asOf: { validOn?: string; knownAt?: Date },
    disclosure: Disclosure,
  ): Promise<PersonState | undefined>;
  /** The number drawn for a birth act, if drawn already. */
  numberFor(birthActId: string): Promise<string | undefined>;
  /** Takes over people of an older register or a demo world; the same number twice is the same person. */
  recordPerson(
    person: KnownPerson,
    source: { actor: Actor; source: string; sourceRef?: string },
  ): Promise<{ personId: string }>;
  /** Adds a fact, or corrects one (`corrects` = id of the wrong fact). */
  recordFact(
    personId: string,
    fact: NewFact,
    source: { actor: Actor; source: string; sourceRef?: string },
    corrects?: string,
  ): Promise<{ factId: string }>;
}

/** @param space for tests only: a smaller set of serials */
export function createPopulation(deps: PopulationDeps, space: NumberSpace = fullNumberSpace): Population {
  const { database, clock } = deps;
  const provenance = (source: { actor: Actor; source: string; sourceRef?: string }) => ({
    at: clock.now(),
    by: actorReference(source.actor),
    source: source.source,
    sourceRef: source.sourceRef ?? null,
  });
  const population: Omit<Population, 'parts'> = {
    getPerson: (id, disclosure) => readPerson(deps, id, disclosure),
    findByNumber: (personalId, disclosure, also) => readPersonByNumber(deps, personalId, disclosure, also),
    compare: (typed, disclosure) => comparePerson(deps, typed, disclosure),
    match: (typed, disclosure) => matchPerson(deps, typed, disclosure),
    kinOf: (personId, disclosure) => readKin(deps, personId, disclosure),
    childrenOf: (personId, disclosure) => readChildren(deps, personId, disclosure),
    stateOf: (personId, asOf, disclosure) => readPersonAsOf(deps, personId, { ...asOf, now: clock.now() }, disclosure),
    numberFor: async (birthActId) => (await findNumberOf(database.of<Tables>(), birthActId))?.personalId,
    recordPerson: (person, source) =>
      database.transaction<Tables, { personId: string }>(async (trx) => ({
        personId: await recordPerson(trx, person, provenance(source)),
      })),
    recordFact: (personId, fact, source, corrects) =>
      database.transaction<Tables, { factId: string }>(async (trx) => {
        const factId = await addFact(trx, personId, fact, provenance(source), corrects);
        if (fact.kind === 'death')
          await deps.publish(trx, personDied, { personId, diedOn: fact.value.date }, { actor: source.actor });
        return { factId };
      }),
  };
  const parts: RoomParts = {
    name: 'population',
    served: routes(population),
    listeners: [
      listen(birthRegistered, 'population.number-child', async (event, { trx }) => {
        await recordBirth(trx as Transaction<Tables>, event.payload, {
          publish: deps.publish,
          now: clock.now(),
          registrar: event.actor,
          space,
        });
      }),
    ],
    jobs: [
      job(
        'population.measure-blocks',
        async (_payload, { log }) => {
          await measureBlocks(database, log, clock.now(), space.size);
        },
        { every: '15 * * * *' },
      ),
    ],
  };
  return { ...population, parts };
}
