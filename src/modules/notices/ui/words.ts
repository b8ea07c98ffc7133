import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Thông báo', en: 'Notices' },
  none: {
    vi: 'Ông/bà chưa có thông báo nào. Khi hồ sơ có tin mới, thông báo sẽ hiện ở đây.',
    en: 'You have no notices yet. News of your dossiers will appear here.',
  },
  noneOlder: { vi: 'Không còn thông báo nào cũ hơn.', en: 'There are no older notices.' },
  unreadOne: { vi: 'Có 1 thông báo chưa xem.', en: '1 notice has not been read.' },
  unreadMany: { vi: 'Có {count} thông báo chưa xem.', en: '{count} notices have not been read.' },
  allRead: { vi: 'Ông/bà đã xem hết các thông báo.', en: 'You have read all notices.' },
  fresh: { vi: 'Mới', en: 'New' },
  markAll: { vi: 'Đánh dấu tất cả là đã xem', en: 'Mark all as read' },
  older: { vi: 'Các trang thông báo', en: 'Pages of notices' },
  newest: { vi: 'Về các thông báo mới nhất', en: 'Back to the newest notices' },
  backToInbox: { vi: 'Về danh sách thông báo', en: 'Back to all notices' },
  sentAt: { vi: 'Gửi lúc {at}', en: 'Sent at {at}' },
  readAt: { vi: 'Ông/bà mở xem lần đầu lúc {at}', en: 'First opened at {at}' },
  openSubject: { vi: 'Mở hồ sơ liên quan', en: 'Open what it is about' },
  markThis: { vi: 'Đánh dấu là đã xem', en: 'Mark as read' },
  mailTitle: { vi: 'Nhận tin qua thư điện tử', en: 'News by e-mail' },
  mailNone: {
    vi: 'Ông/bà có thể nhận thư báo mỗi khi có thông báo mới. Thư không ghi nội dung, chỉ nhắc ông/bà vào xem.',
    en: 'We can send a mail whenever there is a new notice. The mail carries no content, only a reminder.',
  },
  mailWaiting: {
    vi: 'Đã gửi thư xác nhận đến {email}. Xin mở thư đó và bấm vào đường dẫn để hoàn tất. Nếu không thấy thư, xin xem mục thư rác.',
    en: 'A confirmation was sent to {email}. Open it and follow the link. If you cannot find it, look in the junk folder.',
  },
  mailConfirmed: {
    vi: 'Thư báo được gửi đến {email}.',
    en: 'Mails go to {email}.',
  },
  mailRefused: {
    vi: 'Không gửi được thư đến {email}: địa chỉ này không tồn tại hoặc đã ngừng dùng. Xin nhập địa chỉ khác.',
    en: 'Mail to {email} was returned: the address does not exist. Give another one.',
  },
  mailSet: { vi: 'Đăng ký địa chỉ thư', en: 'Give an address' },
  mailChange: { vi: 'Đổi địa chỉ thư', en: 'Change the address' },
  mailStop: { vi: 'Thôi nhận thư', en: 'Stop mails' },
  mailQuestion: {
    vi: 'Ông/bà muốn nhận thư báo ở địa chỉ nào?',
    en: 'Where should the mails go?',
  },
  mailHint: {
    vi: 'Chúng tôi gửi một thư xác nhận đến địa chỉ này. Ví dụ: thuha@example.vn',
    en: 'We send a confirmation to this address. For example: thuha@example.vn',
  },
  mailSend: { vi: 'Gửi thư xác nhận', en: 'Send the confirmation' },
  confirmTitle: { vi: 'Xác nhận địa chỉ thư điện tử', en: 'Confirm the address' },
  confirmText: {
    vi: 'Bấm nút dưới đây để bắt đầu nhận thư báo ở địa chỉ này.',
    en: 'Press the button to begin receiving mails at this address.',
  },
  confirm: { vi: 'Xác nhận địa chỉ', en: 'Confirm the address' },
  giveAgain: { vi: 'Nhập lại địa chỉ thư', en: 'Give the address again' },
});
