import { anyone, citizen, officer, signedIn } from '#platform/access.ts';
import { binary, operation } from '#platform/operation.ts';
import { Type } from 'typebox';
import {
  Answers,
  Clock,
  Day,
  DossierPage,
  DraftSummary,
  DueTime,
  Filed,
  Id,
  Mark,
  Moved,
  OfficerDossierPage,
  ProcedureCode,
  PublicTrack,
  QueueRow,
  State,
  Time,
  queueFilters,
} from './shapes.ts';
import { Words } from '#platform/operation.ts';

export * from './shapes.ts';

const DraftParams = Type.Object({ draftId: Id });
const DossierParams = Type.Object({ dossierId: Id });
const Version = Type.Integer({ minimum: 1, description: 'The version that the reader saw' });
const Reason = Type.String({ minLength: 5, maxLength: 2000 });
const LegalGround = Type.String({ minLength: 5, maxLength: 500 });

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
  ],
});

export const listDrafts = operation({
  id: 'counter.list-drafts',
  method: 'GET',
  path: '/counter/drafts',
  summary: 'Các hồ sơ nháp của tôi',
  access: citizen(),
  query: Type.Object({ procedureCode: Type.Optional(ProcedureCode) }),
  answer: Type.Object({ drafts: Type.Array(DraftSummary), limit: Type.Integer() }),
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
 * Saves the answers of one page. A stale `version` is refused with 409 and the values that are stored now in `fields`,
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

// — The citizen's own dossiers —

export const listMyDossiers = operation({
  id: 'counter.list-my-dossiers',
  method: 'GET',
  path: '/counter/my-dossiers',
  summary: 'Hồ sơ của tôi',
  access: citizen(),
  query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 200 })) }),
  answer: Type.Object({
    dossiers: Type.Array(
      Type.Object({
        id: Id,
        code: Type.String(),
        procedureName: Words,
        agencyName: Type.String(),
        state: State,
        stateLabel: Words,
        clock: Clock,
        needsMe: Type.Boolean({ description: 'A supplement waits for this person' }),
        filedAt: Time,
        dueAt: Type.Union([Time, Type.Null()]),
      }),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
});

export const getMyDossier = operation({
  id: 'counter.get-my-dossier',
  method: 'GET',
  path: '/counter/my-dossiers/:dossierId',
  summary: 'Xem một hồ sơ của tôi',
  access: citizen(),
  params: DossierParams,
  answer: DossierPage,
  problems: ['counter.dossier-not-found'],
});

export const withdrawDossier = operation({
  id: 'counter.withdraw',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/withdrawal',
  summary: 'Rút hồ sơ',
  access: citizen(),
  params: DossierParams,
  body: Type.Object({ reason: Reason }),
  answer: Moved,
  problems: ['counter.dossier-not-found', 'counter.not-in-this-state', 'counter.text-not-valid'],
});

/** Only the fields and papers that the office marked may change; everything is checked again. */
export const answerSupplement = operation({
  id: 'counter.answer-supplement',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/supplement-answers',
  summary: 'Nộp bổ sung theo yêu cầu',
  access: citizen(),
  params: DossierParams,
  body: Type.Object({ supplementId: Id, answers: Answers }),
  answer: Moved,
  problems: [
    'counter.dossier-not-found',
    'counter.no-open-supplement',
    'counter.not-marked',
    'counter.nothing-changed',
    'counter.answers-not-valid',
    'counter.papers-not-valid',
  ],
});

// — Papers, for whoever may read the dossier —

export const getReceipt = operation({
  id: 'counter.get-receipt',
  method: 'GET',
  path: '/counter/dossiers/:dossierId/receipt',
  summary: 'Biên nhận nộp hồ sơ (PDF)',
  access: signedIn(),
  params: DossierParams,
  answer: binary('application/pdf'),
  problems: ['counter.dossier-not-found'],
});

export const getIssuedForm = operation({
  id: 'counter.get-issued-form',
  method: 'GET',
  path: '/counter/dossiers/:dossierId/forms/:formId',
  summary: 'Biểu mẫu đã cấp trên hồ sơ (PDF)',
  access: signedIn(),
  params: Type.Object({ dossierId: Id, formId: Id }),
  answer: binary('application/pdf'),
  problems: ['counter.dossier-not-found', 'counter.form-not-found'],
});

export const readPaper = operation({
  id: 'counter.read-paper',
  method: 'GET',
  path: '/counter/dossiers/:dossierId/papers/:fileId',
  summary: 'Đọc một giấy tờ trong hồ sơ',
  access: signedIn(),
  params: Type.Object({ dossierId: Id, fileId: Id }),
  answer: binary('application/octet-stream'),
  problems: [
    'counter.dossier-not-found',
    'counter.paper-not-found',
    'counter.paper-not-scanned',
    'counter.paper-infected',
  ],
});

/** The applicant's first reading of a result is its delivery: the dossier becomes `returned`. */
export const readResult = operation({
  id: 'counter.read-result',
  method: 'GET',
  path: '/counter/dossiers/:dossierId/results/:fileId',
  summary: 'Nhận giấy tờ kết quả',
  access: signedIn(),
  params: Type.Object({ dossierId: Id, fileId: Id }),
  answer: binary('application/octet-stream'),
  problems: ['counter.dossier-not-found', 'counter.paper-not-found'],
});

// — Officers —

export const listQueue = operation({
  id: 'counter.list-queue',
  method: 'GET',
  path: '/counter/queue',
  summary: 'Danh sách hồ sơ của cơ quan',
  access: officer('counter.view'),
  query: Type.Object({
    filter: Type.Optional(Type.Enum([...queueFilters])),
    after: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: Type.Object({
    agencyId: Id,
    filter: Type.Enum([...queueFilters]),
    rows: Type.Array(QueueRow),
    next: Type.Union([Type.String(), Type.Null()]),
    counts: Type.Record(Type.String(), Type.Integer(), {
      description: 'Per filter; counted up to 1000 and no further, so that a long queue stays quick',
    }),
    at: Time,
  }),
  problems: ['counter.cursor-not-valid'],
});

export const getDossier = operation({
  id: 'counter.get-dossier',
  method: 'GET',
  path: '/counter/dossiers/:dossierId',
  summary: 'Xem hồ sơ tại cơ quan',
  access: officer('counter.view'),
  params: DossierParams,
  answer: OfficerDossierPage,
  problems: ['counter.dossier-not-found'],
});

export const findDossierByCode = operation({
  id: 'counter.find-dossier-by-code',
  method: 'GET',
  path: '/counter/dossier-by-code',
  summary: 'Tìm hồ sơ của cơ quan theo mã',
  access: officer('counter.view'),
  query: Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) }),
  answer: Type.Object({ dossierId: Id, code: Type.String() }),
  problems: ['counter.dossier-not-found', 'counter.malformed-code'],
});

export const acceptDossier = operation({
  id: 'counter.accept',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/acceptance',
  summary: 'Tiếp nhận hồ sơ',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 2000 })) }),
  answer: Type.Intersect([Moved, Type.Object({ due: DueTime, slip: Type.String() })]),
  problems: [
    'counter.dossier-not-found',
    'counter.not-in-this-state',
    'counter.supplement-open',
    'counter.no-time-limit',
    'counter.text-not-valid',
  ],
});

export const requestSupplement = operation({
  id: 'counter.request-supplement',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/supplement-requests',
  summary: 'Yêu cầu bổ sung, hoàn thiện hồ sơ',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({
    message: Reason,
    legalGround: LegalGround,
    marks: Type.Array(Mark, { maxItems: 60 }),
    answerBy: Type.Optional(Day),
    repeatReason: Type.Optional(Reason),
  }),
  answer: Type.Intersect([Moved, Type.Object({ supplementId: Id, form: Type.String() })]),
  status: 201,
  problems: [
    'counter.dossier-not-found',
    'counter.not-in-this-state',
    'counter.supplement-open',
    'counter.supplement-repeated',
    'counter.mark-missing',
    'counter.mark-unknown',
    'counter.date-not-valid',
    'counter.text-not-valid',
  ],
});

export const rejectAtReception = operation({
  id: 'counter.reject-at-reception',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/rejection',
  summary: 'Từ chối tiếp nhận hồ sơ',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({ reason: Reason, legalGround: LegalGround }),
  answer: Type.Intersect([Moved, Type.Object({ form: Type.String() })]),
  problems: ['counter.dossier-not-found', 'counter.not-in-this-state', 'counter.text-not-valid'],
});

export const assignDossier = operation({
  id: 'counter.assign',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/assignment',
  summary: 'Phân công người giải quyết',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({ officerId: Id, reason: Type.Optional(Type.String({ maxLength: 1000 })) }),
  answer: Moved,
  problems: [
    'counter.dossier-not-found',
    'counter.not-in-this-state',
    'counter.officer-not-here',
    'counter.text-not-valid',
  ],
});

/** For colleagues only: never shown to the applicant. */
export const addNote = operation({
  id: 'counter.add-note',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/notes',
  summary: 'Ghi chú nội bộ',
  access: officer('counter.view'),
  params: DossierParams,
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }) }),
  answer: Type.Object({ noteId: Id }),
  status: 201,
  problems: ['counter.dossier-not-found', 'counter.text-not-valid'],
});

/** Ends the work with a written "no" (`refused`) or stops it (`cancelled`), with the reason and its legal ground. */
export const endDossier = operation({
  id: 'counter.end-dossier',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/ending',
  summary: 'Từ chối giải quyết hoặc dừng giải quyết hồ sơ',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({ ending: Type.Enum(['refused', 'cancelled']), reason: Reason, legalGround: LegalGround }),
  answer: Moved,
  problems: ['counter.dossier-not-found', 'counter.not-in-this-state', 'counter.text-not-valid'],
});

/** The officer handed the result over at the counter. */
export const returnResult = operation({
  id: 'counter.return-result',
  method: 'POST',
  path: '/counter/dossiers/:dossierId/result-return',
  summary: 'Trả kết quả',
  access: officer('counter.accept'),
  params: DossierParams,
  body: Type.Object({ receivedBy: Type.String({ minLength: 2, maxLength: 200 }) }),
  answer: Moved,
  problems: ['counter.dossier-not-found', 'counter.not-in-this-state', 'counter.text-not-valid'],
});

// — Anyone —

export const trackDossier = operation({
  id: 'counter.track-dossier',
  method: 'GET',
  path: '/counter/tracking',
  summary: 'Tra cứu tình trạng hồ sơ theo mã',
  access: anyone(),
  query: Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) }),
  answer: PublicTrack,
  problems: ['counter.malformed-code', 'counter.unknown-code'],
  // Codes can be counted up, so nobody may walk through them quickly.
  limits: { perMinute: 60 },
});
