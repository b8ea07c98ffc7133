import { sql, type Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { arrive } from './arrive.ts';
import type { ExchangeDeps } from '../deps.ts';
import { heldOf, type DeliveryRow } from './move-delivery.ts';
import { homesElsewhere, routeElsewhere, routeMailboxes } from '../peers/route.ts';
import type { Tables } from '../tables.ts';

export const DELIVER_HERE = 'exchange.deliver-here';

const PLATFORM: Actor = { kind: 'system', name: 'exchange' };
/** Copies of one transaction; their ids fit into one record of evidence. */
const BATCH = 200;

/**
 * Delivers to the agencies that work on this node: what is urgent first, then in the order of acceptance; within a conversation never one
 * before its predecessor has ended its way. Two processes at once share the queue: a copy that the other holds is passed over.
 */
export async function deliverHere(deps: ExchangeDeps): Promise<number> {
  await routeMailboxes(deps);
  let delivered = 0;
  for (;;) {
    const ready = await findReady(deps);
    // Where an agency is at home is asked when its copy is about to be delivered: it may have moved since the copy was accepted.
    const elsewhere = await homesElsewhere(
      deps,
      ready.map((row) => row.recipientAgencyId),
    );
    const [away, here] = [true, false].map((is) => ready.filter((row) => elsewhere.has(row.recipientAgencyId) === is));
    const moved = await deliver(
      deps,
      (here ?? []).map(({ id }) => id),
    );
    const routed = await routeElsewhere(deps, away ?? [], elsewhere);
    delivered += moved;
    if (moved === 0 && routed === 0) return delivered;
  }
}

/** A look at the queue, whatever became of the job that was to look. */
export async function resumeHere(deps: ExchangeDeps): Promise<void> {
  await deps.database.transaction<Tables, void>((trx) => deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE }));
}

/** Nothing before it in its conversation waits on this node for the same recipient. A question for each row, not a join: see `findAtHead`. */
const isNext = sql`d.transport = 'queued' and d.peer is null and (select e.id from exchange.delivery e
  where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
    and e.transport in ('queued', 'delivering', 'held') and e.peer is null limit 1) is null`;

/** How far the order of urgency is followed before recipients are asked one by one. */
const HEAD = 1000;

type Found = { id: string; recipientAgencyId: string };

/** What may be delivered now; what another process is about to deliver is left to it. */
async function findReady(deps: ExchangeDeps): Promise<Found[]> {
  const inOrder = await findAtHead(deps);
  return inOrder.length > 0 ? inOrder : findByRecipient(deps);
}

const isServed = sql`not exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode <> 'here')`;

const isDue = (at: Date) => sql`d.expires_at > ${at} and (d.next_try_at is null or d.next_try_at <= ${at})`;

/**
 * The steps are kept apart, and rows are found by an array of ids: with statistics of a time when the queue was empty, PostgreSQL joined a
 * thousand copies by walking over all of them for each, and a run took seconds.
 */
async function findAtHead(deps: ExchangeDeps): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with head as materialized (
      select * from exchange.delivery where transport = 'queued' and peer is null order by priority desc, seq limit ${HEAD}),
    ready as materialized (
      select d.id from head d where ${isServed} and ${isNext} and ${isDue(deps.clock.now())} order by d.priority desc, d.seq limit ${BATCH})
    ${locked}`.execute(deps.database.of<Tables>());
  return rows;
}

/**
 * The recipients that have something waiting are found by leaps over the index, one for each, and only those who are served here are asked
 * further: what waits for a system that fetches costs one leap, however much it is.
 */
async function findByRecipient(deps: ExchangeDeps): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with recursive waiting (agency) as (
      (select recipient_agency_id from exchange.delivery where transport = 'queued' and peer is null order by 1 limit 1)
      union all
      select (select n.recipient_agency_id from exchange.delivery n
        where n.transport = 'queued' and n.peer is null and n.recipient_agency_id > waiting.agency order by 1 limit 1)
      from waiting where waiting.agency is not null),
    ready as materialized (
      select next.id from waiting cross join lateral (
        select d.id, d.priority, d.seq from exchange.delivery d
        where d.recipient_agency_id = waiting.agency and ${isNext} and ${isDue(deps.clock.now())}
        order by d.priority desc, d.seq limit ${BATCH}) next
      where waiting.agency is not null
        and not exists (select from exchange.mailbox m where m.agency_id = waiting.agency and m.mode <> 'here')
      order by next.priority desc, next.seq limit ${BATCH})
    ${locked}`.execute(deps.database.of<Tables>());
  return rows;
}

const locked = sql`select d.id, d.recipient_agency_id as "recipientAgencyId" from exchange.delivery d
  where d.id = any(array(select id from ready))
  order by d.priority desc, d.seq for update of d skip locked`;

/** Looks at each again under its lock: it may have been held, routed or delivered meanwhile. @returns copies delivered */
function deliver(deps: ExchangeDeps, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0);
  return deps.database.transaction<Tables, number>(async (trx) => {
    const at = deps.clock.now();
    const { rows } = await sql<DeliveryRow & { behind: boolean }>`
      select d.*, exists (select from exchange.delivery e
          where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
            and e.transport in ('queued', 'delivering', 'held')) as behind
      from exchange.delivery d where d.id = any(${ids}::uuid[]) and ${isNext} and ${isServed}
      order by d.priority desc, d.seq for update of d skip locked`.execute(trx);
    // The recipient has come here, and what came before in the conversation is still at its former node: this waits for that.
    await putOff(
      trx,
      rows.filter((row) => row.behind),
      at,
    );
    const free = rows.filter((row) => !row.behind);
    if (free.length > 0) await arrive(deps, trx, free.map(heldOf), { actor: PLATFORM, at });
    return free.length;
  });
}

const PUT_OFF_MS = 60_000;

async function putOff(trx: Transaction<Tables>, rows: readonly DeliveryRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .updateTable('exchange.delivery')
    .set({ next_try_at: new Date(at.getTime() + PUT_OFF_MS) })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}
