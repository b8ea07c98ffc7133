import { sql } from 'kysely';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AgencyBook } from '../agency-book.ts';
import { directoryProblem } from '../errors.ts';
import { postRenamed } from '../events.ts';
import type { Places } from '../places.ts';
import { lockPost } from './lock-post.ts';
import { notePost, requireOneLeader, tidy } from './make-post.ts';

/** Another name or unit from now on; what was done under the old name keeps it. The same again writes nothing. */
export async function renamePost(
  deps: PlatformDeps,
  held: { agencies: AgencyBook; places: Places; today: string },
  id: string,
  given: { name: string; unit?: string | undefined; leadsUnit?: boolean | undefined },
  ctx: Context,
): Promise<void> {
  await deps.database.transaction<unknown, void>(async (trx) => {
    const post = await lockPost(trx, id, held, ctx);
    if (post.validTo !== null && post.validTo < held.today) throw directoryProblem('post-ended');
    const next = {
      name: tidy(given.name),
      unit: given.unit === undefined ? post.unit : tidy(given.unit),
      leadsUnit: given.leadsUnit ?? post.leadsUnit,
    };
    if (next.name === post.name && next.unit === post.unit && next.leadsUnit === post.leadsUnit) return;
    await requireOneLeader(trx, { id, agencyId: post.agencyId, ...next });
    await sql`update directory.post set title = ${next.name}, unit = ${next.unit}, leads_unit = ${next.leadsUnit} where id = ${id}`.execute(
      trx,
    );
    const before = { name: post.name, unit: post.unit };
    await notePost(trx, { postId: id, kind: 'renamed', data: { ...next, before, from: held.today } }, ctx.actor, deps);
    await deps.publish(
      trx,
      postRenamed,
      { postId: id, agencyId: post.agencyId, name: next.name, unit: next.unit, before: post.name },
      { actor: ctx.actor },
    );
  });
}
