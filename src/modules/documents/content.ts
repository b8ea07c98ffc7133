import { Type, type Static } from 'typebox';
import { DateOnly, Id, Text } from '#platform/operation.ts';
import { documentTypes, secrecies, urgencies } from './document-types.ts';
import { authorities } from './legal.ts';

export const Urgency = Type.Enum([...urgencies]);
export const Secrecy = Type.Enum([...secrecies]);
export const TypeKey = Type.Enum(documentTypes.map((one) => one.key));
const Lines = (max: number) => Type.String({ maxLength: max });

/** One recipient: an agency of the directory, a colleague, or a line as printed. `main`: also under "Kính gửi". */
export const RecipientInput = Type.Union([
  Type.Object({ kind: Type.Literal('agency'), agencyId: Id(), main: Type.Optional(Type.Boolean()) }),
  Type.Object({ kind: Type.Literal('officer'), officerId: Id() }),
  Type.Object({ kind: Type.Literal('printed'), name: Text(200), main: Type.Optional(Type.Boolean()) }),
]);
export type RecipientInput = Static<typeof RecipientInput>;

/** What the drafter gives. Text is plain: a line is a paragraph. */
export const DraftInput = Type.Object({
  type: TypeKey,
  subject: Text(500, { description: 'Trích yếu nội dung' }),
  urgency: Urgency,
  secrecy: Type.Optional(Secrecy),
  /** Abbreviation of the drafting unit, for the notation of an official letter. */
  unit: Type.Optional(Type.String({ maxLength: 20 })),
  signerId: Id('Người ký'),
  authority: Type.Enum([...authorities]),
  /** Whom the prefix stands for: 'ỦY BAN NHÂN DÂN' after TM., 'CHỦ TỊCH' after KT. */
  onBehalfOf: Type.Optional(Type.String({ maxLength: 200 })),
  /** As printed above the signature: 'CHỦ TỊCH'. */
  signerTitle: Text(200),
  answerBy: Type.Optional(DateOnly('Hạn trả lời')),
  /** Incoming documents that this one answers. */
  answers: Type.Optional(Type.Array(Id(), { maxItems: 20 })),
  recipients: Type.Array(RecipientInput, { maxItems: 300 }),
  /** Of a document written here: the grounds, one a line, and the text. */
  grounds: Type.Optional(Lines(10_000)),
  text: Type.Optional(Lines(200_000)),
  /** Of a document that was made elsewhere. */
  fileId: Type.Optional(Id()),
  /** What goes with it as it is: tables, drawings, films. */
  attachmentIds: Type.Optional(Type.Array(Id(), { maxItems: 20 })),
});
export type DraftInput = Static<typeof DraftInput>;

export const Recipient = Type.Object({
  kind: Type.Union([Type.Literal('agency'), Type.Literal('officer'), Type.Literal('printed')]),
  id: Type.Union([Id(), Type.Null()]),
  code: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  main: Type.Boolean(),
});
export type Recipient = Static<typeof Recipient>;

export const Attachment = Type.Object({
  id: Id(),
  name: Type.String(),
  type: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
});

/** A version of a document as kept: names are those of the day it was written. */
export const Content = Type.Object({
  type: Type.String(),
  subject: Type.String(),
  urgency: Urgency,
  unit: Type.Union([Type.String(), Type.Null()]),
  signer: Type.Object({
    officerId: Id(),
    name: Type.String(),
    position: Type.String(),
    authority: Type.String(),
    onBehalfOf: Type.String(),
    title: Type.String(),
  }),
  answerBy: Type.Union([Type.String(), Type.Null()]),
  answers: Type.Array(
    Type.Object({
      incomingId: Id(),
      senderCode: Type.Union([Type.String(), Type.Null()]),
      notation: Type.String(),
      issuedOn: Type.String(),
    }),
  ),
  recipients: Type.Array(Recipient),
  grounds: Type.String(),
  text: Type.String(),
  file: Type.Union([Type.Object({ id: Id(), name: Type.String(), sha256: Type.String() }), Type.Null()]),
  /** Absent in versions of before attachments were. */
  attachments: Type.Optional(Type.Array(Attachment)),
});
export type Content = Static<typeof Content>;
