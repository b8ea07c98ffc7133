import { sql } from 'kysely';
import { readJson } from '#platform/database/read-json.ts';
import { Receipt } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../move-delivery.ts';
import type { Tables } from '../tables.ts';
import { wayOf, type Hop } from './hops.ts';
import { vouchFor } from './voucher.ts';
import {
  MOST_COPIES,
  MOST_NEWS,
  Voucher,
  type Carried,
  type Consigned,
  type ConsignmentMessage,
  type NewsMessage,
} from './messages.ts';

/** Bytes of envelopes in one request, well below what the other side reads. */
const MOST_ENVELOPES = 2 * 1024 * 1024;

export interface Picked {
  consignments: { message: ConsignmentMessage; copies: DeliveryRow[]; foreign: boolean }[];
  news: { message: NewsMessage; attempts: number }[];
}

/**
 * What goes next to one node: urgent first between conversations, and within a conversation nothing before what came before it has left
 * this node for the same node or has ended.
 */
export async function pickBatch(deps: ExchangeDeps, peer: string, most = MOST_COPIES): Promise<Picked> {
  const now = deps.clock.now();
  const db = deps.database.of<Tables>();
  const { rows: copies } = await sql<DeliveryRow>`
    select d.* from exchange.delivery d
    where d.peer = ${peer} and d.transport = 'queued' and d.expires_at > ${now}
      and (d.next_try_at is null or d.next_try_at <= ${now})
      and not exists (select from exchange.delivery e
        where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
          and (e.transport in ('queued', 'held') or e.transport = 'delivering' and e.peer is distinct from ${peer}))
    order by d.priority desc, d.seq limit ${most}`.execute(db);
  const consignments = [];
  let bytes = 0;
  for (const [consignmentId, group] of Map.groupBy(copies, (copy) => copy.consignment_id)) {
    if (bytes > MOST_ENVELOPES) break;
    const { carried, about, foreign } = await carry(deps, consignmentId, group);
    const earlier = about ? await earlierOf(deps, about, group) : [];
    bytes += [carried, ...earlier].reduce((sum, one) => sum + one.envelope.length, 0);
    consignments.push({ message: { kind: 'consignment' as const, carried, earlier }, copies: group, foreign });
  }
  return { consignments, news: await pickNews(deps, peer, Math.min(most, MOST_NEWS)) };
}

/** A consignment with the word of its node of origin, as it goes to another node. */
export async function consignedOf(
  deps: ExchangeDeps,
  consignmentId: string,
): Promise<{ carried: Consigned; about: string | null; foreign: boolean }> {
  const db = deps.database.of<Tables>();
  const row = await db
    .selectFrom('exchange.consignment')
    .selectAll()
    .where('id', '=', consignmentId)
    .executeTakeFirstOrThrow();
  const here = deps.nodes.self().nodeId;
  const { statement, seal } = readJson(Receipt, row.receipt, `exchange.consignment.receipt of ${row.id}`);
  const vouched = {
    origin: row.origin_node ?? here,
    receipt: { statement, seal },
    expiresAt: row.expires_at.toISOString(),
    conversation: row.conversation,
  };
  return {
    about: row.about,
    foreign: row.origin_node !== null,
    carried: {
      consignmentId,
      key: row.sender_key,
      envelope: row.envelope,
      acceptedAt: row.accepted_at.toISOString(),
      ...vouched,
      voucher:
        row.origin_node === null
          ? await vouchFor(deps, vouched)
          : row.voucher === null
            ? unvouched(row.accepted_at)
            : readJson(Voucher, row.voucher, `exchange.consignment.voucher of ${row.id}`),
      takenAt: (row.taken_at ?? row.accepted_at).toISOString(),
    },
  };
}

async function carry(
  deps: ExchangeDeps,
  consignmentId: string,
  copies: readonly DeliveryRow[],
): Promise<{ carried: Carried; about: string | null; foreign: boolean }> {
  const here = deps.nodes.self().nodeId;
  const { carried, about, foreign } = await consignedOf(deps, consignmentId);
  const ways = await wayOf(
    deps.database.of<Tables>(),
    copies.map(({ id }) => id),
  );
  return {
    about,
    foreign,
    carried: {
      ...carried,
      copies: copies.map((copy) => ({
        deliveryId: copy.id,
        code: copy.recipient_code,
        steps: (ways.get(copy.id) ?? []).slice(-50).map((hop) => onWire(hop, here)),
        ...(copy.business ? { business: copy.business as '01' } : {}),
      })),
    },
  };
}

/** Taken over before nodes vouched for receipts: the next node refuses it by name, and the sender hears why. */
const unvouched = (at: Date): Carried['voucher'] => ({ at: at.toISOString(), keyId: '-', signature: '-' });

export const onWire = (hop: Hop, here: string) => ({
  at: hop.at.toISOString(),
  ...(hop.from ? { from: hop.from } : {}),
  to: hop.to,
  rule: hop.rule,
  node: hop.node ?? here,
  ...(hop.note ? { note: hop.note } : {}),
});

/** What a change is about goes with it, for the same recipients. */
async function earlierOf(deps: ExchangeDeps, about: string, for_: readonly DeliveryRow[]): Promise<Carried[]> {
  const db = deps.database.of<Tables>();
  const rows = await db
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('consignment_id', '=', about)
    .where(
      'recipient_agency_id',
      'in',
      for_.map((copy) => copy.recipient_agency_id),
    )
    .execute();
  if (rows.length === 0) return [];
  const { carried, about: before } = await carry(deps, about, rows);
  return [...(before ? await earlierOf(deps, before, for_) : []), carried];
}

async function pickNews(deps: ExchangeDeps, peer: string, most: number): Promise<Picked['news']> {
  const now = deps.clock.now();
  const { rows } = await sql<{
    id: string;
    delivery_id: string;
    attempts: number;
    at: Date;
    machine: 'transport' | 'business';
    from_state: string | null;
    to_state: string;
    rule: string;
    note: string | null;
  }>`
    select e.id, e.delivery_id, n.attempts, e.at, e.machine, e.from_state, e.to_state, e.rule, e.note
    from exchange.peer_news n join exchange.delivery_event e on e.id = n.event_id
    where n.peer = ${peer} and n.ended_at is null and (n.next_try_at is null or n.next_try_at <= ${now})
      and not exists (select from exchange.peer_news b
        where b.delivery_id = n.delivery_id and b.seq < n.seq and b.ended_at is null and b.next_try_at > ${now})
    order by n.priority desc, n.seq limit ${most}`.execute(deps.database.of<Tables>());
  const here = deps.nodes.self().nodeId;
  return rows.map((row) => ({
    attempts: row.attempts,
    message: {
      kind: 'news',
      id: row.id,
      deliveryId: row.delivery_id,
      machine: row.machine,
      step: onWire(
        {
          at: row.at,
          machine: row.machine,
          from: row.from_state,
          to: row.to_state,
          rule: row.rule,
          node: here,
          note: row.note ?? undefined,
        },
        here,
      ),
    },
  }));
}
