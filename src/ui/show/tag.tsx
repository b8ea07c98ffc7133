import type { ReactNode } from 'react';

/** `ok` done, `now` under way, `wait` waiting for someone, `bad` refused or overdue, `plain` anything else. */
export type Tone = 'plain' | 'now' | 'wait' | 'ok' | 'bad';

/** A state in one or two words. The words carry the meaning, the colour only helps. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <strong className={`lt-tag lt-tag--${tone}`}>{children}</strong>;
}
