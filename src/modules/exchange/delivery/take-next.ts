import { sql } from 'kysely';
import type { AgencyActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { lockMinutes } from '../legal.ts';
import { localFiles } from '../peers/local-files.ts';
import { holdDelivery, moveDelivery } from './move-delivery.ts';
import type { Tables } from '../tables.ts';

export interface Taken {
  deliveryId: string;
  lockId: string;
  lockedUntil: Date;
  consignmentId: string;
  envelope: Envelope;
  /** As they can be fetched on this node. */
  files: Envelope['files'];
}

/** The next document for an agency whose own system fetches: urgent first, in order within a conversation, held for five minutes. */
export async function takeNext(deps: ExchangeDeps, actor: AgencyActor): Promise<Taken | null> {
  const taken = await takeOne(deps, actor);
  if (!taken) return null;
  const files = await localFiles(deps, taken.consignmentId, taken.envelope);
  // Whoever is to confirm that all is there must be able to fetch all of it first.
  if (files.length > 0)
    await deps.files.shareWith(
      files.map(({ fileId }) => fileId),
      actor.agencyId,
    );
  return { ...taken, files };
}

async function takeOne(deps: ExchangeDeps, actor: AgencyActor): Promise<Omit<Taken, 'files'> | null> {
  return deps.database.transaction<Tables, Omit<Taken, 'files'> | null>(async (trx) => {
    const now = deps.clock.now();
    const { rows } = await sql<{ id: string }>`
      select d.id from exchange.delivery d
      where d.recipient_agency_id = ${actor.agencyId} and d.transport = 'queued' and d.peer is null and d.expires_at > ${now}
        and not exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode = 'held')
        and not exists (select from exchange.delivery e
          where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
            and e.transport in ('queued', 'delivering', 'held'))
      order by d.priority desc, d.seq limit 1 for update skip locked`.execute(trx);
    const next = rows[0];
    if (!next) return null;
    const held = await holdDelivery(trx, next.id, { recipientAgencyId: actor.agencyId });
    const lockId = newId();
    const lockedUntil = new Date(now.getTime() + lockMinutes * 60_000);
    await moveDelivery(trx, held, 'take', { actor, at: now });
    await trx
      .updateTable('exchange.delivery')
      .set({ lock_id: lockId, locked_until: lockedUntil, attempts: held.attempts + 1 })
      .where('id', '=', held.id)
      .execute();
    const { envelope } = await trx
      .selectFrom('exchange.consignment')
      .select('envelope')
      .where('id', '=', held.consignmentId)
      .executeTakeFirstOrThrow();
    return {
      deliveryId: held.id,
      lockId,
      lockedUntil,
      consignmentId: held.consignmentId,
      envelope: JSON.parse(envelope) as Envelope,
    };
  });
}
