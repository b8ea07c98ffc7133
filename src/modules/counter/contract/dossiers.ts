import { anyone, citizen, signedIn } from '#platform/access.ts';
import { binary, operation, Words } from '#platform/operation.ts';
import { Type } from 'typebox';
import { ActingFor, Answers, Clock, DossierPage, Id, Moved, PublicTrack, State, Time } from '../shapes.ts';

const DossierParams = Type.Object({ dossierId: Id });
const Reason = Type.String({ minLength: 5, maxLength: 2000 });

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
        applicantName: Type.String(),
        actingFor: ActingFor,
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
