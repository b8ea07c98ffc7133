import type { Actor } from '#platform/access.ts';
import { mayIncoming, requireIncoming, type IncomingAct } from '../access.ts';
import { vnDate } from '#platform/time.ts';
import { lastAssignment } from './assign-incoming.ts';
import { copiesOf } from '../copies/list-copies.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { findIncoming } from './incoming-row.ts';
import { isOverdue } from './list-incoming.ts';
import { afterIncoming } from '../states.ts';
import type { IncomingDetail } from '../shapes.ts';
import type { Tables } from '../tables.ts';

const order = (role: string): number => ['lead', 'co-ordinator', 'informed'].indexOf(role);

export async function getIncoming(deps: DocumentsDeps, id: string, actor: Actor): Promise<IncomingDetail> {
  const db = deps.database.of<Tables>();
  const row = await findIncoming(db, id);
  requireIncoming(actor, row?.parties, 'read');
  if (!row) throw documentsProblem('not-found');
  const [files, assignees, given, last, events, copies] = await Promise.all([
    db.selectFrom('documents.incoming_file').selectAll().where('incoming_id', '=', id).orderBy('position').execute(),
    db.selectFrom('documents.assignee').selectAll().where('incoming_id', '=', id).orderBy('role', 'desc').execute(),
    db.selectFrom('documents.assignee_post').selectAll().where('incoming_id', '=', id).execute(),
    lastAssignment(db, id),
    db
      .selectFrom('documents.incoming_event')
      .selectAll()
      .where('incoming_id', '=', id)
      .orderBy('at')
      .orderBy('id')
      .limit(500)
      .execute(),
    copiesOf(db, { incomingId: id }),
  ]);
  const posts = new Map(
    (
      await deps.directory.findPosts(
        given.map((one) => one.post_id),
        vnDate(deps.clock.now()),
      )
    ).map((post) => [post.id, post]),
  );
  const can = (act: IncomingAct, now: boolean): IncomingAct[] =>
    now && mayIncoming(actor, row.parties, act) ? [act] : [];
  const takes = (step: Parameters<typeof afterIncoming>[0]): boolean => afterIncoming(step, row.state) !== undefined;
  return {
    id: row.id,
    agencyId: row.agency_id,
    state: row.state,
    channel: row.channel,
    number: row.number,
    year: row.year,
    senderName: row.sender_name,
    senderCode: row.sender_code,
    notation: row.notation,
    issuedOn: row.issued_on,
    type: row.type,
    subject: row.subject,
    urgency: row.urgency,
    secrecy: row.secrecy,
    signer: row.signer,
    pageCount: row.page_count,
    arrivedAt: row.arrived_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    isOverdue: isOverdue(row, deps.clock.now()),
    files: files.map((file) => ({
      fileId: file.file_id,
      name: file.name,
      type: file.type,
      bytes: file.bytes,
      sha256: file.sha256,
    })),
    assignees: assignees
      .toSorted((a, b) => Number(b.role === 'lead') - Number(a.role === 'lead'))
      .map((one) => ({ officerId: one.officer_id, name: one.name, role: one.role })),
    posts: given
      .toSorted((a, b) => order(a.role) - order(b.role))
      .map((one) => {
        const holders = posts.get(one.post_id)?.holders.map(({ name }) => name) ?? [];
        const name = posts.get(one.post_id)?.name ?? one.name;
        return { postId: one.post_id, name, unit: one.unit, role: one.role, holders, vacant: holders.length === 0 };
      }),
    assignmentId: last?.id ?? null,
    events: events.map((event) => ({
      id: event.id,
      kind: event.kind,
      at: event.at.toISOString(),
      byName: event.by_name,
      byPosition: event.by_position,
      note: event.note,
    })),
    copies,
    may: [
      ...can('register', takes('register')),
      ...can('refuse', takes('refuse')),
      ...can('assign', takes('assign')),
      ...can('file-away', takes('file-away')),
      ...can('note', ['registered', 'assigned', 'in-progress'].includes(row.state)),
      ...can('finish', takes('finish')),
      ...can('copy', row.number !== null && files.some((file) => file.type === 'application/pdf')),
    ],
  };
}
