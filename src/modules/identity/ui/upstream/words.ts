import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Đăng nhập qua hệ thống khác', en: 'Sign in through another system' },
  failed: { vi: 'Chưa đăng nhập được', en: 'You are not signed in yet' },
  again: { vi: 'Bắt đầu lại', en: 'Start again' },
  otherWays: { vi: 'Đăng nhập bằng cách khác', en: 'Sign in another way' },
  by: { vi: 'Đăng nhập bằng', en: 'Sign in with' },
  byHint: {
    vi: 'Ông/bà xác nhận ở đó rồi được đưa trở lại đây. Cổng này chỉ nhận số định danh cá nhân, họ tên và ngày sinh, không bao giờ nhận mật khẩu.',
    en: 'You confirm there and are brought back here. We receive the personal number, the name and the birth date, never a password.',
  },
  down: {
    vi: 'hiện chưa trả lời. Xin đăng nhập bằng các cách khác ở trang này, hoặc quay lại sau ít phút.',
    en: 'does not answer at the moment. Please sign in by the other ways on this page, or come back in a few minutes.',
  },
});
