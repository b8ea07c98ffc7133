import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { operation, Text } from '#platform/operation.ts';
import { OutgoingMoved } from '../shapes.ts';
import { common, one } from './parts.ts';

const Groups = Type.Array(Text(100), { maxItems: 20, description: 'Mã các nhóm nơi nhận trên trục' });
const ofAxis = ['exchange.group-unknown', 'exchange.too-many-recipients'] as const;
const Both = Type.Object({ vi: Type.String(), en: Type.String() });
const Group = Type.Object({ ref: Type.String(), name: Type.String(), members: Type.Integer(), near: Type.Boolean() });

export const planDispatch = operation({
  id: 'documents.plan-dispatch',
  method: 'POST',
  path: '/documents/outgoing/:id/dispatch-plan',
  summary: 'Xem trước khi phát hành: văn bản sẽ tới những nơi nào, nơi nào không nhận được và vì sao',
  access: officer('documents.clerk'),
  params: one,
  body: Type.Object({
    /** Left out: those whose name stands among the printed recipients. */
    groups: Type.Optional(Groups),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  }),
  answer: Type.Object({
    /** What may be chosen from; none where this node has no axis. */
    groups: Type.Array(Group),
    chosen: Type.Array(Type.String()),
    takes: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }), { maxItems: 100 }),
    takesCount: Type.Integer(),
    /** The first two hundred of those who cannot take it. */
    cannot: Type.Array(
      Type.Object({ code: Type.String(), name: Type.String(), stops: Type.Boolean(), says: Both, todo: Both }),
    ),
    cannotCount: Type.Integer(),
    /** Of them those who could never read it; the others would find it when they open their mailbox. */
    stopsCount: Type.Integer(),
  }),
  problems: [...common, ...ofAxis],
});

export const issueOutgoing = operation({
  id: 'documents.issue-outgoing',
  method: 'POST',
  path: '/documents/outgoing/:id/issue',
  summary: 'Ký số của cơ quan, phát hành và gửi tới nơi nhận trên trục',
  access: officer('documents.clerk', toSign),
  params: one,
  body: Type.Object({
    /** Groups that get it besides the recipients of the document. */
    groups: Type.Optional(Groups),
    /**
     * Who is left out of the sending, to be served on paper: `stopped`, those who could never read it; `all`, also those who do not
     * receive at present. Left out: nobody, and where somebody could never read it nothing is issued.
     */
    leaveOut: Type.Optional(Type.Enum(['stopped', 'all'])),
  }),
  answer: OutgoingMoved,
  problems: [...common, ...ofAxis, 'documents.some-cannot-take', 'signing.key-unreadable'],
});
