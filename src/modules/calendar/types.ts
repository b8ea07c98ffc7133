/** Words that people read. */
export interface Text {
  vi: string;
  en: string;
}

/** 'HH:mm' in Asia/Ho_Chi_Minh, 00:00 to 23:59; `from` is before `to`. A night shift is two spans on two days. */
export interface Span {
  from: string;
  to: string;
}

/** Working spans by ISO weekday: 1 is Monday, 7 is Sunday. No span means a weekly day off. */
export interface WorkingWeek {
  1: Span[];
  2: Span[];
  3: Span[];
  4: Span[];
  5: Span[];
  6: Span[];
  7: Span[];
}

export type Weekday = keyof WorkingWeek;

/**
 * How a limit in working days is counted: 'eight-hours' takes each day as eight working hours from the moment of receipt;
 * 'whole-days' does not count the day of receipt and ends when the last working day closes.
 */
export type WorkingDayRule = 'eight-hours' | 'whole-days';

/** The hours of one agency from a date on, until the next version. */
export interface CalendarVersion {
  /** 'YYYY-MM-DD' */
  validFrom: string;
  week: WorkingWeek;
  /** 'HH:mm'. A same-day dossier received after it is due on the next working day. */
  sameDayCutoff: string;
  workingDayRule: WorkingDayRule;
}

/** One announced day. It wins over everything that is computed. */
export interface Override {
  /** 'YYYY-MM-DD' */
  date: string;
  /** 'working' also takes back a computed day off. */
  kind: 'holiday' | 'compensatory' | 'working';
  name: Text;
  /** The announcement, for example a notice of the Ministry of Home Affairs. */
  decisionNo: string;
  /** Hours of a 'working' day; without them those of the first weekday of the week that has any. */
  spans?: Span[];
}

/** What the Government announces each year about the days that the law leaves open. */
export interface YearChoice {
  year: number;
  /** How many of the five days of Tết lie before the first day of the lunar year. */
  tetDaysBefore?: number;
  /** On which side of 2 September the second day off lies. */
  nationalDayExtra?: 'before' | 'after';
  decisionNo: string;
}

/** Everything that decides which minutes of an agency are working time. */
export interface WorkCalendar {
  /** At least one; sorted by `validFrom`. The first also rules the time before it. */
  versions: readonly CalendarVersion[];
  overrides: ReadonlyMap<string, Override>;
  choices: ReadonlyMap<number, YearChoice>;
}

export type DayKind = 'working' | 'weekly-off' | 'holiday' | 'compensatory';

export interface Day {
  date: string;
  kind: DayKind;
  /** Minutes since midnight, sorted, apart from each other; empty on a day off. */
  spans: readonly { from: number; to: number }[];
  /** Why the day is not what its weekday says. */
  name?: Text;
  decisionNo?: string;
}

/** `cutoff` ('HH:mm') is the procedure's own; without it the one of the agency's calendar holds. */
export type Limit =
  | { unit: 'working-day' | 'working-hour' | 'calendar-day'; amount: number }
  | { unit: 'same-day'; cutoff?: string };

export interface Pause {
  from: Date;
  /** Absent: the clock still stands. */
  to?: Date;
  /** 'continue' goes on with what is left; 'reset' starts the whole limit again. */
  resume: 'continue' | 'reset';
}

export interface TraceStep {
  code:
    | 'received'
    | 'starts'
    | 'limit'
    | 'day-off'
    | 'paused'
    | 'resumed'
    | 'reset'
    | 'still-paused'
    | 'after-cutoff'
    | 'moved'
    | 'due';
  /** ISO instant. */
  at: string;
  vi: string;
  en: string;
  params: { [name: string]: string | number };
}

export interface DueInput {
  receivedAt: Date;
  limit: Limit;
  pauses?: readonly Pause[];
  /** Now, for a pause that is still open; the start of that pause where it is left out. */
  asOf?: Date;
}

export interface Due {
  dueAt: Date;
  /** The clock stands: `dueAt` is what it would be if it went on at `asOf`. */
  paused: boolean;
  trace: TraceStep[];
}
