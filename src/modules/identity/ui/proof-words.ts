import { defineWords } from '#platform/web/words.ts';

/** Every way to prove oneself, as pages name it. */
export const proofWords = defineWords({
  'sms-code': { vi: 'Mã gửi tới điện thoại {hint}', en: 'A code to the phone {hint}' },
  'email-code': { vi: 'Mã gửi tới thư điện tử {hint}', en: 'A code to the mailbox {hint}' },
  totp: { vi: 'Mã trong ứng dụng tạo mã', en: 'The code of the authenticator app' },
  passkey: { vi: 'Khóa đăng nhập trên thiết bị này', en: 'The passkey of this device' },
  'recovery-code': { vi: 'Mã khôi phục đã cất giữ', en: 'A recovery code that you kept' },
  password: { vi: 'Mật khẩu', en: 'The password' },
  'counter-code': { vi: 'Mã nhận tại Bộ phận Một cửa', en: 'The code from the one-stop counter' },
  ask_sms: {
    vi: 'Nhập mã gồm 6 chữ số vừa được gửi tới điện thoại {hint}',
    en: 'Enter the 6 digits just sent to the phone {hint}',
  },
  ask_email: {
    vi: 'Nhập mã gồm 6 chữ số vừa được gửi tới thư điện tử {hint}',
    en: 'Enter the 6 digits just sent to the mailbox {hint}',
  },
  ask_unknown: {
    vi: 'Nhập mã gồm 6 chữ số',
    en: 'Enter the 6 digits',
  },
  ask_totp: {
    vi: 'Mở ứng dụng tạo mã và nhập 6 chữ số đang hiện',
    en: 'Open the authenticator app and enter the 6 digits it shows',
  },
  ask_recovery: { vi: 'Nhập một mã khôi phục chưa dùng', en: 'Enter a recovery code that you have not used yet' },
  ask_counter: { vi: 'Nhập mã ghi trên phiếu của Bộ phận Một cửa', en: 'Enter the code on the slip from the counter' },
  ask_password: { vi: 'Nhập mật khẩu', en: 'Enter the password' },
  unknownHint: {
    vi: 'Nếu số định danh này có tài khoản và số điện thoại, mã vừa được gửi tới điện thoại đó. Mã chỉ dùng được một lần, trong 5 phút.',
    en: 'If this number has an account with a phone, the code was sent to that phone. It works once, within 5 minutes.',
  },
  codeHint: { vi: 'Mã chỉ dùng được một lần, trong 5 phút.', en: 'The code works once, within 5 minutes.' },
  send_sms: { vi: 'Gửi mã tới điện thoại {hint}', en: 'Send a code to the phone {hint}' },
  send_email: { vi: 'Gửi mã tới thư điện tử {hint}', en: 'Send a code to the mailbox {hint}' },
  again: { vi: 'Gửi lại mã', en: 'Send the code again' },
  usePasskey: { vi: 'Dùng khóa của thiết bị này', en: 'Use the passkey of this device' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  others: { vi: 'Xác nhận bằng cách khác', en: 'Confirm in another way' },
  demo: {
    vi: 'Đây là bản thử nghiệm: không có tin nhắn nào được gửi đi thật. Mã nằm ở trang',
    en: 'This is a demo: no message really leaves. The code is on the page',
  },
  demoPage: { vi: 'tin nhắn thử nghiệm (mở trong thẻ mới)', en: 'demo messages (opens in a new tab)' },
  empty: { vi: 'Nhập mã để tiếp tục.', en: 'Enter the code to go on.' },
  emptyPassword: { vi: 'Nhập mật khẩu để tiếp tục.', en: 'Enter the password to go on.' },
});
