import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  next: { vi: 'Tiếp tục', en: 'Continue' },
  number: { vi: 'Số định danh cá nhân của ông/bà là gì?', en: 'What is your personal number?' },
  numberHint: { vi: '12 chữ số in trên thẻ căn cước.', en: 'The 12 digits printed on the identity card.' },
  have: { vi: 'Tôi đã có tài khoản', en: 'I have an account' },
  paper: { vi: 'Tôi có mã trên giấy nhận tại quầy', en: 'I have a code on paper from the counter' },
  details: { vi: 'Họ tên và ngày sinh của ông/bà', en: 'Your name and birth date' },
  detailsHint: {
    vi: 'Xin ghi đúng như trên thẻ căn cước, có đủ dấu. Thông tin được đối chiếu với cơ sở dữ liệu dân cư.',
    en: 'As on the identity card, with all marks. The details are compared with the population register.',
  },
  fullName: { vi: 'Họ và tên', en: 'Full name' },
  fullNameMissing: { vi: 'Nhập họ và tên như trên thẻ căn cước.', en: 'Enter your name as on the card.' },
  birthDate: { vi: 'Ngày sinh', en: 'Birth date' },
  birthDateMissing: { vi: 'Nhập đủ ngày, tháng và năm sinh.', en: 'Enter day, month and year.' },
  card: { vi: 'Nội dung thẻ căn cước', en: 'What your identity card says' },
  cardHint: {
    vi: 'Dùng điện thoại quét mã QR ở mặt trước của thẻ rồi dán nội dung vào đây, hoặc gõ ba dòng chữ in hoa ở mặt sau. Không làm được thì để trống và đi tiếp.',
    en: 'Scan the QR code on the front with a phone and paste what it says, or type the three lines on the back. Leave it empty if you cannot.',
  },
  phone: { vi: 'Số điện thoại di động của ông/bà', en: 'Your mobile number' },
  phoneHint: {
    vi: 'Chúng tôi gửi đến đó một mã gồm 6 chữ số. Nhiều người trong nhà dùng chung một số cũng được.',
    en: 'We send a code of 6 digits there. Several people of a family may share one number.',
  },
  noPhone: { vi: 'Tôi không có điện thoại', en: 'I have no phone' },
  code: { vi: 'Mã trong tin nhắn', en: 'The code in the message' },
  codeHint: {
    vi: '6 chữ số vừa được gửi đến điện thoại. Mã dùng được trong 5 phút.',
    en: 'Six digits just sent to the phone. Good for 5 minutes.',
  },
  again: { vi: 'Sửa số điện thoại hoặc xin mã mới', en: 'Change the number or ask for a new code' },
  password: { vi: 'Đặt một mật khẩu', en: 'Choose a password' },
  passwordHint: {
    vi: 'Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất; chữ có dấu và dấu cách đều dùng được. Đừng dùng ngày sinh hay số trên thẻ.',
    en: 'At least 8 characters. A short sentence is best; marks and spaces are fine. Not your birth date or the number on the card.',
  },
  open: { vi: 'Mở tài khoản', en: 'Open the account' },
  noPhoneTitle: { vi: 'Không có điện thoại vẫn mở được tài khoản', en: 'No phone is needed for an account' },
  noPhoneText: {
    vi: 'Xin mang thẻ căn cước đến bộ phận một cửa của xã, phường gần nhất. Cán bộ xem thẻ, mở tài khoản ngay tại quầy và trao cho ông/bà một tờ giấy có mã. Với mã đó, ông/bà tự đặt mật khẩu trên bất kỳ máy tính nào, trong vòng 24 giờ.',
    en: 'Take your identity card to the nearest one-stop counter. The officer looks at the card, opens the account at once and hands you a code on paper. With it you set your own password on any computer within 24 hours.',
  },
  noPhoneFree: { vi: 'Việc này không mất phí và xong trong vài phút.', en: 'It is free and takes a few minutes.' },
  paperTitle: { vi: 'Nhập mã trên giấy', en: 'Enter the code on paper' },
  paperCode: { vi: 'Mã trên giấy', en: 'Code on paper' },
  paperCodeHint: { vi: '12 chữ số, ví dụ: 4821 7739 0562.', en: '12 digits, for example 4821 7739 0562.' },
  number12: { vi: 'Số định danh cá nhân', en: 'Personal number' },
  save: { vi: 'Lưu mật khẩu và đăng nhập', en: 'Save the password and sign in' },
});
