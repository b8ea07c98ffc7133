import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { binary, DateOnly, Id, Instant, operation, Text } from '#platform/operation.ts';
import { DraftInput, Secrecy, TypeKey, Urgency } from './content.ts';
import { XLSX } from './sheet-type.ts';
import { ABBREVIATION } from './notation.ts';
import {
  IncomingDetail,
  IncomingLine,
  IncomingMoved,
  OutgoingDetail,
  OutgoingLine,
  OutgoingMoved,
  RegisterLine,
} from './shapes.ts';
import { incomingShelves, outgoingShelves } from './shelves.ts';

export type { Recipient } from './content.ts';

const one = Type.Object({ id: Id() });
const Version = Type.Integer({ minimum: 1, description: 'Phiên bản nội dung mà người làm đã đọc' });
const Year = Type.Integer({ minimum: 1945, maximum: 2200 });
const After = Type.String({ maxLength: 80 });
const Limit = Type.Integer({ minimum: 1, maximum: 200 });
const common = ['documents.not-found', 'documents.not-yours', 'documents.wrong-state'] as const;
const draftProblems = [
  'documents.signer-unknown',
  'documents.recipient-unknown',
  'documents.secret-elsewhere',
  'documents.not-a-pdf',
  'documents.not-found',
  'files.not-found',
] as const;

const listQuery = <T extends readonly string[]>(shelves: T) =>
  Type.Object({
    shelf: Type.Optional(Type.Enum([...shelves] as T[number][])),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    year: Type.Optional(Year),
    type: Type.Optional(TypeKey),
    after: Type.Optional(After),
    limit: Type.Optional(Limit),
  });
const Next = Type.Union([Type.String(), Type.Null()]);
const Counts = Type.Record(Type.String(), Type.Integer());

/* Outgoing */

export const listOutgoing = operation({
  id: 'documents.list-outgoing',
  method: 'GET',
  path: '/documents/outgoing',
  summary: 'Danh sách văn bản đi theo ngăn việc, năm, loại, từ khóa không dấu',
  access: officer(),
  query: listQuery(outgoingShelves),
  answer: Type.Object({ rows: Type.Array(OutgoingLine), next: Next, counts: Counts }),
  problems: ['documents.not-found'],
});

export const getOutgoing = operation({
  id: 'documents.get-outgoing',
  method: 'GET',
  path: '/documents/outgoing/:id',
  summary: 'Xem một văn bản đi, quá trình và những việc được làm',
  access: officer(),
  params: one,
  answer: OutgoingDetail,
  problems: ['documents.not-found'],
});

export const startDraft = operation({
  id: 'documents.start-draft',
  method: 'POST',
  path: '/documents/outgoing',
  summary: 'Tạo dự thảo văn bản đi',
  access: officer('documents.draft'),
  body: Type.Object({ id: Type.Optional(Id('Do bên gọi đặt: gửi lại không tạo dự thảo thứ hai')), draft: DraftInput }),
  answer: Type.Object({ id: Id(), version: Version }),
  status: 201,
  problems: draftProblems,
});

export const saveDraft = operation({
  id: 'documents.save-draft',
  method: 'PUT',
  path: '/documents/outgoing/:id',
  summary: 'Sửa dự thảo',
  access: officer('documents.draft'),
  params: one,
  body: Type.Object({ version: Version, draft: DraftInput }),
  answer: Type.Object({ id: Id(), version: Version }),
  problems: [...draftProblems, 'documents.not-yours', 'documents.wrong-state', 'documents.version-changed'],
});

export const submitDraft = operation({
  id: 'documents.submit-draft',
  method: 'POST',
  path: '/documents/outgoing/:id/submit',
  summary: 'Trình duyệt dự thảo',
  access: officer('documents.draft'),
  params: one,
  body: Type.Object({ version: Version }),
  answer: OutgoingMoved,
  problems: [
    ...common,
    'documents.version-changed',
    'documents.recipients-missing',
    'documents.content-missing',
    'documents.unprintable',
  ],
});

export const commentDraft = operation({
  id: 'documents.comment-draft',
  method: 'POST',
  path: '/documents/outgoing/:id/comments',
  summary: 'Góp ý cho dự thảo',
  access: officer(),
  params: one,
  body: Type.Object({ text: Text(4000) }),
  answer: Type.Object({ id: Id() }),
  problems: common,
});

export const approveDraft = operation({
  id: 'documents.approve-draft',
  method: 'POST',
  path: '/documents/outgoing/:id/approve',
  summary: 'Phê duyệt đúng bản đã đọc',
  access: officer('documents.approve'),
  params: one,
  body: Type.Object({ version: Version, note: Type.Optional(Text(4000)) }),
  answer: OutgoingMoved,
  problems: [...common, 'documents.version-changed'],
});

export const returnDraft = operation({
  id: 'documents.return-draft',
  method: 'POST',
  path: '/documents/outgoing/:id/return',
  summary: 'Trả lại để sửa',
  access: officer(),
  params: one,
  body: Type.Object({ note: Text(4000) }),
  answer: OutgoingMoved,
  problems: common,
});

export const discardDraft = operation({
  id: 'documents.discard-draft',
  method: 'POST',
  path: '/documents/outgoing/:id/discard',
  summary: 'Bỏ dự thảo',
  access: officer('documents.draft'),
  params: one,
  answer: OutgoingMoved,
  problems: common,
});

export const numberOutgoing = operation({
  id: 'documents.number-outgoing',
  method: 'POST',
  path: '/documents/outgoing/:id/number',
  summary: 'Cấp số, ký hiệu và ngày cho văn bản đã duyệt',
  access: officer('documents.clerk'),
  params: one,
  answer: OutgoingMoved,
  problems: common,
});

export const signOutgoing = operation({
  id: 'documents.sign-outgoing',
  method: 'POST',
  path: '/documents/outgoing/:id/sign',
  summary: 'Ký số văn bản',
  access: officer('documents.sign', toSign),
  params: one,
  answer: OutgoingMoved,
  problems: [...common, 'documents.unprintable', 'signing.unsupported-pdf', 'signing.key-unreadable'],
});

export const issueOutgoing = operation({
  id: 'documents.issue-outgoing',
  method: 'POST',
  path: '/documents/outgoing/:id/issue',
  summary: 'Ký số của cơ quan và phát hành',
  access: officer('documents.clerk', toSign),
  params: one,
  answer: OutgoingMoved,
  problems: [...common, 'signing.key-unreadable'],
});

export const voidOutgoing = operation({
  id: 'documents.void-outgoing',
  method: 'POST',
  path: '/documents/outgoing/:id/void',
  summary: 'Hủy văn bản đã lấy số nhưng chưa phát hành; số vẫn nằm trong sổ',
  access: officer('documents.approve'),
  params: one,
  body: Type.Object({ note: Text(4000) }),
  answer: OutgoingMoved,
  problems: common,
});

export const openOutgoing = operation({
  id: 'documents.open-outgoing',
  method: 'GET',
  path: '/documents/outgoing/:id/file',
  summary: 'Mở văn bản đi (bản đã ký, hoặc bản xem trước)',
  access: officer(),
  params: one,
  answer: binary('application/pdf'),
  problems: ['documents.not-found', 'documents.unprintable'],
  limits: { perMinute: 120 },
});

export const openAttachment = operation({
  id: 'documents.open-attachment',
  method: 'GET',
  path: '/documents/outgoing/:id/attachments/:fileId',
  summary: 'Mở tài liệu kèm theo văn bản đi',
  access: officer(),
  params: Type.Object({ id: Id(), fileId: Id() }),
  answer: binary('application/octet-stream'),
  problems: ['documents.not-found', 'files.virus-found'],
});

/* Incoming */

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
  summary: 'Phân công người chủ trì, phối hợp và người được biết',
  access: officer('documents.assign'),
  params: one,
  body: Type.Object({
    leadId: Id('Người chủ trì'),
    coordinatorIds: Type.Optional(Type.Array(Id(), { maxItems: 50 })),
    informedIds: Type.Optional(Type.Array(Id(), { maxItems: 200 })),
    instruction: Type.Optional(Type.String({ maxLength: 4000 })),
    dueAt: Type.Optional(Instant()),
  }),
  answer: IncomingMoved,
  problems: [...common, 'documents.assignee-unknown', 'documents.due-past'],
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

/* Copies and registers */

export const makeCopy = operation({
  id: 'documents.make-copy',
  method: 'POST',
  path: '/documents/copies',
  summary: 'Sao y, sao lục hoặc trích sao một văn bản, lấy số và ký số',
  access: officer('documents.sign', toSign),
  body: Type.Object({
    id: Type.Optional(Id('Do bên gọi đặt: gửi lại thì ký tiếp đúng bản sao đó')),
    kind: Type.Union([Type.Literal('SY'), Type.Literal('SL'), Type.Literal('TrS')]),
    outgoingId: Type.Optional(Id()),
    incomingId: Type.Optional(Id()),
    excerpt: Type.Optional(Type.String({ maxLength: 100_000 })),
    recipients: Type.Array(Text(200), { maxItems: 100 }),
    signerTitle: Text(200),
  }),
  answer: Type.Object({ id: Id(), notation: Type.String() }),
  status: 201,
  problems: [
    'documents.not-found',
    'documents.not-yours',
    'documents.nothing-to-copy',
    'documents.excerpt-missing',
    'documents.unprintable',
    'signing.key-unreadable',
  ],
});

export const openCopy = operation({
  id: 'documents.open-copy',
  method: 'GET',
  path: '/documents/copies/:id/file',
  summary: 'Mở bản sao đã ký',
  access: officer(),
  params: one,
  answer: binary('application/pdf'),
  problems: ['documents.not-found'],
});

const Book = Type.Union([Type.Literal('out'), Type.Literal('in'), Type.Literal('copy')]);

export const listRegister = operation({
  id: 'documents.list-register',
  method: 'GET',
  path: '/documents/registers/:book',
  summary: 'Sổ đăng ký văn bản đi, văn bản đến, bản sao của cơ quan theo năm',
  access: officer(),
  params: Type.Object({ book: Book }),
  query: Type.Object({
    year: Year,
    type: Type.Optional(Type.String({ maxLength: 40 })),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Optional(After),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  answer: Type.Object({ lines: Type.Array(RegisterLine), next: Next }),
  problems: ['documents.not-found'],
});

export const exportRegister = operation({
  id: 'documents.export-register',
  method: 'GET',
  path: '/documents/registers/:book/sheet',
  summary: 'Tải sổ đăng ký dưới dạng bảng tính Excel',
  access: officer(),
  params: Type.Object({ book: Book }),
  query: Type.Object({ year: Year, type: Type.Optional(Type.String({ maxLength: 40 })) }),
  answer: binary(XLSX),
  limits: { perMinute: 20 },
});

export const setStyle = operation({
  id: 'documents.set-style',
  method: 'PUT',
  path: '/documents/style',
  summary: 'Đặt tên viết tắt và địa danh ghi trên văn bản của cơ quan',
  access: officer('documents.clerk'),
  body: Type.Object({ abbreviation: Text(30), place: Text(100) }),
  answer: Type.Object({ abbreviation: Type.String(), place: Type.String() }),
  problems: ['documents.style-incorrect'],
});

export const getStyle = operation({
  id: 'documents.get-style',
  method: 'GET',
  path: '/documents/style',
  summary: 'Tên viết tắt và địa danh ghi trên văn bản của cơ quan',
  access: officer(),
  answer: Type.Object({ abbreviation: Type.String(), place: Type.String() }),
});

export const abbreviationPattern = new RegExp(ABBREVIATION, 'u');
