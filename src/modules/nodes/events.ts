import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

/** This node has taken up a newer directory of nodes: agencies may be at home elsewhere now, keys may have changed. */
export const directoryChanged = defineEvent(
  'nodes.directory-changed@1',
  Type.Object({ serial: Type.Integer(), issuedAt: Type.String() }),
);
