/**
 * The words of mails. They carry no name, no code and nothing about the case: a mail crosses servers that nobody
 * knows and is read on shared telephones. Both languages stand in every mail.
 */
export function noticeMail(link: string): { subject: string; text: string } {
  return {
    subject: 'Ông/bà có thông báo mới trên Cổng Liên Thông',
    text: [
      'Kính gửi ông/bà,',
      '',
      'Ông/bà có một thông báo mới. Xin đăng nhập và mở mục Thông báo để xem:',
      link,
      '',
      'Thư này được gửi tự động, xin đừng trả lời. Cơ quan nhà nước không bao giờ hỏi mật khẩu hay mã xác thực qua thư.',
      '',
      '-- ',
      'You have a new notice. Sign in and open your inbox to read it at the address above.',
      'This mail is sent automatically. We never ask for passwords or codes by mail.',
    ].join('\n'),
  };
}

export function confirmationMail(link: string): { subject: string; text: string } {
  return {
    subject: 'Xác nhận địa chỉ thư nhận thông báo',
    text: [
      'Kính gửi ông/bà,',
      '',
      'Địa chỉ thư này vừa được đăng ký để nhận thông báo từ Cổng Liên Thông. Xin mở đường dẫn sau và bấm Xác nhận:',
      link,
      '',
      'Đường dẫn có hiệu lực trong 3 ngày. Nếu ông/bà không đăng ký, xin bỏ qua thư này; sẽ không có thư nào khác được gửi đến.',
      '',
      '-- ',
      'This address was given for notices from the Liên Thông portal. Open the address above and press Confirm.',
      'It is valid for 3 days. If this was not you, ignore this mail; no other will follow.',
    ].join('\n'),
  };
}
