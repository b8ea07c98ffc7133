import { defineWords, say } from '#platform/web/words.ts';
import type { Tone } from '#ui/index.ts';

export const words = defineWords({
  title: { vi: 'Hệ thống của cơ quan', en: 'Systems of the agency' },
  lead: {
    vi: 'Phần mềm của cơ quan (chẳng hạn phần mềm quản lý văn bản) gửi và nhận văn bản qua trục nhân danh cơ quan. Cơ quan chịu trách nhiệm về mọi việc phần mềm đó làm, nên mỗi phần mềm cần được đăng ký, chỉ được giao quyền cần thiết, và có khóa của riêng mình.',
    en: 'The agency’s own software, such as its document system, sends and receives over the axis in the agency’s name. The agency answers for what it does: each is registered, has only the rights that it needs, and keys of its own.',
  },
  registerNew: { vi: 'Đăng ký hệ thống mới', en: 'Register a system' },
  registerTitle: { vi: 'Đăng ký một hệ thống', en: 'Register a system' },
  registerLead: {
    vi: 'Sau khi đăng ký, ông/bà dán khóa công khai của hệ thống ở trang tiếp theo. Trước khi có khóa, hệ thống chưa làm được gì.',
    en: 'After registering, paste the system’s public key on the next page. Without a key it can do nothing yet.',
  },
  register: { vi: 'Đăng ký hệ thống', en: 'Register the system' },
  proveWhy: {
    vi: 'Để thay đổi hệ thống, ông/bà cần xác nhận lại mình là ai bằng bước thứ hai.',
    en: 'To change systems, confirm again who you are with a second step.',
  },
  proveFirst: { vi: 'Xác nhận ngay', en: 'Confirm now' },
  ours: { vi: 'Các hệ thống đã đăng ký', en: 'Registered systems' },
  noneOurs: { vi: 'Cơ quan chưa đăng ký hệ thống nào.', en: 'No system has been registered.' },
  forUs: {
    vi: 'Hệ thống của cơ quan khác được thay mặt cơ quan',
    en: 'Systems of other agencies that may speak for us',
  },
  forUsNote: {
    vi: 'Cơ quan cấp trên đã đăng ký những hệ thống này. Nếu thấy có điều không đúng, xin liên hệ cơ quan đó.',
    en: 'An agency above has registered these. If something is wrong, ask that agency.',
  },
  system: { vi: 'Hệ thống', en: 'System' },
  ofAgency: { vi: 'Của cơ quan', en: 'Of' },
  state: { vi: 'Trạng thái', en: 'State' },
  active: { vi: 'Đang hoạt động', en: 'Active' },
  suspended: { vi: 'Đang tạm dừng', en: 'Suspended' },
  ended: { vi: 'Đã ngừng hẳn', en: 'Ended' },
  endedNote: {
    vi: 'Hệ thống này đã ngừng hẳn, không thay đổi được nữa. Cần dùng lại thì đăng ký hệ thống mới.',
    en: 'This system has ended and cannot be changed. Register a new one where it is needed.',
  },
  rights: { vi: 'Được làm gì', en: 'May do' },
  rightsHint: {
    vi: 'Chỉ chọn việc mà hệ thống thật sự cần làm.',
    en: 'Choose only what the system really needs.',
  },
  rightSend: { vi: 'Gửi văn bản nhân danh cơ quan', en: 'Send documents in the agency’s name' },
  rightReceive: { vi: 'Nhận văn bản và báo trạng thái', en: 'Receive documents and report on them' },
  noRights: { vi: 'Chưa được giao việc gì', en: 'Nothing yet' },
  proof: { vi: 'Khóa', en: 'Keys' },
  keysInForce: { vi: '{n} khóa đang dùng', en: '{n} in force' },
  noKeys: { vi: 'Chưa có khóa', en: 'None' },
  withSecret: { vi: 'có mã bí mật', en: 'has a shared secret' },
  lastSeen: { vi: 'Kết nối gần nhất', en: 'Last seen' },
  neverSeen: { vi: 'Chưa kết nối lần nào', en: 'Never' },
  seenByKey: { vi: '{at}, bằng chữ ký', en: '{at}, by signature' },
  seenBySecret: { vi: '{at}, bằng mã bí mật', en: '{at}, by the shared secret' },
  name: { vi: 'Tên hệ thống', en: 'Name' },
  nameHint: {
    vi: 'Tên mà đồng nghiệp nhận ra ngay, chẳng hạn “Phần mềm quản lý văn bản”.',
    en: 'One that colleagues know, such as “Document system”.',
  },
  about: { vi: 'Hệ thống dùng để làm gì', en: 'What it is for' },
  contactName: { vi: 'Người phụ trách', en: 'Contact' },
  contactHint: {
    vi: 'Người để hỏi khi hệ thống có trục trặc.',
    en: 'Whom to ask when something is wrong.',
  },
  contactEmail: { vi: 'Thư điện tử của người phụ trách', en: 'E-mail of the contact' },
  speaksFor: { vi: 'Được thay mặt thêm cơ quan nào', en: 'Speaks also for' },
  speaksForHint: {
    vi: 'Mã định danh của các cơ quan trực thuộc, mỗi dòng một mã. Để trống nếu hệ thống chỉ thay mặt cơ quan mình.',
    en: 'Codes of agencies below yours, one in a line. Leave it empty if it speaks for your own only.',
  },
  onlyOwn: { vi: 'Chỉ thay mặt cơ quan mình', en: 'Only for the own agency' },
  systemCode: { vi: 'Mã hệ thống', en: 'Id of the system' },
  keys: { vi: 'Khóa công khai', en: 'Public keys' },
  noKeysYet: {
    vi: 'Chưa có khóa nào. Hệ thống chỉ ký và kết nối được khi đã có khóa.',
    en: 'None yet. The system can sign and connect only when it has one.',
  },
  keyName: { vi: 'Tên khóa', en: 'Name of the key' },
  keyNameHint: { vi: 'Chẳng hạn “Máy chủ chính, năm 2026”.', en: 'Such as “Main server, 2026”.' },
  keyAndPrint: { vi: 'keyid và vân tay (SHA-256)', en: 'keyid and thumbprint (SHA-256)' },
  inForce: { vi: 'Đang dùng', en: 'In force' },
  endsAt: { vi: 'đến {at}', en: 'until {at}' },
  endedAt: { vi: 'Đã ngừng {at}', en: 'Ended {at}' },
  act: { vi: 'Thao tác', en: 'Action' },
  addKey: { vi: 'Thêm khóa', en: 'Add a key' },
  howToMake: {
    vi: 'Tạo cặp khóa P-256 trên chính máy chủ của hệ thống. Khóa riêng ở lại máy đó; chỉ dán vào đây khóa công khai mà lệnh thứ hai in ra. Các khóa đang dùng vẫn có hiệu lực, nên hệ thống đổi khóa mà không phải dừng.',
    en: 'Make a P-256 pair on the system’s own server. The private key stays there; paste the public key that the second command prints. Keys in force stay so: the system changes over without a pause.',
  },
  publicKey: { vi: 'Khóa công khai', en: 'Public key' },
  publicKeyHint: {
    vi: 'Từ -----BEGIN PUBLIC KEY----- đến -----END PUBLIC KEY-----. Không bao giờ dán khóa riêng.',
    en: 'From -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----. Never paste a private key.',
  },
  endKeyShort: { vi: 'Ngừng khóa', en: 'End the key' },
  endWhen: { vi: 'Ngừng khi nào', en: 'When' },
  atOnce: { vi: 'Ngay bây giờ (khi khóa bị lộ)', en: 'At once (the key was exposed)' },
  afterDay: { vi: 'Sau 24 giờ', en: 'After 24 hours' },
  afterWeek: { vi: 'Sau 7 ngày', en: 'After 7 days' },
  endKey: { vi: 'Ngừng khóa này', en: 'End this key' },
  sharedSecret: { vi: 'Mã bí mật cho phần mềm của trục cũ', en: 'Shared secret for software of the older axis' },
  secretWhat: {
    vi: 'Chỉ cần cho phần mềm chưa biết ký yêu cầu. Phần mềm biết ký thì dùng khóa, không dùng mã bí mật.',
    en: 'Only for software that cannot sign its requests. Software that can sign uses keys.',
  },
  secretSince: { vi: 'Mã đang dùng được cấp lúc {at}.', en: 'The one in use was given at {at}.' },
  noSecret: { vi: 'Hệ thống này không có mã bí mật.', en: 'This system has none.' },
  giveSecret: { vi: 'Cấp mã bí mật', en: 'Give a secret' },
  renewSecret: { vi: 'Cấp mã mới; mã cũ hết hiệu lực ngay', en: 'Give a new one; the old one stops at once' },
  dropSecret: { vi: 'Bỏ mã bí mật', en: 'Drop the secret' },
  secret: { vi: 'Mã bí mật', en: 'Shared secret' },
  secretOnce: { vi: 'Mã bí mật chỉ hiện một lần này', en: 'The secret is shown this once' },
  secretKeep: {
    vi: 'Xin chép ngay vào cấu hình của phần mềm. Không ai xem lại được mã này, kể cả chúng tôi; nếu làm mất, xin cấp mã mới.',
    en: 'Copy it into the software’s settings now. Nobody can look it up again, we neither; if it is lost, give a new one.',
  },
  secretGiven: {
    vi: 'Hệ thống đã thay đổi từ khi trang này được mở, nên chưa cấp mã mới. Nếu ông/bà vừa tải lại trang hiện mã, mã đã hiện vẫn dùng được.',
    en: 'The system has changed since this page was opened, so no new secret was given. If you reloaded the page that showed one, that one still counts.',
  },
  change: { vi: 'Sửa thông tin và quyền', en: 'Change facts and rights' },
  save: { vi: 'Lưu thay đổi', en: 'Save' },
  suspendOrEnd: { vi: 'Tạm dừng hoặc ngừng hẳn', en: 'Suspend or end' },
  resumeOrEnd: { vi: 'Cho chạy lại hoặc ngừng hẳn', en: 'Resume or end' },
  newState: { vi: 'Ông/bà muốn làm gì?', en: 'What shall happen?' },
  suspend: { vi: 'Tạm dừng', en: 'Suspend' },
  suspendHint: {
    vi: 'Từ yêu cầu tiếp theo, hệ thống bị từ chối cho đến khi được cho chạy lại.',
    en: 'From the next request on it is refused, until it is resumed.',
  },
  resume: { vi: 'Cho chạy lại', en: 'Resume' },
  resumeHint: { vi: 'Các khóa còn hiệu lực dùng lại được ngay.', en: 'Keys in force count again at once.' },
  end: { vi: 'Ngừng hẳn', en: 'End' },
  endHint: { vi: 'Không khôi phục được.', en: 'It cannot be undone.' },
  why: { vi: 'Lý do', en: 'Reason' },
  whyHint: { vi: 'Cần ghi khi ngừng hẳn.', en: 'Needed to end it.' },
  setState: { vi: 'Thực hiện', en: 'Do it' },
  history: { vi: 'Những gì đã thay đổi', en: 'What was changed' },
  hRegistered: { vi: 'Đăng ký hệ thống', en: 'Registered' },
  hChanged: { vi: 'Sửa thông tin và quyền', en: 'Facts and rights changed' },
  hKeyAdded: { vi: 'Thêm khóa “{label}”', en: 'Key “{label}” added' },
  hKeyEnded: { vi: 'Ngừng một khóa', en: 'A key ended' },
  hSecretRenewed: { vi: 'Cấp mã bí mật', en: 'Secret given' },
  hSecretDropped: { vi: 'Bỏ mã bí mật', en: 'Secret dropped' },
  hSuspended: { vi: 'Tạm dừng: {why}', en: 'Suspended: {why}' },
  hActive: { vi: 'Cho chạy lại', en: 'Resumed' },
  hEnded: { vi: 'Ngừng hẳn: {why}', en: 'Ended: {why}' },
  toldRegistered: {
    vi: 'Đã đăng ký hệ thống. Việc tiếp theo là thêm khóa công khai ở dưới.',
    en: 'Registered. Next, add its public key below.',
  },
  toldKeyAdded: {
    vi: 'Đã thêm khóa. Hệ thống ghi keyid của khóa này vào mỗi chữ ký.',
    en: 'The key was added. The system names its keyid in every signature.',
  },
  toldKeyEnded: { vi: 'Đã ghi nhận việc ngừng khóa.', en: 'The key’s end is noted.' },
  toldSecretDropped: { vi: 'Đã bỏ mã bí mật.', en: 'The secret was dropped.' },
  toldChanged: { vi: 'Đã lưu thay đổi.', en: 'Saved.' },
  toldActive: { vi: 'Hệ thống đã chạy lại.', en: 'The system runs again.' },
  toldSuspended: { vi: 'Hệ thống đã tạm dừng.', en: 'The system is suspended.' },
  toldEnded: { vi: 'Hệ thống đã ngừng hẳn.', en: 'The system has ended.' },
  toCheck: { vi: 'Vì sao chữ ký của hệ thống bị từ chối?', en: 'Why is a system’s signature refused?' },
  checkTitle: { vi: 'Kiểm tra chữ ký của hệ thống', en: 'Check a system’s signature' },
  checkLead: {
    vi: 'Dán một yêu cầu như hệ thống đã gửi. Chúng tôi chỉ ra điều đầu tiên chưa đúng và văn bản mà máy chủ đã kiểm tra; không có việc gì được thực hiện. Chữ ký đúng khi:',
    en: 'Paste a request as the system sent it. We name the first thing that is wrong and the text that is verified here; nothing is carried out. A signature holds when:',
  },
  checkStep1: {
    vi: 'nó bao gồm @method, @target-uri và, nếu yêu cầu có nội dung, content-digest và content-type;',
    en: 'it covers @method, @target-uri and, where there is a body, content-digest and content-type;',
  },
  checkStep2: {
    vi: 'keyid là đúng dòng ghi ở trang của hệ thống (sys:…), và khóa đó còn hiệu lực;',
    en: 'keyid is as shown on the system’s page (sys:…), and the key is in force;',
  },
  checkStep3: {
    vi: 'đồng hồ của hệ thống lệch không quá năm phút;',
    en: 'the system’s clock differs by no more than five minutes;',
  },
  checkStep4: {
    vi: 'mỗi yêu cầu mang một nonce mới, từ 16 đến 128 ký tự.',
    en: 'every request has a new nonce of 16 to 128 characters.',
  },
  method: { vi: 'Phương thức', en: 'Method' },
  pathLabel: { vi: 'Đường dẫn', en: 'Path' },
  pathHint: { vi: 'Bắt đầu bằng /api/, kể cả phần sau dấu hỏi.', en: 'From /api/ on, with its query.' },
  headers: { vi: 'Các tiêu đề của yêu cầu', en: 'Headers' },
  headersHint: {
    vi: 'Mỗi dòng một tiêu đề, trong đó có Signature-Input và Signature.',
    en: 'One in a line, Signature-Input and Signature among them.',
  },
  bodyLabel: { vi: 'Nội dung của yêu cầu', en: 'Body' },
  check: { vi: 'Kiểm tra chữ ký', en: 'Check the signature' },
  holds: { vi: 'Chữ ký đúng.', en: 'The signature holds.' },
  holdsNot: { vi: 'Chữ ký chưa đúng.', en: 'The signature does not hold.' },
  timeHere: { vi: 'Giờ của máy chủ: {at}.', en: 'The time here: {at}.' },
  targetUri: { vi: 'Địa chỉ phải ký (@target-uri)', en: 'Address to be signed (@target-uri)' },
  digestOfBody: { vi: 'Content-Digest của nội dung', en: 'Content-Digest of the body' },
  signatureBase: { vi: 'Văn bản được kiểm tra', en: 'The text that is verified' },
});

type Words = ReturnType<typeof words>;

export const stateTones: Record<'active' | 'suspended' | 'ended', Tone> = {
  active: 'ok',
  suspended: 'wait',
  ended: 'plain',
};

export function rightWord(t: Words, right: string): string {
  const known: Record<string, string> = { 'exchange.send': t.rightSend, 'exchange.receive': t.rightReceive };
  return known[right] ?? right;
}

export function changeWord(t: Words, kind: string, data: Record<string, unknown>): string {
  const known: Record<string, string> = {
    registered: t.hRegistered,
    changed: t.hChanged,
    'key-added': t.hKeyAdded,
    'key-ended': t.hKeyEnded,
    'secret-renewed': t.hSecretRenewed,
    'secret-dropped': t.hSecretDropped,
    suspended: t.hSuspended,
    active: t.hActive,
    ended: t.hEnded,
  };
  return say(known[kind] ?? kind, { label: String(data['label'] ?? ''), why: String(data['why'] ?? '') });
}

/** What is said after an act, from the closed words of the page. */
export function toldWord(t: Words, told: string): string | undefined {
  const known: Record<string, string> = {
    'dang-ky': t.toldRegistered,
    'them-khoa': t.toldKeyAdded,
    'ngung-khoa': t.toldKeyEnded,
    'bo-ma': t.toldSecretDropped,
    sua: t.toldChanged,
    active: t.toldActive,
    suspended: t.toldSuspended,
    ended: t.toldEnded,
  };
  return Object.hasOwn(known, told) ? known[told] : undefined;
}
