import { Type, type Static } from 'typebox';
import { businessCodes } from '../delivery/business.ts';
import { Envelope } from '../contract/envelope.ts';
import { transportStates } from '../delivery/transport.ts';
import { parsed, shapeOf } from './shape.ts';

/** What nodes say to each other, version 1. Read strictly: whatever has another shape is refused whole. */
export const PREFIX = '/lien-nut/v1';
/** Of one request. A circular to thousands goes in several. */
export const MOST_COPIES = 500;
export const MOST_NEWS = 200;
export const MOST_BYTES = 8 * 1024 * 1024;
/** One piece of a payload: what both sides hold in memory for it. */
export const PIECE_BYTES = 4 * 1024 * 1024;

const id = () => Type.String({ format: 'uuid', pattern: '^[0-9a-f-]{36}$' });
const instant = () => Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const word = (most: number) => Type.String({ minLength: 1, maxLength: most });

const Step = Type.Object({
  at: instant(),
  from: Type.Optional(word(20)),
  to: word(20),
  rule: word(40),
  node: word(300),
  note: Type.Optional(word(2000)),
});

const Copy = Type.Object({
  deliveryId: id(),
  /** As the sender named the recipient. */
  code: word(35),
  /** The way so far, for the recipient to see. */
  steps: Type.Array(Step, { maxItems: 100 }),
  /** Of a document that is already with its recipient: how far the work on it is. */
  business: Type.Optional(Type.Enum([...businessCodes])),
});

/** The word of the node of origin for a receipt. */
export const Voucher = Type.Object({ at: instant(), keyId: word(80), signature: word(200) });

/** A consignment and the word for it, without its copies. */
const consigned = {
  consignmentId: id(),
  key: word(100),
  /** The canonical bytes under the receipt's digest, as they are. */
  envelope: Type.String({ maxLength: 1024 * 1024 }),
  receipt: Type.Object({ statement: word(4000), seal: word(20_000) }),
  acceptedAt: instant(),
  expiresAt: instant(),
  conversation: id(),
  origin: word(200),
  /** The word of the node of origin for the receipt, for whoever hands this on. */
  voucher: Voucher,
  /** When the node that hands it on took it over; for telling whether the recipient was at home there then. */
  takenAt: instant(),
};

const Carried = Type.Object({ ...consigned, copies: Type.Array(Copy, { minItems: 1, maxItems: MOST_COPIES }) });
export type Carried = Static<typeof Carried>;

const ConsignmentMessage = Type.Object({
  kind: Type.Literal('consignment'),
  carried: Carried,
  /** What a change is about, oldest first: a recipient that has moved has it at its former node. */
  earlier: Type.Array(Carried, { maxItems: 20 }),
});
export type ConsignmentMessage = Static<typeof ConsignmentMessage>;

const NewsMessage = Type.Object({
  kind: Type.Literal('news'),
  id: id(),
  deliveryId: id(),
  machine: Type.Enum(['transport', 'business']),
  step: Step,
});
export type NewsMessage = Static<typeof NewsMessage>;

const Consigned = Type.Object(consigned);
export type Consigned = Static<typeof Consigned>;

/** To the home of an agency that has moved: what it sent before, and how each copy stands at the node that delivers it. */
const SentMessage = Type.Object({
  kind: Type.Literal('sent'),
  carried: Consigned,
  copies: Type.Array(
    Type.Object({
      deliveryId: id(),
      code: word(35),
      transport: Type.Enum([...transportStates]),
      transportAt: instant(),
      reason: Type.Optional(word(2000)),
      business: Type.Optional(Type.Enum([...businessCodes])),
      businessAt: Type.Optional(instant()),
      /** The node at which the copy is. */
      holder: word(200),
      steps: Type.Array(Type.Object({ id: id(), machine: Type.Enum(['transport', 'business']), ...Step.properties }), {
        maxItems: 100,
      }),
    }),
    { minItems: 1, maxItems: MOST_COPIES },
  ),
});
export type SentMessage = Static<typeof SentMessage>;

export type Message = ConsignmentMessage | NewsMessage | SentMessage;

const Batch = Type.Object({
  messages: Type.Array(Type.Union([ConsignmentMessage, NewsMessage, SentMessage]), {
    minItems: 1,
    maxItems: MOST_COPIES + MOST_NEWS,
  }),
});
export type Batch = Static<typeof Batch>;

const Refusal = { code: Type.Optional(word(100)), reason: Type.Optional(word(1000)) };

/** Said of each message, in their order. */
export const Result = Type.Object({
  outcome: Type.Enum(['taken', 'lacks', 'later', 'refused', 'misdirected']),
  ...Refusal,
  /** Payloads to send first, with the byte from which each is missing. */
  lacks: Type.Optional(
    Type.Array(Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }), offset: Type.Integer() })),
  ),
  /** Copies that fare otherwise than their message. */
  copies: Type.Optional(
    Type.Array(Type.Object({ deliveryId: id(), outcome: Type.Enum(['refused', 'misdirected']), ...Refusal })),
  ),
});
export type Result = Static<typeof Result>;

export const isMisdirected = ({ outcome, copies = [] }: Result): boolean =>
  outcome === 'misdirected' || copies.some((copy) => copy.outcome === 'misdirected');

const Answer = Type.Object({
  receipt: Type.Object({ statement: Type.String(), seal: Type.String(), keyId: word(80), signature: word(200) }),
});
export type Answer = Static<typeof Answer>;
/** The kind keeps a node's signature under one thing from being shown under another. */
export const ANSWER_KIND = 'lien-thong/tra-loi-nut@1';
const Statement = Type.Object({
  kind: Type.Literal(ANSWER_KIND),
  node: word(200),
  to: word(200),
  digest: word(100),
  at: instant(),
  results: Type.Array(Result),
});
export type Statement = Static<typeof Statement>;

const isBatch = shapeOf(Batch);
const isAnswer = shapeOf(Answer);
const isStatement = shapeOf(Statement);
const isEnvelope = shapeOf(Envelope);

export function readBatch(body: Buffer): Batch | undefined {
  const value = parsed(body.toString('utf8'));
  return isBatch(value) ? value : undefined;
}

export function readAnswer(text: string): { statement: Statement; receipt: Answer['receipt'] } | undefined {
  const answer = parsed(text);
  if (!isAnswer(answer)) return undefined;
  const statement = parsed(answer.receipt.statement);
  return isStatement(statement) ? { statement, receipt: answer.receipt } : undefined;
}

export function readEnvelope(text: string): Envelope | undefined {
  const value = parsed(text);
  return isEnvelope(value) ? value : undefined;
}
