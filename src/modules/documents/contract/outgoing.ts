import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { binary, Id, operation, Text } from '#platform/operation.ts';
import { DraftInput } from '../content.ts';
import { OutgoingDetail, OutgoingLine, OutgoingMoved } from '../shapes.ts';
import { outgoingShelves } from '../registers/shelves.ts';
import { common, Counts, listQuery, Next, one } from './parts.ts';

const Version = Type.Integer({ minimum: 1, description: 'Phiên bản nội dung mà người làm đã đọc' });
const draftProblems = [
  'documents.signer-unknown',
  'documents.recipient-unknown',
  'documents.secret-elsewhere',
  'documents.not-a-pdf',
  'documents.not-found',
  'files.not-found',
] as const;

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
