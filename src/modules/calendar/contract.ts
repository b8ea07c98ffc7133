import { Type, type Static } from 'typebox';
import { anyone, officer } from '#platform/access.ts';
import { DateOnly, Id, Instant, operation, Text, Words } from '#platform/operation.ts';

const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'HH:mm' });
const SpanShape = Type.Object({ from: Time, to: Time }, { additionalProperties: false });
const Spans = Type.Array(SpanShape, { maxItems: 6 });
const Week = Type.Object(
  { 1: Spans, 2: Spans, 3: Spans, 4: Spans, 5: Spans, 6: Spans, 7: Spans },
  { additionalProperties: false, description: 'Theo thứ: 1 là thứ Hai, 7 là Chủ nhật' },
);

const Version = Type.Object({
  validFrom: DateOnly(),
  week: Week,
  sameDayCutoff: Time,
  workingDayRule: Type.Union([Type.Literal('eight-hours'), Type.Literal('whole-days')]),
});

const AnnouncedDay = Type.Object({
  date: DateOnly(),
  kind: Type.Union([Type.Literal('holiday'), Type.Literal('compensatory'), Type.Literal('working')]),
  name: Words,
  decisionNo: Type.String(),
  spans: Type.Optional(Spans),
});

const DayShape = Type.Object({
  date: DateOnly(),
  kind: Type.Union([
    Type.Literal('working'),
    Type.Literal('weekly-off'),
    Type.Literal('holiday'),
    Type.Literal('compensatory'),
  ]),
  spans: Type.Array(SpanShape),
  name: Type.Optional(Words),
  decisionNo: Type.Optional(Type.String()),
});

const Step = Type.Object({
  code: Type.String(),
  at: Instant(),
  vi: Type.String(),
  en: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

/** The hours of an agency, version by version; the standard hours where it has set none. */
export const getHours = operation({
  id: 'calendar.get-hours',
  method: 'GET',
  path: '/calendar/agencies/:agencyId/hours',
  summary: 'Xem giờ làm việc của cơ quan',
  access: anyone(),
  params: Type.Object({ agencyId: Id() }),
  answer: Type.Object({ versions: Type.Array(Version), own: Type.Boolean() }),
});

export const listDays = operation({
  id: 'calendar.list-days',
  method: 'GET',
  path: '/calendar/agencies/:agencyId/days',
  summary: 'Xem lịch làm việc từng ngày của cơ quan',
  access: anyone(),
  params: Type.Object({ agencyId: Id() }),
  query: Type.Object({ from: DateOnly(), to: DateOnly() }),
  answer: Type.Object({ days: Type.Array(DayShape) }),
  problems: ['calendar.span-too-long'],
});

export const listHolidays = operation({
  id: 'calendar.list-holidays',
  method: 'GET',
  path: '/calendar/holidays/:year',
  summary: 'Xem các ngày nghỉ lễ, nghỉ bù và ngày làm bù trong năm',
  access: anyone(),
  params: Type.Object({ year: Type.Integer({ minimum: 1976, maximum: 2199 }) }),
  answer: Type.Object({ days: Type.Array(DayShape) }),
});

/** What a due time would be, with its reasons. Nothing is stored. */
export const explainDue = operation({
  id: 'calendar.explain-due',
  method: 'GET',
  path: '/calendar/agencies/:agencyId/due',
  summary: 'Tính thử hạn trả kết quả',
  access: anyone(),
  params: Type.Object({ agencyId: Id() }),
  query: Type.Object({
    receivedAt: Instant(),
    unit: Type.Union([
      Type.Literal('working-day'),
      Type.Literal('working-hour'),
      Type.Literal('calendar-day'),
      Type.Literal('same-day'),
    ]),
    amount: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  }),
  answer: Type.Object({ dueAt: Instant(), trace: Type.Array(Step) }),
});

/** The right that every change of a calendar needs. A national change also needs `calendar.national`. */
export const MANAGE = 'directory.manage';

export const setHours = operation({
  id: 'calendar.set-hours',
  method: 'POST',
  path: '/calendar/agencies/:agencyId/hours',
  summary: 'Đặt giờ làm việc của cơ quan từ một ngày',
  access: officer(MANAGE),
  params: Type.Object({ agencyId: Id() }),
  body: Type.Object({ ...Version.properties, decisionNo: Text(100) }, { additionalProperties: false }),
  answer: Type.Object({ versions: Type.Array(Version) }),
  status: 201,
  problems: ['calendar.not-your-agency', 'calendar.hours-unclear', 'calendar.past-day', 'calendar.no-working-time'],
});

/** One announced day, for one agency or for the whole country. 'withdrawn' takes the announcement back. */
export const announceDay = operation({
  id: 'calendar.announce-day',
  method: 'POST',
  path: '/calendar/announced-days',
  summary: 'Công bố ngày nghỉ, ngày nghỉ bù hoặc ngày làm bù',
  access: officer(MANAGE),
  body: Type.Object(
    {
      agencyId: Type.Union([Id(), Type.Null()], { description: 'null: cả nước' }),
      date: DateOnly(),
      kind: Type.Union([
        Type.Literal('holiday'),
        Type.Literal('compensatory'),
        Type.Literal('working'),
        Type.Literal('withdrawn'),
      ]),
      name: Type.Object({ vi: Text(200), en: Text(200) }, { additionalProperties: false }),
      spans: Type.Optional(Spans),
      decisionNo: Text(100),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ days: Type.Array(AnnouncedDay) }),
  status: 201,
  problems: ['calendar.not-your-agency', 'calendar.not-national', 'calendar.hours-unclear', 'calendar.past-day'],
});

export const listAnnouncedDays = operation({
  id: 'calendar.list-announced-days',
  method: 'GET',
  path: '/calendar/announced-days',
  summary: 'Xem các ngày đã công bố',
  access: anyone(),
  query: Type.Object({ agencyId: Type.Optional(Id()) }),
  answer: Type.Object({ days: Type.Array(AnnouncedDay) }),
});

export type SetHours = Static<typeof setHours.body>;
export type AnnounceDay = Static<typeof announceDay.body>;
