import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { binary, DateOnly, Id, Instant, operation, Text } from '#platform/operation.ts';
import { Secrecy, TypeKey, Urgency } from '../content.ts';
import { IncomingDetail, IncomingLine, IncomingMoved } from '../shapes.ts';
import { incomingShelves } from '../registers/shelves.ts';
import { common, Counts, listQuery, Next, one } from './parts.ts';

export const receiveIncoming = operation({
  id: 'documents.receive-incoming',
  method: 'POST',
  path: '/documents/incoming',
  summary: 'Ghi nhận văn bản đến; có thể vào sổ ngay trong cùng một lần',
  access: officer('documents.clerk'),
  body: Type.Object({
    id: Type.Optional(Id('Do bên gọi đặt: gửi lại không tạo văn bản thứ hai')),
    channel: Type.Union([Type.Literal('paper'), Type.Literal('upload')]),
    senderName: Text(300),
    senderCode: Type.Optional(Type.String({ maxLength: 35 })),
    notation: Text(60, { description: 'Số, ký hiệu như in trên văn bản' }),
    issuedOn: DateOnly('Ngày văn bản'),
    type: TypeKey,
    subject: Text(500),
    urgency: Urgency,
    secrecy: Type.Optional(Secrecy),
    signer: Type.Optional(Type.String({ maxLength: 200 })),
    pageCount: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    fileIds: Type.Array(Id(), { maxItems: 20 }),
    register: Type.Optional(Type.Boolean()),
    dueAt: Type.Optional(Instant()),
  }),
  answer: IncomingMoved,
  status: 201,
  problems: [
    'documents.secret-elsewhere',
    'documents.files-missing',
    'documents.date-ahead',
    'documents.due-past',
    'documents.packet-differs',
    'documents.not-found',
    'files.not-found',
    'files.virus-found',
  ],
});

export const registerIncoming = operation({
  id: 'documents.register-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/register',
  summary: 'Vào sổ văn bản đến, lấy số đến và hạn xử lý',
  access: officer('documents.clerk'),
  params: one,
  body: Type.Object({ dueAt: Type.Optional(Instant()) }),
  answer: IncomingMoved,
  problems: [...common, 'documents.due-past'],
});

export const refuseIncoming = operation({
  id: 'documents.refuse-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/refuse',
  summary: 'Trả lại nơi gửi văn bản gửi nhầm hoặc không đọc được',
  access: officer('documents.clerk'),
  params: one,
  body: Type.Object({ note: Text(4000) }),
  answer: IncomingMoved,
  problems: common,
});

export const assignIncoming = operation({
  id: 'documents.assign-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/assign',
  summary: 'Phân công vị trí chủ trì, phối hợp và nơi được biết',
  description:
    'To posts: whoever holds the post works on it. Exactly one lead: leadPostId, or leadId for a person by name. `after` is the assignmentId that was seen; another assignment since then is not replaced.',
  access: officer('documents.assign'),
  params: one,
  body: Type.Object({
    leadPostId: Type.Optional(Id('Vị trí chủ trì')),
    coordinatorPostIds: Type.Optional(Type.Array(Id(), { maxItems: 50 })),
    informedPostIds: Type.Optional(Type.Array(Id(), { maxItems: 200 })),
    leadId: Type.Optional(Id('Người chủ trì, khi giao đích danh')),
    coordinatorIds: Type.Optional(Type.Array(Id(), { maxItems: 50 })),
    informedIds: Type.Optional(Type.Array(Id(), { maxItems: 200 })),
    instruction: Type.Optional(Type.String({ maxLength: 4000 })),
    dueAt: Type.Optional(Instant()),
    after: Type.Optional(Type.Union([Id(), Type.Null()])),
  }),
  answer: IncomingMoved,
  problems: [
    ...common,
    'documents.assignee-unknown',
    'documents.post-unknown',
    'documents.one-lead',
    'documents.assigned-meanwhile',
    'documents.due-past',
  ],
});

export const fileAwayIncoming = operation({
  id: 'documents.file-away-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/file-away',
  summary: 'Lưu để biết, không giao xử lý',
  access: officer('documents.assign'),
  params: one,
  body: Type.Object({ note: Type.Optional(Text(4000)) }),
  answer: IncomingMoved,
  problems: common,
});

export const noteIncoming = operation({
  id: 'documents.note-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/notes',
  summary: 'Ghi ý kiến xử lý',
  access: officer(),
  params: one,
  body: Type.Object({ text: Text(4000) }),
  answer: IncomingMoved,
  problems: common,
});

export const finishIncoming = operation({
  id: 'documents.finish-incoming',
  method: 'POST',
  path: '/documents/incoming/:id/finish',
  summary: 'Báo hoàn thành xử lý',
  access: officer(),
  params: one,
  body: Type.Object({ note: Text(4000, { description: 'Kết quả xử lý' }) }),
  answer: IncomingMoved,
  problems: common,
});

export const listIncoming = operation({
  id: 'documents.list-incoming',
  method: 'GET',
  path: '/documents/incoming',
  summary: 'Danh sách văn bản đến theo ngăn việc, năm, loại, từ khóa không dấu',
  access: officer(),
  query: listQuery(incomingShelves),
  answer: Type.Object({ rows: Type.Array(IncomingLine), next: Next, counts: Counts }),
  problems: ['documents.not-found'],
});

export const getIncoming = operation({
  id: 'documents.get-incoming',
  method: 'GET',
  path: '/documents/incoming/:id',
  summary: 'Xem một văn bản đến, quá trình và những việc được làm',
  access: officer(),
  params: one,
  answer: IncomingDetail,
  problems: ['documents.not-found'],
});

export const openIncomingFile = operation({
  id: 'documents.open-incoming-file',
  method: 'GET',
  path: '/documents/incoming/:id/files/:fileId',
  summary: 'Mở tệp của văn bản đến',
  access: officer(),
  params: Type.Object({ id: Id(), fileId: Id() }),
  answer: binary('application/octet-stream'),
  problems: ['documents.not-found', 'files.virus-found'],
});
