import { DateOnly, Id as id, Instant, Words } from '#platform/operation.ts';
import { Type, type Static } from 'typebox';
import { pauseReasons, stages, states } from './states.ts';

export { queueFilters, type QueueFilter } from './reading/queue-filters.ts';

/** The shapes that cross the counter's door. Times are ISO 8601 with zone; days 'YYYY-MM-DD'; ids uuid. */

export const Id = id();
export const Time = Instant();
export const Day = DateOnly();
export const State = Type.Enum([...states]);
export const StageName = Type.Enum([...stages]);
export const Clock = Type.Enum(['none', 'running', 'paused', 'stopped']);
export const ProcedureCode = Type.String({ minLength: 3, maxLength: 60, pattern: '^[0-9A-Za-z._-]+$' });

/** One answer: text (also dates and codes), a number, or a list of file ids. */
export const AnswerValue = Type.Union([
  Type.String({ maxLength: 4000 }),
  Type.Number(),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 }),
]);
export const Answers = Type.Record(Type.String(), AnswerValue, { maxProperties: 200 });
export type Answers = Static<typeof Answers>;

/** Whom a draft or dossier is for; null for one's own. */
export const ActingFor = Type.Union([
  Type.Object({ kind: Type.Enum(['person', 'organisation']), name: Type.String() }),
  Type.Null(),
]);

export const AgencyShort = Type.Object({
  id: Id,
  name: Type.String(),
  code: Type.Union([Type.String(), Type.Null()]),
  address: Type.Union([Type.String(), Type.Null()]),
  phone: Type.Union([Type.String(), Type.Null()]),
});

/** A paper as it was when it was filed. `component` is the procedure's component code, `key` the form field that holds it. */
export const Paper = Type.Object({
  fileId: Id,
  key: Type.String(),
  component: Type.String(),
  componentName: Type.String({ description: 'Official name of the component' }),
  label: Type.String({ description: 'What the form calls it, in short' }),
  name: Type.String(),
  type: Type.String(),
  bytes: Type.Integer(),
  pages: Type.Union([Type.Integer(), Type.Null()]),
  sha256: Type.String(),
});
export type Paper = Static<typeof Paper>;

export const ResultPaper = Type.Object({ fileId: Id, name: Type.String(), title: Words, issuedAt: Time });
export type ResultPaper = Static<typeof ResultPaper>;

/** A reason in a due time, as the calendar gave it. */
export const TraceStep = Type.Object({
  code: Type.String(),
  at: Type.String(),
  vi: Type.String(),
  en: Type.String(),
});
export type TraceStep = Static<typeof TraceStep>;

export const DueTime = Type.Object({ dueAt: Time, computedAt: Time, why: Words, trace: Type.Array(TraceStep) });
export type DueTime = Static<typeof DueTime>;

/** `position` is set by the office or role, never by the person; citizens see the agency, officers the name. */
export const EventLine = Type.Object({
  id: Id,
  at: Time,
  kind: Type.String(),
  title: Words,
  from: Type.Union([State, Type.Null()]),
  to: Type.Union([State, Type.Null()]),
  by: Words,
  note: Type.Union([Type.String(), Type.Null()]),
});
export type EventLine = Static<typeof EventLine>;

export const markKinds = ['missing', 'incomplete', 'incorrect', 'outdated'] as const;
/** What is wrong, and where: a field of the form or a paper, by its key. Every supplement request has at least one mark. */
export const Mark = Type.Object({
  target: Type.Enum(['field', 'paper']),
  key: Type.String({ minLength: 1, maxLength: 80 }),
  kind: Type.Enum([...markKinds]),
  message: Type.String({ minLength: 5, maxLength: 1000 }),
});
export type Mark = Static<typeof Mark>;

export const Supplement = Type.Object({
  id: Id,
  round: Type.Integer(),
  requestedAt: Time,
  answerBy: Day,
  message: Type.String(),
  legalGround: Type.String(),
  marks: Type.Array(Type.Intersect([Mark, Type.Object({ label: Words })])),
  answeredAt: Type.Union([Time, Type.Null()]),
  isOpen: Type.Boolean({ description: 'Waits for the applicant' }),
  isLate: Type.Boolean({ description: 'Waits although its last day has passed; an answer is still taken' }),
});
export type Supplement = Static<typeof Supplement>;

export const SummaryRow = Type.Object({ key: Type.String(), label: Type.String(), value: Type.String() });
export const SummarySection = Type.Object({
  pageId: Type.String(),
  title: Type.String(),
  rows: Type.Array(SummaryRow),
});
export type SummarySection = Static<typeof SummarySection>;

/** A thing the reader may do, and when not, why: a disabled button says why. */
export const Action = Type.Object({
  name: Type.Enum([
    'accept',
    'reject-at-reception',
    'request-supplement',
    'assign',
    'note',
    'handle',
    'return-result',
    'refuse',
    'cancel',
    'withdraw',
    'answer-supplement',
  ]),
  allowed: Type.Boolean(),
  why: Type.Union([Words, Type.Null()]),
});
export type Action = Static<typeof Action>;

export const FormKind = Type.Enum(['01', '02', '03']);
/** A form of Thông tư 03/2025/TT-VPCP that the office issued on this dossier. */
export const IssuedForm = Type.Object({ id: Id, form: FormKind, title: Words, issuedAt: Time });
export type IssuedForm = Static<typeof IssuedForm>;

export const DraftSummary = Type.Object({
  draftId: Id,
  procedureCode: Type.String(),
  procedureName: Words,
  pageId: Type.Union([Type.String(), Type.Null()]),
  answered: Type.Integer(),
  startedAt: Time,
  savedAt: Time,
});
export type DraftSummary = Static<typeof DraftSummary>;

export const Filed = Type.Object({
  dossierId: Id,
  code: Type.String(),
  state: State,
  filedAt: Time,
  procedureCode: Type.String(),
  procedureName: Words,
  agency: AgencyShort,
  receipt: Type.String({ description: "Path of the receipt PDF, under the node's address" }),
});
export type Filed = Static<typeof Filed>;

/** What changed, for every operation that moves a dossier. */
export const Moved = Type.Object({
  dossierId: Id,
  code: Type.String(),
  state: State,
  clock: Clock,
  dueAt: Type.Union([Time, Type.Null()]),
});
export type Moved = Static<typeof Moved>;

export const PauseReasonName = Type.Enum([...pauseReasons]);

export const TrackStep = Type.Object({
  key: Type.Enum(['submitted', 'accepted', 'processing', 'resolved', 'returned', 'ended']),
  label: Words,
  at: Type.Union([Time, Type.Null()]),
  status: Type.Enum(['done', 'current', 'ahead']),
});

export const DossierPage = Type.Object({
  id: Id,
  code: Type.String(),
  state: State,
  stateLabel: Words,
  nationalCode: Type.Integer(),
  clock: Clock,
  pausedFor: Type.Union([PauseReasonName, Type.Null()]),
  procedureCode: Type.String(),
  procedureName: Words,
  procedureVersionId: Type.String(),
  agency: AgencyShort,
  areaCode: Type.String(),
  applicantName: Type.String(),
  actingFor: ActingFor,
  filedAt: Time,
  intakeDueAt: Type.Union([Time, Type.Null()]),
  dueAt: Type.Union([Time, Type.Null()]),
  due: Type.Array(DueTime),
  revision: Type.Integer(),
  steps: Type.Array(TrackStep),
  answers: Answers,
  copies: Type.Integer({ minimum: 0, description: 'Certified extracts that the applicant asks for, on paper' }),
  summary: Type.Array(SummarySection),
  papers: Type.Array(Paper),
  results: Type.Array(ResultPaper),
  supplements: Type.Array(Supplement),
  forms: Type.Array(IssuedForm),
  timeline: Type.Array(EventLine),
  actions: Type.Array(Action),
});
export type DossierPage = Static<typeof DossierPage>;

export const Note = Type.Object({ id: Id, at: Time, by: Type.String(), text: Type.String() });

export const OfficerDossierPage = Type.Intersect([
  DossierPage,
  Type.Object({
    assignee: Type.Union([Type.Object({ officerId: Id, name: Type.String() }), Type.Null()]),
    notes: Type.Array(Note),
    alarms: Type.Array(Note, { description: 'What the node itself found wrong with this dossier' }),
    handlerPath: Type.Union([Type.String(), Type.Null()]),
    next: Type.Union([Id, Type.Null()], { description: 'The dossier after this one in the queue' }),
  }),
]);
export type OfficerDossierPage = Static<typeof OfficerDossierPage>;

export const QueueRow = Type.Object({
  dossierId: Id,
  code: Type.String(),
  state: State,
  stage: StageName,
  clock: Clock,
  procedureCode: Type.String(),
  procedureName: Words,
  applicantName: Type.String(),
  assigneeId: Type.Union([Id, Type.Null()]),
  filedAt: Time,
  dueAt: Type.Union([Time, Type.Null()]),
  answerBy: Type.Union([Day, Type.Null()], { description: 'Last day for the supplement that is waited for' }),
  isAnswerLate: Type.Boolean({ description: 'That day has passed; nothing happens by itself' }),
  isOverdue: Type.Boolean(),
  isDueToday: Type.Boolean(),
});
export type QueueRow = Static<typeof QueueRow>;

/** What anyone who knows a code may see: no name, no answer, no paper. */
export const PublicTrack = Type.Object({
  code: Type.String(),
  state: State,
  stateLabel: Words,
  nationalCode: Type.Integer(),
  procedureCode: Type.String(),
  procedureName: Words,
  agencyName: Type.String(),
  filedOn: Day,
  dueAt: Type.Union([Time, Type.Null()]),
  isOverdue: Type.Boolean(),
  waitingFor: Type.Union([Words, Type.Null()]),
  steps: Type.Array(TrackStep),
});
export type PublicTrack = Static<typeof PublicTrack>;
