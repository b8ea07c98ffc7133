import type { Transaction } from 'kysely';
import { vnDate } from '#platform/time.ts';
import type { IdentityDeps } from '../deps.ts';
import { endSessions } from '../end-sessions.ts';
import type { Tables } from '../tables.ts';

/**
 * An officer's post has ended: sessions with it end, and whoever issued something on their strength hears of it. Where its last day is
 * still to come, nothing happens now: every request asks the directory what the post is worth today.
 */
export async function endPost(
  deps: Pick<IdentityDeps, 'clock' | 'publish'>,
  trx: Transaction<Tables>,
  post: { appointmentId: string; lastDay: string },
): Promise<void> {
  if (post.lastDay >= vnDate(deps.clock.now())) return;
  const actor = { kind: 'system', name: 'identity.end-post' } as const;
  await endSessions(deps, trx, { appointmentId: post.appointmentId }, 'post-ended', actor);
}
