/** The steps of a calculation in words, so that a citizen and an officer can follow how a due time came about. */
import { addDays, formatDate, formatDateTime, vnDate } from '#platform/time.ts';
import { weekdayOf } from './clock-face.ts';
import { isWorkingAt, workingTimeFrom } from './count.ts';
import { dayOf, versionOn } from './day.ts';
import { DAY_MINUTES, isTooLateForToday, type Measure } from './limits.ts';
import type { Day, Limit, Pause, TraceStep, WorkCalendar } from './types.ts';

const weekdays = {
  1: { vi: 'thứ Hai', en: 'Monday' },
  2: { vi: 'thứ Ba', en: 'Tuesday' },
  3: { vi: 'thứ Tư', en: 'Wednesday' },
  4: { vi: 'thứ Năm', en: 'Thursday' },
  5: { vi: 'thứ Sáu', en: 'Friday' },
  6: { vi: 'thứ Bảy', en: 'Saturday' },
  7: { vi: 'Chủ nhật', en: 'Sunday' },
};

type Words = { vi: string; en: string };

const step = (code: TraceStep['code'], at: Date, words: Words, params: TraceStep['params'] = {}): TraceStep => ({
  code,
  at: at.toISOString(),
  ...words,
  params,
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const moment = (at: Date): Words => {
  const weekday = weekdays[weekdayOf(vnDate(at))];
  return { vi: `${formatDateTime(at)} (${weekday.vi})`, en: `${formatDateTime(at)} (${weekday.en})` };
};
const dayName = (date: string): Words => {
  const weekday = weekdays[weekdayOf(date)];
  return { vi: `${weekday.vi} ${formatDate(date)}`, en: `${weekday.en} ${formatDate(date)}` };
};

export function received(at: Date): TraceStep {
  const when = moment(at);
  return step('received', at, { vi: `Tiếp nhận hồ sơ lúc ${when.vi}.`, en: `Received at ${when.en}.` });
}

export function limit(calendar: WorkCalendar, given: Limit, measure: Measure, at: Date): TraceStep {
  if (given.unit === 'same-day') {
    const cutoff = given.cutoff ?? versionOn(calendar, vnDate(at)).sameDayCutoff;
    return step(
      'limit',
      at,
      {
        vi: `Giải quyết ngay trong ngày. Nhận sau ${cutoff} thì trả kết quả trong ngày làm việc tiếp theo.`,
        en: `Settled on the same day. What comes after ${cutoff} is returned on the next working day.`,
      },
      { cutoff },
    );
  }
  const { amount } = given;
  const words: Words =
    given.unit === 'calendar-day'
      ? {
          vi: `Thời hạn ${amount} ngày, không tính ngày tiếp nhận.`,
          en: `Limit: ${amount} calendar days; the day of receipt is not counted.`,
        }
      : given.unit === 'working-hour'
        ? { vi: `Thời hạn ${amount} giờ làm việc.`, en: `Limit: ${amount} working hours.` }
        : measure.kind === 'minutes'
          ? {
              vi: `Thời hạn ${amount} ngày làm việc, mỗi ngày tính 8 giờ làm việc.`,
              en: `Limit: ${amount} working days of 8 working hours each.`,
            }
          : {
              vi: `Thời hạn ${amount} ngày làm việc, không tính ngày tiếp nhận.`,
              en: `Limit: ${amount} working days; the day of receipt is not counted.`,
            };
  return step('limit', at, words, { amount, unit: given.unit });
}

/** What happened between a start of counting and its end: a late start, and the days that do not count. */
export function running(calendar: WorkCalendar, measure: Measure, from: Date, to: Date, given: Limit): TraceStep[] {
  const steps: TraceStep[] = [];
  if (given.unit === 'same-day' && isTooLateForToday(calendar, from, given.cutoff)) {
    steps.push(
      step('after-cutoff', from, {
        vi: 'Tiếp nhận sau giờ quy định nên tính sang ngày làm việc tiếp theo.',
        en: 'It came after the cutoff, so it counts for the next working day.',
      }),
    );
  }
  if (measure.kind === 'minutes' && !isWorkingAt(calendar, from)) {
    const start = workingTimeFrom(calendar, from);
    const when = moment(start);
    if (start < to) {
      steps.push(
        step('starts', start, {
          vi: `Ngoài giờ làm việc nên bắt đầu tính từ ${when.vi}.`,
          en: `Outside working hours, so counting starts at ${when.en}.`,
        }),
      );
    }
  }
  if (measure.kind !== 'calendar-days') steps.push(...daysOff(calendar, from, to));
  return steps;
}

/** One step for each run of days off with the same reason, after the day of `from` up to the day of `to`. */
function daysOff(calendar: WorkCalendar, from: Date, to: Date): TraceStep[] {
  const steps: TraceStep[] = [];
  let run: Day[] = [];
  const close = (): void => {
    if (run.length > 0) steps.push(dayOff(run));
    run = [];
  };
  for (let date = vnDate(from); date < vnDate(to); date = addDays(date, 1)) {
    const day = dayOf(calendar, date);
    const goesOn = run[0]?.kind === day.kind && run[0].name?.vi === day.name?.vi;
    if (!goesOn) close();
    if (day.spans.length === 0) run.push(day);
  }
  close();
  return steps;
}

function dayOff(run: Day[]): TraceStep {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a run of days off has at least one day');
  const at = new Date(`${first.date}T00:00:00+07:00`);
  const [a, b] = [dayName(first.date), dayName(last.date)];
  const days = run.length === 1 ? a : { vi: `${a.vi} đến ${b.vi}`, en: `${a.en} to ${b.en}` };
  const why = reasonOf(first);
  return step(
    'day-off',
    at,
    { vi: capital(`${days.vi}: ${why.vi}, không tính.`), en: `${days.en}: ${why.en}, not counted.` },
    {
      from: first.date,
      to: last.date,
      kind: first.kind,
      ...(first.decisionNo ? { decisionNo: first.decisionNo } : {}),
    },
  );
}

function reasonOf(day: Day): Words {
  if (day.kind === 'weekly-off') return { vi: 'nghỉ hằng tuần', en: 'weekly day off' };
  const name = day.name ?? { vi: 'ngày nghỉ', en: 'day off' };
  const source = day.decisionNo ? ` (${day.decisionNo})` : '';
  return { vi: `${day.kind === 'holiday' ? 'nghỉ ' : ''}${lower(name.vi, day)}${source}`, en: `${name.en}${source}` };
}

/** "Nghỉ bù …" starts small inside a sentence; names of holidays keep their capitals. */
const lower = (name: string, day: Day): string =>
  day.kind === 'compensatory' ? name.charAt(0).toLowerCase() + name.slice(1) : name;

export function paused(at: Date): TraceStep {
  const when = moment(at);
  return step('paused', at, { vi: `Tạm dừng tính thời hạn từ ${when.vi}.`, en: `The clock stands from ${when.en}.` });
}

export function resumed(measure: Measure, at: Date, left: number, resume: Pause['resume'], open: boolean): TraceStep[] {
  const when = moment(at);
  const rest = leftInWords(measure, left);
  if (open) {
    return [
      step('still-paused', at, {
        vi: `Hiện vẫn đang tạm dừng. Nếu tiếp tục từ ${when.vi} thì hẹn trả như dưới đây.`,
        en: `The clock still stands. If it goes on at ${when.en}, the dossier is due as shown below.`,
      }),
    ];
  }
  if (resume === 'reset' || measure.kind === 'same-day') {
    return [step('reset', at, { vi: `Tính lại thời hạn từ đầu, từ ${when.vi}.`, en: `Counted anew from ${when.en}.` })];
  }
  return [
    step(
      'resumed',
      at,
      { vi: `Tính tiếp từ ${when.vi}, còn lại ${rest.vi}.`, en: `Goes on at ${when.en} with ${rest.en} left.` },
      { left },
    ),
  ];
}

function leftInWords(measure: Measure, left: number): Words {
  if (measure.kind === 'calendar-days') return { vi: `${left} ngày`, en: `${left} days` };
  if (measure.kind === 'working-days') return { vi: `${left} ngày làm việc`, en: `${left} working days` };
  const days = Math.floor(left / DAY_MINUTES);
  const hours = Math.floor((left % DAY_MINUTES) / 60);
  const minutes = Math.floor(left % 60);
  const parts = [
    { n: days, vi: 'ngày', en: 'days' },
    { n: hours, vi: 'giờ', en: 'hours' },
    { n: minutes, vi: 'phút', en: 'minutes' },
  ].filter((part) => part.n > 0);
  if (parts.length === 0) return { vi: 'chưa đầy một phút làm việc', en: 'less than a working minute' };
  const join = (key: 'vi' | 'en'): string => parts.map((part) => `${part.n} ${part[key]}`).join(' ');
  return { vi: `${join('vi')} làm việc`, en: `${join('en')} of working time` };
}

/** Calendar days whose last one is a day off: the term ends on the next working day. */
export function moved(calendar: WorkCalendar, measure: Measure, start: Date, left: number): TraceStep[] {
  if (measure.kind !== 'calendar-days') return [];
  const last = dayOf(calendar, addDays(vnDate(start), left));
  if (last.spans.length > 0) return [];
  const name = dayName(last.date);
  const why = reasonOf(last);
  return [
    step('moved', new Date(`${last.date}T00:00:00+07:00`), {
      vi: `Ngày cuối là ${name.vi}, ${why.vi}, nên chuyển sang ngày làm việc tiếp theo.`,
      en: `The last day, ${name.en}, is a day off (${why.en}), so the term ends on the next working day.`,
    }),
  ];
}

export function due(at: Date): TraceStep {
  const when = moment(at);
  return step('due', at, { vi: `Hẹn trả kết quả: ${when.vi}.`, en: `Due at ${when.en}.` });
}
