import { Type } from 'typebox';
import { officer, officerOrProgram } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { transportStates } from '../delivery/transport.ts';

export const listChanges = operation({
  id: 'exchange.list-changes',
  method: 'GET',
  path: '/exchange/consignments/:consignmentId/changes',
  summary: 'Các đề nghị thu hồi, cập nhật, thay thế của một văn bản và trả lời của từng nơi nhận',
  description: 'For the sender all of them; for a recipient those that have reached it, with its own answer.',
  access: officer(),
  params: Type.Object({ consignmentId: Id() }),
  answer: Type.Object({
    changes: Type.Array(
      Type.Object({
        consignmentId: Id(),
        kind: Type.Enum(['recall', 'update', 'replace']),
        reason: Type.String(),
        askedAt: Instant(),
        /** Of an update or a replacement: the document as it is to be. */
        notation: Type.String(),
        subject: Type.String(),
        answers: Type.Array(
          Type.Object({
            recipient: Type.Object({ code: Type.String(), name: Type.String() }),
            transport: Type.Enum([...transportStates]),
            answer: Type.Optional(Type.Enum(['15', '16'])),
            answeredAt: Type.Optional(Instant()),
            note: Type.Optional(Type.String()),
          }),
        ),
      }),
    ),
  }),
  problems: ['exchange.not-found'],
});

export const findSent = operation({
  id: 'exchange.find-sent',
  method: 'GET',
  path: '/exchange/sent/by-key',
  summary: 'Tìm văn bản cơ quan đã gửi theo mã gửi của chính cơ quan',
  description:
    'For a system that has lost its answer, and for pages of the register: document:<id> of an issued document.',
  access: officerOrProgram(),
  query: Type.Object({ key: Type.String({ minLength: 8, maxLength: 100 }) }),
  answer: Type.Object({ consignmentId: Id() }),
  problems: ['exchange.not-found'],
});

export const replaceByIssued = operation({
  id: 'exchange.replace-by-issued',
  method: 'POST',
  path: '/exchange/consignments/:consignmentId/replacements',
  summary: 'Đề nghị thay thế bằng một văn bản đã phát hành trong sổ của cơ quan',
  description:
    'Number, date, subject and files are those of the register. The same key again answers the first consignment.',
  access: officer('exchange.send'),
  params: Type.Object({ consignmentId: Id('Of the document that is to be replaced') }),
  body: Type.Object({
    key: Type.String({ minLength: 8, maxLength: 100, pattern: '^[\\w.:/,-]+$' }),
    documentId: Id('Of the issued document'),
    to: Type.Array(Type.String({ minLength: 3, maxLength: 35 }), { minItems: 1, maxItems: 10_000 }),
    reason: Text(1000),
  }),
  answer: Type.Object({ consignmentId: Id(), repeated: Type.Boolean() }),
  status: 201,
  problems: [
    'documents.not-found',
    'documents.wrong-state',
    'exchange.key-used',
    'exchange.unknown-agency',
    'exchange.agency-ended',
    'exchange.twice-the-same',
    'exchange.about-unknown',
    'exchange.not-a-recipient',
    'exchange.cannot-ask',
    'evidence.no-time-stamp',
    'files.not-found',
  ],
});
