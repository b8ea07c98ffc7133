import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

/** A file has been taken in. It may still be swept away if nobody keeps it. */
export const fileStored = defineEvent(
  'files.file-stored@1',
  Type.Object({
    fileId: Type.String(),
    ownerAccountId: Type.String(),
    type: Type.String(),
    bytes: Type.Integer(),
    /** Hexadecimal. */
    sha256: Type.String(),
  }),
);

/** The virus scanner has spoken. An infected file is never served again. */
export const fileScanned = defineEvent(
  'files.file-scanned@1',
  Type.Object({
    fileId: Type.String(),
    ownerAccountId: Type.String(),
    scan: Type.Union([Type.Literal('clean'), Type.Literal('infected')]),
  }),
);
