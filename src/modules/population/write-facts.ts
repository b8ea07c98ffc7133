import { sql, type Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import { vnDate } from '#platform/time.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { populationProblem } from './errors.ts';
import { isFactValue, stateAt, type NewFact } from './facts.ts';
import { nameForms, tidyName } from './names.ts';
import { personColumns } from './person.ts';
import { factsOf } from './queries.ts';
import type { Tables } from './tables.ts';

/** Where a fact comes from: `source` names the kind of paper or act, `sourceRef` which one. */
export type Provenance = {
  at: Date;
  by: Record<string, string>;
  source: string;
  sourceRef?: string | null;
};

/** The current row counts all that is stored, also what a process with a clock ahead of ours wrote. */
const everythingKnown = new Date(8.64e15);

/**
 * Inserts the person's row from the first facts, then the facts. `facts` must hold name, sex and birth.
 * @returns false where the birth act has a person already (another delivery was first, and has committed); nothing is written then
 */
export async function insertPerson(
  trx: Transaction<Tables>,
  person: { id: string; sourceAct: string | null; facts: readonly NewFact[] },
  provenance: Provenance,
): Promise<boolean> {
  const facts = person.facts.map(checked);
  const dated = facts.map((fact) => ({ ...fact, id: newId(), recordedAt: provenance.at, corrects: null }));
  const columns = personColumns(stateAt(dated, vnDate(provenance.at), everythingKnown));
  if (!columns) throw populationProblem('fact-invalid');
  const inserted = await trx
    .insertInto('population.person')
    .values({
      id: person.id,
      source_act: person.sourceAct,
      ...columns,
      recorded_at: provenance.at,
      changed_at: provenance.at,
    })
    // Waits for a parallel delivery of the same act, then finds that it was first.
    .onConflict((conflict) => conflict.column('source_act').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await insertFacts(trx, person.id, facts, provenance);
  return true;
}

/**
 * Adds facts to a person and brings the current row up to date.
 * @param corrects id of the fact that was wrong; it stays, and stops counting from now on
 * @throws population.fact-invalid, population.fact-corrected (someone corrected that fact before)
 */
export async function addFact(
  trx: Transaction<Tables>,
  personId: string,
  fact: NewFact,
  provenance: Provenance,
  corrects: string | null = null,
): Promise<string> {
  // Two corrections of one person wait for each other, so the current row never misses one.
  const person = await sql<{ id: string }>`select id from population.person where id = ${personId} for update`.execute(
    trx,
  );
  if (person.rows.length === 0) throw populationProblem('person-not-found');
  const earlier = await factsOf(trx, personId);
  if (corrects && !earlier.some((one) => one.id === corrects && one.kind === fact.kind)) {
    throw populationProblem('fact-invalid');
  }
  const id = await insertFacts(trx, personId, [checked(fact)], provenance, corrects).catch((error: unknown) => {
    throw breaksConstraint(error, 'person_fact_corrects') ? populationProblem('fact-corrected') : error;
  });
  const columns = personColumns(stateAt(await factsOf(trx, personId), vnDate(provenance.at), everythingKnown));
  if (!columns) throw populationProblem('fact-invalid');
  await trx
    .updateTable('population.person')
    .set({ ...columns, changed_at: provenance.at })
    .where('id', '=', personId)
    .execute();
  return id;
}

async function insertFacts(
  trx: Transaction<Tables>,
  personId: string,
  facts: readonly NewFact[],
  provenance: Provenance,
  corrects: string | null = null,
): Promise<string> {
  const rows = facts.map((fact) => ({
    id: newId(),
    person_id: personId,
    kind: fact.kind,
    value: fact.value,
    valid_from: fact.validFrom,
    valid_to: fact.validTo ?? null,
    recorded_at: provenance.at,
    recorded_by: provenance.by,
    source: provenance.source,
    source_ref: provenance.sourceRef ?? null,
    corrects,
  }));
  await trx.insertInto('population.person_fact').values(rows).execute();
  return rows[0]?.id ?? '';
}

function checked(fact: NewFact): NewFact {
  if (!isFactValue(fact.kind, fact.value)) throw populationProblem('fact-invalid');
  return fact.kind === 'name' ? { ...fact, value: { fullName: tidyName(fact.value.fullName) } } : fact;
}

export type NewKin = {
  relation: 'mother' | 'father' | 'spouse' | 'guardian';
  /** Null where the other person is not in this register. */
  personId: string | null;
  name: string;
  validFrom: string;
  validTo?: string | null;
};

export async function addKin(
  trx: Transaction<Tables>,
  personId: string,
  kin: NewKin,
  provenance: Provenance,
): Promise<void> {
  await trx
    .insertInto('population.kin')
    .values({
      id: newId(),
      person_id: personId,
      relation: kin.relation,
      kin_person_id: kin.personId,
      kin_name: nameForms(kin.name).asWritten,
      valid_from: kin.validFrom,
      valid_to: kin.validTo ?? null,
      recorded_at: provenance.at,
      recorded_by: provenance.by,
      source: provenance.source,
      source_ref: provenance.sourceRef ?? null,
    })
    .execute();
}
