import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Ứng dụng tôi đã đăng nhập', en: 'Applications I signed in to' },
  lead: {
    vi: 'Đây là những ứng dụng của các cơ quan mà ông/bà đã đăng nhập bằng tài khoản này, và những gì mỗi ứng dụng được biết về ông/bà.',
    en: 'These are the agencies’ applications that you signed in to with this account, and what each may know about you.',
  },
  none: {
    vi: 'Ông/bà chưa đăng nhập vào ứng dụng nào khác bằng tài khoản này.',
    en: 'You have not signed in to any other application with this account.',
  },
  of: { vi: 'Của', en: 'Of' },
  lastUsed: { vi: 'Đăng nhập gần nhất', en: 'Last signed in' },
  given: { vi: 'Ông/bà cho phép từ', en: 'Allowed since' },
  stopped: { vi: 'Ông/bà đã thôi cho phép', en: 'No longer allowed' },
  stoppedNote: {
    vi: 'Ứng dụng này không đọc được thông tin mới của ông/bà nữa.',
    en: 'It can no longer read anything about you.',
  },
  data: { vi: 'Được biết', en: 'May know' },
  noData: { vi: 'Không có thông tin nào ngoài việc ông/bà đã đăng nhập', en: 'Nothing but that you signed in' },
  received: { vi: 'đã nhận', en: 'received' },
  notReceived: { vi: 'chưa nhận', en: 'not received yet' },
  dataAt: { vi: 'Nhận thông tin gần nhất', en: 'Last told' },
  behalf: { vi: 'Thay mặt cho', en: 'In the name of' },
  lasting: {
    vi: 'Ứng dụng được giữ đăng nhập 30 ngày trên thiết bị của ông/bà.',
    en: 'It may stay signed in on your device for 30 days.',
  },
  withdraw: { vi: 'Thôi cho phép', en: 'Stop allowing' },
  question: { vi: 'Ông/bà muốn thôi cho phép “{name}”?', en: 'Stop allowing “{name}”?' },
  questionLead: {
    vi: 'Ứng dụng sẽ bị đăng xuất ngay và không đọc được thông tin của ông/bà nữa. Lần sau, khi ông/bà đăng nhập vào đó, ứng dụng phải hỏi lại.',
    en: 'It is signed out at once and can no longer read anything about you. When you sign in there again, it has to ask again.',
  },
  questionNote: {
    vi: 'Những thông tin ứng dụng đã nhận trước đây và hồ sơ ông/bà đã nộp ở đó thì cơ quan vẫn giữ theo quy định.',
    en: 'What it was told before, and what you filed there, the agency keeps as the law provides.',
  },
  yes: { vi: 'Thôi cho phép', en: 'Stop allowing' },
  no: { vi: 'Không, quay lại', en: 'No, go back' },
  back: { vi: 'Ứng dụng tôi đã đăng nhập', en: 'Applications I signed in to' },
});

export const approvalWords = defineWords({
  title: { vi: 'Xác nhận đăng nhập từ thiết bị khác', en: 'Approve a sign-in on another device' },
  none: { vi: 'Không có yêu cầu nào đang chờ ông/bà.', en: 'Nothing is waiting for you.' },
  noneLead: {
    vi: 'Khi ông/bà đăng nhập vào một máy khác, chẳng hạn máy tính ở thư viện hay ở bộ phận một cửa, yêu cầu sẽ hiện ở đây để ông/bà so mã và trả lời.',
    en: 'When you sign in on another machine, such as a computer in a library or at the counter, the request appears here for you to compare and answer.',
  },
  look: { vi: 'Xem lại', en: 'Look again' },
  live: { vi: 'Trang này tự cập nhật khi có yêu cầu.', en: 'This page updates by itself.' },
  noScript: { vi: 'Bấm “Xem lại” để xem có yêu cầu mới không.', en: 'Press “Look again” to see new requests.' },
  asks: {
    vi: '“{name}” xin cho một thiết bị khác đăng nhập bằng tên của ông/bà',
    en: '“{name}” asks to sign another device in as you',
  },
  of: { vi: 'Cơ quan', en: 'Agency' },
  when: { vi: 'Gửi lúc', en: 'Sent' },
  until: { vi: 'Hết hạn lúc', en: 'Expires' },
  compare: { vi: 'Mã này có giống mã trên thiết bị kia không?', en: 'Is this code the same as on the other device?' },
  compareNote: {
    vi: 'Chỉ đồng ý khi chính ông/bà đang đăng nhập ở thiết bị kia và hai mã giống hệt nhau. Không ai, kể cả cán bộ, được gọi điện bảo ông/bà bấm đồng ý.',
    en: 'Agree only if it is you at the other device and both codes are the same. Nobody, not even an officer, may call you and tell you to agree.',
  },
  noCode: {
    vi: 'Thiết bị kia không hiện mã. Chỉ đồng ý khi chính ông/bà vừa bấm đăng nhập ở đó.',
    en: 'The other device shows no code. Agree only if you have just pressed sign in there yourself.',
  },
  willKnow: { vi: 'Ứng dụng sẽ biết', en: 'It will know' },
  onlySignIn: { vi: 'Chỉ biết ông/bà đã đăng nhập', en: 'Only that you signed in' },
  isTest: { vi: 'Chạy thử', en: 'In test' },
  agree: { vi: 'Đúng là tôi, đồng ý', en: 'It is me, agree' },
  refuse: { vi: 'Không phải tôi, từ chối', en: 'It is not me, refuse' },
  agreed: { vi: 'Ông/bà đã đồng ý', en: 'You agreed' },
  agreedLead: { vi: 'Thiết bị kia sẽ vào được trong vài giây.', en: 'The other device will be in within seconds.' },
  refused: { vi: 'Ông/bà đã từ chối', en: 'You refused' },
  refusedLead: {
    vi: 'Thiết bị kia không đăng nhập được. Nếu ông/bà không rõ ai đã gửi yêu cầu, xin xem lại các phiên đăng nhập của mình.',
    en: 'The other device was not let in. If you do not know who asked, look at your sessions.',
  },
  sessions: { vi: 'Xem các phiên đăng nhập của tôi', en: 'See my sessions' },
});
