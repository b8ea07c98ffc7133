import { officer } from '#platform/access.ts';
import { operation } from '#platform/operation.ts';
import { Type } from 'typebox';
import { Day, DueTime, Id, Mark, Moved, OfficerDossierPage, QueueRow, Time, queueFilters } from '../shapes.ts';

const DossierParams = Type.Object({ dossierId: Id });
const Reason = Type.String({ minLength: 5, maxLength: 2000 });
const LegalGround = Type.String({ minLength: 5, maxLength: 500 });

// — Officers —

export const listQueue = operation({
  id: 'counter.list-queue',
  method: 'GET',
  path: '/counter/queue',
  summary: 'Danh sách hồ sơ của cơ quan',
  // access.ts says which rights are enough.
  access: officer(),
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
  // Registrars read here too: access.ts says which rights are enough.
  access: officer(),
  params: DossierParams,
  answer: OfficerDossierPage,
  problems: ['counter.dossier-not-found'],
});

export const findDossierByCode = operation({
  id: 'counter.find-dossier-by-code',
  method: 'GET',
  path: '/counter/dossier-by-code',
  summary: 'Tìm hồ sơ của cơ quan theo mã',
  // access.ts says which rights are enough.
  access: officer(),
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
  // access.ts says which rights are enough.
  access: officer(),
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
    'counter.act-being-entered',
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
  // access.ts says which rights are enough.
  access: officer(),
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
  problems: [
    'counter.dossier-not-found',
    'counter.not-in-this-state',
    'counter.act-being-entered',
    'counter.text-not-valid',
  ],
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
