import { defineProblems } from '#platform/problem.ts';

export const identityProblem = defineProblems('identity', {
  'who-missing': {
    status: 400,
    vi: 'Xin nhập số định danh cá nhân, hoặc chọn vị trí công tác.',
    en: 'Enter your personal number, or choose your post.',
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
