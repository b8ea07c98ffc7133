import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

/** A person was recorded from a birth act and received a personal number. Once per birth act. */
export const personNumbered = defineEvent(
  'population.person-numbered@1',
  Type.Object({
    birthActId: Type.String({ format: 'uuid' }),
    personId: Type.String({ format: 'uuid' }),
    personalId: Type.String({ pattern: '^[0-9]{12}$' }),
  }),
);

/** A death was recorded of a person of this register; again when the record of it is corrected. */
export const personDied = defineEvent(
  'population.person-died@1',
  Type.Object({ personId: Type.String({ format: 'uuid' }), diedOn: Type.String({ format: 'date' }) }),
);
