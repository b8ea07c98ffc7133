import type { Transaction } from 'kysely';
import { mayAsk, type BusinessCode, type ChangeKind } from '../delivery/business.ts';
import type { Envelope } from '../contract.ts';
import { exchangeProblem } from '../errors.ts';
import type { Recipients } from '../accept/resolve-sides.ts';
import type { Tables } from '../tables.ts';

/** A recall, update or replacement: what it is about, in whose conversation it travels. */
export interface Asked {
  about: string;
  conversation: string;
}

/**
 * Notes at each recipient of the earlier document that its sender asks for a change. The rows are locked in one order, so two changes
 * at once are one change and a refusal, never a deadlock.
 * @throws exchange.about-unknown, exchange.not-a-recipient, exchange.cannot-ask
 */
export async function askChange(
  trx: Transaction<Tables>,
  change: { id: string; kind: ChangeKind; about: string; senderAgencyId: string },
  recipients: Recipients,
): Promise<void> {
  const rows = await trx
    .selectFrom('exchange.delivery')
    .select(['id', 'recipient_agency_id', 'business', 'asked_by'])
    .where('consignment_id', '=', change.about)
    .where('recipient_agency_id', 'in', [...recipients.keys()])
    .orderBy('id')
    .forUpdate()
    .execute();
  const standing = new Map(rows.map((row) => [row.recipient_agency_id, row]));
  for (const [agencyId, { code }] of recipients) {
    const row = standing.get(agencyId);
    if (!row) throw exchangeProblem('not-a-recipient', { params: { code } });
    const asked = row.asked_by === null ? null : change.kind;
    if (!mayAsk({ code: row.business as BusinessCode | null, asked }))
      throw exchangeProblem('cannot-ask', { params: { code } });
  }
  await trx
    .updateTable('exchange.delivery')
    .set({ asked_by: change.id })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** Shape of the request: a change names its earlier document and a reason, a new document names none. */
export function changeOf(envelope: Envelope): { kind: ChangeKind; about: string } | undefined {
  if (envelope.kind === 'new') {
    if (envelope.about !== undefined) throw exchangeProblem('about-missing');
    return undefined;
  }
  if (envelope.about === undefined || !envelope.reason?.trim()) throw exchangeProblem('about-missing');
  return { kind: envelope.kind, about: envelope.about };
}
