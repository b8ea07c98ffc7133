import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

/** A client of the sign-on was registered, changed, put live, suspended or resumed. */
export const clientChanged = defineEvent(
  'sign-on.client-changed@1',
  Type.Object({
    clientId: Type.String(),
    agencyId: Type.String(),
    change: Type.String({ description: 'The kind of the history line, e.g. registered, suspended' }),
  }),
);
