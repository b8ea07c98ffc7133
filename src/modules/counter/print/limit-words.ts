import type { TimeLimit } from '#modules/procedures/index.ts';

/** A legal time limit in Vietnamese, for papers. */
export function limitInWords(limit: TimeLimit): string {
  switch (limit.unit) {
    case 'same-day':
      return 'trong ngày làm việc';
    case 'working-day':
      return `${limit.amount} ngày làm việc`;
    case 'working-hour':
      return `${limit.amount} giờ làm việc`;
    case 'calendar-day':
      return `${limit.amount} ngày`;
  }
}
