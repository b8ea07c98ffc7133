import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { binary, Id, operation, Text } from '#platform/operation.ts';
import { RegisterLine } from '../shapes.ts';
import { XLSX } from '../registers/sheet-type.ts';
import { After, Next, one, Year } from './parts.ts';

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
