import { createEvidence } from '#modules/evidence/index.ts';
import { createPopulation, type Population } from '#modules/population/index.ts';
import type { CitizenActor, OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { Room } from '#platform/room.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { sql } from 'kysely';
import { createMandates, type Mandates } from '../index.ts';

/** The room with the real rooms below it, and a family. What the counter announces is announced by hand. */

export const monday = '2026-11-23T03:00:00Z';
const world = { actor: { kind: 'system', name: 'test' } as const, source: 'world' };

export interface Person {
  personId: string;
  personalId: string;
  fullName: string;
}

export interface MandatesHouse {
  node: TestNode;
  clock: ReturnType<typeof testClock>;
  mandates: Mandates;
  population: Population;
  person(name: string, birthDate: string, parents?: { mother?: Person; father?: Person }): Promise<Person>;
  events(name: string): Promise<Record<string, unknown>[]>;
  evidence(subject: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function openHouseOfMandates(): Promise<MandatesHouse> {
  const clock = testClock(monday);
  let rooms: { population: Population; mandates: Mandates } | undefined;
  const node = await startNode({
    clock,
    build(deps): Room[] {
      const evidence = createEvidence(deps);
      const population = createPopulation({ ...deps, evidence });
      const mandates = createMandates({ ...deps, population, evidence });
      rooms = { population, mandates };
      return [evidence, population, mandates];
    },
  });
  if (!rooms) throw new Error('The rooms were not built');
  const { population, mandates } = rooms;
  let serial = 100_000;
  return {
    node,
    clock,
    mandates,
    population,
    async person(fullName, birthDate, parents = {}) {
      const century = birthDate.startsWith('20') ? '3' : '1';
      const personalId = `006${century}${birthDate.slice(2, 4)}${String((serial += 1))}`;
      const kin = (['mother', 'father'] as const).flatMap((relation) => {
        const parent = parents[relation];
        return parent ? [{ relation, personId: parent.personId, name: parent.fullName }] : [];
      });
      const { personId } = await population.recordPerson(
        {
          id: newId(),
          personalId,
          fullName,
          sex: 'female',
          birthDate,
          ethnicGroup: '01',
          nationality: 'VN',
          kin,
        },
        world,
      );
      return { personId, personalId, fullName };
    },
    async events(name) {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`select payload from platform.event
        where name = ${name} order by at, id`.execute(node.database.of<unknown>());
      return rows.map((row) => row.payload);
    },
    async evidence(subject) {
      const { rows } = await sql<{ kind: string }>`select kind from evidence.record where subject = ${subject}
        order by at, id`.execute(node.database.of<unknown>());
      return rows.map((row) => row.kind);
    },
    close: () => node.close(),
  };
}

/** Signed in with two factors, just now. */
export function as(person: Person, over: Partial<CitizenActor> = {}): CitizenActor {
  return {
    kind: 'citizen',
    accountId: person.personId,
    personId: person.personId,
    name: person.fullName,
    assurance: { level: 2, provedAt: monday, methods: ['pwd', 'sms', 'mfa'] },
    ...over,
  };
}

export const registrar = (clock: { now(): Date }, rights: string[] = ['mandates.record']): OfficerActor => ({
  kind: 'officer',
  accountId: '0190a000-0000-7000-8000-000000000001',
  officerId: '0190a000-0000-7000-8000-000000000002',
  agencyId: '0190a000-0000-7000-8000-000000000003',
  name: 'Hoàng Văn Nông',
  position: 'Công chức Tư pháp – Hộ tịch',
  rights,
  assurance: { level: 2, provedAt: clock.now().toISOString(), methods: ['pwd', 'otp', 'mfa'] },
});

/** What the caller was told: the answer, or the code of the refusal. */
export function told<Answer>(tried: { ok: true; answer: Answer } | { ok: false; problem: { code: string } }) {
  return tried.ok ? tried.answer : tried.problem.code;
}
