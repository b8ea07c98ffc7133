import { citizen } from '#platform/access.ts';
import { operation, Words } from '#platform/operation.ts';
import { Type } from 'typebox';
import { ActingFor, Answers, DraftSummary, Filed, Id, ProcedureCode, Time } from '../shapes.ts';

const DraftParams = Type.Object({ draftId: Id });
const Version = Type.Integer({ minimum: 1, description: 'The version that the reader saw' });

const Draft = Type.Object({
  draftId: Id,
  version: Type.Integer(),
  procedureCode: Type.String(),
  procedureName: Words,
  procedureVersionId: Type.String(),
  pageId: Type.Union([Type.String(), Type.Null()], { description: 'The page saved last' }),
  nextPageId: Type.Union([Type.String(), Type.Null()], {
    description: 'The page to show next; null when the answers are ready to be checked',
  }),
  answers: Answers,
  actingFor: ActingFor,
  startedAt: Time,
  savedAt: Time,
});

// — Drafts —

/** The first answer makes the draft: opening a form makes nothing. Answers are those of one page. */
export const startDraft = operation({
  id: 'counter.start-draft',
  method: 'POST',
  path: '/counter/drafts',
  summary: 'Bắt đầu một hồ sơ nháp bằng câu trả lời đầu tiên',
  access: citizen(),
  body: Type.Object({
    procedureCode: ProcedureCode,
    pageId: Type.String({ minLength: 1, maxLength: 80 }),
    answers: Answers,
  }),
  answer: Draft,
  status: 201,
  problems: [
    'counter.unknown-procedure',
    'counter.unknown-page',
    'counter.answers-not-valid',
    'counter.too-many-drafts',
    'counter.not-in-mandate',
  ],
});

export const listDrafts = operation({
  id: 'counter.list-drafts',
  method: 'GET',
  path: '/counter/drafts',
  summary: 'Các hồ sơ nháp của tôi',
  access: citizen(),
  query: Type.Object({ procedureCode: Type.Optional(ProcedureCode) }),
  answer: Type.Object({
    drafts: Type.Array(DraftSummary),
    limit: Type.Integer(),
    keptDays: Type.Integer({ description: 'Days after the last saving that a draft is kept' }),
  }),
});

export const getDraft = operation({
  id: 'counter.get-draft',
  method: 'GET',
  path: '/counter/drafts/:draftId',
  summary: 'Xem một hồ sơ nháp của tôi',
  access: citizen(),
  params: DraftParams,
  answer: Draft,
  problems: ['counter.draft-not-found', 'counter.draft-already-filed'],
});

/**
 * Saves the answers of one page. A stale `version` is refused with 409 that names the fields that differ (`get-draft` has their values),
 * unless the very same answers are stored already (a double click): that is answered as saved.
 */
export const saveAnswers = operation({
  id: 'counter.save-answers',
  method: 'PUT',
  path: '/counter/drafts/:draftId/pages/:pageId',
  summary: 'Lưu câu trả lời của một trang',
  access: citizen(),
  params: Type.Object({ draftId: Id, pageId: Type.String({ minLength: 1, maxLength: 80 }) }),
  body: Type.Object({ version: Version, answers: Answers }),
  answer: Draft,
  problems: [
    'counter.draft-not-found',
    'counter.draft-already-filed',
    'counter.draft-changed',
    'counter.unknown-page',
    'counter.answers-not-valid',
  ],
});

/** What filing would say now: nothing is changed. For the check-answers page. */
export const checkDraft = operation({
  id: 'counter.check-draft',
  method: 'GET',
  path: '/counter/drafts/:draftId/check',
  summary: 'Kiểm tra hồ sơ nháp trước khi nộp',
  access: citizen(),
  params: DraftParams,
  answer: Type.Object({
    draft: Draft,
    ready: Type.Boolean(),
    problem: Type.Union(
      [
        Type.Object({
          code: Type.String(),
          detail: Words,
          fields: Type.Array(
            Type.Object({
              path: Type.String(),
              code: Type.String(),
              vi: Type.String(),
              en: Type.String(),
              pageId: Type.Union([Type.String(), Type.Null()]),
            }),
          ),
        }),
        Type.Null(),
      ],
      { description: 'The first refusal that filing would answer with' },
    ),
    agency: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()]),
  }),
  problems: ['counter.draft-not-found', 'counter.draft-already-filed'],
});

export const discardDraft = operation({
  id: 'counter.discard-draft',
  method: 'DELETE',
  path: '/counter/drafts/:draftId',
  summary: 'Xóa một hồ sơ nháp của tôi',
  access: citizen(),
  params: DraftParams,
  answer: Type.Object({ discarded: Type.Boolean() }),
  problems: ['counter.draft-not-found', 'counter.draft-already-filed'],
});

// — Filing —

/**
 * Files a draft, or answers given in one call. Safe to repeat: the same draft, or the same `idempotencyKey` of the same
 * person with the same answers, gives one dossier and the same answer.
 */
export const fileDossier = operation({
  id: 'counter.file-dossier',
  method: 'POST',
  path: '/counter/dossiers',
  summary: 'Nộp hồ sơ',
  access: citizen(),
  body: Type.Union([
    Type.Object({ draftId: Id, version: Version }, { additionalProperties: false }),
    Type.Object(
      {
        procedureCode: ProcedureCode,
        answers: Answers,
        idempotencyKey: Type.String({ minLength: 8, maxLength: 100 }),
      },
      { additionalProperties: false },
    ),
  ]),
  answer: Filed,
  status: 201,
  problems: [
    'counter.draft-not-found',
    'counter.draft-changed',
    'counter.unknown-procedure',
    'counter.answers-not-valid',
    'counter.not-eligible',
    'counter.papers-not-valid',
    'counter.commune-abolished',
    'counter.no-intake-agency',
    'counter.idempotency-key-reused',
  ],
});
