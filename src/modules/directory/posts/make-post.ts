import { sql } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { Context } from '#platform/operation.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { beyondGiving, mayManage } from '../access.ts';
import { directoryProblem } from '../errors.ts';
import { postMade } from '../events.ts';
import type { Places } from '../places.ts';
import type { Agency, Right } from '../shapes.ts';

export interface NewPost {
  name: string;
  unit?: string | undefined;
  leadsUnit?: boolean | undefined;
  rights: Right[];
  validFrom: string;
  validTo?: string | undefined;
}

/** Makes a post at an agency. It is vacant until somebody is appointed. */
export async function makePost(
  deps: PlatformDeps,
  places: Places,
  agency: Agency,
  entry: NewPost,
  ctx: Context,
): Promise<string> {
  const own = places.ofActor(ctx.actor);
  if (!mayManage(ctx.actor, own, places.of(agency))) throw directoryProblem('outside-your-agency');
  const [tooFar] = beyondGiving(ctx.actor, own, entry.rights);
  if (tooFar) throw directoryProblem('right-not-yours-to-give', { params: { right: tooFar } });
  if (entry.validTo && entry.validTo < entry.validFrom) throw directoryProblem('ends-before-it-begins');
  const id = newId();
  const post = {
    id,
    agencyId: agency.id,
    name: tidy(entry.name),
    unit: tidy(entry.unit ?? ''),
    leadsUnit: entry.leadsUnit ?? false,
    rights: entry.rights,
    validFrom: entry.validFrom,
    validTo: entry.validTo ?? null,
  };
  await deps.database.transaction<unknown, void>(async (trx) => {
    await requireOneLeader(trx, post);
    await sql`insert into directory.post (id, agency_id, title, unit, leads_unit, rights, valid_from, valid_to)
      values (${id}, ${agency.id}, ${post.name}, ${post.unit}, ${post.leadsUnit}, ${post.rights}::text[], ${post.validFrom}, ${post.validTo})`.execute(
      trx,
    );
    await notePost(trx, { postId: id, kind: 'made', data: { name: post.name, from: post.validFrom } }, ctx.actor, deps);
    const { id: postId, ...told } = post;
    await deps.publish(trx, postMade, { postId, ...told }, { actor: ctx.actor });
  });
  return id;
}

export const tidy = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** The agency's row is the lock: of two managers who name a leader of one unit at once, the second one is refused. */
export async function requireOneLeader(
  trx: Executor,
  post: { id: string; agencyId: string; unit: string; leadsUnit: boolean },
): Promise<void> {
  if (!post.leadsUnit) return;
  await sql`select from directory.agency where id = ${post.agencyId} for no key update`.execute(trx);
  const other =
    await sql`select from directory.post where agency_id = ${post.agencyId} and unit = ${post.unit} and leads_unit
    and valid_to is null and id <> ${post.id}`.execute(trx);
  if (other.rows.length > 0) throw directoryProblem('unit-has-a-leader');
}

export async function notePost(
  trx: Executor,
  what: { postId: string; kind: 'made' | 'renamed' | 'ended'; data: Record<string, unknown> },
  actor: Actor,
  { clock }: Pick<PlatformDeps, 'clock'>,
): Promise<void> {
  await sql`insert into directory.post_event (id, post_id, kind, data, actor, at) values (${newId()}, ${what.postId}, ${what.kind},
    ${JSON.stringify(what.data)}::jsonb, ${JSON.stringify(actorReference(actor))}::jsonb, ${clock.now()})`.execute(trx);
}
