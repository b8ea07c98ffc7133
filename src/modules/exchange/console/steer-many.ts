import { sql, type Selectable } from 'kysely';
import { actorReference, type Actor, type OfficerActor } from '#platform/access.ts';
import { readJson } from '#platform/database/read-json.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { ConsoleFilter, type getSteering } from '../contract/console.ts';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, type DeliveryRow } from '../delivery/move-delivery.ts';
import { steerHeld } from '../delivery/steer-delivery.ts';
import type { Tables } from '../tables.ts';
import { moveTransport } from '../delivery/transport.ts';
import { requireWatch, type Watch } from './access.ts';
import { copiesWhere, fromWhich } from './find-copies.ts';
import { FLOW_TOPIC, NODE } from './live.ts';

export const STEER = 'exchange.steer-many';

/** Copies of one transaction: short enough that nobody waits for their locks. */
const BATCH = 100;

type Act = 'hold' | 'release' | 'try-again' | 'go-on';
type SteeringRow = Selectable<Tables['exchange.steering']>;
type Shown = AnswerOf<typeof getSteering>;

/**
 * Writes down what is to be done with all copies of a filter, and has it done by a job. Only what the operator may steer: the copies that
 * her agency sends, or all of the node. The same id again is the same act.
 * @throws exchange.nothing-to-steer, exchange.unknown-agency, exchange.not-found
 */
export async function steerMany(
  deps: ExchangeDeps,
  given: { id?: string; act: Act; filter: ConsoleFilter; reason: string },
  actor: OfficerActor,
): Promise<Shown> {
  const watch = requireWatch(actor);
  const where = await steeredWhere(deps, watch, given);
  const id = given.id ?? newId();
  return deps.database.transaction<Tables, Shown>(async (trx) => {
    const known = await trx.selectFrom('exchange.steering').selectAll().where('id', '=', id).executeTakeFirst();
    if (known) return shownTo(known, watch);
    const { rows } = await sql<{ total: number; up_to: number | null }>`
      select count(*)::int as total, max(d.seq) as up_to from exchange.delivery d where ${where}`.execute(trx);
    const { total = 0, up_to: upTo } = rows[0] ?? {};
    if (total === 0 || upTo === null || upTo === undefined) throw exchangeProblem('nothing-to-steer');
    const row = await trx
      .insertInto('exchange.steering')
      .values({
        id,
        agency_id: watch.node ? null : watch.agencyId,
        act: given.act,
        reason: given.reason,
        filter: JSON.stringify(given.filter),
        asked_at: deps.clock.now(),
        asked_by: JSON.stringify(actorReference(actor)),
        up_to: upTo,
        at_seq: 0,
        total,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await deps.evidence.record(trx, {
      kind: 'exchange.many-steered',
      subject: `steering:${id}`,
      actor,
      data: { act: given.act, filter: given.filter, total },
    });
    await deps.jobs.add(trx, STEER, { steeringId: id }, { key: `${STEER}:${id}` });
    return shownOf(row);
  });
}

/** Steers what an act on many covers, oldest first; begins where it was when the node went down. */
export async function carryOut(deps: ExchangeDeps, steeringId: string): Promise<void> {
  while (await carryOutBatch(deps, steeringId));
}

async function carryOutBatch(deps: ExchangeDeps, steeringId: string): Promise<boolean> {
  return deps.database.transaction<Tables, boolean>(async (trx) => {
    const row = await trx
      .selectFrom('exchange.steering')
      .selectAll()
      .where('id', '=', steeringId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.ended_at) return false;
    const act = row.act as Act;
    const watch: Watch = row.agency_id === null ? { node: true } : { node: false, agencyId: row.agency_id };
    const where = await steeredWhere(deps, watch, {
      act,
      filter: readJson(ConsoleFilter, row.filter, `exchange.steering.filter of ${steeringId}`),
    });
    const { rows } = await sql<DeliveryRow>`
      select d.* from exchange.delivery d
      where ${where} and d.seq <= ${row.up_to} and (d.seq, d.id) > (${row.at_seq}::bigint, ${row.at_delivery ?? ZERO}::uuid)
      order by d.seq, d.id limit ${BATCH} for update of d`.execute(trx);
    const by = { actor: whoAsked(row), reason: row.reason };
    // Locked since it was found, it may have gone on by itself: then there is nothing to steer.
    const able = rows.filter((one) => moveTransport(heldOf(one).transport, moveOf(act, one.transport)) !== undefined);
    for (const one of able) await steerHeld(deps, trx, heldOf(one), moveOf(act, one.transport), by);
    const last = rows.at(-1);
    const moved = row.moved + able.length;
    const ended = rows.length < BATCH;
    await trx
      .updateTable('exchange.steering')
      .set({
        moved,
        ...(last ? { at_seq: last.seq, at_delivery: last.id } : {}),
        ...(ended ? { ended_at: deps.clock.now(), passed_over: Math.max(0, row.total - moved) } : {}),
      })
      .where('id', '=', steeringId)
      .execute();
    if (able.length > 0) await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    for (const agencyId of new Set(able.map((one) => one.sender_agency_id)))
      await deps.live.tell(trx, INBOX_TOPIC, agencyId);
    await deps.live.tell(trx, FLOW_TOPIC, NODE);
    return !ended;
  });
}

/** To go on is to be released where a copy is held, and to be tried again where it has failed. */
const moveOf = (act: Act, transport: string): 'hold' | 'release' | 'try-again' =>
  act === 'go-on' ? (transport === 'held' ? 'release' : 'try-again') : act;

const ZERO = '00000000-0000-0000-0000-000000000000';

/** Only what may be steered: of an agency what it sends, and only from where the act leads on. */
async function steeredWhere(deps: ExchangeDeps, watch: Watch, { act, filter }: { act: Act; filter: ConsoleFilter }) {
  const own = watch.node ? sql`` : sql`and d.sender_agency_id = ${watch.agencyId}`;
  if (act === 'go-on') {
    const stuck = await copiesWhere(deps, watch, filter);
    return sql`${stuck} and (${fromWhich('release')} or ${fromWhich('try-again')}) and d.told_by is null ${own}`;
  }
  const state = filter.state ?? (act === 'hold' ? 'queued' : act === 'release' ? 'held' : 'failed');
  const asked = await copiesWhere(deps, watch, { ...filter, state });
  return sql`${asked} and ${fromWhich(act)} and d.told_by is null ${own}`;
}

function whoAsked(row: SteeringRow): Actor {
  const by = row.asked_by as { accountId: string; officerId: string; agencyId: string };
  return { kind: 'officer', ...by, name: '', position: '', rights: [] };
}

/** @throws exchange.not-found where it is another agency's */
export async function readSteering(deps: ExchangeDeps, id: string, actor: OfficerActor): Promise<Shown> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.steering')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw exchangeProblem('not-found');
  return shownTo(row, requireWatch(actor));
}

function shownTo(row: SteeringRow, watch: Watch): Shown {
  if (!watch.node && row.agency_id !== watch.agencyId) throw exchangeProblem('not-found');
  return shownOf(row);
}

const shownOf = (row: SteeringRow): Shown => ({
  steeringId: row.id,
  act: row.act as Act,
  reason: row.reason,
  askedAt: row.asked_at.toISOString(),
  total: row.total,
  moved: row.moved,
  passedOver: row.passed_over,
  ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
});
