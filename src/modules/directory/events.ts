import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';
import { DateOnly, Id } from '#platform/operation.ts';

export const agencyChanged = defineEvent(
  'directory.agency-changed@1',
  Type.Object({ agencyId: Id(), change: Type.Union([Type.Literal('created'), Type.Literal('changed')]) }),
);

export const areasImported = defineEvent(
  'directory.areas-imported@1',
  Type.Object({
    importId: Id(),
    source: Type.String(),
    added: Type.Integer(),
    changed: Type.Integer(),
    conflicts: Type.Integer(),
    unknown: Type.Integer(),
  }),
);

export const officerAppointed = defineEvent(
  'directory.officer-appointed@1',
  Type.Object({
    appointmentId: Id(),
    officerId: Id(),
    agencyId: Id(),
    position: Type.String(),
    rights: Type.Array(Type.String()),
    validFrom: DateOnly(),
    validTo: Type.Union([DateOnly(), Type.Null()]),
    postId: Type.Optional(Id()),
    kind: Type.Optional(Type.String()),
  }),
);

export const appointmentEnded = defineEvent(
  'directory.appointment-ended@1',
  Type.Object({
    appointmentId: Id(),
    officerId: Id(),
    agencyId: Id(),
    lastDay: DateOnly(),
    postId: Type.Optional(Id()),
  }),
);

export const postMade = defineEvent(
  'directory.post-made@1',
  Type.Object({
    postId: Id(),
    agencyId: Id(),
    name: Type.String(),
    unit: Type.String(),
    leadsUnit: Type.Boolean(),
    rights: Type.Array(Type.String()),
    validFrom: DateOnly(),
    validTo: Type.Union([DateOnly(), Type.Null()]),
  }),
);

export const postRenamed = defineEvent(
  'directory.post-renamed@1',
  Type.Object({ postId: Id(), agencyId: Id(), name: Type.String(), unit: Type.String(), before: Type.String() }),
);

export const postEnded = defineEvent(
  'directory.post-ended@1',
  Type.Object({ postId: Id(), agencyId: Id(), lastDay: DateOnly() }),
);
