import { Type, type Static } from 'typebox';
import { signedInOrProgram } from '#platform/access.ts';
import { binary, Id, Instant, operation } from '#platform/operation.ts';
import { AXIS_TYPES } from './content/types.ts';

/**
 * How far the search for viruses has come. `not-scanned`: this node has no scanner; that is said, never dressed up
 * as clean.
 */
export const Scan = Type.Union([
  Type.Literal('not-scanned'),
  Type.Literal('pending'),
  Type.Literal('clean'),
  Type.Literal('infected'),
]);
export type Scan = Static<typeof Scan>;

/** A file as its owner and the officers who may open it see it. */
export const StoredFile = Type.Object({
  id: Id(),
  owner: Id('Tài khoản đã gửi tệp, hoặc được cơ quan lập tệp cho.'),
  name: Type.String({ description: 'Tên đã làm sạch; đuôi tên luôn đúng với nội dung.' }),
  type: Type.Enum(AXIS_TYPES),
  bytes: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  pages: Type.Optional(Type.Integer({ minimum: 1, description: 'Số trang, chỉ với PDF.' })),
  width: Type.Optional(Type.Integer({ description: 'Điểm ảnh, theo chiều nhìn; chỉ với ảnh.' })),
  height: Type.Optional(Type.Integer()),
  scan: Scan,
  kept: Type.Boolean({ description: 'Đã nằm trong một hồ sơ, không còn bị dọn đi.' }),
  receivedAt: Instant(),
});
export type StoredFile = Static<typeof StoredFile>;

/** Everything that can be wrong with a file that is sent. */
export const RECEIVING_PROBLEMS = [
  'files.empty',
  'files.type-not-accepted',
  'files.too-large',
  'files.password-protected',
  'files.truncated',
  'files.too-many-pixels',
  'files.virus-found',
  'files.daily-limit',
] as const;

const oneFile = Type.Object({ fileId: Id() });

/**
 * Takes one whole file as JSON, for programs and for pages without JavaScript. Larger files and slow lines are better
 * served by the resumable upload at /api/files/uploads.
 */
export const receiveFile = operation({
  id: 'files.receive-file',
  method: 'POST',
  path: '/files',
  summary: 'Gửi một tệp',
  access: signedInOrProgram(),
  body: Type.Object({
    name: Type.String({ maxLength: 1000 }),
    content: Type.String({ contentEncoding: 'base64', description: 'Nội dung tệp, mã hóa base64.' }),
  }),
  answer: StoredFile,
  status: 201,
  problems: RECEIVING_PROBLEMS,
  limits: { bodyBytes: 14 * 1024 * 1024, perMinute: 60 },
});

const Limit = Type.Object({
  bytes: Type.Integer({ description: 'Số byte lớn nhất của một tệp.' }),
  types: Type.Array(Type.Enum(AXIS_TYPES)),
});

/** What a page or a program may say before a file is sent. */
export const getLimits = operation({
  id: 'files.get-limits',
  method: 'GET',
  path: '/files/limits',
  summary: 'Xem tệp nào gửi được và lớn đến đâu',
  access: signedInOrProgram(),
  answer: Type.Object({
    people: Limit,
    /** By the resumable upload with the purpose 'exchange', for those who may send over the document axis. */
    axis: Limit,
  }),
});

/** 404 also for another person's file: that it exists is nobody else's business. */
export const getFile = operation({
  id: 'files.get-file',
  method: 'GET',
  path: '/files/:fileId',
  summary: 'Xem thông tin một tệp',
  access: signedInOrProgram(),
  params: oneFile,
  answer: StoredFile,
  problems: ['files.not-found'],
});

export const openFile = operation({
  id: 'files.open-file',
  method: 'GET',
  path: '/files/:fileId/content',
  summary: 'Mở tệp gốc',
  access: signedInOrProgram(),
  params: oneFile,
  answer: binary('application/octet-stream'),
  problems: ['files.not-found', 'files.virus-found', 'files.being-scanned'],
});

export const viewFile = operation({
  id: 'files.view-file',
  method: 'GET',
  path: '/files/:fileId/view',
  summary: 'Xem nhanh ảnh (bản nhỏ, không kèm thông tin nơi chụp)',
  access: signedInOrProgram(),
  params: oneFile,
  answer: binary('image/jpeg'),
  problems: ['files.not-found', 'files.virus-found', 'files.being-scanned', 'files.no-viewing-copy'],
});

export const removeFile = operation({
  id: 'files.remove-file',
  method: 'DELETE',
  path: '/files/:fileId',
  summary: 'Xóa một tệp chưa nộp',
  access: signedInOrProgram(),
  params: oneFile,
  answer: Type.Object({ removed: Type.Boolean() }),
  problems: ['files.not-found', 'files.already-kept'],
});
