import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

const id = () => Type.String({ format: 'uuid' });
const date = () => Type.String({ format: 'date' });

/** Names stand here so that whoever tells people need not read persons a second time. */
const about = {
  mandateId: id(),
  kind: Type.Enum(['parent', 'guardian', 'authority', 'representative', 'staff']),
  principal: Type.Object({ kind: Type.Enum(['person', 'organisation']), id: id(), name: Type.String() }),
  agent: Type.Object({ personId: id(), name: Type.String() }),
  /** For staff: the representative who answers for it, to be told as the organisation. */
  representativePersonId: Type.Optional(id()),
};

/** A mandate was recorded, declared and taken on, or (waiting) offered to its agent. */
export const mandateGiven = defineEvent(
  'mandates.mandate-given@1',
  Type.Object({
    ...about,
    /** An authority that its agent has not taken on yet: it does not stand. */
    waiting: Type.Boolean(),
    scope: Type.Array(Type.String()),
    validFrom: date(),
    validTo: Type.Union([date(), Type.Null()]),
  }),
);

/** It is over, also an offer that was never taken on: nobody acts by it any more, and sessions under it end. */
export const mandateEnded = defineEvent(
  'mandates.mandate-ended@1',
  Type.Object({
    ...about,
    how: Type.Enum(['principal', 'agent', 'officer', 'law']),
    why: Type.Union([Type.String(), Type.Null()]),
    /** It had never been taken on. */
    waiting: Type.Boolean(),
  }),
);

/** Something was done by a mandate: its principal is told. */
export const mandateUsed = defineEvent(
  'mandates.mandate-used@1',
  Type.Object({
    ...about,
    what: Type.Enum(['dossier-filed', 'signed-in']),
    /** 'dossier:<id>', 'client:<id>' */
    subject: Type.String(),
    label: Type.String(),
  }),
);
