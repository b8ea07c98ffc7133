import { defineProblems } from '#platform/problem.ts';

export const identityProblem = defineProblems('identity', {
  'who-missing': {
    status: 400,
    vi: 'Xin nhập số định danh cá nhân, hoặc chọn vị trí công tác.',
    en: 'Enter your personal number, or choose your post.',
  },
  'which-post': {
    status: 409,
    vi: 'Ông/bà đang giữ nhiều vị trí công tác. Xin chọn vị trí muốn dùng trong phiên làm việc này.',
    en: 'You hold several posts. Choose the one to work with in this session.',
  },
  'no-post': {
    status: 403,
    vi: 'Ông/bà hiện không giữ vị trí công tác này, nên chưa thể đăng nhập. Xin liên hệ người quản lý danh bạ cơ quan.',
    en: 'You do not hold this post today, so you cannot sign in with it. Ask whoever manages the directory of your agency.',
  },
  'wrong-credentials': {
    status: 401,
    vi: 'Số định danh hoặc mã truy cập chưa đúng. Xin kiểm tra và nhập lại.',
    en: 'The personal number or the access code is not right. Check them and enter again.',
  },
  'too-many-attempts': {
    status: 429,
    vi: 'Đã nhập sai nhiều lần. Xin chờ {minutes} phút rồi thử lại; tài khoản không bị khóa.',
    en: 'There were several wrong attempts. Wait {minutes} minutes and try again; the account is not locked.',
  },
});
