import { BothLanguages, defineEvent } from '#platform/events.ts';
import { Type } from 'typebox';

/** Never an answer or a paper: who hears an event reads those through the counter's door, where access is checked. */
const about = {
  dossierId: Type.String(),
  code: Type.String(),
  procedureCode: Type.String(),
  agencyId: Type.String(),
  areaCode: Type.String(),
};

/** A dossier was filed: `draft → submitted`. */
export const dossierFiled = defineEvent(
  'counter.dossier-filed@1',
  Type.Object({
    ...about,
    procedureVersionId: Type.String(),
    applicantAccountId: Type.String(),
    applicantName: Type.String(),
    filedAt: Type.String(),
    /** Whom the applicant filed it for, by which mandate. */
    actingFor: Type.Optional(
      Type.Object({
        mandateId: Type.String(),
        kind: Type.Enum(['person', 'organisation']),
        id: Type.String(),
        name: Type.String(),
      }),
    ),
  }),
);

/** An officer accepted it; the clock runs. */
export const dossierAccepted = defineEvent(
  'counter.dossier-accepted@1',
  Type.Object({ ...about, filedAt: Type.String(), acceptedAt: Type.String(), dueAt: Type.String() }),
);

/** The result exists; the clock has stopped. `dueAt` is the due time that was in force, null where none was. */
export const dossierResolved = defineEvent(
  'counter.dossier-resolved@1',
  Type.Object({
    ...about,
    filedAt: Type.String(),
    resolvedAt: Type.String(),
    dueAt: Type.Union([Type.String(), Type.Null()]),
    onTime: Type.Boolean(),
  }),
);

/** The applicant has the result: downloaded it, or was given it at the counter. */
export const dossierReturned = defineEvent(
  'counter.dossier-returned@1',
  Type.Object({ ...about, returnedAt: Type.String(), channel: Type.Enum(['online', 'counter']) }),
);

/** Every transition after filing, whatever else is announced with it. */
export const dossierStateChanged = defineEvent(
  'counter.dossier-state-changed@1',
  Type.Object({
    ...about,
    from: Type.String(),
    to: Type.String(),
    at: Type.String(),
    dueAt: Type.Union([Type.String(), Type.Null()]),
  }),
);

/** The clock stands still, or goes on, without a change of state. */
export const dossierPaused = defineEvent(
  'counter.dossier-paused@1',
  Type.Object({ ...about, reason: Type.String(), at: Type.String() }),
);
export const dossierResumed = defineEvent(
  'counter.dossier-resumed@1',
  Type.Object({ ...about, at: Type.String(), dueAt: Type.Union([Type.String(), Type.Null()]) }),
);

/** Whom a dossier was filed for is to be told something. The counter knows the person; identity, whether there is an account. */
export const principalToBeTold = defineEvent(
  'counter.principal-to-be-told@1',
  Type.Object({
    personId: Type.String(),
    subject: BothLanguages,
    body: BothLanguages,
    link: Type.String(),
  }),
);
