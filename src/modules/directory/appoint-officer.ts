import { sql } from 'kysely';
import type { Context } from '#platform/operation.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { beyondGiving, mayAppoint, mayManage } from './access.ts';
import { directoryProblem } from './errors.ts';
import { officerAppointed } from './events.ts';
import type { Places } from './places.ts';
import type { Agency, Appointment, Right } from './shapes.ts';
import { insertIntoPost, insertOfficer, seatFor } from './write-appointment.ts';

export interface NewAppointment {
  officerId?: string;
  name?: string;
  position: string;
  rights: Right[];
  decision?: string;
  validFrom: string;
  validTo?: string;
}

/** Gives a person a post at an agency, with the rights that go with it, for a time. */
export async function appointOfficer(
  deps: PlatformDeps,
  places: Places,
  agency: Agency,
  entry: NewAppointment,
  ctx: Context,
): Promise<Appointment> {
  const own = places.ofActor(ctx.actor);
  if (!mayManage(ctx.actor, own, places.of(agency))) throw directoryProblem('outside-your-agency');
  const [tooFar] = beyondGiving(ctx.actor, own, entry.rights);
  if (tooFar) throw directoryProblem('right-not-yours-to-give', { params: { right: tooFar } });
  if (entry.officerId && !mayAppoint(ctx.actor, entry.officerId)) throw directoryProblem('not-yourself');
  if (entry.validTo && entry.validTo < entry.validFrom) throw directoryProblem('ends-before-it-begins');
  const appointment: Omit<Appointment, 'postId'> = {
    id: newId(),
    officerId: entry.officerId ?? newId(),
    agencyId: agency.id,
    unit: '',
    kind: 'full',
    position: entry.position.normalize('NFC'),
    rights: entry.rights,
    decision: entry.decision ?? '',
    validFrom: entry.validFrom,
    validTo: entry.validTo ?? null,
  };
  const name = entry.name?.trim();
  if (!entry.officerId && !name) throw directoryProblem('name-needed');
  return deps.database.transaction<unknown, Appointment>(async (trx) => {
    if (entry.officerId) {
      const known = await sql`select from directory.officer where id = ${entry.officerId}`.execute(trx);
      if (known.rows.length === 0) throw directoryProblem('unknown-officer');
    } else await insertOfficer(trx, { id: appointment.officerId, name: name ?? '', personId: null });
    const postId = await seatFor(trx, { ...appointment, title: appointment.position });
    await insertIntoPost(trx, { ...appointment, postId, standsInFor: null }, ctx.actor, deps.clock.now());
    const { id: appointmentId, decision: _decision, unit: _unit, ...told } = appointment;
    await deps.publish(trx, officerAppointed, { appointmentId, ...told, postId }, { actor: ctx.actor });
    return { ...appointment, postId };
  });
}
