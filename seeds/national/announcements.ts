/**
 * Days that the Government announced for the whole country, beyond what the calendar computes. An administrator adds
 * the next year's with `calendar.announce-day`; what is here is only taken over where nothing is recorded yet.
 */
import type { Announcements, Override } from '../../src/modules/calendar/index.ts';

const swap = (off: string, made: string, occasion: { vi: string; en: string }, decisionNo: string): Override[] => [
  {
    date: off,
    kind: 'compensatory',
    name: { vi: `Nghỉ hoán đổi dịp ${occasion.vi}`, en: `Swapped day off, ${occasion.en}` },
    decisionNo,
  },
  {
    date: made,
    kind: 'working',
    name: { vi: `Làm bù dịp ${occasion.vi}`, en: `Working day made up, ${occasion.en}` },
    decisionNo,
  },
];

const victory = { vi: 'Ngày Chiến thắng 30/4 và Ngày Quốc tế lao động 1/5', en: '30 April and 1 May' };

export const nationalAnnouncements: Announcements = {
  days: [
    ...swap('2024-04-29', '2024-05-04', victory, 'Thông báo của Bộ Lao động – Thương binh và Xã hội, tháng 4/2024'),
    ...swap('2025-05-02', '2025-04-26', victory, 'Thông báo của Bộ Nội vụ về lịch nghỉ năm 2025'),
    ...swap('2026-01-02', '2026-01-10', { vi: 'Tết Dương lịch', en: 'New Year' }, '12729/VPCP-KGVX ngày 25/12/2025'),
    ...swap(
      '2026-08-31',
      '2026-08-22',
      { vi: 'Quốc khánh 2/9', en: 'National Day' },
      'Thông báo của Bộ Nội vụ về lịch nghỉ năm 2026',
    ),
  ],
  choices: [],
};
