import { sql } from 'kysely';
import { actorReference } from '#platform/access.ts';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { mayAppoint, mayManage } from './access.ts';
import type { AgencyBook } from './agency-book.ts';
import { directoryProblem } from './errors.ts';
import { appointmentEnded } from './events.ts';
import { APPOINTMENT } from './officers.ts';
import type { Places } from './places.ts';
import type { Appointment } from './shapes.ts';

/** Ends an appointment with `lastDay`; the row stays as history. */
export async function endAppointment(
  deps: PlatformDeps,
  agencies: AgencyBook,
  places: Places,
  id: string,
  lastDay: string,
  ctx: Context,
): Promise<Appointment> {
  return deps.database.transaction<unknown, Appointment>(async (trx) => {
    const found = await sql<Appointment>`${APPOINTMENT} where a.id = ${id} for update of a`.execute(trx);
    const appointment = found.rows[0];
    const agency = appointment && agencies.find(appointment.agencyId);
    if (!appointment || !agency) throw directoryProblem('unknown-appointment');
    if (!mayManage(ctx.actor, places.ofActor(ctx.actor), places.of(agency)))
      throw directoryProblem('outside-your-agency');
    if (!mayAppoint(ctx.actor, appointment.officerId)) throw directoryProblem('not-yourself');
    if (appointment.validTo !== null && appointment.validTo <= lastDay) throw directoryProblem('appointment-ended');
    if (lastDay < appointment.validFrom) throw directoryProblem('ends-before-it-begins');
    await sql`update directory.appointment set valid_to = ${lastDay}, ended_by = ${JSON.stringify(actorReference(ctx.actor))}::jsonb, ended_at = ${deps.clock.now()}
      where id = ${id}`.execute(trx);
    await deps.publish(
      trx,
      appointmentEnded,
      {
        appointmentId: id,
        officerId: appointment.officerId,
        agencyId: appointment.agencyId,
        lastDay,
        postId: appointment.postId,
      },
      { actor: ctx.actor },
    );
    return { ...appointment, validTo: lastDay };
  });
}
