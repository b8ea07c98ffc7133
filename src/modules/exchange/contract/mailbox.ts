import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { Instant, operation } from '#platform/operation.ts';

export const mailboxModes = ['here', 'pull', 'push', 'held'] as const;
export type MailboxMode = (typeof mailboxModes)[number];

const Mode = Type.Enum([...mailboxModes], {
  description:
    'here: in the pages of this node. pull: a system of the agency fetches. push: the node brings them to an address of the agency. held: nothing for the time being; what is for the agency waits, and ends as undeliverable at its time.',
});
/** What a system of the agency's own cannot take: said to senders before they send, and refused when they send all the same. */
const NotKinds = Type.Array(Type.Enum(['recall', 'update', 'replace']), {
  maxItems: 3,
  uniqueItems: true,
  description: 'Các loại thông điệp mà phần mềm không nhận được; văn bản mới thì luôn nhận',
});
const OnlyTypes = Type.Array(Type.String({ pattern: '^[12]\\.[1-9][0-9]?$' }), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
  description: 'Chỉ nhận các loại văn bản này, theo nhóm và mã của SĐ1:2022, ví dụ 2.18 là công văn',
});
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
    takesEncrypted: Type.Boolean(),
    notKinds: NotKinds,
    /** Left out: every type. */
    onlyTypes: Type.Optional(OnlyTypes),
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
    /** false: nothing that the sender has encrypted. Left out: true. */
    takesEncrypted: Type.Optional(Type.Boolean()),
    notKinds: Type.Optional(NotKinds),
    /** Left out: every type. */
    onlyTypes: Type.Optional(OnlyTypes),
  }),
  answer: Type.Object({ mode: Mode }),
  problems: ['exchange.no-address-for-documents'],
});
