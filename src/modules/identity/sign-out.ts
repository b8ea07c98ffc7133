import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { endSessions } from './end-sessions.ts';
import type { Tables } from './tables.ts';

/** Ends the session that made the call. Answers whether it was still open. */
export async function signOut(deps: PlatformDeps, { actor }: Pick<Context, 'actor'>): Promise<boolean> {
  const sessionId = 'sessionId' in actor ? actor.sessionId : undefined;
  if (!sessionId) return false;
  const ended = await deps.database.transaction<Tables, string[]>((trx) =>
    endSessions(deps, trx, { sessionId }, 'signed-out', actor),
  );
  return ended.length > 0;
}
