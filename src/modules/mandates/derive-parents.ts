import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { MandatesDeps } from './deps.ts';
import { familyBasis } from './legal.ts';
import { dayOfMajority, isAlive } from './rules.ts';
import { wholeScope } from './scope.ts';
import type { Tables } from './tables.ts';
import { writeMandate, type Trx } from './write-mandate.ts';

const SYSTEM: Actor = { kind: 'system', name: 'mandates' };

/**
 * A parent needs no paper: the birth act is one. When somebody looks at whom they may act for, their children under age in the
 * population register get the mandate that the law gives. Looking twice, or in two windows, writes it once. Whether it stands is
 * asked of the birth act every time; what an officer has ended (a court restricted the parent) is not written again.
 */
export async function deriveParents(deps: MandatesDeps, personId: string, now: Date): Promise<void> {
  const children = await deps.population.childrenOf(personId, {
    actor: SYSTEM,
    purpose: 'Xác định người con mà cha, mẹ đại diện theo pháp luật',
    legalBasis: familyBasis,
    caseRef: `capacities:${personId}`,
  });
  const today = vnDate(now);
  const minors = children.filter((child) => isAlive(child, today) && today < dayOfMajority(child));
  if (minors.length === 0) return;
  const ids = minors.map((child) => child.personId);
  const known = new Set(await childrenKnown(deps, personId, ids));
  for (const child of minors) {
    if (known.has(child.personId)) continue;
    try {
      await deps.database.transaction<Tables, void>((trx) =>
        writeParent(deps, trx, { parentId: personId, childId: child.personId, birthDate: firstDay(child) }, now),
      );
    } catch (error) {
      // Another window was quicker.
      if (!isProblem(error) || error.code !== 'mandates.already-stands') throw error;
    }
  }
}

export async function writeParent(
  deps: MandatesDeps,
  trx: Trx,
  given: { parentId: string; childId: string; birthDate: string },
  at: Date,
): Promise<void> {
  await writeMandate(
    deps,
    trx,
    {
      kind: 'parent',
      principal: { personId: given.childId },
      agentPersonId: given.parentId,
      scope: wholeScope,
      validFrom: given.birthDate,
      validTo: null,
      source: 'birth-act',
      accepted: true,
      legalBasis: familyBasis,
    },
    { actor: SYSTEM, at },
  );
}

const firstDay = ({ birthDate, birthYear }: { birthDate: string | null; birthYear: number }): string =>
  birthDate ?? `${birthYear}-01-01`;

/** Children for whom there is a mandate, or was one until an officer ended it. */
async function childrenKnown(deps: MandatesDeps, parentId: string, childIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select principal_person_id as id from mandates.mandate
    where kind = 'parent' and agent_person_id = ${parentId} and principal_person_id = any(${childIds}::uuid[])
      and (ended_at is null or ended_how = 'officer')`.execute(deps.database.of<unknown>());
  return rows.map(({ id }) => id);
}

/** A newborn's parents, in the transaction that hears of the child's number. */
export async function deriveForNewborn(deps: MandatesDeps, trx: Trx, childId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ parentId: string; birthDate: string }>`
    select distinct k.parent_id as "parentId", coalesce(c.birth_date, make_date(c.birth_year, 1, 1)) as "birthDate"
    from population.shared_parentage k join population.shared_life c on c.person_id = k.child_id
    where k.child_id = ${childId} and not exists (select from mandates.mandate m
      where m.kind = 'parent' and m.principal_person_id = k.child_id and m.agent_person_id = k.parent_id)`.execute(trx);
  const today = vnDate(now);
  for (const { parentId, birthDate } of rows) {
    const life = { birthDate, birthYear: Number(birthDate.slice(0, 4)) };
    if (today < dayOfMajority(life)) await writeParent(deps, trx, { parentId, childId, birthDate }, now);
  }
}
