import { sql } from 'kysely';
import type { AgencyActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { lockMinutes } from '../legal.ts';
import { holdDelivery, moveDelivery } from '../delivery/move-delivery.ts';
import { localFiles } from '../peers/local-files.ts';
import type { Tables } from '../tables.ts';

export interface TakenOne {
  consignmentId: string;
  senderAgencyId: string;
  envelope: Envelope;
  /** As this node has them: what came from another node has other ids here. */
  files: Envelope['files'];
  acceptedAt: Date;
  /** This node accepted it from its sender, whose key may be kept here. */
  acceptedHere: boolean;
  /** The sender's name for the document that a recall, update or replacement is about. */
  aboutDocumentId?: string;
  /** Absent for what was confirmed before and is read again. */
  lockId?: string;
}

/**
 * One document of the waiting, chosen by the agency's system. Asked again while it is held, it is the same hold; after the hold has lapsed, a new
 * one, as with take-next. @throws exchange.not-found, exchange.out-of-order
 */
export async function takeOne(deps: ExchangeDeps, deliveryId: string, actor: AgencyActor): Promise<TakenOne> {
  const taken = await hold(deps, deliveryId, actor);
  return { ...taken, files: await localFiles(deps, taken.consignmentId, taken.envelope) };
}

async function hold(deps: ExchangeDeps, deliveryId: string, actor: AgencyActor): Promise<Omit<TakenOne, 'files'>> {
  return deps.database.transaction<Tables, Omit<TakenOne, 'files'>>(async (trx) => {
    const now = deps.clock.now();
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: actor.agencyId });
    const { rows } = await sql<{
      envelope: string;
      about: string | null;
      acceptedAt: Date;
      origin: string | null;
      lockedUntil: Date | null;
      peer: string | null;
      early: boolean;
    }>`
      select c.envelope, a.envelope as about, c.accepted_at as "acceptedAt", c.origin_node as origin, d.locked_until as "lockedUntil", d.peer,
        exists (select from exchange.delivery e
          where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
            and e.transport in ('queued', 'delivering', 'held')) as early
      from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
        left join exchange.consignment a on a.id = c.about
      where d.id = ${deliveryId}`.execute(trx);
    const row = rows[0];
    if (!row || row.peer !== null) throw exchangeProblem('not-found');
    const about = row.about === null ? undefined : (JSON.parse(row.about) as Envelope).document.documentId;
    const taken = {
      consignmentId: held.consignmentId,
      senderAgencyId: held.senderAgencyId,
      envelope: JSON.parse(row.envelope) as Envelope,
      acceptedAt: row.acceptedAt,
      acceptedHere: row.origin === null,
      ...(about ? { aboutDocumentId: about } : {}),
    };
    if (held.transport === 'delivered') return taken;
    if (held.transport === 'delivering' && held.lockId && row.lockedUntil && row.lockedUntil > now)
      return { ...taken, lockId: held.lockId };
    if (row.early) throw exchangeProblem('out-of-order', { params: { state: held.transport } });
    if (held.transport !== 'delivering') await moveDelivery(trx, held, 'take', { actor, at: now });
    const lockId = newId();
    await trx
      .updateTable('exchange.delivery')
      .set({
        lock_id: lockId,
        locked_until: new Date(now.getTime() + lockMinutes * 60_000),
        attempts: held.attempts + 1,
      })
      .where('id', '=', held.id)
      .execute();
    return { ...taken, lockId };
  });
}
