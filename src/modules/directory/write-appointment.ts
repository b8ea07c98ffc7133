import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { directoryProblem } from './errors.ts';

export type AppointmentKind = 'full' | 'acting' | 'in-charge' | 'stand-in';

export interface AppointmentEntry {
  id: string;
  officerId: string;
  agencyId: string;
  rights: readonly string[];
  kind: AppointmentKind;
  standsInFor: string | null;
  decision: string;
  validFrom: string;
  validTo: string | null;
}

/** Writes an appointment to a post. @throws directory.already-appointed, directory.post-taken */
export async function insertIntoPost(
  trx: Transaction<unknown>,
  entry: AppointmentEntry & { postId: string },
  actor: Actor,
  at: Date,
): Promise<void> {
  try {
    await sql`insert into directory.appointment (id, officer_id, post_id, agency_id, rights, kind, stands_in_for, decision, valid_from, valid_to, appointed_by, appointed_at)
      values (${entry.id}, ${entry.officerId}, ${entry.postId}, ${entry.agencyId}, ${entry.rights}::text[], ${entry.kind}, ${entry.standsInFor},
        ${entry.decision}, ${entry.validFrom}, ${entry.validTo}, ${JSON.stringify(actorReference(actor))}::jsonb, ${at})`.execute(
      trx,
    );
  } catch (error) {
    if (breaksConstraint(error, 'appointment_once_per_post'))
      throw directoryProblem('already-appointed', { cause: error });
    if (breaksConstraint(error, 'appointment_one_holder') || breaksConstraint(error, 'appointment_one_stand_in'))
      throw directoryProblem('post-taken', { cause: error });
    throw error;
  }
}

/**
 * Finds the seat for somebody who is appointed under a title and not to a post: a free one of that title with the same rights, else a new one.
 * The agency's row is held meanwhile, so that two who are appointed at once do not make two seats where one is free.
 * @throws directory.already-appointed where this person sits on such a seat
 */
export async function seatFor(
  trx: Transaction<unknown>,
  entry: {
    officerId: string;
    agencyId: string;
    title: string;
    unit?: string | undefined;
    leadsUnit?: boolean | undefined;
    rights: readonly string[];
    validFrom: string;
    validTo: string | null;
  },
): Promise<string> {
  const { agencyId, title, rights, validFrom, validTo } = entry;
  const overlap = sql`daterange(a.valid_from, a.valid_to, '[]') && daterange(${validFrom}::date, ${validTo}::date, '[]')`;
  await sql`select from directory.agency where id = ${agencyId} for no key update`.execute(trx);
  const seats = await sql<{ id: string; mine: boolean; free: boolean }>`
    select p.id,
      exists (select from directory.appointment a where a.post_id = p.id and a.officer_id = ${entry.officerId} and ${overlap}) as mine,
      not exists (select from directory.appointment a where a.post_id = p.id and ${overlap}) and p.valid_from <= ${validFrom}::date
        and (p.valid_to is null or p.valid_to >= ${validTo}::date) as free
    from directory.post p where p.agency_id = ${agencyId} and p.title = ${title} and p.unit = ${entry.unit ?? ''}
      and p.rights @> ${rights}::text[] and p.rights <@ ${rights}::text[]
    order by p.valid_from, p.id`.execute(trx);
  if (seats.rows.some(({ mine }) => mine)) throw directoryProblem('already-appointed');
  const seat = seats.rows.find(({ free }) => free);
  if (seat) return seat.id;
  const id = newId();
  await sql`insert into directory.post (id, agency_id, title, unit, leads_unit, rights, valid_from)
    values (${id}, ${agencyId}, ${title}, ${entry.unit ?? ''}, ${entry.leadsUnit ?? false}, ${rights}::text[], ${validFrom})`.execute(
    trx,
  );
  return id;
}

export async function insertOfficer(
  trx: Transaction<unknown>,
  officer: { id: string; name: string; personId: string | null },
): Promise<void> {
  await sql`insert into directory.officer (id, name, person_id) values (${officer.id}, ${officer.name}, ${officer.personId})
    on conflict (id) do nothing`.execute(trx);
}
