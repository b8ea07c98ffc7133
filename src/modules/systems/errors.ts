import { defineProblems } from '#platform/problem.ts';

const SEE = {
  vi: 'Xin thử yêu cầu ở POST /api/systems/signature-checks để biết phần nào chưa đúng.',
  en: 'POST /api/systems/signature-checks says which part is wrong.',
};

export const systemsProblem = defineProblems('systems', {
  'not-found': {
    status: 404,
    vi: 'Cơ quan ông/bà không có hệ thống này.',
    en: 'Your agency has no such system.',
  },
  'unknown-agency': {
    status: 422,
    vi: 'Không có cơ quan nào mang mã {code}.',
    en: 'No agency has the code {code}.',
  },
  'not-below': {
    status: 422,
    vi: 'Cơ quan mang mã {code} không trực thuộc cơ quan ông/bà, nên hệ thống này không thể thay mặt.',
    en: 'The agency {code} is not below yours, so this system cannot speak for it.',
  },
  'right-not-for-programs': {
    status: 422,
    vi: 'Quyền {right} không giao cho chương trình được.',
    en: 'The right {right} is not for programs.',
  },
  'changed-meanwhile': {
    status: 409,
    vi: 'Người khác vừa sửa hệ thống này. Xin xem lại rồi lưu lần nữa; những gì đã nhập vẫn còn.',
    en: 'Somebody else has just changed this system. Look again and save once more; what you typed is kept.',
  },
  ended: {
    status: 409,
    vi: 'Hệ thống này đã ngừng hẳn, không thay đổi được nữa. Xin đăng ký hệ thống mới.',
    en: 'This system has ended and cannot be changed. Register a new one.',
  },
  'why-missing': {
    status: 422,
    vi: 'Xin ghi lý do tạm dừng hoặc ngừng hẳn.',
    en: 'Give the reason for suspending or ending it.',
  },
  'key-unreadable': {
    status: 422,
    vi: 'Không đọc được khóa này. Xin dán khóa công khai P-256 dạng PEM (-----BEGIN PUBLIC KEY-----) hoặc JWK.',
    en: 'This key cannot be read. Paste a public P-256 key as PEM (-----BEGIN PUBLIC KEY-----) or JWK.',
  },
  'key-private': {
    status: 422,
    vi: 'Đây là khóa riêng, coi như đã lộ và không được lưu. Xin tạo cặp khóa mới và chỉ dán phần công khai.',
    en: 'This is a private key: count it as exposed; it was not kept. Make a new pair and paste the public part only.',
  },
  'key-not-p256': {
    status: 422,
    vi: 'Khóa phải là khóa đường cong P-256 (prime256v1).',
    en: 'The key must be on the curve P-256 (prime256v1).',
  },
  'key-known': {
    status: 409,
    vi: 'Khóa này đã được đăng ký. Mỗi hệ thống cần cặp khóa của riêng mình.',
    en: 'This key is registered already. Every system needs a pair of its own.',
  },
  'too-many-keys': {
    status: 409,
    vi: 'Hệ thống đã có {most} khóa đang dùng. Xin ngừng một khóa cũ trước.',
    en: 'The system has {most} keys in force. End an old one first.',
  },
  unsigned: {
    status: 401,
    vi: `Yêu cầu không mang chữ ký đọc được. ${SEE.vi}`,
    en: `The request carries no readable signature. ${SEE.en}`,
  },
  'unknown-key': {
    status: 401,
    vi: `Khóa ghi trong keyid không có, đã ngừng, hoặc hệ thống đang tạm dừng. ${SEE.vi}`,
    en: `The key named in keyid is unknown or no longer in force, or its system is suspended. ${SEE.en}`,
  },
  'bad-signature': {
    status: 401,
    vi: `Chữ ký không khớp với yêu cầu. ${SEE.vi}`,
    en: `The signature does not fit the request. ${SEE.en}`,
  },
  'missing-component': {
    status: 401,
    vi: `Chữ ký bỏ sót phần bắt buộc {part}. ${SEE.vi}`,
    en: `The signature leaves out {part}, which it must cover. ${SEE.en}`,
  },
  'clock-differs': {
    status: 401,
    vi: 'Thời điểm ký lệch quá {minutes} phút so với giờ của máy chủ. Giờ máy chủ là {now}. Xin chỉnh đồng hồ của hệ thống rồi ký lại.',
    en: 'The time of signing differs by more than {minutes} minutes from the time here, which is {now}. Set your clock and sign again.',
  },
  replayed: {
    status: 401,
    vi: 'Yêu cầu đã ký này đã được dùng rồi. Mỗi yêu cầu cần một nonce mới.',
    en: 'This signed request was used before. Every request needs a new nonce.',
  },
  'not-in-its-name': {
    status: 403,
    vi: 'Hệ thống này không được thay mặt cơ quan ghi trong keyid.',
    en: 'This system may not speak for the agency named in keyid.',
  },
});
