/**
 * A registered birth becomes a person with a personal number, in one transaction, once per act
 * (Nghị định 70/2024/NĐ-CP, Điều 11: civil status sends the birth, the population database answers with the number).
 */
import type { Transaction } from 'kysely';
import type { Static } from 'typebox';
import type { Publish } from '#platform/events.ts';
import { newId } from '#platform/id.ts';
import { vnDate } from '#platform/time.ts';
import type { birthRegistered } from '#modules/civil-status/events.ts';
import { choosePlacePrefix, defaultPrefixRule, prefixRules, type PrefixRule } from './choose-prefix.ts';
import { drawNumber, findNumberOf, type NumberSpace } from './draw-number.ts';
import { populationProblem } from './errors.ts';
import { personNumbered } from './events.ts';
import type { NewFact } from './facts.ts';
import type { PersonalId } from './personal-number.ts';
import { findIdByNumber } from './queries.ts';
import type { Tables } from './tables.ts';
import { addKin, insertPerson, type Provenance } from './write-facts.ts';

export type RegisteredBirth = Static<(typeof birthRegistered)['payload']>;

/**
 * @param registrar reference of who registered the birth
 * @returns the number; `fresh` is false (and nothing is announced) where the act had been recorded before
 * @throws population.place-unknown, population.block-full
 */
export async function recordBirth(
  trx: Transaction<Tables>,
  birth: RegisteredBirth,
  tools: { publish: Publish; now: Date; registrar: Record<string, string>; space?: NumberSpace },
): Promise<{ personId: string; personalId: PersonalId; fresh: boolean }> {
  const placePrefix = choosePlacePrefix(await ruleOn(trx, vnDate(new Date(birth.registeredAt))), birth);
  if (!placePrefix) throw populationProblem('place-unknown');

  const provenance: Provenance = { at: tools.now, by: tools.registrar, source: 'birth-act', sourceRef: birth.actId };
  const personId = newId();
  const first = await insertPerson(trx, { id: personId, sourceAct: birth.actId, facts: factsOf(birth) }, provenance);
  if (!first) {
    const earlier = await findNumberOf(trx, birth.actId);
    if (!earlier) throw new Error('A person was recorded from this act without a number');
    return { ...earlier, fresh: false };
  }
  const drawn = await drawNumber(
    trx,
    {
      block: { placePrefix, sex: birth.child.gender, birthYear: Number(birth.child.birthDate.slice(0, 4)) },
      sourceAct: birth.actId,
      personId,
      at: tools.now,
      by: tools.registrar,
    },
    tools.space,
  );
  await addParents(trx, personId, birth, provenance);
  await tools.publish(trx, personNumbered, { birthActId: birth.actId, personId, personalId: drawn.personalId });
  return drawn;
}

/** The rule in force on the day of registration, from `population.place_rule`. */
async function ruleOn(trx: Transaction<Tables>, date: string): Promise<PrefixRule> {
  const row = await trx
    .selectFrom('population.place_rule')
    .select('rule')
    .where('valid_from', '<=', date)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return prefixRules.find((rule) => rule === row?.rule) ?? defaultPrefixRule;
}

function factsOf({ child }: RegisteredBirth): NewFact[] {
  const validFrom = child.birthDate;
  return [
    { kind: 'name', value: { fullName: child.fullName }, validFrom },
    { kind: 'sex', value: { sex: child.gender }, validFrom },
    { kind: 'birth', value: { year: Number(child.birthDate.slice(0, 4)), date: child.birthDate }, validFrom },
    { kind: 'birthPlace', value: { name: child.birthPlaceName, areaCode: child.birthPlaceArea }, validFrom },
    { kind: 'ethnicGroup', value: { code: child.ethnicGroup }, validFrom },
    { kind: 'nationality', value: { code: child.nationality }, validFrom },
    { kind: 'homeTown', value: { areaCode: child.homeTown }, validFrom },
  ];
}

/** Parents as the act names them; linked where their number leads to a person of this register. */
async function addParents(
  trx: Transaction<Tables>,
  personId: string,
  birth: RegisteredBirth,
  provenance: Provenance,
): Promise<void> {
  const parents = [
    { relation: 'mother', name: birth.motherFullName, number: birth.motherPersonalId },
    { relation: 'father', name: birth.fatherFullName, number: birth.fatherPersonalId },
  ] as const;
  for (const { relation, name, number } of parents) {
    if (name === null) continue;
    const kinId = number === null ? null : ((await findIdByNumber(trx, number)) ?? null);
    await addKin(trx, personId, { relation, personId: kinId, name, validFrom: birth.child.birthDate }, provenance);
  }
}
