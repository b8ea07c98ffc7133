import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

const id = () => Type.String({ format: 'uuid' });

/** A session is over: signed out, ended from the list, locked, recovered, mandate ended, shown by another device. Not for expiry. */
export const sessionEnded = defineEvent(
  'identity.session-ended@1',
  Type.Object({ sessionId: id(), accountId: id(), why: Type.String() }),
);

/** An account may not be used: locked by a support officer, or closed for good. All its sessions have ended. */
export const accountStopped = defineEvent(
  'identity.account-stopped@1',
  Type.Object({ accountId: id(), how: Type.Enum(['locked', 'closed']) }),
);
