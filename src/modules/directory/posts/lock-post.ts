import { sql } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import type { Context } from '#platform/operation.ts';
import { mayManage } from '../access.ts';
import type { AgencyBook } from '../agency-book.ts';
import { directoryProblem } from '../errors.ts';
import type { Places } from '../places.ts';
import type { Right } from '../shapes.ts';

export interface LockedPost {
  id: string;
  agencyId: string;
  name: string;
  unit: string;
  leadsUnit: boolean;
  rights: Right[];
  validFrom: string;
  validTo: string | null;
}

/**
 * A post of an agency that this officer manages, held until the commit: whoever appoints and whoever ends the post come one after the other.
 * @throws directory.unknown-post, directory.outside-your-agency
 */
export async function lockPost(
  trx: Executor,
  id: string,
  { agencies, places }: { agencies: AgencyBook; places: Places },
  ctx: Context,
): Promise<LockedPost> {
  const found =
    await sql<LockedPost>`select id, agency_id as "agencyId", title as name, unit, leads_unit as "leadsUnit", rights,
    valid_from as "validFrom", valid_to as "validTo" from directory.post where id = ${id} for update`.execute(trx);
  const post = found.rows[0];
  const agency = post && agencies.find(post.agencyId);
  if (!post || !agency) throw directoryProblem('unknown-post');
  if (!mayManage(ctx.actor, places.ofActor(ctx.actor), places.of(agency)))
    throw directoryProblem('outside-your-agency');
  return post;
}
