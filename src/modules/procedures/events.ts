import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

/** A new version of a procedure is in force. Dossiers in hand keep the version that they were filed under. */
export const versionPublished = defineEvent(
  'procedures.version-published@1',
  Type.Object({
    code: Type.String(),
    versionId: Type.String(),
    version: Type.Integer(),
    previousVersionId: Type.Union([Type.String(), Type.Null()]),
    change: Type.Union([
      Type.Literal('first'),
      Type.Literal('wording'),
      Type.Literal('extends'),
      Type.Literal('breaks'),
    ]),
  }),
);
