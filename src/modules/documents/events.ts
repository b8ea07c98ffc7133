import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * A document was signed by its signer and by the agency, and is issued. Once per document. Everything that whoever carries it to
 * its recipients needs, so that nobody has to ask this room: files by digest, recipients by agency code.
 */
export const documentIssued = defineEvent(
  'documents.document-issued@1',
  Type.Object({
    documentId: Type.String({ format: 'uuid' }),
    agencyId: Type.String({ format: 'uuid' }),
    agencyCode: Type.String(),
    agencyName: Type.String(),
    parentAgencyName: orNull(Type.String()),
    place: Type.String(),
    number: Type.Integer({ minimum: 1 }),
    /** 'QĐ-UBND', without the number. */
    notation: Type.String(),
    issuedOn: Type.String({ format: 'date' }),
    issuedAt: Type.String({ format: 'date-time' }),
    type: Type.Object({ key: Type.String(), name: Type.String(), exchangeCode: orNull(Type.String()) }),
    subject: Type.String(),
    urgency: Type.String(),
    /** The day by which an answer is asked for. */
    answerBy: orNull(Type.String({ format: 'date' })),
    signer: Type.Object({ authority: Type.String(), position: Type.String(), name: Type.String() }),
    /** Only agencies: whom the exchange delivers to. */
    recipients: Type.Array(
      Type.Object({ agencyId: Type.String({ format: 'uuid' }), code: Type.String(), name: Type.String() }),
    ),
    /** Groups that get it too, as they were called, and the codes of their members: ten thousand codes are 100 KB. */
    groups: Type.Optional(Type.Array(Type.Object({ ref: Type.String(), name: Type.String() }))),
    groupCodes: Type.Optional(Type.Array(Type.String())),
    /** As printed under "Nơi nhận". */
    toPlaces: Type.Array(Type.String()),
    files: Type.Array(
      Type.Object({
        fileId: Type.String({ format: 'uuid' }),
        name: Type.String(),
        type: Type.String(),
        sha256: Digest,
        bytes: Type.Integer({ minimum: 1 }),
        pages: Type.Union([Type.Integer(), Type.Null()]),
      }),
    ),
    /** The incoming documents that this one answers, as their senders numbered them. */
    answers: Type.Array(
      Type.Object({
        senderCode: orNull(Type.String()),
        notation: Type.String(),
        issuedOn: Type.String({ format: 'date' }),
      }),
    ),
  }),
);

/** An incoming document made a step. `packetRef` names the packet that brought it, where one did: its sender hears `exchangeCode`. */
export const incomingMoved = defineEvent(
  'documents.incoming-moved@1',
  Type.Object({
    incomingId: Type.String({ format: 'uuid' }),
    agencyId: Type.String({ format: 'uuid' }),
    packetRef: orNull(Type.String()),
    step: Type.String(),
    exchangeCode: orNull(Type.String()),
    note: orNull(Type.String()),
    at: Type.String({ format: 'date-time' }),
  }),
);
