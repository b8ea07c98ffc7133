import { sql } from 'kysely';
import type { Post } from '#modules/directory/index.ts';
import { officersWanted } from '#modules/notices/events.ts';
import { vnDate } from '#platform/time.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import type { Tables } from '../tables.ts';

/** Since when nobody fills a post that is vacant or has ended. */
export const vacantSince = (post: Post): string => post.lastHeld ?? post.validTo ?? post.validFrom;

export const isFilled = (post: Post | undefined): boolean => (post?.holders.length ?? 0) > 0;

/**
 * Tells whom it concerns that documents lie with a post that nobody fills: whoever leads its unit, else whoever assigns at the agency. Once
 * for a document and a vacancy. @returns documents that were not told of before
 */
export async function tellVacant(
  deps: Pick<DocumentsDeps, 'clock' | 'publish'>,
  trx: Trx,
  post: Post,
  leaders: readonly string[],
  incomingIds: readonly string[],
): Promise<number> {
  const told = await trx
    .insertInto('documents.vacancy_told')
    .values(
      incomingIds.map((id) => ({ incoming_id: id, post_id: post.id, since: vacantSince(post), at: deps.clock.now() })),
    )
    .onConflict((known) => known.doNothing())
    .returning('incoming_id')
    .execute();
  if (told.length === 0) return 0;
  const name = post.unit ? `${post.name}, ${post.unit}` : post.name;
  await deps.publish(trx, officersWanted, {
    right: 'documents.assign',
    agencyId: post.agencyId,
    ...(leaders.length > 0 ? { officerIds: [...leaders] } : {}),
    subject: { vi: 'Có văn bản đang nằm ở vị trí trống', en: 'Documents lie with a vacant post' },
    body: {
      vi: `Vị trí “${name}” hiện không có người giữ và đang có ${told.length} văn bản mới cần xử lý.\n\nXin phân công lại, hoặc đề nghị cử người phụ trách, tạm thay.`,
      en: `Nobody holds the post “${name}”, and ${told.length} more documents lie there.\n\nAssign them anew, or have somebody put in charge.`,
    },
    link: '/can-bo/van-ban/den?ngan=vacant',
  });
  return told.length;
}

/** Whoever leads the unit of a post today, by officer; nobody where that post is the vacant one itself. */
export function leadersOf(post: Post, posts: readonly Post[]): string[] {
  const lead = posts.find((one) => one.leadsUnit && one.unit === post.unit && one.id !== post.id);
  return lead?.holders.map(({ officerId }) => officerId) ?? [];
}

/** Looks at every post that has open work: a post becomes vacant on a day on which nobody does anything. Runs with the reminders. */
export async function watchPosts(deps: DocumentsDeps): Promise<number> {
  const today = vnDate(deps.clock.now());
  const { rows } = await sql<{ postId: string; ids: string[] }>`
    select a.post_id as "postId", array_agg(i.id) as ids
    from documents.incoming i join documents.assignee_post a on a.incoming_id = i.id
    where i.state in ('assigned', 'in-progress') and a.role <> 'informed'
    group by a.post_id`.execute(deps.database.of<Tables>());
  if (rows.length === 0) return 0;
  const posts = await deps.directory.findPosts(
    rows.map((row) => row.postId),
    today,
  );
  let told = 0;
  for (const post of posts.filter((one) => !isFilled(one))) {
    const ids = rows.find((row) => row.postId === post.id)?.ids ?? [];
    const leaders = leadersOf(post, await deps.directory.postsOf(post.agencyId, today));
    told += await deps.database.transaction<Tables, number>((trx) => tellVacant(deps, trx, post, leaders, ids));
  }
  return told;
}
