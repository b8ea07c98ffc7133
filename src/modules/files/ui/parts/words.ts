import { defineWords } from '#platform/web/words.ts';

/** Words of the field for large files. The script has none of its own. */
export const words = defineWords({
  largeHint: {
    vi: 'Mỗi tệp lớn nhất {large}. Tệp được gửi ngay khi chọn; mất mạng hoặc tải lại trang thì chọn lại đúng tệp đó để gửi tiếp, không phải gửi lại từ đầu.',
    en: 'At most {large} each. A file is sent as soon as it is chosen; if the connection is lost or the page reloaded, choose the same file again and it goes on from there.',
  },
  plainHint: {
    vi: 'Trình duyệt không chạy JavaScript gửi được ảnh và PDF, mỗi tệp lớn nhất {small}.',
    en: 'Without JavaScript only photos and PDFs of at most {small} each can be sent.',
  },
  sent: { vi: 'Tệp đã gửi', en: 'Files that were sent' },
  remove: { vi: 'Bỏ tệp {name}', en: 'Remove {name}' },
  waiting: { vi: '{name} ({size}): đang chờ đến lượt.', en: '{name} ({size}): waiting for its turn.' },
  sending: {
    vi: '{name}: đã gửi {done} trong {size} ({percent}%).',
    en: '{name}: {done} of {size} sent ({percent}%).',
  },
  checking: { vi: '{name}: đã gửi đủ, đang kiểm tra nội dung.', en: '{name}: all sent, the content is being checked.' },
  done: { vi: '{name} ({size}): đã nhận.', en: '{name} ({size}): received.' },
  lost: {
    vi: '{name}: mất kết nối, đã gửi {percent}%. Có mạng lại thì tự gửi tiếp từ chỗ này.',
    en: '{name}: the connection is lost at {percent}%. It goes on from here when the network is back.',
  },
  again: { vi: 'Gửi tiếp', en: 'Continue' },
  giveUp: { vi: 'Thôi gửi', en: 'Give up' },
  failed: {
    vi: '{name}: chưa gửi được. Xin chọn tệp và gửi lại.',
    en: '{name}: could not be sent. Choose the file and send it again.',
  },
  signIn: {
    vi: '{name}: phiên làm việc đã hết. Xin đăng nhập lại ở một thẻ khác rồi bấm Gửi tiếp.',
    en: '{name}: your session has ended. Sign in again in another tab, then press Continue.',
  },
  tooLarge: {
    vi: '{name} nặng {size}, lớn hơn mức {large} của một tệp. Xin chia thành nhiều tệp, hoặc nén lại rồi chọn lại.',
    en: '{name} is {size}, more than the {large} that one file may have. Split or compress it and choose it again.',
  },
  stillSending: {
    vi: 'Còn tệp đang gửi. Xin đợi gửi xong rồi lưu, hoặc bấm Thôi gửi ở tệp đó.',
    en: 'A file is still being sent. Wait until it is done, or give it up, then save.',
  },
});
