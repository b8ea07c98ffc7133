import type { OfficerActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { requireIncoming } from '../access.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { findIncoming } from './incoming-row.ts';
import { moveIncoming } from './move-incoming.ts';
import { wantedPosts, type PostAssignee, type Role, type Wanted } from './post-assignment.ts';
import type { IncomingMoved } from '../shapes.ts';
import type { Json, Tables } from '../tables.ts';
import { isFilled, leadersOf, tellVacant } from './vacant-posts.ts';

export interface Assignment extends Wanted {
  id: string;
  leadId?: string | undefined;
  coordinatorIds?: readonly string[] | undefined;
  informedIds?: readonly string[] | undefined;
  instruction?: string | undefined;
  dueAt?: string | undefined;
  /** The assignment that was seen; null for none. Another one since then is not silently replaced. */
  after?: string | null | undefined;
}

interface Person {
  officer_id: string;
  role: Role;
  name: string;
}

/**
 * Gives the document to a leading post, to posts that work with it and to those who are told; to persons by name where somebody asks for that.
 * Again: a new assignment takes the place of the old. A post that nobody fills may get it; then its chief is told.
 */
export async function assignIncoming(
  deps: DocumentsDeps,
  input: Assignment,
  actor: OfficerActor,
): Promise<IncomingMoved> {
  const known = await findIncoming(deps.database.of<Tables>(), input.id);
  requireIncoming(actor, known?.parties, 'assign');
  const now = deps.clock.now();
  const dueAt = input.dueAt === undefined ? undefined : new Date(input.dueAt);
  if (dueAt && dueAt <= now) throw documentsProblem('due-past');
  if ((input.leadId === undefined) === (input.leadPostId === undefined)) throw documentsProblem('one-lead');
  const posts = await wantedPosts(deps, actor.agencyId, input);
  const people = await wantedPeople(deps, actor.agencyId, input);
  const vacant = posts.filter(({ post, role }) => role !== 'informed' && !isFilled(post));
  const around = vacant.length > 0 ? await deps.directory.postsOf(actor.agencyId, vnDate(now)) : [];
  const leadPost = posts.find(({ role }) => role === 'lead');
  const lead = people.find(({ role }) => role === 'lead');
  const instruction = input.instruction?.trim() || undefined;
  return moveIncoming(
    deps,
    {
      id: input.id,
      step: 'assign',
      note: instruction,
      data: { assignees: [...posts.map(postInRecord), ...people.map(personInRecord)] },
      isDone: async (trx, row) => {
        const last = await lastAssignment(trx, row.id);
        if (row.state === 'assigned' || row.state === 'in-progress') {
          const sameDue = !dueAt || row.due_at?.getTime() === dueAt.getTime();
          if (sameDue && last?.note === (instruction ?? null) && (await sameAssignees(trx, row.id, posts, people)))
            return true;
        }
        if (input.after !== undefined && (last?.id ?? null) !== input.after)
          throw documentsProblem('assigned-meanwhile', { params: { name: last?.by_name ?? '' } });
        return false;
      },
      async effect(trx, row) {
        await trx.deleteFrom('documents.assignee').where('incoming_id', '=', row.id).execute();
        await trx.deleteFrom('documents.assignee_post').where('incoming_id', '=', row.id).execute();
        if (people.length > 0)
          await trx
            .insertInto('documents.assignee')
            .values(people.map((one) => ({ incoming_id: row.id, ...one })))
            .execute();
        if (posts.length > 0)
          await trx
            .insertInto('documents.assignee_post')
            .values(posts.map((one) => ({ incoming_id: row.id, ...postRow(one) })))
            .execute();
        for (const { post } of vacant) await tellVacant(deps, trx, post, leadersOf(post, around), [row.id]);
        return {
          lead_officer_id: lead?.officer_id ?? null,
          lead_name: lead?.name ?? (leadPost?.holderName || null),
          lead_post_id: leadPost?.post.id ?? null,
          lead_post_name: leadPost?.post.name ?? null,
          ...(dueAt ? { due_at: dueAt } : {}),
        };
      },
    },
    actor,
  );
}

const postRow = ({ post, role, holderName }: PostAssignee) => ({
  post_id: post.id,
  role,
  name: post.name,
  unit: post.unit,
  holder_name: holderName,
});
const postInRecord = ({ post, role, holderName }: PostAssignee): Record<string, Json> => ({
  postId: post.id,
  post: post.name,
  unit: post.unit,
  holder: holderName,
  role,
});
const personInRecord = (one: Person): Record<string, Json> => ({
  officerId: one.officer_id,
  name: one.name,
  role: one.role,
});

/** Each officer once, in the weightiest role. @throws documents.assignee-unknown */
async function wantedPeople(deps: DocumentsDeps, agencyId: string, input: Assignment): Promise<Person[]> {
  const roles = new Map<string, Role>();
  if (input.leadId !== undefined) roles.set(input.leadId, 'lead');
  for (const id of input.coordinatorIds ?? []) if (!roles.has(id)) roles.set(id, 'co-ordinator');
  for (const id of input.informedIds ?? []) if (!roles.has(id)) roles.set(id, 'informed');
  if (roles.size === 0) return [];
  const colleagues = await deps.directory.listOfficers(agencyId, vnDate(deps.clock.now()));
  return [...roles].map(([officerId, role]) => {
    const found = colleagues.find((one) => one.id === officerId);
    if (!found) throw documentsProblem('assignee-unknown');
    return { officer_id: found.id, role, name: found.name };
  });
}

async function sameAssignees(
  trx: Trx,
  id: string,
  posts: readonly PostAssignee[],
  people: readonly Person[],
): Promise<boolean> {
  const [byPost, byName] = [
    await trx.selectFrom('documents.assignee_post').select(['post_id', 'role']).where('incoming_id', '=', id).execute(),
    await trx.selectFrom('documents.assignee').select(['officer_id', 'role']).where('incoming_id', '=', id).execute(),
  ];
  const now = [
    ...byPost.map((one) => `${one.post_id} ${one.role}`),
    ...byName.map((one) => `${one.officer_id} ${one.role}`),
  ];
  const wanted = [
    ...posts.map(({ post, role }) => `${post.id} ${role}`),
    ...people.map((one) => `${one.officer_id} ${one.role}`),
  ];
  return now.toSorted().join() === wanted.toSorted().join();
}

export async function lastAssignment(
  trx: Pick<Trx, 'selectFrom'>,
  id: string,
): Promise<{ id: string; note: string | null; by_name: string } | undefined> {
  return trx
    .selectFrom('documents.incoming_event')
    .select(['id', 'note', 'by_name'])
    .where('incoming_id', '=', id)
    .where('kind', '=', 'assign')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
