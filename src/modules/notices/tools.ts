import type { PlatformDeps } from '#platform/room.ts';
import type { Mailer } from './mail/mailer.ts';

/** What this room's operations work with. */
export interface Tools extends Pick<PlatformDeps, 'database' | 'jobs' | 'live' | 'clock'> {
  /** Absent: this node sends no mail. */
  mailer?: Mailer;
  /** The node's own address, for links in mails. */
  publicUrl: string;
}
