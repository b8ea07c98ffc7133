import { Type } from 'typebox';
import { officer } from '#platform/access.ts';
import { Id, Instant, operation } from '#platform/operation.ts';
import { transportStates } from '../transport.ts';

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
  access: officer(),
  query: Type.Object({ key: Type.String({ minLength: 8, maxLength: 100 }) }),
  answer: Type.Object({ consignmentId: Id() }),
  problems: ['exchange.not-found'],
});
