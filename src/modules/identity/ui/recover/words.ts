import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Không đăng nhập được?', en: 'Cannot sign in?' },
  lead: {
    vi: 'Tài khoản của ông/bà không mất. Xin chọn tình huống đúng với mình.',
    en: 'Your account is not lost. Find what happened to you.',
  },
  forgot: { vi: 'Tôi quên mật khẩu nhưng còn điện thoại', en: 'I forgot the password but have my phone' },
  forgotEnter: {
    vi: 'Ở trang đăng nhập, bấm “Đăng nhập bằng khóa trên thiết bị” nếu ông/bà có khóa. Nếu không, bấm “Nhận mã qua điện thoại”, nhập mã trong tin nhắn, rồi nhập một mã khôi phục mà ông/bà đã cất giữ.',
    en: 'On the sign-in page choose “Sign in with a passkey” if you have one. Otherwise choose “Get a code by phone”, enter the code of the message and then one of the recovery codes that you kept.',
  },
  forgotReturn: {
    vi: 'Trở lại trang này và bấm “Tôi đã đăng nhập và muốn đặt mật khẩu mới” ở bên dưới.',
    en: 'Come back to this page and choose “I am signed in and want to set a new password” below.',
  },
  forgotSet: {
    vi: 'Đặt mật khẩu mới. Ông/bà không cần mật khẩu cũ.',
    en: 'Set a new password. The old one is not needed.',
  },
  forgotOnlyPhone: {
    vi: 'Nếu ông/bà chỉ có chiếc điện thoại, hoặc đã bật ứng dụng tạo mã mà không có khóa đăng nhập, xin đến quầy như ở mục cuối. Nhờ vậy, ai nhặt được điện thoại của ông/bà cũng không đổi được mật khẩu.',
    en: 'With nothing but the phone, or with an authenticator app and no passkey, go to the counter as in the last case. So nobody who finds your phone can change the password.',
  },
  setNew: { vi: 'Tôi đã đăng nhập và muốn đặt mật khẩu mới', en: 'I am signed in and want to set a new password' },
  newPasswordTitle: {
    vi: 'Đặt mật khẩu mới khi đã quên mật khẩu cũ',
    en: 'A new password in place of a forgotten one',
  },
  newPasswordWhy: {
    vi: 'Vì không dùng mật khẩu cũ, ông/bà cần xác nhận bằng hai cách khác trong vòng 10 phút.',
    en: 'As the old password is not used, prove yourself in two other ways within 10 minutes.',
  },
  newPasswordCannot: {
    vi: 'Tài khoản chưa có đủ cách xác nhận khác để thay cho mật khẩu. Xin mang thẻ căn cước đến bộ phận một cửa; ông/bà nhận ngay một mã trên giấy để tự đặt mật khẩu mới.',
    en: 'The account has too few other ways to stand for the password. Take your identity card to the one-stop counter; you get a code on paper at once and set a new password.',
  },
  security: { vi: 'Bảo mật tài khoản', en: 'Account security' },
  phone: { vi: 'Tôi mất điện thoại nhưng nhớ mật khẩu', en: 'I lost my phone but know the password' },
  phoneText: {
    vi: 'Ông/bà đăng nhập bằng mật khẩu, và dùng một mã khôi phục khi được hỏi bước thứ hai. Sau đó đổi số điện thoại trong mục Bảo mật tài khoản. Không có mã khôi phục thì mang thẻ căn cước đến quầy; cán bộ xem thẻ và thay số điện thoại ngay.',
    en: 'Sign in with the password and a recovery code as the second step, then change the phone in account security. Without recovery codes, take your identity card to the counter: an officer looks at it and replaces the phone at once.',
  },
  everything: { vi: 'Tôi mất điện thoại và quên cả mật khẩu', en: 'I lost my phone and forgot the password too' },
  everythingText: {
    vi: 'Xin mang thẻ căn cước đến bộ phận một cửa của xã, phường. Một cán bộ xem thẻ, một cán bộ khác kiểm tra lại và đồng ý; ông/bà nhận ngay một mã trên giấy để tự đặt mật khẩu mới. Việc này mất vài phút, không phải chờ ngày. Mọi thiết bị cũ được đăng xuất.',
    en: 'Take your identity card to the one-stop counter. One officer looks at the card, another checks and agrees; you get a code on paper at once and set a new password. It takes minutes, not days. All old devices are signed out.',
  },
  paper: { vi: 'Tôi đã có mã trên giấy', en: 'I have a code on paper' },
  signIn: { vi: 'Đến trang đăng nhập', en: 'Go to sign in' },
  stolen: {
    vi: 'Nghi có người khác vào tài khoản của mình? Đến quầy và xin khóa tài khoản; cán bộ khóa được ngay.',
    en: 'Do you think somebody else is in your account? Ask for it to be locked at the counter; this is done at once.',
  },
  waitingTitle: { vi: 'Đề nghị khôi phục tài khoản của ông/bà', en: 'A recovery of your account' },
  none: { vi: 'Hiện không có ai xin khôi phục tài khoản của ông/bà.', en: 'Nobody is asking to recover your account.' },
  waiting: {
    vi: 'Một người mang thẻ căn cước của ông/bà đang xin khôi phục tài khoản này tại:',
    en: 'Somebody with your identity card is asking to recover this account at:',
  },
  waitingHint: {
    vi: 'Nếu đó là ông/bà thì không cần làm gì. Nếu không phải, xin hủy ngay; tài khoản giữ nguyên như cũ.',
    en: 'If that is you, there is nothing to do. If not, cancel it now; the account stays as it is.',
  },
  cancel: { vi: 'Hủy đề nghị này', en: 'Cancel this' },
  cancelled: { vi: 'Đã hủy. Tài khoản giữ nguyên như cũ.', en: 'Cancelled. The account stays as it was.' },
  closeTitle: { vi: 'Đóng tài khoản', en: 'Close the account' },
  closeText: {
    vi: 'Sau khi đóng, ông/bà không đăng nhập được nữa và mọi thiết bị được đăng xuất. Hồ sơ đã nộp vẫn được giải quyết, giấy tờ đã cấp vẫn có giá trị. Lịch sử xác minh và các việc đã làm được giữ lại theo quy định của pháp luật, không ai sửa hay xóa được.',
    en: 'Afterwards you cannot sign in, and every device is signed out. Dossiers you filed are still handled and papers you were given stay valid. How you were proofed and what was done is kept as the law says; nobody can change or remove it.',
  },
  closeBack: {
    vi: 'Mật khẩu, khóa đăng nhập, ứng dụng tạo mã, mã khôi phục, số điện thoại và thư điện tử đều bị gỡ. Muốn dùng lại, ông/bà mang thẻ căn cước đến bộ phận một cửa để mở lại và đặt mọi thứ từ đầu.',
    en: 'Password, passkeys, authenticator app, recovery codes, phone and e-mail are all taken off. To use it again, take your identity card to the one-stop counter and set everything up anew.',
  },
  understood: { vi: 'Tôi đã đọc và muốn đóng tài khoản', en: 'I have read this and want to close the account' },
  understoodMissing: {
    vi: 'Đánh dấu vào ô này nếu ông/bà muốn đóng tài khoản.',
    en: 'Tick the box if you want to close the account.',
  },
});
