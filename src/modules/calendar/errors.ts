import { defineProblems } from '#platform/problem.ts';

export const calendarProblem = defineProblems('calendar', {
  'not-your-agency': {
    status: 403,
    vi: 'Ông/bà chỉ được đặt lịch làm việc cho cơ quan của mình.',
    en: 'You may only set the calendar of your own agency.',
  },
  'not-national': {
    status: 403,
    vi: 'Ngày nghỉ chung cả nước do cơ quan ở trung ương công bố.',
    en: 'Days off of the whole country are announced by a national agency.',
  },
  'hours-unclear': {
    status: 422,
    vi: 'Giờ làm việc chưa rõ ràng. Hãy xem lại các mục được đánh dấu.',
    en: 'The working hours are not clear. See the marked items.',
  },
  'past-day': {
    status: 422,
    vi: 'Chỉ được thay đổi lịch từ hôm nay trở đi, để hạn trả kết quả đã hẹn trước đây không bị đổi.',
    en: 'A calendar can only be changed from today on, so that due times already given stay as they are.',
  },
  'no-working-time': {
    status: 422,
    vi: 'Theo lịch này, cơ quan không có giờ làm việc nào. Hãy đặt ít nhất một buổi làm việc trong tuần.',
    en: 'With this calendar the agency never works. Set at least one working span in the week.',
  },
  'span-too-long': {
    status: 422,
    vi: 'Khoảng thời gian cần xem dài quá {days} ngày. Hãy chọn khoảng ngắn hơn.',
    en: 'The stretch of time is longer than {days} days. Choose a shorter one.',
  },
});
