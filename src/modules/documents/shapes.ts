import { Type, type Static } from 'typebox';
import { DateOnly, Id, Instant } from '#platform/operation.ts';
import { Content } from './content.ts';
import { incomingStates, outgoingStates } from './states.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const OutgoingStateShape = Type.Enum([...outgoingStates]);
export const IncomingStateShape = Type.Enum([...incomingStates]);

export const OutgoingLine = Type.Object({
  id: Id(),
  state: OutgoingStateShape,
  type: Type.String(),
  subject: Type.String(),
  urgency: Type.String(),
  /** As printed: '05/QĐ-UBND'. */
  notation: orNull(Type.String()),
  issuedOn: orNull(DateOnly()),
  drafterName: Type.String(),
  signerName: Type.String(),
  stateAt: Instant(),
});
export type OutgoingLine = Static<typeof OutgoingLine>;

export const EventLine = Type.Object({
  id: Id(),
  kind: Type.String(),
  at: Instant(),
  byName: Type.String(),
  byPosition: Type.String(),
  note: orNull(Type.String()),
  version: Type.Optional(Type.Integer()),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type EventLine = Static<typeof EventLine>;

export const CopyLine = Type.Object({
  id: Id(),
  kind: Type.String(),
  notation: Type.String(),
  madeOn: DateOnly(),
  signerName: Type.String(),
  signed: Type.Boolean(),
});
export type CopyLine = Static<typeof CopyLine>;

export const OutgoingDetail = Type.Object({
  id: Id(),
  agencyId: Id(),
  state: OutgoingStateShape,
  version: Type.Integer(),
  notation: orNull(Type.String()),
  issuedOn: orNull(DateOnly()),
  drafterName: Type.String(),
  content: Content,
  sha256: orNull(Type.String()),
  events: Type.Array(EventLine),
  copies: Type.Array(CopyLine),
  /** What this officer may do now; the page shows no other button. */
  may: Type.Array(Type.String()),
});
export type OutgoingDetail = Static<typeof OutgoingDetail>;

export const OutgoingMoved = Type.Object({ id: Id(), state: OutgoingStateShape, version: Type.Integer() });

export const IncomingLine = Type.Object({
  id: Id(),
  state: IncomingStateShape,
  number: orNull(Type.Integer()),
  year: orNull(Type.Integer()),
  senderName: Type.String(),
  notation: Type.String(),
  issuedOn: DateOnly(),
  type: Type.String(),
  subject: Type.String(),
  urgency: Type.String(),
  secrecy: Type.String(),
  arrivedAt: Instant(),
  dueAt: orNull(Instant()),
  isOverdue: Type.Boolean(),
  /** A reminder has gone out that less than a working day is left. */
  isDueSoon: Type.Boolean(),
  /** Of open work whoever holds the post now; of what is done whoever finished it. */
  leadName: orNull(Type.String()),
  /** The post that has it; null where it was given to a person by name. */
  leadPost: orNull(Type.String()),
  leadVacant: Type.Boolean(),
});
export type IncomingLine = Static<typeof IncomingLine>;

export const IncomingDetail = Type.Object({
  id: Id(),
  agencyId: Id(),
  state: IncomingStateShape,
  channel: Type.String(),
  number: orNull(Type.Integer()),
  year: orNull(Type.Integer()),
  senderName: Type.String(),
  senderCode: orNull(Type.String()),
  notation: Type.String(),
  issuedOn: DateOnly(),
  type: Type.String(),
  subject: Type.String(),
  urgency: Type.String(),
  secrecy: Type.String(),
  signer: orNull(Type.String()),
  pageCount: orNull(Type.Integer()),
  arrivedAt: Instant(),
  dueAt: orNull(Instant()),
  isOverdue: Type.Boolean(),
  files: Type.Array(
    Type.Object({
      fileId: Id(),
      name: Type.String(),
      type: Type.String(),
      bytes: Type.Integer(),
      sha256: Type.String(),
    }),
  ),
  /** Persons by name, as it was done before there were posts. */
  assignees: Type.Array(Type.Object({ officerId: Id(), name: Type.String(), role: Type.String() })),
  posts: Type.Array(
    Type.Object({
      postId: Id(),
      name: Type.String(),
      unit: Type.String(),
      role: Type.String(),
      /** Whoever fills it now. */
      holders: Type.Array(Type.String()),
      vacant: Type.Boolean(),
    }),
  ),
  /** The assignment that stands; to be given back with a new one, so that none is replaced unseen. */
  assignmentId: orNull(Id()),
  events: Type.Array(EventLine),
  copies: Type.Array(CopyLine),
  may: Type.Array(Type.String()),
});
export type IncomingDetail = Static<typeof IncomingDetail>;

export const IncomingMoved = Type.Object({
  id: Id(),
  state: IncomingStateShape,
  number: orNull(Type.Integer()),
  dueAt: orNull(Instant()),
});
export type IncomingMoved = Static<typeof IncomingMoved>;

export const RegisterLine = Type.Object({
  id: Id(),
  number: Type.Integer(),
  notation: Type.String(),
  /** The date of the document. */
  on: DateOnly(),
  type: Type.String(),
  subject: Type.String(),
  /** Of an incoming document its sender, of an outgoing one its recipients, of a copy what it copies. */
  other: Type.String(),
  person: Type.String(),
  /** Of that person, or the one that leads. */
  post: Type.String(),
  state: Type.String(),
  enteredAt: Instant(),
});
export type RegisterLine = Static<typeof RegisterLine>;
