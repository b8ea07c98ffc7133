/** The front door of `calendar`: working time of agencies, and due times with their reasons. */
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { daysBetween } from './clock-face.ts';
import { announceDay } from './announce-day.ts';
import type { AnnounceDay, SetHours } from './contract.ts';
import { isWorkingAt, workingMinutes } from './count.ts';
import { dueAt } from './due.ts';
import { calendarProblem } from './errors.ts';
import { keepCalendars } from './kept-calendars.ts';
import { loadAnnouncements, type Announcements } from './load-announcements.ts';
import { announcedDays, versionsOf } from './queries.ts';
import { calendarRoutes } from './routes.ts';
import { setHours } from './set-hours.ts';
import { showDays, showYear, type ShownDay } from './show.ts';
import { standardVersion } from './standard.ts';
import type { Tables } from './tables.ts';
import type { CalendarVersion, Due, Limit, Override, Pause, TraceStep } from './types.ts';

export type {
  CalendarVersion,
  Due,
  Limit,
  Override,
  Pause,
  Span,
  TraceStep,
  WorkCalendar,
  WorkingWeek,
  YearChoice,
} from './types.ts';
export type { Announcements } from './load-announcements.ts';

export interface DueQuestion {
  agencyId: string;
  receivedAt: Date;
  limit: Limit;
  /** 'HH:mm', of the procedure; the agency's own holds where it is left out. */
  sameDayCutoff?: string | null;
  pauses?: readonly Pause[];
  /** Now, while a pause is open. */
  asOf?: Date;
}

export interface Calendar {
  /** When a dossier is due at an agency, with the steps of the calculation. See `Due`. @throws RangeError for a senseless limit */
  dueAt(question: DueQuestion): Promise<Due>;
  /** Working minutes in [from, to); 0 when `to` is not after `from`. */
  workingMinutesBetween(agencyId: string, from: Date, to: Date): Promise<number>;
  isWorking(agencyId: string, at: Date): Promise<boolean>;
  hoursOf(agencyId: string): Promise<{ versions: CalendarVersion[]; own: boolean }>;
  /** For worlds and imports: national announcements that are not recorded yet. Idempotent. */
  loadAnnouncements(given: Announcements): Promise<{ days: number; choices: number }>;
  /** For worlds, as the system actor; officers go through the operation. */
  setHours(agencyId: string, hours: SetHours, context: Pick<Context, 'actor'>): Promise<void>;
  parts: RoomParts;
}

/** What the room's own routes use besides the front door. */
export interface CalendarService extends Omit<Calendar, 'parts'> {
  daysOf(agencyId: string, from: string, to: string): Promise<ShownDay[]>;
  holidaysOf(year: number): Promise<ShownDay[]>;
  explainDue(
    agencyId: string,
    query: { receivedAt: string; unit: Limit['unit']; amount?: number },
  ): Promise<{ dueAt: string; trace: TraceStep[] }>;
  announceDay(day: AnnounceDay, context: Pick<Context, 'actor'>): Promise<void>;
  announcedDays(agencyId: string | null): Promise<Override[]>;
}

const MOST_DAYS_SHOWN = 400;

export function createCalendar(deps: PlatformDeps): Calendar {
  const calendars = keepCalendars(deps);

  const service: CalendarService = {
    async dueAt({ agencyId, receivedAt, limit, sameDayCutoff, pauses, asOf = deps.clock.now() }) {
      const withCutoff: Limit =
        limit.unit === 'same-day' && sameDayCutoff ? { ...limit, cutoff: sameDayCutoff } : limit;
      return dueAt(await calendars.of(agencyId), { receivedAt, limit: withCutoff, pauses, asOf });
    },
    workingMinutesBetween: async (agencyId, from, to) => workingMinutes(await calendars.of(agencyId), from, to),
    isWorking: async (agencyId, at) => isWorkingAt(await calendars.of(agencyId), at),
    async hoursOf(agencyId) {
      const versions = await versionsOf(deps.database.of<Tables>(), agencyId);
      return { versions: versions.length > 0 ? versions : [standardVersion], own: versions.length > 0 };
    },
    async daysOf(agencyId, from, to) {
      if (daysBetween(from, to) > MOST_DAYS_SHOWN) {
        throw calendarProblem('span-too-long', { params: { days: MOST_DAYS_SHOWN } });
      }
      return showDays(await calendars.of(agencyId), from, to);
    },
    holidaysOf: async (year) => showYear(await calendars.of(null), year),
    async explainDue(agencyId, { receivedAt, unit, amount = 1 }) {
      const limit: Limit = unit === 'same-day' ? { unit } : { unit, amount };
      const due = await service.dueAt({ agencyId, receivedAt: new Date(receivedAt), limit });
      return { dueAt: due.dueAt.toISOString(), trace: due.trace };
    },
    setHours: (agencyId, hours, context) => setHours(deps, agencyId, hours, context).then(calendars.forget),
    announceDay: (day, context) => announceDay(deps, day, context).then(calendars.forget),
    announcedDays: (agencyId) => announcedDays(deps.database.of<Tables>(), agencyId),
    async loadAnnouncements(given) {
      const loaded = await loadAnnouncements(deps, given);
      calendars.forget();
      return loaded;
    },
  };

  return { ...service, parts: { name: 'calendar', served: calendarRoutes(service) } };
}
