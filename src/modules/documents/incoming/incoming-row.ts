import { sql, type Kysely, type Selectable } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { isId, newId } from '#platform/id.ts';
import type { IncomingParties } from '../access.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { incomingMoved } from '../events.ts';
import { afterIncoming, exchangeCodes, type IncomingState, type IncomingStep } from '../states.ts';
import type { DocumentsIncoming, Json, Tables } from '../tables.ts';
import { incomingStateWords } from '../words.ts';

export type IncomingRow = Omit<Selectable<DocumentsIncoming>, 'state'> & {
  state: IncomingState;
  parties: IncomingParties;
};

type Reader = Pick<Kysely<Tables>, 'selectFrom'>;

export async function findIncoming(db: Reader, id: string): Promise<IncomingRow | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.selectFrom('documents.incoming').selectAll().where('id', '=', id).executeTakeFirst();
  return row && complete(db, row);
}

export async function lockIncoming(trx: Trx, id: string): Promise<IncomingRow | undefined> {
  if (!isId(id)) return undefined;
  const row = await trx
    .selectFrom('documents.incoming')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && complete(trx, row);
}

async function complete(db: Reader, row: Selectable<DocumentsIncoming>): Promise<IncomingRow> {
  const assignees = await db
    .selectFrom('documents.assignee')
    .select(['officer_id', 'role'])
    .where('incoming_id', '=', row.id)
    .execute();
  const posts = await db
    .selectFrom('documents.assignee_post as a')
    .select(['a.post_id', 'a.role'])
    .select(
      sql<string[]>`array(select l.id from directory.shared_post p
      join directory.shared_post l on l.agency_id = p.agency_id and l.unit = p.unit and l.leads_unit
      where p.id = a.post_id)`.as('leaders'),
    )
    .where('a.incoming_id', '=', row.id)
    .execute();
  return {
    ...row,
    // The database lets in no other state.
    state: row.state as IncomingState,
    parties: {
      agencyId: row.agency_id,
      leadId: row.lead_officer_id,
      assigneeIds: assignees.map((one) => one.officer_id),
      informedIds: assignees.filter((one) => one.role === 'informed').map((one) => one.officer_id),
      leadPostId: row.lead_post_id,
      postIds: posts.map((one) => one.post_id),
      informedPostIds: posts.filter((one) => one.role === 'informed').map((one) => one.post_id),
      leadingPostIds: [...new Set(posts.flatMap((one) => one.leaders))],
    },
  };
}

/** The state after a step. @throws documents.wrong-state */
export function requireIncomingStep(row: Pick<IncomingRow, 'state'>, step: IncomingStep): IncomingState {
  const to = afterIncoming(step, row.state);
  if (!to) throw documentsProblem('wrong-state', { params: { state: incomingStateWords[row.state].vi } });
  return to;
}

export interface IncomingHappened {
  kind: IncomingStep | 'arrive' | 'note' | 'remind' | 'taken-back' | 'updated' | 'replaced';
  from: IncomingState | null;
  to: IncomingState | null;
  at: Date;
  actor: Actor;
  note?: string | undefined;
  data?: Record<string, Json>;
}

export async function appendIncomingEvent(trx: Trx, incomingId: string, happened: IncomingHappened): Promise<void> {
  const { kind, from, to, at, actor, note, data } = happened;
  const by = actor.kind === 'officer' ? actor : undefined;
  await trx
    .insertInto('documents.incoming_event')
    .values({
      id: newId(),
      incoming_id: incomingId,
      kind,
      from_state: from,
      to_state: to,
      at,
      by_officer_id: by?.officerId ?? null,
      by_name: by?.name ?? 'Hệ thống',
      by_position: by?.position ?? '',
      by_post_id: by?.postId ?? null,
      note: note ?? null,
      data: JSON.stringify(data ?? {}),
    })
    .execute();
}

/** Tells the exchange, where a packet brought the document: its sender is waiting to hear. */
export async function announceStep(
  deps: Pick<DocumentsDeps, 'publish'>,
  trx: Trx,
  row: IncomingRow,
  about: { step: IncomingStep; at: Date; actor: Actor; note?: string | undefined },
): Promise<void> {
  await deps.publish(
    trx,
    incomingMoved,
    {
      incomingId: row.id,
      agencyId: row.agency_id,
      packetRef: row.packet_ref,
      step: about.step,
      exchangeCode: exchangeCodes[about.step] ?? null,
      note: about.note ?? null,
      at: about.at.toISOString(),
    },
    { actor: about.actor },
  );
}
