import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { directoryProblem } from './errors.ts';
import type { Appointment } from './shapes.ts';

/** Writes an appointment, making the post where the agency does not have it yet. @throws directory.already-appointed */
export async function insertAppointment(trx: Transaction<unknown>, entry: Appointment, actor: Actor): Promise<void> {
  const post = await sql<{ id: string }>`
    insert into directory.post (id, agency_id, title) values (${newId()}, ${entry.agencyId}, ${entry.position})
    on conflict (agency_id, title) do update set title = excluded.title returning id`.execute(trx);
  try {
    await sql`insert into directory.appointment (id, officer_id, post_id, agency_id, rights, decision, valid_from, valid_to, appointed_by)
      values (${entry.id}, ${entry.officerId}, ${post.rows[0]?.id}, ${entry.agencyId}, ${entry.rights}::text[], ${entry.decision},
        ${entry.validFrom}, ${entry.validTo}, ${JSON.stringify(actorReference(actor))}::jsonb)`.execute(trx);
  } catch (error) {
    if (breaksConstraint(error, 'appointment_one_per_agency'))
      throw directoryProblem('already-appointed', { cause: error });
    throw error;
  }
}

export async function insertOfficer(
  trx: Transaction<unknown>,
  officer: { id: string; name: string; personId: string | null },
): Promise<void> {
  await sql`insert into directory.officer (id, name, person_id) values (${officer.id}, ${officer.name}, ${officer.personId})
    on conflict (id) do nothing`.execute(trx);
}
