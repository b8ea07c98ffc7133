import type { OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { IdentityDeps } from './deps.ts';
import { identityProblem } from './errors.ts';
import type { Tables } from './tables.ts';

type Deps = Pick<IdentityDeps, 'database' | 'clock' | 'directory' | 'evidence'>;

export interface ChoosablePost {
  appointmentId: string;
  position: string;
  unit: string;
  agencyName: string;
}

/** The posts that an officer holds today, with the agency of each: between these the officer may change. */
export async function choosablePosts(deps: Deps, officerId: string): Promise<ChoosablePost[]> {
  const posts = await deps.directory.appointmentsOf(officerId, vnDate(deps.clock.now()));
  return Promise.all(
    posts.map(async ({ id, position, unit, agencyId }) => ({
      appointmentId: id,
      position,
      unit: unit ?? '',
      agencyName: (await deps.directory.getAgency(agencyId)).name,
    })),
  );
}

/**
 * From now on the session acts in another post of the same officer, with the rights of that post and no others. The session stays: the same
 * human being, proved as before. Two tabs that change at once come one after the other; the later one holds.
 * @throws identity.no-post where the officer does not hold that post today
 */
export async function changePost(deps: Deps, actor: OfficerActor, appointmentId: string): Promise<void> {
  const { sessionId } = actor;
  if (!sessionId) throw platformProblem('not-signed-in');
  const posts = await deps.directory.appointmentsOf(actor.officerId, vnDate(deps.clock.now()));
  const chosen = posts.find(({ id }) => id === appointmentId);
  if (!chosen) throw identityProblem('no-post');
  await deps.database.transaction<Tables, void>(async (trx) => {
    const before = await trx
      .selectFrom('identity.session')
      .select('appointment_id')
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw platformProblem('not-signed-in');
    if (before.appointment_id === appointmentId) return;
    await trx
      .updateTable('identity.session')
      .set({ appointment_id: appointmentId })
      .where('id', '=', sessionId)
      .execute();
    await deps.evidence.record(trx, {
      kind: 'identity.post-chosen',
      subject: `account:${actor.accountId}`,
      actor,
      data: { sessionId, appointmentId, before: before.appointment_id, postId: chosen.postId ?? null },
    });
  });
}
