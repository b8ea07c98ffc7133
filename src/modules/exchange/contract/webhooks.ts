import { Type } from 'typebox';
import { anyone, officerOrProgram } from '#platform/access.ts';
import { Id, Instant, operation } from '#platform/operation.ts';

export const webhookTopics = ['arrived', 'status', 'transport', 'delivery'] as const;
export type WebhookTopic = (typeof webhookTopics)[number];

const Topic = Type.Enum([...webhookTopics], {
  description:
    'arrived: a document is here for us. status: a recipient reported on ours. transport: ours was delivered, refused or given up. delivery: the document itself, for a mailbox of the mode push.',
});

const Attempt = Type.Object({
  at: Instant(),
  tookMs: Type.Integer(),
  status: Type.Optional(Type.Integer()),
  answer: Type.Optional(Type.String({ description: 'The first 500 characters' })),
  failure: Type.Optional(Type.String()),
});

const Webhook = Type.Object({
  webhookId: Id(),
  url: Type.String(),
  topics: Type.Array(Topic),
  state: Type.Enum(['pending', 'active', 'resting', 'ended']),
  why: Type.Optional(Type.String()),
  failures: Type.Integer(),
  waiting: Type.Integer(),
  madeAt: Instant(),
  last: Type.Optional(Attempt),
});

const oneWebhook = Type.Object({ webhookId: Id() });
const PINGED = ['exchange.webhook-not-found', 'exchange.webhook-address'];

export const createWebhook = operation({
  id: 'exchange.create-webhook',
  method: 'POST',
  path: '/exchange/webhooks',
  summary: 'Đăng ký địa chỉ để trục chủ động báo tin',
  description:
    'A ping with a challenge is sent at once; the address is active when it answers 200 with the same challenge in JSON. Pushes are signed (RFC 9421) with the key at GET /exchange/webhooks/key.',
  access: officerOrProgram('exchange.receive'),
  body: Type.Object({
    url: Type.String({ minLength: 8, maxLength: 2000 }),
    topics: Type.Array(Topic, { minItems: 1, maxItems: 4, uniqueItems: true }),
  }),
  answer: Webhook,
  status: 201,
  problems: ['exchange.webhook-address', 'exchange.too-many-webhooks'],
});

export const listWebhooks = operation({
  id: 'exchange.list-webhooks',
  method: 'GET',
  path: '/exchange/webhooks',
  summary: 'Xem các địa chỉ nhận tin của cơ quan',
  access: officerOrProgram('exchange.receive'),
  answer: Type.Object({ webhooks: Type.Array(Webhook) }),
});

export const getWebhook = operation({
  id: 'exchange.get-webhook',
  method: 'GET',
  path: '/exchange/webhooks/:webhookId',
  summary: 'Xem từng tin đã gửi tới một địa chỉ và câu trả lời',
  access: officerOrProgram('exchange.receive'),
  params: oneWebhook,
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  answer: Type.Object({
    ...Webhook.properties,
    pushes: Type.Array(
      Type.Object({
        pushId: Id(),
        seq: Type.Integer(),
        kind: Type.String(),
        body: Type.String(),
        replayOf: Type.Optional(Id()),
        state: Type.Enum(['waiting', 'done', 'given-up']),
        dueAt: Instant(),
        madeAt: Instant(),
        attempts: Type.Array(Attempt),
      }),
    ),
    /** Of pings and of documents that were pushed, newest first. */
    others: Type.Array(Type.Object({ ...Attempt.properties, deliveryId: Type.Optional(Id()) })),
    next: Type.Optional(Type.Integer()),
  }),
  problems: ['exchange.webhook-not-found'],
});

export const pingWebhook = operation({
  id: 'exchange.ping-webhook',
  method: 'POST',
  path: '/exchange/webhooks/:webhookId/pings',
  summary: 'Thử lại một địa chỉ; trả lời đúng thì tin được gửi tiếp',
  access: officerOrProgram('exchange.receive'),
  params: oneWebhook,
  answer: Webhook,
  problems: PINGED,
  limits: { perMinute: 30 },
});

export const endWebhook = operation({
  id: 'exchange.end-webhook',
  method: 'DELETE',
  path: '/exchange/webhooks/:webhookId',
  summary: 'Ngừng gửi tin tới một địa chỉ',
  access: officerOrProgram('exchange.receive'),
  params: oneWebhook,
  answer: Type.Object({ ended: Type.Boolean() }),
  problems: ['exchange.webhook-not-found'],
});

export const replayPushes = operation({
  id: 'exchange.replay-pushes',
  method: 'POST',
  path: '/exchange/webhooks/:webhookId/replays',
  summary: 'Gửi lại một tin, hoặc các tin trong một khoảng thời gian',
  description: 'The same bodies again, in their order, as new pushes. At most 1,000 at once.',
  access: officerOrProgram('exchange.receive'),
  params: oneWebhook,
  body: Type.Object({
    pushId: Type.Optional(Id()),
    from: Type.Optional(Instant()),
    to: Type.Optional(Instant()),
  }),
  answer: Type.Object({ replayed: Type.Integer() }),
  problems: ['exchange.webhook-not-found', 'exchange.nothing-to-replay'],
});

export const getWebhookKey = operation({
  id: 'exchange.get-webhook-key',
  method: 'GET',
  path: '/exchange/webhooks/key',
  summary: 'Khóa công khai để kiểm tra chữ ký của tin',
  access: anyone(),
  answer: Type.Object({ keyid: Type.String(), publicKey: Type.String({ description: 'PEM, P-256' }) }),
});
