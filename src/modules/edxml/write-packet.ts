import { createHash } from 'node:crypto';
import { edxmlProblem } from './errors.ts';
import { STANDARD_NAMESPACE } from './names.ts';
import { writeDate, writeInstant } from './packet/dates.ts';
import {
  businessKinds,
  type AttachmentFacts,
  type Business,
  type DocumentFacts,
  type DocumentReference,
  type Organ,
  type Staff,
  type StatusFacts,
} from './packet/types.ts';
import { signatureElement, type XmlIdentity } from './signature/sign.ts';
import { escapeAttribute, escapeText } from './xml/canonical.ts';
import { closePayload } from './zip/close-payload.ts';

export interface WrittenAttachment extends AttachmentFacts {
  /** Read twice: for the digest and for the packet. */
  open(): AsyncIterable<Uint8Array>;
}

export interface Signing {
  identity: XmlIdentity;
  at: Date;
}

type Content = string | number | boolean | undefined;

/** Written as it is in canonical form: no empty-element tags, no space between, what must be escaped and nothing else. */
function el(name: string, content: Content | readonly Content[]): string {
  const parts = Array.isArray(content)
    ? content.filter((one) => one !== undefined).join('')
    : textOf(content as Content);
  return `<edXML:${name}>${parts}</edXML:${name}>`;
}

/** Nothing where there is nothing to say. */
const maybe = (name: string, content: Content): string | undefined =>
  content === undefined ? undefined : el(name, content);

function textOf(content: Content): string {
  const text = String(content ?? '').normalize('NFC');
  // oxlint-disable-next-line no-control-regex -- these characters cannot stand in XML at all
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text) || !text.isWellFormed())
    throw edxmlProblem('field-wrong', { params: { field: 'text' } });
  return escapeText(text);
}

/** A document packet of the standard variant, signed, as a stream of bytes that can be had once. */
export async function writeDocument(
  facts: DocumentFacts,
  attachments: readonly WrittenAttachment[],
  signing: Signing,
): Promise<AsyncIterable<Buffer>> {
  return signed(documentHeader(facts), manifestOf(attachments), attachments, signing);
}

export const documentHeader = (facts: DocumentFacts): string => `${messageHeader(facts)}${traceList(facts)}`;

export function manifestOf(attachments: readonly AttachmentFacts[]): string {
  const manifest = attachments.map((one) =>
    el('Reference', [
      el('ContentId', `cid:${one.contentId}`),
      el('ContentType', one.mediaType),
      el('AttachmentName', one.name),
      maybe('Description', one.description),
    ]),
  );
  return `<edXML:edXMLBody><edXML:edXMLManifest version="1.0">${manifest.join('')}</edXML:edXMLManifest></edXML:edXMLBody>`;
}

/** A status packet; it has no body. */
export function writeStatus(facts: StatusFacts, signing: Signing): Promise<AsyncIterable<Buffer>> {
  const status = el('Status', [
    reference(facts.about),
    organ('From', facts.from),
    el('StatusCode', facts.code),
    maybe('Description', facts.description),
    maybe('Timestamp', facts.at && writeInstant(facts.at)),
    staff(facts.staff),
  ]);
  return signed(status, '', [], signing);
}

/** Once through for the digest, once for the reader: a file of 200 MB is nowhere in memory. */
async function signed(
  header: string,
  body: string,
  attachments: readonly WrittenAttachment[],
  { identity, at }: Signing,
): Promise<AsyncIterable<Buffer>> {
  const hash = createHash('sha256');
  const payload = (one: WrittenAttachment) => closePayload(one.name, one.open(), at);
  for await (const piece of packet(header, '', body, attachments, payload)) hash.update(piece);
  const signature = signatureElement(hash.digest(), identity, at);
  return (async function* () {
    yield Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n');
    for await (const piece of packet(header, signature, body, attachments, payload)) yield Buffer.from(piece);
  })();
}

/** @param payload the characters of a file as they stand in the packet */
export async function* packet(
  header: string,
  signature: string,
  body: string,
  attachments: readonly WrittenAttachment[],
  payload: (one: WrittenAttachment) => AsyncIterable<string>,
): AsyncGenerator<string> {
  const declared = `xmlns:edXML="${escapeAttribute(STANDARD_NAMESPACE)}"`;
  yield `<edXML xmlns="${STANDARD_NAMESPACE}"><edXML:edXMLEnvelope ${declared}><edXML:edXMLHeader>${header}${signature}</edXML:edXMLHeader>${body}</edXML:edXMLEnvelope>`;
  if (attachments.length > 0) {
    yield '<AttachmentEncoded>';
    for (const one of attachments) {
      const fields = `<ContentId>${textOf(`cid:${one.contentId}`)}</ContentId><AttachmentName>${textOf(one.name)}</AttachmentName><ContentType>${textOf(one.mediaType)}</ContentType>`;
      yield `<Attachment>${fields}<edXML:ContentTransferEncoded ${declared}>`;
      yield* payload(one);
      yield '</edXML:ContentTransferEncoded></Attachment>';
    }
    yield '</AttachmentEncoded>';
  }
  yield '</edXML>';
}

function messageHeader(facts: DocumentFacts): string {
  const { type, signer } = facts;
  return el('MessageHeader', [
    organ('From', facts.from),
    ...facts.to.map((one) => organ('To', one)),
    el('DocumentId', facts.documentId),
    el('Code', [el('CodeNumber', facts.number), el('CodeNotation', facts.notation)]),
    el('PromulgationInfo', [
      maybe('Place', facts.place),
      maybe('PromulgationDate', facts.issuedOn && writeDate(facts.issuedOn)),
    ]),
    type && el('DocumentType', [el('Type', type.group), el('TypeDetail', type.code), maybe('TypeName', type.name)]),
    maybe('Subject', facts.subject),
    maybe('Content', facts.content),
    signer &&
      el('SignerInfo', [
        maybe('Competence', signer.competence),
        maybe('Position', signer.position),
        maybe('FullName', signer.name),
      ]),
    maybe('DueDate', facts.dueOn && writeDate(facts.dueOn)),
    facts.toPlaces.length > 0
      ? el(
          'ToPlaces',
          facts.toPlaces.map((one) => el('Place', one)),
        )
      : undefined,
    el('OtherInfo', [
      el('Priority', facts.priority),
      maybe('SphereOfPromulgation', facts.sphere),
      maybe('TyperNotation', facts.typist),
      maybe('PromulgationAmount', facts.copies),
      maybe('PageAmount', facts.pages),
      maybe('Direction', facts.direction),
      facts.appendixes.length > 0
        ? el(
            'Appendixes',
            facts.appendixes.map((one) => el('Appendix', one)),
          )
        : undefined,
    ]),
    ...facts.responseFor.map(reference),
    maybe('SteeringType', facts.steering),
  ]);
}

function traceList({ traces, business }: DocumentFacts): string {
  return el('TraceHeaderList', [
    ...traces.map((one) => el('TraceHeader', [el('OrganId', one.organId), el('Timestamp', writeInstant(one.at))])),
    businessElement(business),
  ]);
}

const bit = (value: boolean | undefined): number | undefined => (value === undefined ? undefined : Number(value));

function businessElement(business: Business): string {
  const { update, replaced } = business;
  return el('Bussiness', [
    el('BussinessDocType', businessKinds.indexOf(business.kind)),
    maybe('BussinessDocReason', business.reason),
    update &&
      el('BussinessDocumentInfo', [
        maybe('DocumentInfo', bit(update.documentChanged)),
        maybe('DocumentReceiver', bit(update.receiversChanged)),
        update.receivers.length > 0
          ? el(
              'ReceiverList',
              update.receivers.map((one) =>
                el('Receiver', [el('ReceiverType', one.change === 'added' ? 1 : 0), el('OrganId', one.organId)]),
              ),
            )
          : undefined,
      ]),
    maybe('DocumentId', business.documentId),
    staff(business.staff),
    maybe('Paper', bit(business.paper)),
    replaced.length > 0
      ? el(
          'ReplacementInfoList',
          replaced.map((one) =>
            el('ReplacementInfo', [
              el('DocumentId', one.documentId),
              el(
                'OrganIdList',
                one.organIds.map((id) => el('OrganId', id)),
              ),
            ]),
          ),
        )
      : undefined,
  ]);
}

function organ(name: 'From' | 'To', one: Organ): string {
  return el(name, [
    el('OrganId', one.id),
    maybe('OrganizationInCharge', one.inCharge),
    maybe('OrganName', one.name),
    maybe('OrganAdd', one.address),
    maybe('Email', one.email),
    maybe('Telephone', one.telephone),
    maybe('Fax', one.fax),
    maybe('Website', one.website),
  ]);
}

function reference(one: DocumentReference): string {
  return el('ResponseFor', [
    maybe('OrganId', one.organId),
    one.number || one.notation
      ? el('Code', [maybe('CodeNumber', one.number), maybe('CodeNotation', one.notation)])
      : undefined,
    maybe('PromulgationDate', one.issuedOn && writeDate(one.issuedOn)),
    maybe('DocumentId', one.documentId),
  ]);
}

function staff(one: Staff | undefined): string | undefined {
  return (
    one &&
    el('StaffInfo', [
      maybe('Department', one.department),
      maybe('Staff', one.name),
      maybe('Mobile', one.mobile),
      maybe('Email', one.email),
    ])
  );
}
