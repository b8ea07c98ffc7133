import { defineProblems } from '#platform/problem.ts';
import { upstreamCodes } from './upstream/errors.ts';

export const identityProblem = defineProblems('identity', {
  ...upstreamCodes,
  'who-missing': {
    status: 400,
    vi: 'Xin nhập số định danh cá nhân, hoặc chọn vị trí công tác.',
    en: 'Enter your personal number, or choose your post.',
  },
  'session-not-found': {
    status: 404,
    vi: 'Không có phiên đăng nhập này trong tài khoản của ông/bà.',
    en: 'There is no such session in your account.',
  },
  'mandate-not-standing': {
    status: 403,
    vi: 'Ông/bà hiện không được thay mặt người hoặc tổ chức này: việc ủy quyền chưa có hiệu lực, đã hết hạn hoặc đã chấm dứt.',
    en: 'You may not act for this person or organisation now: the mandate has not begun, is over, or was ended.',
  },
  'which-post': {
    status: 409,
    vi: 'Ông/bà đang giữ nhiều vị trí công tác. Xin chọn vị trí muốn dùng trong phiên làm việc này.',
    en: 'You hold several posts. Choose the one to work with in this session.',
  },
  'no-post': {
    status: 403,
    vi: 'Hôm nay ông/bà không giữ vị trí công tác này, nên không làm việc ở vị trí ấy được. Xin liên hệ người quản lý danh bạ cơ quan.',
    en: 'You do not hold this post today, so you cannot work in it. Ask whoever manages the directory of your agency.',
  },
  'number-shape': {
    status: 400,
    vi: 'Số định danh cá nhân gồm đúng 12 chữ số. Xin xem lại số trên thẻ căn cước.',
    en: 'A personal number has exactly 12 digits. Look at the number on the identity card again.',
  },
  'card-unreadable': {
    status: 422,
    vi: 'Chưa đọc được thẻ căn cước. Xin xem mục được đánh dấu và quét hoặc gõ lại.',
    en: 'The identity card could not be read. See the marked item, then scan or type again.',
  },
  'card-differs': {
    status: 422,
    vi: 'Thẻ căn cước không khớp. Các điểm khác nhau được ghi bên dưới; chưa có gì được thay đổi.',
    en: 'The identity card does not match. What differs is told below; nothing was changed.',
  },
  'person-died': {
    status: 409,
    vi: 'Theo cơ sở dữ liệu dân cư, người mang số định danh này đã qua đời.',
    en: 'According to the population register, the person with this number has died.',
  },
  // 404: one that is over, another officer's, and one that never was are answered alike.
  'case-over': {
    status: 404,
    vi: 'Lượt hỗ trợ này đã hết giờ hoặc không phải của ông/bà. Xin tìm lại theo số định danh và ghi mục đích.',
    en: 'This case is over or is not yours. Look up the number again and state the purpose.',
  },
  'own-account': {
    status: 403,
    vi: 'Ông/bà không tự xử lý tài khoản của chính mình. Xin nhờ đồng nghiệp có quyền hỗ trợ.',
    en: 'Nobody works on their own account. Ask a colleague with the right.',
  },
  'no-account': {
    status: 409,
    vi: 'Người này chưa có tài khoản.',
    en: 'This person has no account yet.',
  },
  'has-account': {
    status: 409,
    vi: 'Người này đã có tài khoản. Nếu không vào được, xin dùng mục khôi phục.',
    en: 'This person has an account. If they cannot get in, use recovery.',
  },
  'account-stopped': {
    status: 409,
    vi: 'Tài khoản này đang bị khóa hoặc đã đóng.',
    en: 'This account is locked or closed.',
  },
  'recovery-needed': {
    status: 409,
    vi: 'Tài khoản này không còn mật khẩu hay khóa đăng nhập nào ngoài điện thoại cũ. Xin dùng mục khôi phục, có người thứ hai đồng ý.',
    en: 'This account has neither password nor passkey beside the old phone. Use recovery, with a second officer.',
  },
  'not-locked': {
    status: 409,
    vi: 'Tài khoản này không bị khóa.',
    en: 'This account is not locked.',
  },
  'recovery-waiting': {
    status: 409,
    vi: 'Đã có một đề nghị khôi phục tài khoản này đang chờ người thứ hai.',
    en: 'A recovery of this account is already waiting for the second officer.',
  },
  // 404, as for a request of another agency, of which nobody here must learn.
  'recovery-gone': {
    status: 404,
    vi: 'Đề nghị khôi phục này không còn chờ: đã được quyết định, đã hủy hoặc đã quá giờ.',
    en: 'This recovery no longer waits: it was decided, cancelled or is over.',
  },
  'same-officer': {
    status: 403,
    vi: 'Khôi phục cần hai người: người đề nghị không tự đồng ý. Xin nhờ đồng nghiệp cùng cơ quan.',
    en: 'Recovery takes two: whoever asked cannot approve. Ask a colleague of your agency.',
  },
  'code-over': {
    status: 401,
    vi: 'Số định danh hoặc mã trên giấy chưa đúng, hoặc mã đã dùng hay đã hết hạn.',
    en: 'The number or the code on paper is not right, or the code was used or is over.',
  },
  'form-over': {
    status: 410,
    vi: 'Phiên làm việc này đã quá lâu. Xin bắt đầu lại; việc này mất vài phút.',
    en: 'This took too long. Start again; it takes a few minutes.',
  },
  'sign-up-refused': {
    status: 422,
    vi: 'Chưa mở được tài khoản với các thông tin này. Xin kiểm tra lại từng chữ và số theo thẻ căn cước. Nếu đã có tài khoản, ông/bà hãy đăng nhập hoặc khôi phục; nếu vẫn chưa được, xin mang thẻ đến bộ phận một cửa.',
    en: 'No account could be opened with these details. Check each letter and digit against the card. If you have an account, sign in or recover it; otherwise take the card to the one-stop counter.',
  },
  'password-weak': {
    status: 422,
    vi: 'Mật khẩu này chưa dùng được. Xin chọn mật khẩu khác.',
    en: 'This password cannot be used. Choose another.',
  },
  'step-missing': {
    status: 409,
    vi: 'Còn một bước chưa làm. Xin quay lại và làm lần lượt từng bước.',
    en: 'A step is still missing. Go back and take the steps in order.',
  },
  'wrong-credentials': {
    status: 401,
    vi: 'Số định danh hoặc mật khẩu chưa đúng. Xin kiểm tra và nhập lại.',
    en: 'The personal number or the password is not right. Check them and enter again.',
  },
  'wrong-proof': {
    status: 401,
    vi: 'Thông tin xác nhận chưa đúng hoặc đã hết hạn. Xin kiểm tra và nhập lại.',
    en: 'The proof is not right or is out of date. Check it and try again.',
  },
  'flow-over': {
    status: 410,
    vi: 'Lần đăng nhập này đã quá thời gian cho phép hoặc được mở từ thiết bị khác. Xin đăng nhập lại từ đầu.',
    en: 'This sign-in took too long or was begun on another device. Start again.',
  },
  'no-second-factor': {
    status: 403,
    vi: 'Tài khoản cán bộ cần hai bước xác nhận, nhưng chưa có số điện thoại, ứng dụng tạo mã hay khóa đăng nhập nào. Xin liên hệ người hỗ trợ tài khoản của cơ quan.',
    en: 'An officer’s account needs two steps, but has no phone, code app or passkey yet. Ask the account support of your agency.',
  },
  'kind-unknown': {
    status: 400,
    vi: 'Cách xác nhận này không dùng được ở đây. Xin chọn cách khác.',
    en: 'This way to prove yourself cannot be used here. Choose another.',
  },
  busy: {
    status: 503,
    vi: 'Nhiều người đang đăng nhập cùng lúc. Xin chờ vài giây rồi thử lại.',
    en: 'Many people are signing in at once. Wait a few seconds and try again.',
  },
  'too-many-attempts': {
    status: 429,
    vi: 'Đã nhập sai nhiều lần. Xin chờ {minutes} phút rồi thử lại; tài khoản không bị khóa.',
    en: 'There were several wrong attempts. Wait {minutes} minutes and try again; the account is not locked.',
  },
  'wrong-phone': {
    status: 422,
    vi: 'Số điện thoại chưa đúng. Xin nhập số di động gồm 10 chữ số.',
    en: 'The phone number is not right. Enter a mobile number of ten digits.',
  },
  'wrong-email': {
    status: 422,
    vi: 'Địa chỉ thư điện tử chưa đúng. Xin kiểm tra và nhập lại.',
    en: 'The e-mail address is not right. Check it and enter it again.',
  },
  'contact-known': {
    status: 409,
    vi: 'Tài khoản của ông/bà đã có số hoặc địa chỉ này rồi.',
    en: 'Your account already has this number or address.',
  },
  'too-many-contacts': {
    status: 409,
    vi: 'Tài khoản đã có nhiều số và địa chỉ. Xin gỡ bớt một số hoặc địa chỉ cũ trước.',
    en: 'The account has many numbers and addresses already. Take an old one off first.',
  },
  'device-not-found': {
    status: 404,
    vi: 'Thiết bị này không có trong danh sách tin cậy của ông/bà.',
    en: 'This device is not among those you trust.',
  },
  'contact-not-found': {
    status: 404,
    vi: 'Không tìm thấy số điện thoại hoặc địa chỉ này trong tài khoản của ông/bà.',
    en: 'This number or address is not in your account.',
  },
  'no-channel': {
    status: 409,
    vi: 'Hệ thống này chưa gửi được mã theo cách đó. Xin chọn cách khác.',
    en: 'This node cannot send codes that way. Choose another way.',
  },
  'code-wrong': {
    status: 422,
    vi: 'Mã chưa đúng hoặc đã hết hạn.',
    en: 'The code is not right or no longer valid.',
  },
  'too-many-codes': {
    status: 429,
    vi: 'Đã gửi nhiều mã trong thời gian ngắn. Xin chờ một giờ rồi xin mã mới, hoặc chọn cách xác nhận khác.',
    en: 'Many codes were sent in a short time. Wait an hour before asking for another, or choose another way.',
  },
  'passkey-refused': {
    status: 422,
    vi: 'Khóa đăng nhập chưa được nhận, hoặc đã quá 5 phút. Xin thử lại từ đầu.',
    en: 'The passkey was not accepted, or more than 5 minutes passed. Start again.',
  },
  'passkey-known': {
    status: 409,
    vi: 'Khóa đăng nhập này đã được dùng cho một tài khoản.',
    en: 'This passkey is already used by an account.',
  },
  'passkey-not-found': {
    status: 404,
    vi: 'Không tìm thấy khóa đăng nhập này trong tài khoản của ông/bà.',
    en: 'This passkey is not in your account.',
  },
  'too-many-passkeys': {
    status: 409,
    vi: 'Tài khoản đã có nhiều khóa đăng nhập. Xin gỡ bớt khóa không còn dùng trước.',
    en: 'The account has many passkeys already. Remove one that you no longer use first.',
  },
  'totp-offer-over': {
    status: 409,
    vi: 'Mã QR này đã quá 20 phút nên không dùng được nữa. Xin mở lại trang để lấy mã QR mới.',
    en: 'This QR code is more than 20 minutes old. Open the page again for a new one.',
  },
  'totp-clock': {
    status: 422,
    vi: 'Đồng hồ của điện thoại đang lệch. Xin bật ngày giờ tự động trong phần Cài đặt của điện thoại, rồi nhập mã mới.',
    en: 'The clock of the phone is wrong. Turn on automatic date and time in its settings, then enter a new code.',
  },
  'no-device': {
    status: 409,
    vi: 'Phiên này không gắn với trình duyệt nào nên chưa ghi nhớ được. Xin đăng nhập bằng trình duyệt.',
    en: 'This session belongs to no browser. Sign in with a browser.',
  },
  'not-for-officers': {
    status: 403,
    vi: 'Máy ở cơ quan có nhiều người dùng, nên tài khoản cán bộ không dùng cách này.',
    en: 'Computers of an office are shared, so officers’ accounts do not use this.',
  },
  'weak-password': {
    status: 422,
    vi: 'Mật khẩu mới chưa đủ mạnh. Xin chọn mật khẩu khác.',
    en: 'The new password is not strong enough. Choose another.',
  },
});
