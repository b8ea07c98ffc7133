import type { PlatformDeps } from '#platform/room.ts';
import { announcedDays, versionsOf, yearChoices } from './queries.ts';
import { standardVersion } from './standard.ts';
import type { Tables } from './tables.ts';
import type { WorkCalendar } from './types.ts';

/** What is told to every process when any calendar changed. */
export const CHANGED = { topic: 'calendar.changed', key: 'all' } as const;

/**
 * A message can be lost while the connection of a process is down; after this time a calendar is read again. Filing and
 * accepting ask for a due time each, so reading it every time would cost three queries per dossier.
 */
const KEPT_MS = 60_000;

export interface KeptCalendars {
  /** The calendar of an agency; of the whole country for null. */
  of(agencyId: string | null): Promise<WorkCalendar>;
  /** After a change made here: whoever made it sees it at once, the other processes a moment later. */
  forget(): void;
}

interface Kept {
  calendar: Promise<WorkCalendar>;
  until: number;
}

export function keepCalendars(deps: Pick<PlatformDeps, 'database' | 'live' | 'clock'>): KeptCalendars {
  const kept = new Map<string | null, Kept>();
  const forget = (): void => kept.clear();
  deps.live.subscribe(`${CHANGED.topic}:${CHANGED.key}`, forget);

  function of(agencyId: string | null): Promise<WorkCalendar> {
    const found = kept.get(agencyId);
    const now = deps.clock.now().getTime();
    // A clock that was set back (in tests) must not keep a calendar for ever.
    if (found !== undefined && now < found.until && now >= found.until - KEPT_MS) return found.calendar;
    const entry = { calendar: agencyId === null ? readNational() : readAgency(agencyId), until: now + KEPT_MS };
    kept.set(agencyId, entry);
    // A failed reading is not kept: the next question tries again.
    entry.calendar.catch(() => {
      if (kept.get(agencyId) === entry) kept.delete(agencyId);
    });
    return entry.calendar;
  }

  async function readNational(): Promise<WorkCalendar> {
    const db = deps.database.of<Tables>();
    const [days, choices] = await Promise.all([announcedDays(db, null), yearChoices(db)]);
    return { versions: [standardVersion], overrides: new Map(days.map((day) => [day.date, day])), choices };
  }

  /** Agencies that keep the standard share one object, and with it the days already worked out. */
  async function readAgency(agencyId: string): Promise<WorkCalendar> {
    const db = deps.database.of<Tables>();
    const [national, versions, days] = await Promise.all([
      of(null),
      versionsOf(db, agencyId),
      announcedDays(db, agencyId),
    ]);
    if (versions.length === 0 && days.length === 0) return national;
    return {
      versions: [standardVersion, ...versions],
      overrides: new Map([...national.overrides, ...days.map((day) => [day.date, day] as const)]),
      choices: national.choices,
    };
  }

  return { of, forget };
}
