import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { tokenHash } from './secrets.ts';
import type { Tables } from './tables.ts';

/** Ends the session that made the call. Answers whether it was still open. */
export async function endSessions(deps: PlatformDeps, context: Context): Promise<boolean> {
  if (!context.token) return false;
  const ended = await deps.database
    .of<Tables>()
    .updateTable('identity.session')
    .set({ ended_at: deps.clock.now(), ended_why: 'signed-out' })
    .where('token_hash', '=', tokenHash(context.token))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}
