import type { ActingFor, CitizenActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { IdentityDeps } from './deps.ts';
import { identityProblem } from './errors.ts';
import type { Tables } from './tables.ts';

/**
 * Lets the session act for somebody else by a mandate that stands now, or for oneself again. What follows in the session is recorded
 * with the mandate; the change itself is too. @throws identity.mandate-not-standing
 */
export async function actFor(
  deps: PlatformDeps & Pick<IdentityDeps, 'mandates' | 'evidence'>,
  actor: CitizenActor,
  mandateId: string | null,
): Promise<ActingFor | undefined> {
  const { sessionId } = actor;
  if (!sessionId) throw platformProblem('not-signed-in');
  const actingFor =
    mandateId === null ? undefined : await deps.mandates.standing(mandateId, actor.personId, deps.clock.now());
  if (mandateId !== null && !actingFor) throw identityProblem('mandate-not-standing');
  await deps.database.transaction<Tables, void>(async (trx) => {
    const changed = await trx
      .updateTable('identity.session')
      .set({ mandate_id: mandateId })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .where('mandate_id', 'is distinct from', mandateId)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return;
    await deps.evidence.record(trx, {
      kind: 'identity.capacity-chosen',
      subject: mandateId === null ? `account:${actor.accountId}` : `mandate:${mandateId}`,
      actor,
      data: { sessionId, mandateId, before: actor.actingFor?.mandateId ?? null },
    });
  });
  return actingFor;
}
