import type { Clock } from '#platform/clock.ts';
import type { Log } from '#platform/log.ts';
import { gauge } from '#platform/metrics.ts';
import type { SealingState } from './sealing-state.ts';

/** Records are sealed every minute; after so long something holds the sealer back. */
const sealLateMs = 10 * 60_000;
/** What stays wrong is said again, so that it is in whatever part of the log somebody looks at. */
const againMs = 60 * 60_000;

export type SealingAlarm = 'seal-late' | 'stamp-late' | 'stamp-closed';

/** Puts what the sealing lacks into the metrics and, when something is late, into the log: at once, every hour, and when it is over. */
export function createSealingWatch(deps: {
  clock: Clock;
  log: Log;
  sealingState(): Promise<SealingState>;
}): () => Promise<SealingAlarm[]> {
  const said = new Map<SealingAlarm, number>();

  return async () => {
    const state = await deps.sealingState();
    const now = deps.clock.now().getTime();
    const since = (at: Date | undefined): number => (at ? Math.max(0, now - at.getTime()) : 0);
    const unsealed = since(state.unsealedSince);
    gauge('lienthong_evidence_waiting', state.waiting);
    gauge('lienthong_evidence_unsealed_seconds', unsealed / 1000);
    gauge('lienthong_evidence_unstamped_seconds', since(state.unstampedSince) / 1000);
    const alarms: SealingAlarm[] = [
      ...(unsealed > sealLateMs ? (['seal-late'] as const) : []),
      ...(state.alarm === 'late' ? (['stamp-late'] as const) : []),
      ...(state.alarm === 'closed' ? (['stamp-closed'] as const) : []),
    ];
    const due = alarms.filter((alarm) => now - (said.get(alarm) ?? -Infinity) >= againMs);
    for (const alarm of due) said.set(alarm, now);
    if (due.length > 0)
      deps.log.error(
        {
          alarms: due,
          waiting: state.waiting,
          unsealedSince: state.unsealedSince,
          unstampedSince: state.unstampedSince,
        },
        'the evidence is sealed or stamped late; see docs/operate/evidence.md',
      );
    const over = [...said.keys()].filter((alarm) => !alarms.includes(alarm));
    for (const alarm of over) said.delete(alarm);
    if (over.length > 0) deps.log.info({ alarms: over }, 'an alarm about the evidence is over');
    return alarms;
  };
}
