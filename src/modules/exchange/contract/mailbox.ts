import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { Instant, operation } from '#platform/operation.ts';

export const mailboxModes = ['here', 'pull', 'push', 'held'] as const;
export type MailboxMode = (typeof mailboxModes)[number];

const Mode = Type.Enum([...mailboxModes], {
  description:
    'here: in the pages of this node. pull: a system of the agency fetches. push: the node brings them to an address of the agency. held: nothing for the time being; what is for the agency waits, and ends as undeliverable at its time.',
});
/** Of a system of the agency's own; what it cannot take is said to senders before they send. */
const LargestFileMb = Type.Integer({ minimum: 1, maximum: 2048 });

export const getMailbox = operation({
  id: 'exchange.get-mailbox',
  method: 'GET',
  path: '/exchange/mailbox',
  summary: 'Xem cơ quan đang nhận văn bản bằng cách nào, và còn bao nhiêu văn bản chờ',
  access: officer(),
  answer: Type.Object({
    mode: Mode,
    largestFileMb: Type.Optional(LargestFileMb),
    takesAttachments: Type.Boolean(),
    setAt: Type.Optional(Instant()),
    /** Not with the agency yet. */
    waiting: Type.Integer(),
    waitingSince: Type.Optional(Instant()),
    /** Addresses that work and take the documents themselves: without one, push cannot be chosen. */
    addresses: Type.Integer(),
    /** The most that this node carries. */
    nodeFileMb: Type.Integer(),
    mayChange: Type.Boolean(),
  }),
});

export const setMailbox = operation({
  id: 'exchange.set-mailbox',
  method: 'PUT',
  path: '/exchange/mailbox',
  summary:
    'Chọn cách cơ quan nhận văn bản: trên trang này, hệ thống riêng tự lấy về, trục chuyển tới hệ thống riêng, hoặc tạm dừng nhận',
  access: officer('exchange.operate'),
  body: Type.Object({
    mode: Mode,
    /** Left out: whatever the node carries. */
    largestFileMb: Type.Optional(LargestFileMb),
    /** false: only the document itself. Left out: true. */
    takesAttachments: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({ mode: Mode }),
  problems: ['exchange.no-address-for-documents'],
});
