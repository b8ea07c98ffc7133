import { edxmlProblem } from './errors.ts';
import { packetLimits, type PacketLimits } from './limits.ts';
import { isPayloadElement, readAttachments, type FoundAttachment } from './packet/read-attachments.ts';
import { readDocument } from './packet/read-document.ts';
import { readStatus } from './packet/read-status.ts';
import type { DocumentFacts, StatusFacts, Variant } from './packet/types.ts';
import { verifySignature, type SignatureFinding } from './signature/verify.ts';
import type { Trust } from './signature/trust.ts';
import { walk, type Element } from './xml/element.ts';
import { readTree } from './xml/read-tree.ts';
import type { Source } from './xml/source.ts';
import { openPayload, type OpenedPayload } from './zip/open-payload.ts';

/** A packet that was read: its facts; its files and its signature when they are asked for. */
interface Read {
  variant: Variant;
  /** Over the same tree that the facts were read from. */
  checkSignature(trust: Trust): Promise<SignatureFinding>;
}

export interface ReadAttachment extends Omit<FoundAttachment, 'payload'> {
  /** The file itself, unpacked. Close it in the end. @throws edxml.bad-zip, zip-entries, zip-bomb, too-large */
  open(): Promise<OpenedPayload>;
}

export interface ReadDocument extends Read {
  kind: 'document';
  facts: DocumentFacts;
  attachments: ReadAttachment[];
}

export interface ReadStatus extends Read {
  kind: 'status';
  facts: StatusFacts;
}

/**
 * Reads a packet in any of the three variants. The bytes are gone through once; in memory are the header and the manifest (at most
 * `markupBytes`), never a payload.
 * @throws edxml.*, and nothing else, whatever the bytes are
 */
export async function readPacket(
  source: Source,
  limits: Partial<PacketLimits> = {},
): Promise<ReadDocument | ReadStatus> {
  const within = { ...packetLimits, ...limits };
  const root = await readTree(source, within, isPayloadElement);
  if (!/^edxml/i.test(root.local)) throw edxmlProblem('not-edxml');
  const variant = variantOf(root);
  const checkSignature = (trust: Trust) => verifySignature(source, root, trust);
  const statuses = [...walk(root)].filter((one) => one.local === 'Status' && one.parent?.local.endsWith('Header'));
  const [status] = statuses;
  if (status) {
    if (statuses.length > 1 || [...walk(root)].some(({ local }) => local === 'MessageHeader'))
      throw edxmlProblem('field-twice', { params: { field: 'Status' } });
    return { kind: 'status', variant, facts: readStatus(status), checkSignature };
  }
  const attachments = readAttachments(root, within.attachments).map(({ payload, ...facts }) => ({
    ...facts,
    open: () => openPayload(source.read(payload.from, payload.to), within),
  }));
  return { kind: 'document', variant, facts: readDocument(root), attachments, checkSignature };
}

function variantOf(root: Element): Variant {
  const spaces = new Set([...walk(root)].map(({ namespace }) => namespace));
  if ([...spaces].some((space) => /e-doc\.vn\/schema/i.test(space))) return 'bkav';
  return [...spaces].some((space) => /go\.vn\/edoc/i.test(space)) ? 'lgsp' : 'standard';
}
