import { sql } from 'kysely';
import type { AgencyActor, OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { requireSide } from '../access.ts';
import type { listChanges } from '../contract/changes.ts';
import type { Envelope } from '../contract/envelope.ts';
import type { ExchangeDeps } from '../deps.ts';
import { readConsignment } from '../queries.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from '../delivery/transport.ts';

type Shown = AnswerOf<typeof listChanges>['changes'];

/** What the sender of a document asked about it, newest first, with the answers that each side may see. @throws exchange.not-found */
export async function readChanges(deps: ExchangeDeps, consignmentId: string, actor: OfficerActor): Promise<Shown> {
  const { side } = await readConsignment(deps, consignmentId, actor);
  const { rows } = await sql<{
    id: string;
    kind: Shown[number]['kind'];
    envelope: string;
    accepted_at: Date;
    recipient_agency_id: string;
    recipient_code: string;
    transport: TransportState;
    business: string | null;
    business_at: Date | null;
    note: string | null;
  }>`
    select c.id, c.kind, c.envelope, c.accepted_at, d.recipient_agency_id, d.recipient_code, d.transport, d.business, d.business_at,
      (select v.note from exchange.delivery_event v where v.delivery_id = d.id and v.to_state = d.business
        order by v.at desc limit 1) as note
    from exchange.consignment c join exchange.delivery d on d.consignment_id = c.id
    where c.about = ${consignmentId}
      ${side === 'recipient' ? sql`and d.recipient_agency_id = ${actor.agencyId} and d.transport = 'delivered'` : sql``}
    order by c.seq desc, d.recipient_code`.execute(deps.database.of<Tables>());
  return Promise.all(
    [...Map.groupBy(rows, (row) => row.id)].map(async ([id, copies]) => {
      const [first] = copies as [(typeof copies)[number]];
      const { document, reason = '' } = JSON.parse(first.envelope) as Envelope;
      return {
        consignmentId: id,
        kind: first.kind,
        reason,
        askedAt: first.accepted_at.toISOString(),
        notation: `${document.number}/${document.notation}`,
        subject: document.subject,
        answers: await Promise.all(
          copies.map(async (copy) => ({
            recipient: {
              code: copy.recipient_code,
              name: (await deps.directory.getAgency(copy.recipient_agency_id)).name,
            },
            transport: copy.transport,
            ...(copy.business === '15' || copy.business === '16'
              ? { answer: copy.business as '15', answeredAt: copy.business_at?.toISOString() ?? '' }
              : {}),
            ...(copy.note ? { note: copy.note } : {}),
          })),
        ),
      };
    }),
  );
}

/** The consignment that the agency handed over under a key of its own. @throws exchange.not-found */
export async function findByKey(
  deps: ExchangeDeps,
  key: string,
  actor: AgencyActor,
): Promise<{ consignmentId: string }> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('id')
    .where('sender_agency_id', '=', actor.agencyId)
    .where('sender_key', '=', key)
    .executeTakeFirst();
  requireSide(actor, row && { senderAgencyId: actor.agencyId, recipientAgencyIds: [] });
  return { consignmentId: row?.id ?? '' };
}
