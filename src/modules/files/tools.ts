import type { PlatformDeps } from '#platform/room.ts';
import type { ContentStore } from './content-store.ts';
import type { Scanner } from './scanner.ts';
import type { AxisRules, FileRules } from './rules.ts';

/** What this room's operations work with. */
export interface Tools extends Pick<PlatformDeps, 'database' | 'publish' | 'publishAll' | 'jobs' | 'clock' | 'log'> {
  content: ContentStore;
  /** Absent: nothing is scanned, and nothing is called clean. */
  scanner?: Scanner;
  rules: FileRules;
  axis: AxisRules;
}
