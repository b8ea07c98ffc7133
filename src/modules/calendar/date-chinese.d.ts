/** The part of date-chinese in use. Its own typings are not reachable through its `exports`, and say less. */
declare module 'date-chinese' {
  export class CalendarVietnamese {
    constructor(cycle?: number, year?: number, month?: number, leap?: boolean, day?: number);
    get(): [cycle: number, year: number, month: number, leap: boolean, day: number];
    fromJDE(jde: number): this;
    /** The JDE of the first day of the lunar year that begins in a solar year. */
    newYear(year: number): number;
    toGregorian(year: number): { year: number; month: number; day: number };
  }
}
