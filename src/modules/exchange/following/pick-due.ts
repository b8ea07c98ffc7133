import { sql } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import type { SentMessage } from '../peers/messages.ts';
import { consignedOf, onWire } from '../peers/pick-batch.ts';
import type { Tables } from '../tables.ts';

/** Copies of one request: each brings its steps along. */
const MOST = 200;
const MOST_ENVELOPES = 2 * 1024 * 1024;
const MOST_STEPS = 100;

export interface Due {
  deliveryId: string;
  version: number;
  attempts: number;
}

export interface PickedSent {
  message: SentMessage;
  due: Due[];
}

/** What a node is told next about what its agencies sent from here, oldest first: a change comes after the document it is about. */
export async function pickDue(deps: ExchangeDeps, peer: string): Promise<PickedSent[]> {
  const db = deps.database.of<Tables>();
  const { rows } = await sql<DeliveryRow & { version: number; tried: number }>`
    select d.*, due.version, due.attempts as tried
    from exchange.away a join exchange.away_due due on due.agency_id = a.agency_id join exchange.delivery d on d.id = due.delivery_id
    where a.node_id = ${peer} and (due.next_try_at is null or due.next_try_at <= ${deps.clock.now()})
    order by due.seq, due.delivery_id limit ${MOST}`.execute(db);
  const steps = await stepsOf(
    deps,
    rows.map(({ id }) => id),
  );
  const picked: PickedSent[] = [];
  let bytes = 0;
  for (const [consignmentId, copies] of Map.groupBy(rows, (row) => row.consignment_id)) {
    if (bytes > MOST_ENVELOPES) break;
    const carried = (await consignedOf(deps, [consignmentId])).get(consignmentId)?.carried;
    if (!carried) throw new Error('A copy without its consignment');
    bytes += carried.envelope.length;
    picked.push({
      message: {
        kind: 'sent',
        carried,
        copies: copies.map((copy) => ({ ...standingOf(deps, copy), steps: steps.get(copy.id) ?? [] })),
      },
      due: copies.map((copy) => ({ deliveryId: copy.id, version: copy.version, attempts: copy.tried })),
    });
  }
  return picked;
}

function standingOf(deps: ExchangeDeps, copy: DeliveryRow): Omit<SentMessage['copies'][number], 'steps'> {
  return {
    deliveryId: copy.id,
    code: copy.recipient_code,
    transport: copy.transport as 'queued',
    transportAt: copy.transport_at.toISOString(),
    holder: (copy.transport !== 'queued' && copy.peer) || deps.nodes.self().nodeId,
    ...(copy.reason ? { reason: copy.reason.slice(0, 2000) } : {}),
    ...(copy.business && copy.business_at
      ? { business: copy.business as '01', businessAt: copy.business_at.toISOString() }
      : {}),
  };
}

async function stepsOf(
  deps: ExchangeDeps,
  ids: readonly string[],
): Promise<Map<string, SentMessage['copies'][number]['steps']>> {
  if (ids.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.delivery_event')
    .select(['id', 'delivery_id', 'at', 'machine', 'from_state', 'to_state', 'rule', 'node', 'note'])
    .where('delivery_id', 'in', [...ids])
    .orderBy('at')
    .orderBy('id')
    .execute();
  const here = deps.nodes.self().nodeId;
  return new Map(
    [...Map.groupBy(rows, (row) => row.delivery_id)].map(([id, steps]) => [
      id,
      steps.slice(-MOST_STEPS).map((row) => ({
        id: row.id,
        machine: row.machine as 'transport',
        ...onWire(
          {
            at: row.at,
            machine: row.machine as 'transport',
            from: row.from_state,
            to: row.to_state,
            rule: row.rule,
            node: row.node,
            ...(row.note ? { note: row.note } : {}),
          },
          here,
        ),
      })),
    ]),
  );
}
