import { sql } from 'kysely';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AgencyBook } from '../agency-book.ts';
import { directoryProblem } from '../errors.ts';
import { postEnded } from '../events.ts';
import type { Places } from '../places.ts';
import { lockPost } from './lock-post.ts';
import { notePost } from './make-post.ts';

/** A post stands until `lastDay`. Whoever holds it longer is given another one, or relieved, first. */
export async function endPost(
  deps: PlatformDeps,
  held: { agencies: AgencyBook; places: Places },
  id: string,
  lastDay: string,
  ctx: Context,
): Promise<void> {
  await deps.database.transaction<unknown, void>(async (trx) => {
    const post = await lockPost(trx, id, held, ctx);
    if (post.validTo !== null && post.validTo <= lastDay) throw directoryProblem('post-ended');
    if (lastDay < post.validFrom) throw directoryProblem('ends-before-it-begins');
    const longer = await sql`select from directory.appointment where post_id = ${id}
      and (valid_to is null or valid_to > ${lastDay}::date)`.execute(trx);
    if (longer.rows.length > 0) throw directoryProblem('post-held');
    await sql`update directory.post set valid_to = ${lastDay} where id = ${id}`.execute(trx);
    await notePost(trx, { postId: id, kind: 'ended', data: { name: post.name, lastDay } }, ctx.actor, deps);
    await deps.publish(trx, postEnded, { postId: id, agencyId: post.agencyId, lastDay }, { actor: ctx.actor });
  });
}
