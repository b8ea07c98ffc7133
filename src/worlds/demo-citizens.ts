import type { DemoCitizen } from '#modules/identity/index.ts';
import type { DemoPerson } from '#seeds/demo/index.ts';

/** The demo people who can sign in, young parents first: they are who a visitor wants to be. */
export function demoCitizens(people: readonly DemoPerson[]): DemoCitizen[] {
  const age = (person: DemoPerson): number => Math.abs(Number(person.birthDate.slice(0, 4)) - 1996);
  return people
    .filter((person) => person.phone !== null)
    .toSorted((a, b) => age(a) - age(b))
    .map((person) => ({
      name: person.fullName,
      personalId: person.personalId,
      about: `sinh năm ${person.birthDate.slice(0, 4)}, ${person.residenceDetail}`,
    }));
}
