import { Type, type Static } from 'typebox';
import { DateOnly, Id } from '#platform/operation.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const AreaShape = Type.Object({
  code: Type.String({ description: 'Two digits: province. Three: district of before July 2025. Five: commune.' }),
  name: Type.String(),
  fullName: Type.String(),
  path: Type.String(),
  kind: Type.Union([
    Type.Literal('province'),
    Type.Literal('city'),
    Type.Literal('district'),
    Type.Literal('commune'),
    Type.Literal('ward'),
    Type.Literal('township'),
    Type.Literal('special-zone'),
  ]),
  level: Type.Union([Type.Literal('province'), Type.Literal('district'), Type.Literal('commune')]),
  provinceCode: Type.String(),
  provinceName: Type.String(),
  validFrom: DateOnly('First day'),
  validTo: Nullable(DateOnly('Last day; null while in force')),
});

export const WhichUnitShape = Type.Object({
  unit: Nullable(AreaShape),
  formerly: Nullable(AreaShape),
  wasMergedInto: Type.Array(AreaShape),
  today: Type.Array(AreaShape),
});

/** A unit of any time, or a name that ended before the reform, and the units of today on its land. */
export const FoundUnitShape = Type.Object({
  code: Nullable(Type.String()),
  path: Type.String(),
  validFrom: Nullable(DateOnly()),
  validTo: Nullable(DateOnly()),
  /** The act that ended it; null while it stands, or where the day is not known. */
  instrument: Nullable(Type.String()),
  today: Type.Array(AreaShape),
});

export type FoundUnit = Static<typeof FoundUnitShape>;

export const AgencyCodeShape = Type.Object({
  form: Type.Union([Type.Literal('2016'), Type.Literal('2020')]),
  code: Type.String({ maxLength: 35 }),
  validFrom: DateOnly(),
  validTo: Nullable(DateOnly()),
});

export const AgencyLevelShape = Type.Union([
  Type.Literal('national'),
  Type.Literal('ministry'),
  Type.Literal('province'),
  Type.Literal('commune'),
]);

export const AgencyShape = Type.Object({
  id: Id(),
  name: Type.String(),
  shortName: Type.String(),
  level: AgencyLevelShape,
  parentId: Nullable(Id()),
  areaCode: Nullable(Type.String()),
  codes: Type.Array(AgencyCodeShape),
  /** The code of the 2020 form in use today, or the last one of an agency that has ended; '' where there is none. */
  code: Type.String(),
  address: Type.String(),
  phone: Type.String(),
  validFrom: DateOnly(),
  validTo: Nullable(DateOnly()),
  /** The agency that took over. */
  successorId: Nullable(Id()),
});

export type Agency = Static<typeof AgencyShape>;
export type AgencyCode = Static<typeof AgencyCodeShape>;
export type AgencyLevel = Static<typeof AgencyLevelShape>;

export const RightShape = Type.Union([
  Type.Literal('counter.accept'),
  Type.Literal('counter.view'),
  Type.Literal('counter.approve-second-supplement'),
  Type.Literal('civil-status.register'),
  Type.Literal('civil-status.sign'),
  Type.Literal('exchange.send'),
  Type.Literal('exchange.receive'),
  Type.Literal('exchange.operate'),
  Type.Literal('command.view'),
  Type.Literal('directory.manage'),
  Type.Literal('mandates.record'),
  Type.Literal('evidence.view'),
  Type.Literal('evidence.national'),
  Type.Literal('calendar.national'),
  Type.Literal('procedures.publish'),
  Type.Literal('sign-on.clients'),
  Type.Literal('sign-on.approve'),
  Type.Literal('systems.manage'),
  Type.Literal('documents.clerk'),
  Type.Literal('documents.draft'),
  Type.Literal('documents.approve'),
  Type.Literal('documents.sign'),
  Type.Literal('documents.assign'),
  Type.Literal('nodes.manage'),
  Type.Literal('identity.support'),
  Type.Literal('exchange.statistics'),
  Type.Literal('exchange.operate-node'),
]);

export type Right = Static<typeof RightShape>;

export const AppointmentKindShape = Type.Union([
  Type.Literal('full'),
  Type.Literal('acting', { description: 'Quyền' }),
  Type.Literal('in-charge', { description: 'Phụ trách' }),
  Type.Literal('stand-in', { description: 'Tạm thay người vắng' }),
]);

export const AppointmentShape = Type.Object({
  id: Id(),
  officerId: Id(),
  agencyId: Id(),
  postId: Id(),
  unit: Type.String(),
  kind: AppointmentKindShape,
  /** The post as it is written after the name: of one who acts with "Quyền" before it. */
  position: Type.String(),
  rights: Type.Array(Type.String()),
  decision: Type.String(),
  validFrom: DateOnly(),
  validTo: Nullable(DateOnly()),
});

export type Appointment = Static<typeof AppointmentShape>;

const Holder = Type.Object({
  appointmentId: Id(),
  officerId: Id(),
  name: Type.String(),
  position: Type.String(),
  kind: AppointmentKindShape,
  validFrom: DateOnly(),
  validTo: Nullable(DateOnly()),
});

export const PostShape = Type.Object({
  id: Id(),
  agencyId: Id(),
  name: Type.String(),
  /** Part of the agency; '' for its head and those beside it. */
  unit: Type.String(),
  leadsUnit: Type.Boolean(),
  rights: Type.Array(Type.String()),
  validFrom: DateOnly(),
  validTo: Nullable(DateOnly()),
  /** Whoever fills it on the day, the holder before one who stands in. */
  holders: Type.Array(Holder),
  /** Whoever is already appointed to it from a later day. */
  coming: Type.Array(Holder),
  /** It stands and nobody fills it. */
  vacant: Type.Boolean(),
  /** The last day of the last one who has left. */
  lastHeld: Nullable(DateOnly()),
});

export type Post = Static<typeof PostShape>;

export const PostEventShape = Type.Object({
  id: Id(),
  kind: Type.Union([Type.Literal('held'), Type.Literal('made'), Type.Literal('renamed'), Type.Literal('ended')]),
  at: Type.String({ format: 'date-time' }),
  /** Who held it. */
  person: Nullable(Type.String()),
  name: Nullable(Type.String()),
  as: Nullable(Type.String()),
  decision: Type.String(),
  validFrom: Nullable(DateOnly()),
  validTo: Nullable(DateOnly()),
});

export type PostEvent = Static<typeof PostEventShape>;

export const OfficerShape = Type.Object({
  id: Id(),
  name: Type.String(),
  position: Type.String(),
  agencyId: Id(),
  rights: Type.Array(Type.String()),
  personId: Type.Optional(Id()),
});

export type Officer = Static<typeof OfficerShape>;
