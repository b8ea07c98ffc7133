import { sql } from 'kysely';
import type { Context } from '#platform/operation.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { beyondGiving, mayAppoint, mayManage } from './access.ts';
import { directoryProblem } from './errors.ts';
import { officerAppointed } from './events.ts';
import type { Places } from './places.ts';
import type { Agency, Appointment, Right } from './shapes.ts';
import { insertAppointment, insertOfficer } from './write-appointment.ts';

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
  const appointment: Appointment = {
    id: newId(),
    officerId: entry.officerId ?? newId(),
    agencyId: agency.id,
    position: entry.position,
    rights: entry.rights,
    decision: entry.decision ?? '',
    validFrom: entry.validFrom,
    validTo: entry.validTo ?? null,
  };
  const name = entry.name?.trim();
  if (!entry.officerId && !name) throw directoryProblem('name-needed');
  await deps.database.transaction<unknown, void>(async (trx) => {
    if (entry.officerId) {
      const known = await sql`select from directory.officer where id = ${entry.officerId}`.execute(trx);
      if (known.rows.length === 0) throw directoryProblem('unknown-officer');
    } else await insertOfficer(trx, { id: appointment.officerId, name: name ?? '', personId: null });
    await insertAppointment(trx, appointment, ctx.actor);
    const { id: appointmentId, decision: _decision, ...told } = appointment;
    await deps.publish(trx, officerAppointed, { appointmentId, ...told }, { actor: ctx.actor });
  });
  return appointment;
}
