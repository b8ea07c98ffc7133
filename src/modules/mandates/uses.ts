import { sql } from 'kysely';
import type { CitizenActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { listUses } from './contract.ts';
import type { UseView } from './contract/shapes.ts';
import type { MandatesDeps } from './deps.ts';
import { mandateUsed } from './events.ts';
import { findMandate } from './read-mandates.ts';
import type { Trx } from './write-mandate.ts';
import { aboutOf } from './write-mandate.ts';

export interface Use {
  mandateId: string;
  at: Date;
  what: 'dossier-filed' | 'signed-in';
  subject: string;
  label: string;
}

/** Something was done by a mandate: kept for its principal to look up, and announced so that they are told. */
export async function noteUse(deps: MandatesDeps, trx: Executor, use: Use): Promise<void> {
  const mandate = await findMandate(trx, use.mandateId);
  if (!mandate) return;
  const { mandateId, at, what, subject, label } = use;
  const { numAffectedRows } = await sql`insert into mandates.use (id, mandate_id, at, what, subject, label)
    values (${newId()}, ${mandateId}, ${at}, ${what}, ${subject}, ${label}) on conflict do nothing`.execute(trx as Trx);
  if (!numAffectedRows) return;
  await deps.publish(trx, mandateUsed, { ...aboutOf(mandate), what, subject, label });
}

interface Row extends Omit<UseView, 'at'> {
  at: Date;
}

const columns = sql`u.id, u.at, u.what, u.subject, u.label, u.mandate_id as "mandateId", a.full_name as "agentName"`;
const perPage = 20;

export async function usesOf(deps: MandatesDeps, mandateId: string): Promise<UseView[]> {
  const { rows } = await sql<Row>`select ${columns} from mandates.use u
    join mandates.mandate m on m.id = u.mandate_id join population.shared_life a on a.person_id = m.agent_person_id
    where u.mandate_id = ${mandateId} order by u.id desc limit ${perPage}`.execute(deps.database.of<unknown>());
  return rows.map(shown);
}

/** Everything that anybody did in this person's name, the latest first. */
export async function listUsesFor(
  deps: MandatesDeps,
  query: { after?: string },
  actor: CitizenActor,
): Promise<AnswerOf<typeof listUses>> {
  const further = query.after ? sql`and u.id < ${query.after}` : sql``;
  const { rows } = await sql<Row>`select ${columns} from mandates.use u
    join mandates.mandate m on m.id = u.mandate_id join population.shared_life a on a.person_id = m.agent_person_id
    where m.principal_person_id = ${actor.personId} ${further} order by u.id desc limit ${perPage + 1}`.execute(
    deps.database.of<unknown>(),
  );
  const page = rows.slice(0, perPage).map(shown);
  return { uses: page, next: rows.length > perPage ? (page.at(-1)?.id ?? null) : null };
}

const shown = (row: Row): UseView => ({ ...row, at: row.at.toISOString() });
