import { sql } from 'kysely';
import type { Context } from '#platform/operation.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { beyondGiving, mayAppoint } from '../access.ts';
import type { AgencyBook } from '../agency-book.ts';
import { directoryProblem } from '../errors.ts';
import { officerAppointed } from '../events.ts';
import { APPOINTMENT } from '../officers.ts';
import type { Places } from '../places.ts';
import type { Appointment } from '../shapes.ts';
import { insertIntoPost, insertOfficer, type AppointmentKind } from '../write-appointment.ts';
import { lockPost, type LockedPost } from './lock-post.ts';

export interface Filling {
  officerId?: string | undefined;
  name?: string | undefined;
  kind: AppointmentKind;
  /** Of a stand-in: the appointment of the holder who is absent. */
  standsInFor?: string | undefined;
  decision?: string | undefined;
  validFrom: string;
  validTo?: string | undefined;
}

/** Puts a person into a post, with the rights of that post and no others: appointed, acting, in charge, or for a holder who is absent. */
export async function appointToPost(
  deps: PlatformDeps,
  held: { agencies: AgencyBook; places: Places },
  postId: string,
  given: Filling,
  ctx: Context,
): Promise<Appointment> {
  const { validFrom, validTo } = given;
  if (validTo && validTo < validFrom) throw directoryProblem('ends-before-it-begins');
  if (given.officerId && !mayAppoint(ctx.actor, given.officerId)) throw directoryProblem('not-yourself');
  const name = given.name?.trim();
  if (!given.officerId && !name) throw directoryProblem('name-needed');
  return deps.database.transaction<unknown, Appointment>(async (trx) => {
    const post = await lockPost(trx, postId, held, ctx);
    const [tooFar] = beyondGiving(ctx.actor, held.places.ofActor(ctx.actor), post.rights);
    if (tooFar) throw directoryProblem('right-not-yours-to-give', { params: { right: tooFar } });
    requireWithin(post, given);
    const officerId = given.officerId ?? newId();
    if (given.kind === 'stand-in') await requireAbsent(trx, post, officerId, given);
    if (given.officerId) {
      const known = await sql`select from directory.officer where id = ${officerId}`.execute(trx);
      if (known.rows.length === 0) throw directoryProblem('unknown-officer');
    } else await insertOfficer(trx, { id: officerId, name: name ?? '', personId: null });
    const id = newId();
    await insertIntoPost(
      trx,
      {
        id,
        officerId,
        postId,
        agencyId: post.agencyId,
        rights: post.rights,
        kind: given.kind,
        standsInFor: given.kind === 'stand-in' ? (given.standsInFor ?? null) : null,
        decision: given.decision?.trim() ?? '',
        validFrom,
        validTo: validTo ?? null,
      },
      ctx.actor,
      deps.clock.now(),
    );
    const made = await sql<Appointment>`${APPOINTMENT} where a.id = ${id}`.execute(trx);
    const appointment = made.rows[0];
    if (!appointment) throw new Error('The appointment that was written is not there');
    const { id: appointmentId, decision: _decision, unit: _unit, ...told } = appointment;
    await deps.publish(trx, officerAppointed, { appointmentId, ...told }, { actor: ctx.actor });
    return appointment;
  });
}

/** Nobody holds a post on a day on which it does not stand. */
function requireWithin(post: LockedPost, { validFrom, validTo }: Filling): void {
  if (validFrom < post.validFrom) throw directoryProblem('before-the-post');
  if (post.validTo !== null && (!validTo || validTo > post.validTo)) throw directoryProblem('post-ended');
}

async function requireAbsent(
  trx: Parameters<typeof insertOfficer>[0],
  post: LockedPost,
  officerId: string,
  { standsInFor, validFrom, validTo }: Filling,
): Promise<void> {
  if (!validTo) throw directoryProblem('stand-in-needs-an-end');
  const found = await sql<{ officerId: string }>`select officer_id as "officerId" from directory.appointment
    where id = ${standsInFor ?? null} and post_id = ${post.id} and kind <> 'stand-in'
      and valid_from <= ${validFrom}::date and (valid_to is null or valid_to >= ${validTo}::date) for share`.execute(
    trx,
  );
  const absent = found.rows[0];
  if (!absent || absent.officerId === officerId) throw directoryProblem('nobody-to-stand-in-for');
}
