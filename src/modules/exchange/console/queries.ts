import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { ConsoleFilter, getFlows, getPath, listCopies } from '../contract/console.ts';
import type { Envelope } from '../contract/envelope.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { moveTransport, type TransportState } from '../delivery/transport.ts';
import { maySteer, requireSight, requireWatch, sightOf } from './access.ts';
import { sourceOf } from '../delivery/source-of-step.ts';
import { copiesWhere } from './find-copies.ts';
import { readByNode, readHealth } from './health.ts';

const PAGE = 50;
const MINUTES = 60;
const LONGEST = 20;

type Copy = AnswerOf<typeof listCopies>['copies'][number];

async function named(
  deps: ExchangeDeps,
  id: string,
  code?: string,
): Promise<{ id: string; code: string; name: string }> {
  const agency = await deps.directory.getAgency(id);
  return { id, code: code ?? agency.code, name: agency.name };
}

/** What is under way now, and what went through in the last hour. */
export async function readFlows(deps: ExchangeDeps, actor: OfficerActor): Promise<AnswerOf<typeof getFlows>> {
  const watch = requireWatch(actor);
  const db = deps.database.of<Tables>();
  const mine = watch.node
    ? sql`true`
    : sql`(d.sender_agency_id = ${watch.agencyId} or d.recipient_agency_id = ${watch.agencyId})`;
  const now = deps.clock.now();
  const last = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const first = new Date(last.getTime() - (MINUTES - 1) * 60_000);
  // On the node each copy stands on both sides of the counts: what was accepted is read from one, what was delivered from the other.
  const { rows: counted } = await sql<{ minute: Date; accepted: number; delivered: number }>`
    select minute, sum(accepted) filter (where side = 'sender')::int as accepted,
      sum(delivered) filter (where side = 'recipient')::int as delivered
    from exchange.flow where minute >= ${first} ${watch.node ? sql`` : sql`and agency_id = ${watch.agencyId}`}
    group by minute`.execute(db);
  const flowAt = new Map(counted.map((row) => [row.minute.getTime(), row]));
  const { rows: states } = await sql<{ state: TransportState; copies: number }>`
    select d.transport as state, count(*)::int as copies from exchange.delivery d
    where d.transport in ('queued', 'delivering', 'held') and ${mine} group by 1
    union all
    select d.transport, count(*)::int from exchange.delivery d
    where d.transport in ('failed', 'rejected', 'expired') and ${mine} group by 1`.execute(db);
  const { rows: lanes } = await sql<{ priority: number; copies: number; oldest: Date }>`
    select d.priority, count(*)::int as copies, min(c.accepted_at) as oldest
    from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.transport in ('queued', 'delivering') and ${mine} group by 1 order by 1 desc`.execute(db);
  const { rows: queues } = await sql<{ recipient: string; copies: number; oldest: Date; highest: number }>`
    select d.recipient_agency_id as recipient, count(*)::int as copies, min(c.accepted_at) as oldest, max(d.priority) as highest
    from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.transport in ('queued', 'delivering') and ${mine}
    group by 1 order by 2 desc, 3 limit ${LONGEST}`.execute(db);
  const { rows: left } = await sql<{ n: number }>`
    select count(*)::int as n from (select from exchange.tally_due limit 100000) due`.execute(db);
  const { rows: elsewhere } = await sql<{ n: number }>`
    select count(*)::int as n from exchange.delivery d
    where d.transport = 'delivering' and d.peer is not null and ${mine}`.execute(db);
  const directory = await deps.nodes.standing();
  const oldest = lanes.map((lane) => lane.oldest.getTime()).toSorted((a, b) => a - b)[0];
  return {
    scope: watch.node ? 'node' : 'agency',
    at: now.toISOString(),
    minutes: Array.from({ length: MINUTES }, (_one, index) => {
      const at = first.getTime() + index * 60_000;
      const flow = flowAt.get(at);
      return { at: new Date(at).toISOString(), accepted: flow?.accepted ?? 0, delivered: flow?.delivered ?? 0 };
    }),
    now: states,
    byPriority: lanes.map(({ priority, copies, oldest: since }) => ({
      priority,
      copies,
      oldestAt: since.toISOString(),
    })),
    byRecipient: await Promise.all(
      queues.map(async ({ recipient, copies, oldest: since, highest }) => ({
        recipient: await named(deps, recipient),
        copies,
        highest,
        oldestAt: since.toISOString(),
      })),
    ),
    ...(oldest === undefined ? {} : { oldestAt: new Date(oldest).toISOString() }),
    atNodes: elsewhere[0]?.n ?? 0,
    byNode: watch.node ? await readByNode(deps, directory.names) : [],
    ...(watch.node ? { health: await readHealth(deps, directory) } : {}),
    uncounted: left[0]?.n ?? 0,
  };
}

type CopyRow = DeliveryRow & {
  kind: Copy['kind'];
  accepted_at: Date;
  envelope: string;
  rule: string;
  behind: boolean;
  pulls: boolean;
};

/** The last rule of the transport, and why one that waits does not go. */
const COPY = sql`
  select d.*, c.kind, c.accepted_at, c.envelope,
    (select v.rule from exchange.delivery_event v where v.delivery_id = d.id and v.machine = 'transport'
      order by v.at desc, v.id desc limit 1) as rule,
    d.transport = 'queued' and exists (select from exchange.delivery e
      where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
        and e.transport in ('queued', 'delivering', 'held')) as behind,
    exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode <> 'here') as pulls
  from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id`;

/** Copies that are stuck or wait, newest first, each with the rule and the reason. @throws exchange.unknown-agency */
export async function readCopies(
  deps: ExchangeDeps,
  { after, ...filter }: ConsoleFilter & { after?: string },
  actor: OfficerActor,
): Promise<AnswerOf<typeof listCopies>> {
  const where = await copiesWhere(deps, requireWatch(actor), filter);
  const [seq, id] = after?.split('.') ?? [];
  const { rows } = await sql<CopyRow>`
    ${COPY} where ${where} ${seq && id ? sql`and (d.seq, d.id) < (${seq}::bigint, ${id}::uuid)` : sql``}
    order by d.seq desc, d.id desc limit ${PAGE + 1}`.execute(deps.database.of<Tables>());
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    copies: await copiesOf(deps, shown, actor),
    ...(rows.length > PAGE && last ? { next: `${last.seq}.${last.id}` } : {}),
  };
}

async function copiesOf(deps: ExchangeDeps, rows: readonly CopyRow[], actor: OfficerActor): Promise<Copy[]> {
  const { names } = await deps.nodes.standing();
  return Promise.all(rows.map((row) => copyOf(deps, row, actor, names)));
}

async function copyOf(
  deps: ExchangeDeps,
  row: CopyRow,
  actor: OfficerActor,
  names: ReadonlyMap<string, string>,
): Promise<Copy> {
  const sides = { senderAgencyId: row.sender_agency_id, recipientAgencyId: row.recipient_agency_id };
  const transport = row.transport as TransportState;
  const acts = (['hold', 'release', 'try-again'] as const).filter((act) => moveTransport(transport, act) !== undefined);
  const shared: Copy = {
    deliveryId: row.id,
    consignmentId: row.consignment_id,
    kind: row.kind,
    priority: row.priority,
    sender: await named(deps, row.sender_agency_id),
    recipient: await named(deps, row.recipient_agency_id, row.recipient_code),
    transport,
    transportAt: row.transport_at.toISOString(),
    acceptedAt: row.accepted_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    attempts: row.attempts,
    rule: row.rule,
    ...(row.reason ? { reason: row.reason } : {}),
    ...(transport === 'queued' ? { waitsFor: row.behind ? 'earlier' : row.pulls ? 'recipient' : 'turn' } : {}),
    ...(row.peer && transport === 'delivering' ? { atNode: names.get(row.peer) ?? row.peer } : {}),
    ...(row.told_by ? { toldBy: names.get(row.told_by) ?? row.told_by } : {}),
    may: maySteer(actor, sides) && row.told_by === null ? [...acts] : [],
  };
  if (sightOf(actor, sides) !== 'full') return shared;
  const { document } = JSON.parse(row.envelope) as Envelope;
  return { ...shared, notation: `${document.number}/${document.notation}`, subject: document.subject };
}

/** One copy with every step it took. What people wrote on the way is for the two sides only. @throws exchange.not-found */
export async function readPath(
  deps: ExchangeDeps,
  deliveryId: string,
  actor: OfficerActor,
): Promise<AnswerOf<typeof getPath>> {
  const db = deps.database.of<Tables>();
  const { rows } = await sql<CopyRow>`${COPY} where d.id = ${deliveryId}`.execute(db);
  const row = rows[0];
  const sight = requireSight(
    actor,
    row && { senderAgencyId: row.sender_agency_id, recipientAgencyId: row.recipient_agency_id },
  );
  if (!row) throw new Error('A copy without a row is seen by nobody');
  const steps = await db
    .selectFrom('exchange.delivery_event')
    .select(['at', 'machine', 'from_state', 'to_state', 'rule', 'actor', 'note', 'node'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const { names } = await deps.nodes.standing();
  return {
    ...(await copyOf(deps, row, actor, names)),
    ...(row.business ? { business: row.business } : {}),
    steps: steps.map((step) => ({
      at: step.at.toISOString(),
      machine: step.machine as 'transport',
      ...(step.from_state ? { from: step.from_state } : {}),
      to: step.to_state,
      rule: step.rule,
      by: (step.actor as { kind?: string } | null)?.kind ?? 'system',
      ...sourceOf(step, names),
      ...(step.note && (sight === 'full' || step.machine === 'transport') ? { note: step.note } : {}),
    })),
  };
}
