import { defineProblems } from '#platform/problem.ts';

/** Everything that this room refuses. */
export const noticesProblem = defineProblems('notices', {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy thông báo này.',
    en: 'This notice was not found.',
  },
  'no-mail-here': {
    status: 409,
    vi: 'Hệ thống này chưa gửi được thư điện tử. Mọi thông báo đều có ở mục Thông báo.',
    en: 'This installation does not send e-mail. Every notice is in your inbox.',
  },
  'wrong-email': {
    status: 422,
    vi: 'Địa chỉ thư điện tử chưa đúng. Xin nhập lại, ví dụ: thuha@example.vn.',
    en: 'This is not an e-mail address. Enter it again, for example thuha@example.vn.',
  },
  'wrong-code': {
    status: 422,
    vi: 'Đường dẫn xác nhận này không đúng hoặc đã cũ. Xin nhập lại địa chỉ thư để nhận thư xác nhận mới.',
    en: 'This confirmation link is wrong or too old. Enter the address again to get a new one.',
  },
  'too-many-confirmations': {
    status: 429,
    vi: 'Thư xác nhận vừa được gửi. Xin chờ ít phút, xem cả mục thư rác, rồi hãy yêu cầu gửi lại.',
    en: 'A confirmation was sent just now. Wait a few minutes and look in the junk folder before asking again.',
  },
});
