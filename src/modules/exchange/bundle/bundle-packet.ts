import { buffer } from 'node:stream/consumers';
import { bytesSource, readPacket, writeDocument, type DocumentFacts } from '#modules/edxml/index.ts';
import { fromEnvelope } from '../border/from-envelope.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

export const packetName = 'document.edxml';

/** What the document says, in edXML under the node's XML signature: for whoever has xmlsec1. Without the files, whose digests the envelope has: with them it is bundle-parts.ts. */
export async function bundlePacket(deps: ExchangeDeps, consignmentId: string): Promise<string> {
  const db = deps.database.of<Tables>();
  const kept = () =>
    db
      .selectFrom('exchange.bundle_packet')
      .select('packet')
      .where('consignment_id', '=', consignmentId)
      .executeTakeFirst();
  const known = await kept();
  if (known) return known.packet;
  const { facts } = await findPacketFacts(deps, consignmentId);
  const at = deps.clock.now();
  const packet = (await buffer(await writeDocument(facts, [], { identity: await deps.signing.xmlIdentity(), at }))).toString(); // prettier-ignore
  await db
    .insertInto('exchange.bundle_packet')
    .values({ consignment_id: consignmentId, packet, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await kept())?.packet ?? packet;
}

/** What a packet of the consignment says. */
export async function findPacketFacts(deps: ExchangeDeps, consignmentId: string): Promise<{ facts: DocumentFacts }> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment as c')
    .leftJoin('exchange.consignment as a', 'a.id', 'c.about')
    .select(['c.envelope', 'c.sender_agency_id', 'c.accepted_at', 'a.envelope as about'])
    .where('c.id', '=', consignmentId)
    .executeTakeFirstOrThrow();
  const about = row.about === null ? undefined : (JSON.parse(row.about) as Envelope).document.documentId;
  const facts = await fromEnvelope(deps, JSON.parse(row.envelope) as Envelope, {
    senderAgencyId: row.sender_agency_id,
    acceptedAt: row.accepted_at,
    ...(about ? { aboutDocumentId: about } : {}),
  });
  return { facts };
}

/** Whether a packet is signed under these roots and says the document of the envelope. */
export async function checkPacket(bytes: Buffer, envelope: Envelope, roots: readonly Buffer[]): Promise<boolean> {
  const packet = await readPacket(bytesSource(bytes)).catch(() => undefined);
  return packet !== undefined && isSignedAndSame(packet, envelope, roots);
}

export async function isSignedAndSame(
  packet: Awaited<ReturnType<typeof readPacket>>,
  envelope: Envelope,
  roots: readonly Buffer[],
): Promise<boolean> {
  if (packet.kind !== 'document') return false;
  let found = await packet.checkSignature({ roots, at: new Date() });
  // Certificates end, what they signed in their time does not.
  if (found.state === 'expired' && found.signedAt)
    found = await packet.checkSignature({ roots, at: new Date(found.signedAt) });
  return found.state === 'valid' && same(packet.facts, envelope);
}

function same(facts: DocumentFacts, { document, from, to, kind }: Envelope): boolean {
  const said = [facts.documentId, facts.number, facts.notation, facts.issuedOn, facts.subject, facts.signer?.name, facts.from.id, facts.business.kind, ...facts.to.map(({ id }) => id)]; // prettier-ignore
  const wanted = [document.documentId, document.number, document.notation, document.issuedOn, document.subject, document.signer.name, from, kind, ...to]; // prettier-ignore
  const plain = (text: string | undefined) => text?.normalize('NFC').trim().replace(/\s+/g, ' ');
  return said.length === wanted.length && said.every((one, at) => plain(one) === plain(wanted[at]));
}
