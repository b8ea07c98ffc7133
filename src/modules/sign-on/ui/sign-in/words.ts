import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Cho phép đăng nhập', en: 'Allow sign-in' },
  ask: { vi: 'Ông/bà có đồng ý đăng nhập vào “{name}” không?', en: 'Do you agree to sign in to “{name}”?' },
  of: { vi: 'Đây là hệ thống của {agency}.', en: 'This is a system of {agency}.' },
  purpose: { vi: 'Hệ thống này xin thông tin của ông/bà để làm gì', en: 'What the system wants your data for' },
  will: {
    vi: 'Nếu ông/bà đồng ý, hệ thống này sẽ biết:',
    en: 'If you agree, this system will know:',
  },
  nothing: {
    vi: 'Hệ thống này không xin thông tin cá nhân nào. Hệ thống chỉ nhận một mã riêng để nhận ra ông/bà ở những lần đăng nhập sau.',
    en: 'This system asks for no personal data. It only gets a code of its own, to know you again.',
  },
  also: {
    vi: 'Hệ thống còn nhận một mã riêng để nhận ra ông/bà ở những lần sau. Hệ thống khác không biết mã này.',
    en: 'It also gets a code of its own, to know you again. Other systems do not know this code.',
  },
  lasting: {
    vi: 'Trong 30 ngày, hệ thống này được xem lại những thông tin trên mà ông/bà không phải đăng nhập lại, cho đến khi ông/bà đăng xuất.',
    en: 'For 30 days the system may read the above again without you signing in, until you sign out.',
  },
  why: { vi: 'Lý do: {why}', en: 'Why: {why}' },
  test: { vi: 'Đang chạy thử', en: 'In test' },
  testHint: {
    vi: 'Hệ thống này đang được chạy thử. Xin đừng dùng để làm thủ tục thật.',
    en: 'This system is being tried out. Do not use it for anything real.',
  },
  self: { vi: 'Ông/bà đăng nhập với tư cách của chính mình.', en: 'You sign in as yourself.' },
  acting: {
    vi: 'Ông/bà đăng nhập thay cho {name}. Hệ thống sẽ biết thông tin của {name}, và biết ông/bà là người làm thay.',
    en: 'You sign in for {name}. The system will know the data of {name}, and that you act for them.',
  },
  change: { vi: 'Đăng nhập thay cho người khác', en: 'Sign in for somebody else' },
  allow: { vi: 'Đồng ý và tiếp tục', en: 'Agree and go on' },
  refuse: { vi: 'Không đồng ý', en: 'Do not agree' },
  later: {
    vi: 'Ông/bà có thể thôi cho phép bất cứ lúc nào, tại mục Ứng dụng tôi đã đăng nhập.',
    en: 'You can stop allowing this at any time, under Applications I signed in to.',
  },
  back: { vi: 'Quay lại “{name}”', en: 'Back to “{name}”' },
  notAllowed: { vi: 'Chưa đăng nhập được vào “{name}”', en: 'You cannot sign in to “{name}” yet' },
  level: {
    vi: 'Hệ thống này cần mức độ xác thực {level}. Tài khoản của ông/bà chưa đạt được mức đó. Ông/bà có thể thêm cách xác nhận ở trang bảo mật, hoặc mang thẻ căn cước đến Ủy ban nhân dân cấp xã để được nâng mức tài khoản.',
    en: 'This system needs assurance level {level}, which your account cannot reach yet. Add ways to prove yourself on the security page, or bring your identity card to the commune office to have your account raised.',
  },
  tester: {
    vi: 'Hệ thống này đang chạy thử và chỉ dành cho những người thử đã được cơ quan quản lý ghi tên.',
    en: 'This system is in test, and only people named by its agency may sign in.',
  },
  capacity: {
    vi: 'Hiện ông/bà đang làm thay cho {name}. Ở đây chưa làm thay được: hệ thống này chỉ nhận người đăng nhập cho chính mình, hoặc việc ủy quyền không gồm hệ thống này.',
    en: 'At the moment you act for {name}. That is not possible here: this system only takes people who sign in for themselves, or the mandate does not cover it.',
  },
  toSelf: { vi: 'Trở về với tư cách của chính mình', en: 'Go back to acting for yourself' },
  security: { vi: 'Mở trang bảo mật', en: 'Open the security page' },
  over: { vi: 'Yêu cầu này không còn dùng được', en: 'This request is over' },
  signOutTitle: { vi: 'Đăng xuất', en: 'Sign out' },
  signOutAsk: { vi: 'Ông/bà muốn đăng xuất khỏi tất cả hệ thống?', en: 'Sign out of all systems?' },
  signOutFrom: {
    vi: '“{name}” báo rằng ông/bà muốn đăng xuất. Nếu đồng ý, ông/bà sẽ đăng xuất khỏi cổng này và khỏi mọi hệ thống đã đăng nhập từ trình duyệt này.',
    en: '“{name}” says that you want to sign out. You will be signed out here and of every system that you signed in to from this browser.',
  },
  signOutHint: {
    vi: 'Ông/bà sẽ đăng xuất khỏi cổng này và khỏi mọi hệ thống đã đăng nhập từ trình duyệt này.',
    en: 'You will be signed out here and of every system that you signed in to from this browser.',
  },
  stay: { vi: 'Không, tôi muốn ở lại', en: 'No, stay signed in' },
  signedOut: { vi: 'Ông/bà đã đăng xuất', en: 'You are signed out' },
  signedOutHint: {
    vi: 'Nếu đây là máy dùng chung, xin đóng cả trình duyệt.',
    en: 'On a shared computer, close the browser too.',
  },
  home: { vi: 'Về trang chủ', en: 'To the home page' },
  stoppedTitle: { vi: 'Không đăng nhập được', en: 'Sign-in is not possible' },
  stoppedUnknown: {
    vi: 'Hệ thống mà ông/bà đi từ đó đến chưa được đăng ký, hoặc đã tạm dừng. Xin báo cho cơ quan quản lý hệ thống đó.',
    en: 'The system that you came from is not registered here, or is suspended. Tell the agency that runs it.',
  },
  stoppedAddress: {
    vi: 'Hệ thống mà ông/bà đi từ đó đến muốn nhận lại ông/bà ở một địa chỉ chưa đăng ký. Để giữ an toàn, chúng tôi dừng tại đây. Xin báo cho cơ quan quản lý hệ thống đó.',
    en: 'The system that you came from wants you back at an address that is not registered. We stop here to keep you safe. Tell the agency that runs it.',
  },
  stoppedSession: {
    vi: 'Lần đăng nhập này đã hết hạn hoặc được bắt đầu ở trình duyệt khác. Xin quay lại hệ thống mà ông/bà đang dùng và bấm đăng nhập lại.',
    en: 'This sign-in is over, or was begun in another browser. Go back to the system that you were using and sign in again.',
  },
  stoppedAway: {
    vi: 'Hệ thống đăng nhập đang tạm gián đoạn. Xin thử lại sau ít phút.',
    en: 'The sign-on is not available at the moment. Try again in a few minutes.',
  },
  stoppedOther: {
    vi: 'Yêu cầu đăng nhập này không đúng. Xin quay lại hệ thống mà ông/bà đang dùng và thử lại. Nếu vẫn không được, xin báo cho cơ quan quản lý hệ thống đó.',
    en: 'This request to sign in is not right. Go back to the system that you were using and try again. If it stays so, tell the agency that runs it.',
  },
});
