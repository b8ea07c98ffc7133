import { Type } from 'typebox';
import { anyone, officer } from '#platform/access.ts';
import { Id, Instant, operation } from '#platform/operation.ts';
import { ChangeShape, Code, LifeEventShape, NationalShape, RecordShape, SummaryShape, VersionShape } from './shapes.ts';

/** The right to draft and publish procedures. */
export const PUBLISH = 'procedures.publish';

const AnyCode = Type.String({ minLength: 1, maxLength: 40 });

/** All procedures in force; with `since`, only those published after an instant, for catalogues that follow this one. */
export const listProcedures = operation({
  id: 'procedures.list-procedures',
  method: 'GET',
  path: '/procedures',
  summary: 'Xem danh sách thủ tục hành chính',
  access: anyone(),
  query: Type.Object({ since: Type.Optional(Instant()) }),
  answer: Type.Object({ procedures: Type.Array(SummaryShape) }),
});

export const searchProcedures = operation({
  id: 'procedures.search-procedures',
  method: 'GET',
  path: '/procedures/search',
  summary: 'Tìm thủ tục theo tên, từ khóa hoặc mã; gõ có dấu hay không dấu đều được',
  access: anyone(),
  query: Type.Object({ q: Type.String({ maxLength: 200 }) }),
  answer: Type.Object({ procedures: Type.Array(SummaryShape) }),
});

export const getProcedure = operation({
  id: 'procedures.get-procedure',
  method: 'GET',
  path: '/procedures/:code',
  summary: 'Xem thủ tục đang có hiệu lực',
  access: anyone(),
  params: Type.Object({ code: AnyCode }),
  answer: VersionShape,
  problems: ['procedures.not-found'],
});

export const getProcedureVersion = operation({
  id: 'procedures.get-procedure-version',
  method: 'GET',
  path: '/procedures/versions/:versionId',
  summary: 'Xem một phiên bản đã công bố của thủ tục',
  access: anyone(),
  params: Type.Object({ versionId: Id() }),
  answer: VersionShape,
  problems: ['procedures.version-not-found'],
});

export const listVersions = operation({
  id: 'procedures.list-versions',
  method: 'GET',
  path: '/procedures/:code/versions',
  summary: 'Xem các phiên bản đã công bố của thủ tục',
  access: anyone(),
  params: Type.Object({ code: AnyCode }),
  answer: Type.Object({
    versions: Type.Array(
      Type.Object({ id: Type.String(), version: Type.Integer(), change: Type.String(), publishedAt: Instant() }),
    ),
  }),
  problems: ['procedures.not-found'],
});

export const getNationalRecord = operation({
  id: 'procedures.get-national-record',
  method: 'GET',
  path: '/procedures/:code/national-record',
  summary: 'Lấy thủ tục theo cấu trúc LayThuTuc của Cơ sở dữ liệu quốc gia về thủ tục hành chính',
  access: anyone(),
  params: Type.Object({ code: AnyCode }),
  answer: NationalShape,
  problems: ['procedures.not-found'],
});

export const listLifeEvents = operation({
  id: 'procedures.list-life-events',
  method: 'GET',
  path: '/life-events',
  summary: 'Xem các nhóm sự kiện trong đời hoặc trong vòng đời doanh nghiệp',
  access: anyone(),
  query: Type.Object({ kind: Type.Union([Type.Literal('citizen'), Type.Literal('business')]) }),
  answer: Type.Object({ lifeEvents: Type.Array(LifeEventShape) }),
});

export const getLifeEvent = operation({
  id: 'procedures.get-life-event',
  method: 'GET',
  path: '/life-events/:code',
  summary: 'Xem các thủ tục của một sự kiện',
  access: anyone(),
  params: Type.Object({ code: AnyCode }),
  answer: Type.Object({ ...LifeEventShape.properties, procedures: Type.Array(SummaryShape) }),
  problems: ['procedures.life-event-not-found'],
});

const Draft = Type.Object({
  record: RecordShape,
  basedOn: Type.Union([Type.String(), Type.Null()]),
  revision: Type.Integer(),
  savedAt: Instant(),
  /** What still stands before publication. */
  faults: Type.Array(Type.Object({ path: Type.String(), fault: Type.String() })),
  /** How it differs from the version in force; the strongest class is the class of the whole. */
  changes: Type.Array(ChangeShape),
});

export const getDraft = operation({
  id: 'procedures.get-draft',
  method: 'GET',
  path: '/procedures/:code/draft',
  summary: 'Xem bản thảo, các lỗi còn lại và những điểm khác với phiên bản đang có hiệu lực',
  access: officer(PUBLISH),
  params: Type.Object({ code: Code }),
  answer: Draft,
  problems: ['procedures.draft-not-found'],
});

/** `revision` is the one that was read; 0 for a first saving. A draft may be faulty, a version may not. */
export const saveDraft = operation({
  id: 'procedures.save-draft',
  method: 'PUT',
  path: '/procedures/:code/draft',
  summary: 'Lưu bản thảo của thủ tục',
  access: officer(PUBLISH),
  params: Type.Object({ code: Code }),
  body: Type.Object({ record: RecordShape, revision: Type.Integer({ minimum: 0 }) }),
  answer: Draft,
  problems: ['procedures.draft-changed'],
});

export const publishDraft = operation({
  id: 'procedures.publish-draft',
  method: 'POST',
  path: '/procedures/:code/versions',
  summary: 'Công bố bản thảo thành phiên bản mới',
  access: officer(PUBLISH),
  params: Type.Object({ code: Code }),
  body: Type.Object({ revision: Type.Integer({ minimum: 1 }) }),
  answer: VersionShape,
  status: 201,
  problems: [
    'procedures.draft-not-found',
    'procedures.draft-changed',
    'procedures.draft-faulty',
    'procedures.nothing-new',
  ],
});
