import type { Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { sessionEnded } from './events.ts';
import type { Tables } from './tables.ts';

/** Why a session ended before its time; kept with it, and told at the sign-in page where the owner should know. */
export type EndedWhy =
  | 'signed-out'
  | 'ended-from-list'
  | 'other-device'
  | 'locked'
  | 'closed'
  | 'recovered'
  | 'password-changed'
  | 'mandate-ended'
  | 'post-ended'
  | 'signed-out-upstream';

export type WhichSessions =
  | { accountId: string; except?: string }
  | { sessionId: string }
  | { mandateId: string }
  | { appointmentId: string };

/**
 * Ends open sessions and announces each, in the caller's transaction: the one way in which a session ends before its time, so that
 * whoever issued something on its strength hears of it. Answers the ids of those that were still open.
 */
export async function endSessions(
  deps: Pick<PlatformDeps, 'clock' | 'publish'>,
  trx: Transaction<Tables>,
  which: WhichSessions,
  why: EndedWhy,
  actor?: Actor,
): Promise<string[]> {
  const now = deps.clock.now();
  const ended = await trx
    .updateTable('identity.session')
    .set({ ended_at: now, ended_why: why })
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .$if('sessionId' in which, (query) => query.where('id', '=', (which as { sessionId: string }).sessionId))
    .$if('mandateId' in which, (query) => query.where('mandate_id', '=', (which as { mandateId: string }).mandateId))
    .$if('accountId' in which, (query) => query.where('account_id', '=', (which as { accountId: string }).accountId))
    .$if('except' in which && which.except !== undefined, (query) =>
      query.where('id', '!=', (which as { except: string }).except),
    )
    .$if('appointmentId' in which, (query) =>
      query.where('appointment_id', '=', (which as { appointmentId: string }).appointmentId),
    )
    .returning(['id', 'account_id'])
    .execute();
  for (const { id, account_id } of ended)
    await deps.publish(
      trx,
      sessionEnded,
      { sessionId: id, accountId: account_id, why },
      actor && actor.kind !== 'anonymous' ? { actor } : undefined,
    );
  return ended.map(({ id }) => id);
}
