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
  byCode: { vi: 'Nhận mã qua điện thoại', en: 'Get a code by phone' },
  byPasskey: { vi: 'Đăng nhập bằng khóa trên thiết bị', en: 'Sign in with a passkey' },
  secondTitle: { vi: 'Bước xác nhận', en: 'One more step' },
  startAgain: { vi: 'Đăng nhập lại từ đầu', en: 'Start again' },
  stepUpTitle: { vi: 'Xác nhận đúng là ông/bà', en: 'Confirm that it is you' },
  stepUpWhy: {
    vi: 'Việc ông/bà sắp làm quan trọng, nên hệ thống cần biết chắc người đang dùng máy vẫn là ông/bà. Xác nhận xong, trang đang làm dở sẽ mở lại.',
    en: 'What you are about to do matters, so the system makes sure that it is still you at this device. Then the page you were on opens again.',
  },
  noOffer: {
    vi: 'Tài khoản của ông/bà chưa có cách xác nhận đủ mạnh cho việc này. Xin thêm số điện thoại, ứng dụng tạo mã hoặc khóa đăng nhập vào tài khoản, rồi làm lại.',
    en: 'Your account has no way to prove yourself that is strong enough for this. Add a phone, an authenticator app or a passkey, then try again.',
  },
  security: { vi: 'Tiếp tục', en: 'Continue' },
  whyOver: {
    vi: 'Lần đăng nhập trước đã quá thời gian cho phép. Xin đăng nhập lại từ đầu.',
    en: 'The last sign-in took too long. Please start again.',
  },
  whyOtherDevice: {
    vi: 'Phiên đăng nhập đã được kết thúc vì nó được dùng từ một thiết bị khác. Xin đăng nhập lại; nếu ông/bà thấy lạ, xin đổi mật khẩu.',
    en: 'Your session was ended because it was used from another device. Sign in again; if this looks strange, change your password.',
  },
  whyEndedFromList: {
    vi: 'Phiên đăng nhập này đã được kết thúc từ trang bảo mật của tài khoản.',
    en: 'This session was ended from the security page of the account.',
  },
  whyMandateEnded: {
    vi: 'Phiên đăng nhập đã kết thúc vì việc ông/bà thay mặt người khác đã hết hiệu lực. Xin đăng nhập lại để làm việc cho chính mình.',
    en: 'Your session has ended because you may no longer act for the other person. Sign in again to act for yourself.',
  },
  whyPasswordChanged: {
    vi: 'Mật khẩu của tài khoản đã được đổi, nên các phiên cũ đã kết thúc. Xin đăng nhập bằng mật khẩu mới.',
    en: 'The password was changed, so earlier sessions have ended. Sign in with the new one.',
  },
  whyRecovered: {
    vi: 'Tài khoản đã được khôi phục tại cơ quan, nên các phiên cũ đã kết thúc. Xin đăng nhập lại.',
    en: 'The account was recovered at an office, so earlier sessions have ended. Sign in again.',
  },
  whyLocked: {
    vi: 'Tài khoản đang tạm khóa. Xin liên hệ Bộ phận Một cửa hoặc người hỗ trợ tài khoản để được giải thích và mở khóa.',
    en: 'The account is locked for now. Ask the one-stop counter or account support, who can say why and unlock it.',
  },
  whyClosed: { vi: 'Tài khoản này đã đóng.', en: 'This account is closed.' },
  submit: { vi: 'Đăng nhập', en: 'Sign in' },
  people: { vi: 'Những người có trong bản thử nghiệm', en: 'People of the demo world' },
  peopleHint: {
    vi: 'Tên và số đều là hư cấu. Bấm vào một người để điền sẵn số định danh.',
    en: 'Names and numbers are invented. Choose a person to fill in the number.',
  },
  choose: { vi: 'Chọn', en: 'Choose' },
  signUp: { vi: 'Tôi chưa có tài khoản', en: 'I have no account yet' },
  recover: { vi: 'Tôi không đăng nhập được', en: 'I cannot sign in' },
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
  forgot: { vi: 'Tôi quên mật khẩu', en: 'I forgot my password' },
});
