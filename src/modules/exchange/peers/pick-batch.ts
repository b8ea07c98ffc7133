import { sql, type RawBuilder, type Selectable } from 'kysely';
import { readJson } from '#platform/database/read-json.ts';
import { Receipt } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
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
export async function pickBatch(
  deps: ExchangeDeps,
  peer: string,
  most = MOST_COPIES,
  side?: { lane: number; of: number },
): Promise<Picked> {
  const now = deps.clock.now();
  const db = deps.database.of<Tables>();
  const { rows } = await sql<DeliveryRow & { bytes: number }>`
    select d.*, octet_length(c.envelope) as bytes
    from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.peer = ${peer} and d.transport = 'queued' and d.expires_at > ${now}
      and (d.next_try_at is null or d.next_try_at <= ${now}) and ${ofLane(sql`d.conversation`, side)}
      and not exists (select from exchange.delivery e
        where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
          and (e.transport in ('queued', 'held') or e.transport = 'delivering' and e.peer is distinct from ${peer}))
    order by d.priority desc, d.seq limit ${most}`.execute(db);
  const copies = fitting(rows);
  const all = await carryAll(deps, copies);
  const consignments = [];
  for (const [consignmentId, group] of Map.groupBy(copies, (copy) => copy.consignment_id)) {
    const one = all.get(consignmentId);
    if (!one) throw new Error('A copy without its consignment');
    const { carried, about, foreign } = one;
    const earlier = about ? await earlierOf(deps, about, group) : [];
    consignments.push({ message: { kind: 'consignment' as const, carried, earlier }, copies: group, foreign });
  }
  return { consignments, news: await pickNews(deps, peer, Math.min(most, MOST_NEWS), side) };
}

/** Whose turn it is, where requests go side by side: by the conversation, so that one conversation is never in two of them. */
const ofLane = (of: RawBuilder<unknown>, side: { lane: number; of: number } | undefined): RawBuilder<unknown> =>
  side ? sql`mod(abs(hashtext(${of}::text)::bigint), ${side.of}) = ${side.lane}` : sql`true`;

/** As many as their envelopes leave room for, and one in any case. */
function fitting(rows: readonly (DeliveryRow & { bytes: number })[]): DeliveryRow[] {
  const envelopes = new Map<string, number>();
  let bytes = 0;
  return rows.filter((row) => {
    if (bytes > MOST_ENVELOPES) return false;
    if (!envelopes.has(row.consignment_id)) bytes += row.bytes;
    envelopes.set(row.consignment_id, row.bytes);
    return true;
  });
}

interface Going<Of> {
  carried: Of;
  about: string | null;
  foreign: boolean;
}

/** Consignments with the word of their nodes of origin, as they go to another node. */
export async function consignedOf(
  deps: ExchangeDeps,
  consignmentIds: readonly string[],
): Promise<Map<string, Going<Consigned>>> {
  if (consignmentIds.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .selectAll()
    .where('id', 'in', [...consignmentIds])
    .execute();
  const all = new Map<string, Going<Consigned>>();
  for (const row of rows) all.set(row.id, await consigned(deps, row));
  return all;
}

async function consigned(
  deps: ExchangeDeps,
  row: Selectable<Tables['exchange.consignment']>,
): Promise<Going<Consigned>> {
  const { statement, seal } = readJson(Receipt, row.receipt, `exchange.consignment.receipt of ${row.id}`);
  const vouched = {
    origin: row.origin_node ?? deps.nodes.self().nodeId,
    receipt: { statement, seal },
    expiresAt: row.expires_at.toISOString(),
    conversation: row.conversation,
  };
  return {
    about: row.about,
    foreign: row.origin_node !== null,
    carried: {
      consignmentId: row.id,
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

async function carryAll(deps: ExchangeDeps, copies: readonly DeliveryRow[]): Promise<Map<string, Going<Carried>>> {
  if (copies.length === 0) return new Map();
  const here = deps.nodes.self().nodeId;
  const groups = Map.groupBy(copies, (copy) => copy.consignment_id);
  const all = await consignedOf(deps, [...groups.keys()]);
  const ways = await wayOf(
    deps.database.of<Tables>(),
    copies.map(({ id }) => id),
  );
  return new Map(
    [...all].map(([id, one]) => [
      id,
      {
        ...one,
        carried: {
          ...one.carried,
          copies: (groups.get(id) ?? []).map((copy) => ({
            deliveryId: copy.id,
            code: copy.recipient_code,
            steps: (ways.get(copy.id) ?? []).slice(-50).map((hop) => onWire(hop, here)),
            ...(copy.business ? { business: copy.business as '01' } : {}),
          })),
        },
      },
    ]),
  );
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
  const one = (await carryAll(deps, rows)).get(about);
  if (!one) return [];
  const { carried, about: before } = one;
  return [...(before ? await earlierOf(deps, before, for_) : []), carried];
}

async function pickNews(
  deps: ExchangeDeps,
  peer: string,
  most: number,
  side: { lane: number; of: number } | undefined,
): Promise<Picked['news']> {
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
      and ${ofLane(sql`(select d.conversation from exchange.delivery d where d.id = n.delivery_id)`, side)}
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
