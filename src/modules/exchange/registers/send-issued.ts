import type { Static } from 'typebox';
import { documentTypes, type IssuedFacts } from '#modules/documents/index.ts';
import type { documentIssued } from '#modules/documents/events.ts';
import type { Log } from '#platform/log.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { sendConsignment } from '../accept/send-consignment.ts';
import type { Tables } from '../tables.ts';
import { isRefusal } from './is-refusal.ts';
import { priorityOf } from './urgency.ts';
import { HOUSE } from '../house.ts';

type Issued = Static<(typeof documentIssued)['payload']>;

/** Administrative documents; the registers keep no normative ones. */
const ADMINISTRATIVE = 2;

/**
 * What an agency has issued goes to the agencies among its recipients by itself: nobody registers it a second time to send it. The
 * document's id is the key, so hearing it twice sends it once. One that cannot be sent is evidence and an alarm for the operator, not a
 * delivery tried for days: the answer would be the same. While the axis takes nothing over it is tried again.
 */
export async function sendIssued(deps: ExchangeDeps, issued: Issued, log: Log): Promise<void> {
  if (issued.recipients.length === 0 && !issued.groupCodes?.length) return;
  try {
    await sendConsignment(
      deps,
      { key: `document:${issued.documentId}`, envelope: envelopeOf(issued) },
      { agencyId: issued.agencyId, actor: HOUSE },
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.error({ documentId: issued.documentId, code: error.code }, 'an issued document cannot be sent');
    await deps.database.transaction<Tables, void>(async (trx) => {
      await deps.evidence.record(trx, {
        kind: 'exchange.sending-refused',
        subject: `document:${issued.documentId}`,
        actor: HOUSE,
        data: { code: error.code, params: error.detail.params ?? {} },
      });
    });
  }
}

export function envelopeOf(
  issued: IssuedFacts & Pick<Issued, 'recipients'> & Pick<Partial<Issued>, 'groupCodes'>,
): Envelope {
  const number = String(issued.number).padStart(2, '0');
  const date = issued.issuedOn.replaceAll('-', '/');
  const code = issued.type.exchangeCode ?? documentTypes.find(({ key }) => key === 'official-letter')?.exchangeCode;
  const competence = issued.signer.authority as Envelope['document']['signer']['competence'] | '';
  return {
    kind: 'new',
    from: issued.agencyCode,
    to: [...issued.recipients.map((recipient) => recipient.code), ...(issued.groupCodes ?? [])],
    document: {
      documentId: `${issued.agencyCode},${date},${number}/${issued.notation}`,
      number,
      notation: issued.notation,
      issuedOn: issued.issuedOn,
      place: issued.place,
      type: { group: ADMINISTRATIVE, code: Number(code), name: issued.type.name },
      subject: issued.subject,
      signer: {
        position: issued.signer.position,
        name: issued.signer.name,
        ...(competence ? { competence } : {}),
      },
      ...(issued.answerBy ? { dueOn: issued.answerBy } : {}),
    },
    files: issued.files.map(({ fileId, name, type, sha256, bytes }) => ({
      fileId,
      name,
      mediaType: type,
      sha256,
      bytes,
    })),
    priority: priorityOf(issued.urgency),
    ...(issued.answers.length > 0
      ? {
          respondsTo: issued.answers.map(
            ({ senderCode, notation, issuedOn }) => `${senderCode ?? ''},${issuedOn.replaceAll('-', '/')},${notation}`,
          ),
        }
      : {}),
  };
}
