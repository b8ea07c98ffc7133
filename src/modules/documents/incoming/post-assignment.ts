import type { Post } from '#modules/directory/index.ts';
import { vnDate } from '#platform/time.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';

export type Role = 'lead' | 'co-ordinator' | 'informed';

export interface Wanted {
  leadPostId?: string | undefined;
  coordinatorPostIds?: readonly string[] | undefined;
  informedPostIds?: readonly string[] | undefined;
}

export interface PostAssignee {
  post: Post;
  role: Role;
  holderName: string;
}

/** Whoever fills a post today, the holder before one who stands in: 'Nguyễn Văn A, Lê Thị B'; '' where it is vacant. */
export const holderNames = (post: Pick<Post, 'holders'> | undefined): string =>
  post?.holders.map(({ name }) => name).join(', ') ?? '';

/** The posts that are to get a document, each once and in its weightiest role. @throws documents.post-unknown */
export async function wantedPosts(deps: DocumentsDeps, agencyId: string, wanted: Wanted): Promise<PostAssignee[]> {
  const roles = new Map<string, Role>();
  if (wanted.leadPostId) roles.set(wanted.leadPostId, 'lead');
  for (const id of wanted.coordinatorPostIds ?? []) if (!roles.has(id)) roles.set(id, 'co-ordinator');
  for (const id of wanted.informedPostIds ?? []) if (!roles.has(id)) roles.set(id, 'informed');
  if (roles.size === 0) return [];
  const today = vnDate(deps.clock.now());
  const posts = new Map((await deps.directory.postsOf(agencyId, today)).map((post) => [post.id, post]));
  return [...roles].map(([id, role]) => {
    const post = posts.get(id);
    if (!post || post.validFrom > today) throw documentsProblem('post-unknown');
    return { post, role, holderName: holderNames(post) };
  });
}
