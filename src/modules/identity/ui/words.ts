import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Đăng nhập', en: 'Sign in' },
  personalId: { vi: 'Số định danh cá nhân', en: 'Personal number' },
  personalIdHint: { vi: '12 chữ số in trên thẻ căn cước.', en: 'The 12 digits printed on the identity card.' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  passwordHint: {
    vi: 'Ở bản thử nghiệm, mật khẩu chung được in ra trong cửa sổ lệnh khi khởi động hệ thống.',
    en: 'In the demo, the password of all is printed in the terminal when the system starts.',
  },
  submit: { vi: 'Đăng nhập', en: 'Sign in' },
  people: { vi: 'Những người có trong bản thử nghiệm', en: 'People of the demo world' },
  peopleHint: {
    vi: 'Tên và số đều là hư cấu. Bấm vào một người để điền sẵn số định danh.',
    en: 'Names and numbers are invented. Choose a person to fill in the number.',
  },
  choose: { vi: 'Chọn', en: 'Choose' },
  staff: { vi: 'Cán bộ, công chức đăng nhập tại đây', en: 'Officers sign in here' },
  citizens: { vi: 'Công dân đăng nhập tại đây', en: 'Citizens sign in here' },
  staffTitle: { vi: 'Cán bộ, công chức đăng nhập', en: 'Officers’ sign-in' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  agencyPlaceholder: { vi: 'Chọn cơ quan', en: 'Choose an agency' },
  next: { vi: 'Tiếp tục', en: 'Continue' },
  otherAgency: { vi: 'Chọn cơ quan khác', en: 'Choose another agency' },
  who: { vi: 'Ông/bà là ai?', en: 'Who are you?' },
  noOfficers: { vi: 'Cơ quan này chưa có ai được giao tài khoản.', en: 'Nobody of this agency has an account yet.' },
  signOutTitle: { vi: 'Đăng xuất', en: 'Sign out' },
  signOutAsk: { vi: 'Ông/bà muốn đăng xuất?', en: 'Do you want to sign out?' },
  signOutHint: {
    vi: 'Bản nháp đã lưu vẫn còn nguyên khi ông/bà quay lại.',
    en: 'Saved drafts will still be there when you come back.',
  },
});
