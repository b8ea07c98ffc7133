import { Type } from 'typebox';
import { officer, officerOrProgram, signedIn } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { businessCodes } from './delivery/business.ts';
import { Envelope, EnvelopeFile } from './contract/envelope.ts';
import { transportStates } from './delivery/transport.ts';

export * from './contract/bundle.ts';
export { Envelope } from './contract/envelope.ts';
export * from './contract/changes.ts';
export * from './contract/console.ts';
export * from './contract/mailbox.ts';
export * from './contract/recipients.ts';
export * from './contract/webhooks.ts';

/** Proof that the node has the consignment, durably: a statement, and its seal (detached CMS, DER in base64) for any checker. */
export const Receipt = Type.Object({
  statement: Type.String({
    description:
      'JSON (RFC 8785): node, consignmentId, senderKey, from, digest (SHA-256 of the envelope), recipients, acceptedAt',
  }),
  seal: Type.String({ description: 'Detached CMS signature over the bytes of the statement, base64' }),
});

const Delivery = Type.Object({
  deliveryId: Id(),
  recipient: Type.Object({ code: Type.String(), name: Type.String() }),
  transport: Type.Enum([...transportStates]),
  transportAt: Instant(),
  /** The other node that has the copy, while its recipient has not taken it yet. */
  atNode: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  business: Type.Optional(Type.Enum([...businessCodes])),
  businessAt: Type.Optional(Instant()),
  /** A recall, update or replacement waits for the recipient's answer. */
  asked: Type.Optional(Type.Enum(['recall', 'update', 'replace'])),
});

const Step = Type.Object({
  at: Instant(),
  machine: Type.Enum(['transport', 'business']),
  from: Type.Optional(Type.String()),
  to: Type.String(),
  rule: Type.String(),
  recipient: Type.String(),
  note: Type.Optional(Type.String()),
  /** The node that made the step, where it was another one. */
  node: Type.Optional(Type.String()),
  /** The node by whose word it is known here, where that is a third one: it has not been confirmed by the one that made the step. */
  toldBy: Type.Optional(Type.String()),
});

const Line = Type.Object({
  consignmentId: Id(),
  kind: Type.Enum(['new', 'recall', 'update', 'replace']),
  /** As printed: 7816/VPCP-TTĐT. */
  notation: Type.String(),
  subject: Type.String(),
  priority: Type.Integer(),
  acceptedAt: Instant(),
  from: Type.Object({ code: Type.String(), name: Type.String() }),
});

export const sendConsignment = operation({
  id: 'exchange.send-consignment',
  method: 'POST',
  path: '/exchange/consignments',
  summary: 'Gửi văn bản điện tử cho cơ quan khác',
  description:
    'Answers after the durable commit. The same key with the same envelope answers the original receipt; with another envelope it is refused.',
  access: officerOrProgram('exchange.send'),
  body: Type.Object({
    /** The sender's own name for this consignment, kept for ever. */
    key: Type.String({ minLength: 8, maxLength: 100, pattern: '^[\\w.:/,-]+$' }),
    envelope: Envelope,
  }),
  answer: Type.Object({ consignmentId: Id(), receipt: Receipt, repeated: Type.Boolean() }),
  status: 201,
  problems: [
    'exchange.key-used',
    'exchange.not-this-sender',
    'exchange.unknown-agency',
    'exchange.agency-ended',
    'exchange.twice-the-same',
    'exchange.no-recipients',
    'exchange.group-unknown',
    'exchange.too-many-recipients',
    'exchange.about-missing',
    'exchange.about-unknown',
    'exchange.not-a-recipient',
    'exchange.cannot-ask',
    'exchange.cannot-take-kind',
    'exchange.cannot-take-type',
    'exchange.cannot-take-encrypted',
    'exchange.cannot-take-attachments',
    'exchange.cannot-take-size',
    'exchange.file-differs',
    'evidence.no-time-stamp',
    'files.not-found',
  ],
});

export const getConsignment = operation({
  id: 'exchange.get-consignment',
  method: 'GET',
  path: '/exchange/consignments/:consignmentId',
  summary: 'Xem một văn bản trên trục và đường đi của nó',
  access: officerOrProgram(),
  params: Type.Object({ consignmentId: Id() }),
  answer: Type.Object({
    ...Line.properties,
    side: Type.Enum(['sender', 'recipient']),
    envelope: Envelope,
    /** As they can be opened on this node; those of the envelope have the ids of the node that accepted it. */
    files: Type.Array(EnvelopeFile),
    /** The node that accepted the consignment, where it was another one. */
    acceptedBy: Type.Optional(Type.String()),
    receipt: Receipt,
    expiresAt: Instant(),
    /** All of them for the sender; for a recipient only its own. */
    deliveries: Type.Array(Delivery),
    steps: Type.Array(Step),
  }),
  problems: ['exchange.not-found'],
});

export const listSent = operation({
  id: 'exchange.list-sent',
  method: 'GET',
  path: '/exchange/sent',
  summary: 'Xem các văn bản cơ quan đã gửi, mới nhất trước',
  access: officerOrProgram(),
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })), q: Type.Optional(Text(200)) }),
  answer: Type.Object({
    consignments: Type.Array(
      Type.Object({
        ...Line.properties,
        recipients: Type.Integer(),
        delivered: Type.Integer(),
        stuck: Type.Integer(),
        finished: Type.Integer(),
      }),
    ),
    next: Type.Optional(Type.Integer()),
  }),
});

export const listArrived = operation({
  id: 'exchange.list-arrived',
  method: 'GET',
  path: '/exchange/arrived',
  summary: 'Xem các văn bản điện tử đã đến cơ quan, mới nhất trước',
  access: officerOrProgram(),
  query: Type.Object({
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Only those where somebody must act: not yet taken in, or a change not yet answered. */
    waiting: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({
    arrived: Type.Array(
      Type.Object({
        ...Line.properties,
        deliveryId: Id(),
        arrivedAt: Instant(),
        /** What it became in the agency's register of incoming documents. */
        incoming: Type.Optional(
          Type.Object({ id: Id(), number: Type.Union([Type.Integer(), Type.Null()]), state: Type.String() }),
        ),
        /** Why the sender asks for a change. */
        askedReason: Type.Optional(Type.String()),
        business: Type.Optional(Type.Enum([...businessCodes])),
        asked: Type.Optional(Type.Enum(['recall', 'update', 'replace'])),
      }),
    ),
    waiting: Type.Integer(),
    next: Type.Optional(Type.Integer()),
  }),
});

export const reportStatus = operation({
  id: 'exchange.report-status',
  method: 'POST',
  path: '/exchange/deliveries/:deliveryId/statuses',
  summary: 'Báo trạng thái xử lý văn bản cho bên gửi',
  access: officerOrProgram('exchange.receive'),
  params: Type.Object({ deliveryId: Id() }),
  body: Type.Object({ code: Type.Enum(['02', '03', '04', '05', '06']), note: Type.Optional(Text(1000)) }),
  answer: Type.Object({ business: Type.Enum([...businessCodes]) }),
  problems: ['exchange.not-found', 'exchange.out-of-order', 'exchange.reason-missing'],
});

export const answerChange = operation({
  id: 'exchange.answer-change',
  method: 'POST',
  path: '/exchange/deliveries/:deliveryId/answers',
  summary: 'Trả lời yêu cầu thu hồi, cập nhật hoặc thay thế',
  access: officerOrProgram('exchange.receive'),
  params: Type.Object({ deliveryId: Id('Of the document that the change is about') }),
  body: Type.Object({ agrees: Type.Boolean(), note: Type.Optional(Text(1000)) }),
  answer: Type.Object({ answered: Type.Enum(['15', '16']) }),
  problems: ['exchange.not-found', 'exchange.nothing-asked', 'exchange.reason-missing'],
});

export const takeNext = operation({
  id: 'exchange.take-next',
  method: 'POST',
  path: '/exchange/deliveries/taken',
  summary: 'Hệ thống của cơ quan lấy văn bản tiếp theo, và giữ chỗ năm phút',
  access: officerOrProgram('exchange.receive'),
  answer: Type.Object({
    delivery: Type.Union([
      Type.Null(),
      Type.Object({
        deliveryId: Id(),
        lockId: Id(),
        lockedUntil: Instant(),
        consignmentId: Id(),
        envelope: Envelope,
        files: Type.Array(EnvelopeFile),
      }),
    ]),
  }),
});

const lock = { params: Type.Object({ deliveryId: Id() }) };

export const confirmTaken = operation({
  id: 'exchange.confirm-taken',
  method: 'POST',
  path: '/exchange/deliveries/:deliveryId/confirmations',
  summary: 'Hệ thống của cơ quan xác nhận đã nhận đủ',
  access: officerOrProgram('exchange.receive'),
  ...lock,
  body: Type.Object({ lockId: Id() }),
  answer: Type.Object({ transport: Type.Enum([...transportStates]) }),
  problems: ['exchange.not-found', 'exchange.not-yours-to-confirm'],
});

export const refuseTaken = operation({
  id: 'exchange.refuse-taken',
  method: 'POST',
  path: '/exchange/deliveries/:deliveryId/refusals',
  summary: 'Hệ thống của cơ quan không nhận được gói, nói rõ vì sao',
  access: officerOrProgram('exchange.receive'),
  ...lock,
  body: Type.Object({ lockId: Id(), reason: Text(500) }),
  answer: Type.Object({ transport: Type.Enum([...transportStates]) }),
  problems: ['exchange.not-found', 'exchange.not-yours-to-confirm'],
});

export const steerDelivery = operation({
  id: 'exchange.steer-delivery',
  method: 'POST',
  path: '/exchange/deliveries/:deliveryId/steering',
  summary: 'Người vận hành tạm giữ, cho chuyển tiếp hoặc thử lại',
  access: officer('exchange.operate'),
  params: Type.Object({ deliveryId: Id() }),
  body: Type.Object({ act: Type.Enum(['hold', 'release', 'try-again']), reason: Text(500) }),
  answer: Type.Object({ transport: Type.Enum([...transportStates]) }),
  problems: ['exchange.not-found', 'exchange.out-of-order', 'exchange.steered-elsewhere'],
});

export const countWaiting = operation({
  id: 'exchange.count-waiting',
  method: 'GET',
  path: '/exchange/waiting',
  summary: 'Đếm văn bản đến đang chờ tiếp nhận',
  access: signedIn(),
  answer: Type.Object({ waiting: Type.Integer() }),
});
