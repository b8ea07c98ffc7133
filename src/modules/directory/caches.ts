import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

const TOPIC = 'directory.cache';

/** Something read as a whole, kept in memory and read again after it changed, in this process or another. */
export interface Kept<T> {
  get(): Promise<T>;
  drop(): void;
}

export function keep<T>(read: () => Promise<T>): Kept<T> {
  let kept: Promise<T> | undefined;
  return {
    get() {
      if (kept) return kept;
      const reading = read();
      kept = reading;
      // A failed reading is not kept: the next caller tries again.
      reading.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return reading;
    },
    drop() {
      kept = undefined;
    },
  };
}

/** At commit of `trx` every process forgets the areas. */
export async function tellAreasChanged(deps: Pick<PlatformDeps, 'live' | 'pages'>, trx: Executor): Promise<void> {
  await deps.live.tell(trx, TOPIC, 'areas');
  await deps.pages.drop('areas', trx);
}

/** At commit of `trx` every process forgets the agencies. */
export async function tellAgenciesChanged(deps: Pick<PlatformDeps, 'live' | 'pages'>, trx: Executor): Promise<void> {
  await deps.live.tell(trx, TOPIC, 'agencies');
  await deps.pages.drop('agencies', trx);
}

export function hearChanges(deps: Pick<PlatformDeps, 'live'>, hear: { areas(): void; agencies(): void }): void {
  deps.live.subscribe(`${TOPIC}:areas`, hear.areas);
  deps.live.subscribe(`${TOPIC}:agencies`, hear.agencies);
}
