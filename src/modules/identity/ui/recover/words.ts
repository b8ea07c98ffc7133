import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Không đăng nhập được?', en: 'Cannot sign in?' },
  lead: {
    vi: 'Tài khoản của ông/bà không mất. Xin chọn tình huống đúng với mình.',
    en: 'Your account is not lost. Find what happened to you.',
  },
  forgot: { vi: 'Tôi quên mật khẩu nhưng còn điện thoại', en: 'I forgot the password but have my phone' },
  forgotText: {
    vi: 'Ở trang đăng nhập, ông/bà chọn nhận mã qua tin nhắn thay cho mật khẩu. Vào được rồi, mở mục Bảo mật tài khoản để đặt mật khẩu mới.',
    en: 'On the sign-in page choose a code by SMS instead of the password. Then set a new password in account security.',
  },
  phone: { vi: 'Tôi mất điện thoại nhưng nhớ mật khẩu', en: 'I lost my phone but know the password' },
  phoneText: {
    vi: 'Ông/bà đăng nhập bằng mật khẩu, và dùng một mã dự phòng khi được hỏi bước thứ hai. Sau đó đổi số điện thoại trong mục Bảo mật tài khoản. Không có mã dự phòng thì đến quầy như bên dưới.',
    en: 'Sign in with the password and a recovery code as the second step, then change the phone in account security. Without recovery codes, go to the counter as below.',
  },
  everything: { vi: 'Tôi mất cả hai', en: 'I lost both' },
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
    vi: 'Muốn dùng lại, ông/bà mang thẻ căn cước đến bộ phận một cửa để mở lại.',
    en: 'To use it again, take your identity card to the one-stop counter.',
  },
  understood: { vi: 'Tôi đã đọc và muốn đóng tài khoản', en: 'I have read this and want to close the account' },
  understoodMissing: {
    vi: 'Đánh dấu vào ô này nếu ông/bà muốn đóng tài khoản.',
    en: 'Tick the box if you want to close the account.',
  },
});
