import { announceEnded } from '../delivery/announce-ended.ts';
import { sql, type Transaction } from 'kysely';
import type { Log } from '#platform/log.ts';
import type { ExchangeDeps } from '../deps.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, moveDelivery, type DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { moveTransport } from '../delivery/transport.ts';
import { nextTry } from './back-off.ts';
import { writeHops } from './hops.ts';
import { isBack } from './heard-from.ts';
import { addDrain } from './jobs.ts';
import type { Result } from './messages.ts';
import type { Picked } from './pick-batch.ts';
import { tellOrigin } from './tell-origin.ts';
import { nameOfPeer } from './name-of-peer.ts';

const PLATFORM = { kind: 'system', name: 'exchange' } as const;

interface Fates {
  taken: { row: DeliveryRow; foreign: boolean }[];
  refused: { row: DeliveryRow; code: string; reason: string }[];
  later: DeliveryRow[];
}

/** What the other node said of each message takes effect here, in one transaction: the same answer heard twice changes nothing more. */
export async function settleBatch(
  deps: ExchangeDeps,
  peer: string,
  picked: Picked,
  results: readonly Result[],
  log: Log,
): Promise<void> {
  const now = deps.clock.now();
  const fates = fatesOf(picked, results);
  const name = await nameOfPeer(deps, peer, fates.taken[0]?.row.recipient_agency_id);
  await deps.database.transaction<Tables, void>(async (trx) => {
    await isBack(trx, peer, now);
    await sql`
      insert into exchange.peer as p (node_id, answered_at) values (${peer}, ${now})
      on conflict (node_id) do update set answered_at = excluded.answered_at`.execute(trx);
    await handOver(deps, trx, { peer, name }, fates.taken);
    for (const { row, code, reason } of fates.refused) await refuse(deps, trx, peer, { row, code, reason });
    for (const row of fates.later)
      await trx
        .updateTable('exchange.delivery')
        .set({ peer_attempts: row.peer_attempts + 1, next_try_at: nextTry(now, row.peer_attempts + 1) })
        .where('id', '=', row.id)
        .execute();
    const told = results.slice(picked.consignments.length);
    await settleNews(trx, picked.news, told, now);
    const attempts = [
      ...fates.later.map((row) => row.peer_attempts),
      ...picked.news.flatMap((one, n) => (told[n]?.outcome === 'later' ? [one.attempts] : [])),
    ];
    // By then the pause of the first is over, however it was spread; the minute's sweep finds the others.
    if (attempts.length > 0)
      await addDrain(
        trx,
        peer,
        nextTry(now, Math.min(...attempts) + 1, () => 1),
      );
  });
  for (const { row, code } of fates.refused) log.warn({ deliveryId: row.id, peer, code }, 'a node refused a copy');
}

function fatesOf(picked: Picked, results: readonly Result[]): Fates {
  const fates: Fates = { taken: [], refused: [], later: [] };
  for (const [index, { copies, foreign }] of picked.consignments.entries()) {
    const result = results[index];
    if (!result || result.outcome === 'lacks') continue;
    const apart = new Map(result.copies?.map((one) => [one.deliveryId, one]));
    for (const row of copies) {
      const { outcome, code = 'exchange.refused', reason = code } = apart.get(row.id) ?? result;
      if (outcome === 'taken') fates.taken.push({ row, foreign });
      else if (outcome === 'refused') fates.refused.push({ row, code, reason });
      else fates.later.push(row);
    }
  }
  return fates;
}

/** The copies are with the other node, durably. On a node that the recipient has left, their way goes on without us. */
async function handOver(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { peer, name }: { peer: string; name: string },
  taken: Fates['taken'],
): Promise<void> {
  if (taken.length === 0) return;
  const at = deps.clock.now();
  const foreign = new Map(taken.map((one) => [one.row.id, one.foreign]));
  const rows = await trx
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', 'in', [...foreign.keys()])
    .orderBy('id')
    .forUpdate()
    .execute();
  const moves = rows.flatMap((row) => {
    const rule = foreign.get(row.id) ? ('relay' as const) : ('hand-over' as const);
    // Heard of from there already, or ended here meanwhile: then there is nothing to move.
    const to = moveTransport(heldOf(row).transport, rule);
    return to && row.peer === peer ? [{ row, rule, to }] : [];
  });
  for (const [to, group] of Map.groupBy(moves, (move) => move.to))
    await trx
      .updateTable('exchange.delivery')
      .set({ transport: to, transport_at: at, reason: null, peer_attempts: 0, next_try_at: null })
      .where(
        'id',
        'in',
        group.map(({ row }) => row.id),
      )
      .execute();
  const events = await writeHops(
    trx,
    moves.map(({ row, rule, to }) => ({
      deliveryId: row.id,
      at,
      machine: 'transport' as const,
      from: row.transport,
      to,
      rule,
      node: null,
      note: name,
    })),
    PLATFORM,
  );
  await tellOrigin(
    trx,
    moves.map(({ row }) => row.origin_node),
    events,
  );
  await deps.evidence.recordAll(
    trx,
    [...Map.groupBy(moves, ({ row }) => row.consignment_id)].map(([consignmentId, group]) => ({
      kind: 'exchange.consignment-handed-over',
      subject: `consignment:${consignmentId}`,
      actor: PLATFORM,
      data: { node: peer, deliveries: group.map(({ row }) => row.id) },
    })),
  );
  for (const agencyId of new Set(moves.map(({ row }) => row.sender_agency_id)))
    await deps.live.tell(trx, INBOX_TOPIC, agencyId);
}

async function refuse(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  peer: string,
  { row, code, reason }: Fates['refused'][number],
): Promise<void> {
  const now = await trx
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', '=', row.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const held = heldOf(now);
  if (moveTransport(held.transport, 'refuse') === undefined) return;
  await moveDelivery(trx, held, 'refuse', { actor: PLATFORM, at: deps.clock.now(), note: reason });
  await deps.evidence.record(trx, {
    kind: 'exchange.delivery-refused',
    subject: `consignment:${held.consignmentId}`,
    actor: PLATFORM,
    data: { deliveryId: held.id, recipientAgencyId: held.recipientAgencyId, node: peer, code },
  });
  await announceEnded(deps, trx, held, 'rejected');
  await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
}

async function settleNews(
  trx: Transaction<Tables>,
  news: Picked['news'],
  results: readonly Result[],
  now: Date,
): Promise<void> {
  const ended = news.flatMap(({ message }, index) => {
    const result = results[index];
    if (!result || result.outcome === 'later' || result.outcome === 'lacks') return [];
    return [{ id: message.id, outcome: result.outcome === 'taken' ? 'taken' : (result.code ?? result.outcome) }];
  });
  if (ended.length > 0)
    await sql`
      update exchange.peer_news n set ended_at = ${now}, outcome = given.outcome
      from unnest(${ended.map((one) => one.id)}::uuid[], ${ended.map((one) => one.outcome)}::text[]) as given (id, outcome)
      where n.event_id = given.id`.execute(trx);
  for (const [index, { message, attempts }] of news.entries())
    if (results[index]?.outcome === 'later')
      await trx
        .updateTable('exchange.peer_news')
        .set({ attempts: attempts + 1, next_try_at: nextTry(now, attempts + 1) })
        .where('event_id', '=', message.id)
        .execute();
}
