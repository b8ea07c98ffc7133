import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Danh bạ nút', en: 'Directory of nodes' },
  lead: {
    vi: 'Các nút đang cùng chuyển văn bản, và mỗi cơ quan đang đặt tại nút nào. Danh bạ do nút giữ danh bạ ký; mọi nút giữ một bản.',
    en: 'Which nodes exchange documents, and at which of them each agency is at home. The registrar signs the directory; every node keeps a copy.',
  },
  alone: {
    vi: 'Nút này đang đứng riêng: mọi cơ quan đều đặt tại đây. Muốn nối với các nút khác, xin xem hướng dẫn vận hành liên thông nút.',
    en: 'This node stands alone: every agency is at home here. The operator’s guide to the federation says how to connect it.',
  },
  allWell: { vi: 'Danh bạ còn hạn và làm mới được.', en: 'The directory is valid and can be refreshed.' },
  selfTitle: { vi: 'Nút này', en: 'This node' },
  id: { vi: 'Mã nút', en: 'Node id' },
  name: { vi: 'Tên', en: 'Name' },
  url: { vi: 'Địa chỉ', en: 'Address' },
  role: { vi: 'Vai trò', en: 'Role' },
  roleRegistrar: { vi: 'Nút giữ danh bạ', en: 'Registrar' },
  roleMember: { vi: 'Nút thành viên', en: 'Member' },
  roleAlone: { vi: 'Đứng riêng', en: 'Stands alone' },
  fingerprint: { vi: 'Dấu vân tay khóa của nút', en: 'Fingerprint of the node’s key' },
  registrarFingerprint: { vi: 'Dấu vân tay khóa ký danh bạ', en: 'Fingerprint of the key that signs the directory' },
  copyTitle: { vi: 'Bản danh bạ tại đây', en: 'The copy here' },
  noCopy: { vi: 'Chưa có bản danh bạ nào.', en: 'There is no copy yet.' },
  serial: { vi: 'Số hiệu', en: 'Serial' },
  issuedAt: { vi: 'Ký lúc', en: 'Signed' },
  validUntil: { vi: 'Có hạn đến', en: 'Valid until' },
  usableUntil: { vi: 'Vẫn dùng được đến', en: 'Still used until' },
  cameFrom: { vi: 'Lấy từ', en: 'Taken from' },
  fromRegistrar: { vi: 'nút giữ danh bạ, lúc {at}', en: 'the registrar, {at}' },
  fromOwn: { vi: 'nút này ký, lúc {at}', en: 'signed here, {at}' },
  fromNode: { vi: 'nút {node}, lúc {at}', en: 'node {node}, {at}' },
  heardAt: { vi: 'Lần làm mới gần nhất thành công', en: 'Last refreshed' },
  nextAt: { vi: 'Lần làm mới kế tiếp', en: 'Next look' },
  failures: { vi: 'Số lần không liên lạc được liên tiếp', en: 'Looks that failed in a row' },
  never: { vi: 'Chưa có lần nào', en: 'Never' },
  refresh: { vi: 'Làm mới ngay', en: 'Refresh now' },
  refreshed: { vi: 'Đã lấy được danh bạ mới hơn.', en: 'A newer directory was taken up.' },
  theSame: { vi: 'Danh bạ tại đây đã là bản mới nhất.', en: 'The copy here is the newest.' },
  notRefreshed: { vi: 'Chưa làm mới được: {why}', en: 'Not refreshed: {why}' },
  away: { vi: 'chưa liên lạc được với nút giữ danh bạ.', en: 'the registrar cannot be reached.' },
  refusedTooLarge: { vi: 'danh bạ nhận được quá lớn.', en: 'the directory offered is too large.' },
  refusedMalformed: { vi: 'danh bạ nhận được không đọc được.', en: 'the directory offered cannot be read.' },
  refusedSignature: {
    vi: 'chữ ký trên danh bạ nhận được không phải của nút giữ danh bạ mà nút này tin.',
    en: 'the signature on the directory offered is not of the registrar that this node trusts.',
  },
  refusedOlder: {
    vi: 'danh bạ nhận được cũ hơn bản tại đây.',
    en: 'the directory offered is older than the copy here.',
  },
  refusedConflict: {
    vi: 'có hai danh bạ khác nhau cùng một số hiệu.',
    en: 'there are two directories with one serial.',
  },
  refusedOver: { vi: 'danh bạ nhận được đã quá hạn từ lâu.', en: 'the directory offered was over long ago.' },
  alarmTitle: { vi: 'Cần xử lý', en: 'Needs attention' },
  'grace-over': {
    vi: 'Danh bạ đã quá hạn lâu. Nút này không gửi và không nhận văn bản với nút khác nữa; văn bản đang chờ được giữ lại.',
    en: 'The directory is long over. This node exchanges nothing with others; what waits is kept.',
  },
  over: {
    vi: 'Danh bạ đã quá hạn. Nút này vẫn dùng tạm bản cũ cho đến ngày ghi bên dưới.',
    en: 'The directory is over. This node goes on with it until the day below.',
  },
  'ends-soon': {
    vi: 'Danh bạ sắp hết hạn mà chưa có bản mới.',
    en: 'The directory ends soon and there is no newer one.',
  },
  refused: { vi: 'Một danh bạ nhận được đã bị từ chối: {why}', en: 'A directory was not believed: {why}' },
  'not-secure': {
    vi: 'Không lập được kết nối bảo mật với: {nodes}. Không có gì được gửi đến đó. Xin kiểm tra chứng thư của nút ấy và tệp NODE_TLS_CA.',
    en: 'No secure connection to: {nodes}. Nothing is sent there. Check the certificate of that node and the file of NODE_TLS_CA.',
  },
  'not-refreshed': {
    vi: 'Hơn một giờ chưa liên lạc được với nút giữ danh bạ.',
    en: 'The registrar could not be reached for more than an hour.',
  },
  'not-joined': {
    vi: 'Nút này chưa có trong danh bạ. Cán bộ giữ danh bạ cần kết nạp nút sau khi so dấu vân tay khóa với ông/bà.',
    en: 'This node is not in the directory. The registrar’s officer admits it after comparing the fingerprint with you.',
  },
  'no-directory': {
    vi: 'Nút này chưa lấy được danh bạ lần nào.',
    en: 'This node has never had a directory.',
  },
  join: { vi: 'Xin vào danh bạ', en: 'Ask to join' },
  joinWaiting: {
    vi: 'Đã gửi đơn. Xin gọi cán bộ giữ danh bạ và đọc dấu vân tay khóa của nút này.',
    en: 'Asked. Call the registrar’s officer and read out the fingerprint of this node.',
  },
  joinAdmitted: { vi: 'Nút này đã được kết nạp.', en: 'This node is admitted.' },
  joinRefused: {
    vi: 'Đơn đã bị từ chối. Xin liên hệ cán bộ giữ danh bạ.',
    en: 'Refused. Speak with the registrar’s officer.',
  },
  keysTitle: { vi: 'Đổi khóa', en: 'Change keys' },
  rotateHow: { vi: 'Khi đổi khóa của nút', en: 'When the node’s key is changed' },
  rotate: { vi: 'Đổi khóa của nút', en: 'Change the node’s key' },
  rotateHint: {
    vi: 'Khóa mới bắt đầu dùng sau mười lăm phút; khóa cũ còn được tin thêm bảy ngày.',
    en: 'The new key is used after fifteen minutes; the old one counts for seven more days.',
  },
  rotateAtOnce: {
    vi: 'Bỏ khóa hiện nay ngay, vì có thể đã lộ',
    en: 'End the present key now: it may be in other hands',
  },
  rotateRegistrar: { vi: 'Đổi khóa ký danh bạ', en: 'Change the key that signs the directory' },
  rotated: { vi: 'Đã có khóa mới.', en: 'There is a new key.' },
  joiningTitle: { vi: 'Đơn xin vào danh bạ', en: 'Asking to join' },
  noJoining: { vi: 'Không có đơn nào đang chờ.', en: 'Nobody is asking.' },
  joiningLead: {
    vi: 'Gọi cho người vận hành nút đó theo số điện thoại ông/bà đã biết. Nghe họ đọc dấu vân tay, so các nhóm hiện ở đây, rồi gõ hai nhóm cuối mà họ đọc.',
    en: 'Call the operator of that node by a number you know already. Let them read the fingerprint, compare the groups shown, and type the last two that they read.',
  },
  replaces: {
    vi: 'Nút này đã có trong danh bạ với khóa khác. Nếu kết nạp, các khóa cũ hết hiệu lực ngay.',
    en: 'This node is in the directory with another key. If admitted, its old keys end at once.',
  },
  askedAt: { vi: 'Gửi lúc', en: 'Asked' },
  ending: {
    vi: 'Hai nhóm cuối của dấu vân tay, như bên kia đọc',
    en: 'The last two groups, as the other side reads them',
  },
  admit: { vi: 'Kết nạp', en: 'Admit' },
  refuse: { vi: 'Từ chối', en: 'Refuse' },
  done: { vi: 'Đã ghi nhận. Danh bạ mới đã được ký.', en: 'Done. A new directory is signed.' },
  nodesTitle: { vi: 'Các nút', en: 'Nodes' },
  noNodes: { vi: 'Chưa có nút nào.', en: 'No nodes yet.' },
  agencies: { vi: 'Số cơ quan', en: 'Agencies' },
  keys: { vi: 'Khóa', en: 'Keys' },
  keyUntil: { vi: 'đến {at}', en: 'until {at}' },
  keyFrom: { vi: 'từ {at}', en: 'from {at}' },
  removeNode: { vi: 'Đưa ra khỏi danh bạ', en: 'Remove' },
  act: { vi: 'Thao tác', en: 'Action' },
  homesTitle: { vi: 'Cơ quan và nút', en: 'Agencies and their nodes' },
  noHomes: { vi: 'Không có cơ quan nào trong danh bạ.', en: 'The directory has no agencies.' },
  noHomesFound: { vi: 'Không tìm thấy cơ quan nào.', en: 'No agency was found.' },
  find: { vi: 'Tìm cơ quan theo mã hoặc tên', en: 'Find an agency by code or name' },
  code: { vi: 'Mã định danh', en: 'Code' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  node: { vi: 'Nút', en: 'Node' },
  since: { vi: 'Từ ngày', en: 'Since' },
  before: { vi: 'Trước đó: {homes}', en: 'Before: {homes}' },
  moveTitle: { vi: 'Đặt hoặc chuyển cơ quan', en: 'Give an agency its home, or move it' },
  moveHint: {
    vi: 'Nơi cũ đóng và nơi mới mở cùng một lúc. Văn bản đang trên đường tới nơi cũ vẫn được chuyển tiếp.',
    en: 'The old home ends as the new one begins. What is under way to the old one is passed on.',
  },
  moveCode: { vi: 'Mã định danh của cơ quan', en: 'Code of the agency' },
  moveNode: { vi: 'Nút mới', en: 'New node' },
  chooseNode: { vi: 'Chọn nút', en: 'Choose a node' },
  move: { vi: 'Chuyển cơ quan', en: 'Move' },
  moreHomes: { vi: 'Các cơ quan tiếp theo', en: 'More agencies' },
  proveWhy: {
    vi: 'Những việc thay đổi danh bạ cần ông/bà xác nhận lại là chính mình.',
    en: 'Acts that change the directory need a fresh proof of who you are.',
  },
  proveFirst: { vi: 'Xác nhận', en: 'Confirm' },
  toAxis: { vi: 'Trục văn bản', en: 'Document axis' },
});

type Words = ReturnType<typeof words>;

/** Why a directory was not taken up, as the end of a sentence. */
export function whyNot(t: Words, outcome: string | null): string {
  const known: Record<string, string> = {
    away: t.away,
    'too-large': t.refusedTooLarge,
    malformed: t.refusedMalformed,
    'wrong-signature': t.refusedSignature,
    older: t.refusedOlder,
    conflict: t.refusedConflict,
    over: t.refusedOver,
  };
  return known[outcome ?? ''] ?? t.away;
}

export type FederationWords = Words;
