import { Type } from 'typebox';
import { anyone, officer } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';

const subject = Text(160, {
  pattern: '^[a-z][a-z-]*:\\S{1,150}$',
  description: 'What the history is of, e.g. dossier:<id>.',
});

export const viewHistory = operation({
  id: 'evidence.view-history',
  method: 'POST',
  path: '/evidence/readings',
  summary: 'Xem lịch sử các việc đã làm với một đối tượng',
  description:
    'Oldest first. Of the own agency and the dossiers it has handled; with `evidence.national`, of everything. Reading is itself recorded, with its purpose, before the answer is given. A POST, so that neither purpose nor subject stands in an address.',
  access: officer('evidence.view'),
  body: Type.Object(
    {
      subject,
      purpose: Text(300, { description: 'Why the history is read; recorded.' }),
      after: Type.Optional(Id('The last line that the caller has.')),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    lines: Type.Array(
      Type.Object({
        id: Id(),
        at: Instant(),
        kind: Type.String(),
        actor: Type.Record(Type.String(), Type.String(), { description: 'Kind and ids of who acted.' }),
        purpose: Type.Optional(Type.String()),
        legalBasis: Type.Optional(Type.String()),
        data: Type.Unknown(),
        position: Type.Optional(Type.Integer({ description: 'Number of the record, once it is under a seal.' })),
      }),
    ),
    next: Type.Optional(Id('Pass as `after` for the next page.')),
  }),
  problems: ['evidence.other-agency', 'evidence.archive-unreadable'],
});

export const verifyEvidence = operation({
  id: 'evidence.verify',
  method: 'POST',
  path: '/evidence/verifications',
  summary: 'Kiểm tra toàn bộ sổ bằng chứng',
  description:
    'Recomputes everything: finds any record that was altered, removed, reordered or slipped in, and any seal that was rewritten.',
  access: officer('evidence.view'),
  answer: Type.Object({
    sealed: Type.Integer(),
    waiting: Type.Integer(),
    seals: Type.Integer(),
    segments: Type.Integer({ description: 'Days in the archive.' }),
    broken: Type.Array(
      Type.Object({
        what: Type.String({
          enum: [
            'altered',
            'record-missing',
            'slipped-in',
            'seal-broken',
            'seal-missing',
            'link-missing',
            'segment-missing',
            'segment-altered',
            'segment-link',
          ],
        }),
        position: Type.Optional(Type.Integer()),
        recordId: Type.Optional(Id()),
        seal: Type.Optional(Type.Integer()),
        segment: Type.Optional(Type.Integer()),
      }),
    ),
  }),
  limits: { perMinute: 4 },
});

export const listSeals = operation({
  id: 'evidence.list-seals',
  method: 'GET',
  path: '/evidence/seals',
  summary: 'Xem các dấu niêm phong của sổ bằng chứng',
  description:
    'Open to anyone, oldest first: whoever keeps a copy can prove later that nothing before it was rewritten. Each statement names the SHA-256 of the one before.',
  access: anyone(),
  query: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) }),
  answer: Type.Object({
    seals: Type.Array(
      Type.Object({
        number: Type.Integer(),
        statement: Type.String({
          description:
            'JSON (RFC 8785): number, fromSeq, toSeq, leaves, root of the Merkle tree (RFC 6962), previous, node, at',
        }),
        signature: Type.Optional(
          Type.String({ description: 'Detached CMS signature over the bytes of the statement, base64' }),
        ),
        stamp: Type.Optional(
          Type.Object({
            authority: Type.String(),
            at: Instant('The time that the authority says.'),
            token: Type.String({ description: 'Time stamp token (RFC 3161) over the statement, DER in base64' }),
          }),
        ),
      }),
    ),
    next: Type.Optional(Type.Integer({ description: 'Pass as `after` for the next page.' })),
  }),
});
