import { sql } from 'kysely';
import type { AgencyActor } from '#platform/access.ts';
import { readJson } from '#platform/database/read-json.ts';
import { fold } from '#platform/text.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { requireSide } from './access.ts';
import type { ChangeKind } from './delivery/business.ts';
import { Receipt, type Envelope, type getConsignment, type listArrived, type listSent } from './contract.ts';
import type { ExchangeDeps } from './deps.ts';
import type { DeliveryRow } from './delivery/move-delivery.ts';
import { localFiles } from './peers/local-files.ts';
import { sourceOf } from './delivery/source-of-step.ts';
import type { Tables } from './tables.ts';

const PAGE = 50;

type Shown = AnswerOf<typeof getConsignment>;
type Kind = Shown['kind'];

async function named(deps: ExchangeDeps, agencyId: string, code: string): Promise<{ code: string; name: string }> {
  return { code, name: (await deps.directory.getAgency(agencyId)).name };
}

/** The change that has reached this recipient of `d` and waits for an answer, if any. */
const ASKED = sql`(select q.kind from exchange.consignment q join exchange.delivery a on a.consignment_id = q.id
  where q.id = d.asked_by and a.recipient_agency_id = d.recipient_agency_id and a.transport = 'delivered')`;

/** One consignment as its side sees it: the sender all copies and steps, a recipient its own. @throws exchange.not-found */
export async function readConsignment(deps: ExchangeDeps, id: string, actor: AgencyActor): Promise<Shown> {
  const db = deps.database.of<Tables>();
  const row = await db.selectFrom('exchange.consignment').selectAll().where('id', '=', id).executeTakeFirst();
  const mine = await db
    .selectFrom('exchange.delivery')
    .select('id')
    .where('consignment_id', '=', id)
    .where('recipient_agency_id', '=', actor.agencyId)
    // What has not arrived is not yet the recipient's to see.
    .where('transport', 'in', ['delivering', 'delivered', 'rejected'])
    .executeTakeFirst();
  const side = requireSide(
    actor,
    row && { senderAgencyId: row.sender_agency_id, recipientAgencyIds: mine ? [actor.agencyId] : [] },
  );
  if (!row) throw new Error('A consignment without a row has no side');
  const { rows: copies } = await sql<DeliveryRow & { asked: ChangeKind | null }>`
    select d.*, ${ASKED} as asked from exchange.delivery d
    where d.consignment_id = ${id} ${side === 'recipient' ? sql`and d.recipient_agency_id = ${actor.agencyId}` : sql``}
    order by d.recipient_code`.execute(db);
  const codeOf = new Map(copies.map((copy) => [copy.id, copy.recipient_code]));
  const steps = await db
    .selectFrom('exchange.delivery_event')
    .select(['at', 'machine', 'from_state', 'to_state', 'rule', 'note', 'node', 'actor', 'delivery_id'])
    .where('delivery_id', 'in', [...codeOf.keys(), id])
    .orderBy('at')
    .orderBy('id')
    .limit(2000)
    .execute();
  const envelope = JSON.parse(row.envelope) as Envelope;
  const { names } = await deps.nodes.standing();
  return {
    consignmentId: row.id,
    kind: row.kind as Kind,
    notation: fullNotation(envelope.document),
    subject: envelope.document.subject,
    priority: row.priority,
    acceptedAt: row.accepted_at.toISOString(),
    from: await named(deps, row.sender_agency_id, row.sender_code),
    side,
    envelope,
    files: await localFiles(deps, row.id, envelope),
    ...(row.origin_node ? { acceptedBy: names.get(row.origin_node) ?? row.origin_node } : {}),
    receipt: readJson(Receipt, row.receipt, `exchange.consignment.receipt of ${row.id}`),
    expiresAt: row.expires_at.toISOString(),
    deliveries: await Promise.all(
      copies.map(async (copy) => ({
        deliveryId: copy.id,
        recipient: await named(deps, copy.recipient_agency_id, copy.recipient_code),
        transport: copy.transport as Shown['deliveries'][number]['transport'],
        transportAt: copy.transport_at.toISOString(),
        ...(copy.peer && copy.transport === 'delivering' ? { atNode: names.get(copy.peer) ?? copy.peer } : {}),
        ...(copy.reason ? { reason: copy.reason } : {}),
        ...(copy.business
          ? { business: copy.business as '01', businessAt: copy.business_at?.toISOString() ?? '' }
          : {}),
        ...(copy.asked ? { asked: copy.asked } : {}),
      })),
    ),
    steps: steps.map((step) => ({
      at: step.at.toISOString(),
      machine: step.machine as 'transport',
      ...(step.from_state ? { from: step.from_state } : {}),
      to: step.to_state,
      rule: step.rule,
      recipient: codeOf.get(step.delivery_id) ?? '',
      ...(step.note ? { note: step.note } : {}),
      ...sourceOf(step, names),
    })),
  };
}

/** As printed: 7816/VPCP-TTĐT. */
const fullNotation = ({ number, notation }: Envelope['document']): string => `${number}/${notation}`;

interface LineRow {
  seq: number;
  id: string;
  kind: Kind;
  envelope: string;
  priority: number;
  accepted_at: Date;
  sender_agency_id: string;
  sender_code: string;
}

async function lineOf(deps: ExchangeDeps, row: LineRow) {
  const { document } = JSON.parse(row.envelope) as Envelope;
  return {
    consignmentId: row.id,
    kind: row.kind,
    notation: fullNotation(document),
    subject: document.subject,
    priority: row.priority,
    acceptedAt: row.accepted_at.toISOString(),
    from: await named(deps, row.sender_agency_id, row.sender_code),
  };
}

/** What the agency has sent, newest first, with how far its copies are. Words are found without accents. */
export async function readSent(
  deps: ExchangeDeps,
  { before, q }: { before?: number; q?: string },
  actor: AgencyActor,
): Promise<AnswerOf<typeof listSent>> {
  const words = q ? fold(q).split(' ').filter(Boolean).slice(0, 8) : [];
  const { rows } = await sql<LineRow & { recipients: number; delivered: number; stuck: number; finished: number }>`
    select c.seq, c.id, c.kind, c.envelope, c.priority, c.accepted_at, c.sender_agency_id, c.sender_code, n.*
    from exchange.consignment c cross join lateral (
      select count(*)::int as recipients, count(*) filter (where transport = 'delivered')::int as delivered,
        count(*) filter (where transport in ('rejected', 'expired', 'failed', 'held'))::int as stuck,
        count(*) filter (where business = '06')::int as finished
      from exchange.delivery d where d.consignment_id = c.id) n
    where c.sender_agency_id = ${actor.agencyId} and c.seq < ${before ?? Number.MAX_SAFE_INTEGER}
      ${
        words.length > 0
          ? sql`and ${sql.join(
              words.map((word) => sql`c.subject_search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
              sql` and `,
            )}`
          : sql``
      }
    order by c.seq desc limit ${PAGE + 1}`.execute(deps.database.of<Tables>());
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    consignments: await Promise.all(
      shown.map(async (row) => ({
        ...(await lineOf(deps, row)),
        recipients: row.recipients,
        delivered: row.delivered,
        stuck: row.stuck,
        finished: row.finished,
      })),
    ),
    ...(rows.length > PAGE && last ? { next: last.seq } : {}),
  };
}

/** A copy that somebody must do something about: not yet taken in, or a change that waits for an answer. */
const WAITING = sql`(d.business = '01' and c.kind = 'new' or d.asked_by is not null and ${ASKED} is not null)`;

export async function readArrived(
  deps: ExchangeDeps,
  { before, waiting }: { before?: number; waiting?: boolean },
  actor: AgencyActor,
): Promise<AnswerOf<typeof listArrived>> {
  const { rows } = await sql<
    LineRow & {
      delivery_id: string;
      transport_at: Date;
      business: '01' | null;
      asked: ChangeKind | null;
      asked_reason: string | null;
    }
  >`
    select c.seq, c.id, c.kind, c.envelope, c.priority, c.accepted_at, c.sender_agency_id, c.sender_code,
      d.id as delivery_id, d.transport_at, d.business,
      ${ASKED} as asked,
      (select q.envelope::jsonb ->> 'reason' from exchange.consignment q where q.id = d.asked_by) as asked_reason
    from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.recipient_agency_id = ${actor.agencyId} and d.transport = 'delivered' and d.seq < ${before ?? Number.MAX_SAFE_INTEGER}
      ${waiting ? sql`and ${WAITING}` : sql``}
    order by d.seq desc limit ${PAGE + 1}`.execute(deps.database.of<Tables>());
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const incoming = await deps.documents.arrivedAs(
    shown.map((row) => row.delivery_id),
    actor.agencyId,
  );
  return {
    arrived: await Promise.all(
      shown.map(async (row) => ({
        ...(await lineOf(deps, row)),
        deliveryId: row.delivery_id,
        arrivedAt: row.transport_at.toISOString(),
        ...(row.business ? { business: row.business } : {}),
        ...(row.asked ? { asked: row.asked, askedReason: row.asked_reason ?? '' } : {}),
        ...(incoming.has(row.delivery_id) ? { incoming: incoming.get(row.delivery_id) } : {}),
      })),
    ),
    waiting: await countWaitingOf(deps, actor.agencyId),
    ...(rows.length > PAGE && last ? { next: last.seq } : {}),
  };
}

/** Counting stops at 1,000: more is "many" for everybody. */
export async function countWaitingOf(deps: ExchangeDeps, agencyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
      where d.recipient_agency_id = ${agencyId} and d.transport = 'delivered' and ${WAITING} limit 1000) waiting`.execute(
    deps.database.of<Tables>(),
  );
  return rows[0]?.n ?? 0;
}
