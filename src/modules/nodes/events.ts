import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';
import { alarmKinds } from './copy/alarms.ts';

/** This node has taken up a newer directory of nodes: agencies may be at home elsewhere now, keys may have changed. */
export const directoryChanged = defineEvent(
  'nodes.directory-changed@1',
  Type.Object({ serial: Type.Integer(), issuedAt: Type.String() }),
);

/** Something about this node's copy of the directory has become wrong; told once. */
export const alarmRaised = defineEvent(
  'nodes.alarm-raised@1',
  Type.Object({ alarms: Type.Array(Type.Enum([...alarmKinds])) }),
);
