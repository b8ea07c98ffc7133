import { defineWords } from '#platform/web/words.ts';

export const mailboxWords = defineWords({
  title: { vi: 'Trục văn bản: hộp thư của cơ quan', en: 'Document axis: the agency’s mailbox' },
  lead: {
    vi: 'Cơ quan chọn văn bản trên trục đến bằng cách nào. Nơi gửi thấy trước những gì phần mềm của cơ quan không nhận được.',
    en: 'The agency chooses how documents reach it. Senders see beforehand what its software cannot take.',
  },
  now: { vi: 'Hiện nay', en: 'At present' },
  mode: { vi: 'Cách nhận', en: 'How' },
  since: { vi: 'Chọn từ', en: 'Since' },
  never: { vi: 'Chưa chọn: văn bản đến trên các trang này', en: 'Not chosen: documents arrive in these pages' },
  waiting: { vi: 'Đang chờ giao cho cơ quan', en: 'Waiting for the agency' },
  waitingNone: { vi: 'Không có văn bản nào', en: 'None' },
  waitingSome: { vi: '{count} văn bản, lâu nhất từ {since}', en: '{count}, the oldest since {since}' },
  largest: { vi: 'Tệp lớn nhất nhận được', en: 'Largest file' },
  largestNode: { vi: '{most} MB, như nút này cho phép', en: '{most} MB, as this node allows' },
  largestOwn: { vi: '{most} MB', en: '{most} MB' },
  cannot: { vi: 'Phần mềm không nhận được', en: 'What the software cannot take' },
  cannotNothing: { vi: 'Nhận được tất cả', en: 'It takes everything' },
  cannotHint: {
    vi: 'Đánh dấu những gì phần mềm của cơ quan không xử lý được. Nơi gửi được báo ngay khi gửi và biết phải làm gì thay thế.',
    en: 'Mark what the agency’s software cannot handle. Senders are refused at once and told what to do instead.',
  },
  attachments: { vi: 'Tài liệu kèm theo văn bản chính', en: 'Attachments beside the document itself' },
  encrypted: { vi: 'Tệp đã mã hóa', en: 'Encrypted files' },
  recall: { vi: 'Thu hồi văn bản', en: 'Recalls' },
  update: { vi: 'Cập nhật văn bản', en: 'Updates' },
  replace: { vi: 'Thay thế văn bản', en: 'Replacements' },
  types: { vi: 'Loại văn bản nhận được', en: 'Types of documents' },
  typesAll: { vi: 'Mọi loại', en: 'Every type' },
  typesLabel: { vi: 'Chỉ nhận các loại văn bản', en: 'Only these types of documents' },
  typesHint: {
    vi: 'Ghi nhóm và mã loại theo bảng mã trao đổi văn bản, cách nhau bằng dấu phẩy, ví dụ 2.2, 2.18 (quyết định, công văn). Bỏ trống nếu nhận mọi loại.',
    en: 'By group and code of the exchange standard, with commas: 2.2, 2.18 are decisions and official letters. Leave empty for every type.',
  },
  typesWrong: {
    vi: 'Ghi mỗi loại bằng nhóm 1 hoặc 2, dấu chấm và mã từ 1 đến 99, ví dụ 2.18.',
    en: 'Write each type as group 1 or 2, a point and a code from 1 to 99, such as 2.18.',
  },
  change: { vi: 'Đổi cách nhận', en: 'Change it' },
  here: { vi: 'Trên các trang này', en: 'In these pages' },
  hereHint: {
    vi: 'Văn bản đến tự vào sổ chờ, văn thư vào sổ một bước. Không cần phần mềm nào khác.',
    en: 'What arrives stands in the register for the clerk. No other software is needed.',
  },
  pull: { vi: 'Phần mềm của cơ quan tự lấy về', en: 'The agency’s software fetches' },
  pullHint: {
    vi: 'Văn bản chờ ở trục đến khi phần mềm lấy và xác nhận. Từ lúc đổi, văn bản mới không vào sổ trên trang này nữa.',
    en: 'Documents wait until the software fetches and confirms them. New ones no longer stand in the register here.',
  },
  push: { vi: 'Trục chuyển tới địa chỉ của cơ quan', en: 'The node brings them to an address' },
  pushHint: {
    vi: 'Trục gửi từng văn bản tới địa chỉ nhận tin đã đăng ký, gửi lại khi phần mềm không trả lời.',
    en: 'Each document goes to a registered address, again where the software does not answer.',
  },
  pushNeeds: {
    vi: 'Chưa chọn được: trước hết đăng ký ở trang Địa chỉ nhận tin một địa chỉ nhận “Chính văn bản” và trả lời đúng tin thử.',
    en: 'Not yet: first register an address for “The documents themselves” that answers its ping.',
  },
  held: { vi: 'Tạm dừng nhận', en: 'Nothing for the time being' },
  heldHint: {
    vi: 'Khi chuyển phần mềm hoặc kiểm kê. Trục giữ văn bản lại và báo cho nơi gửi biết cơ quan đang tạm dừng; quá hạn giao, nơi gửi được báo là chưa giao được.',
    en: 'While software is being changed. The node keeps documents and tells senders; past their time they end as not delivered.',
  },
  largestLabel: { vi: 'Phần mềm nhận tệp đến bao nhiêu MB', en: 'Largest file that the software takes, in MB' },
  largestHint: {
    vi: 'Bỏ trống nếu nhận được mọi tệp mà nút này cho phép ({most} MB).',
    en: 'Leave empty for whatever this node allows ({most} MB).',
  },
  largestWrong: {
    vi: 'Nhập một số từ 1 đến {most}, hoặc bỏ trống.',
    en: 'Enter a number from 1 to {most}, or nothing.',
  },
  modeMissing: { vi: 'Chọn một cách nhận.', en: 'Choose one.' },
  save: { vi: 'Lưu cách nhận', en: 'Save' },
  saved: { vi: 'Đã lưu. Văn bản gửi từ lúc này theo cách nhận mới.', en: 'Saved. It holds from now on.' },
  onlyOperator: {
    vi: 'Chỉ người vận hành trục của cơ quan (quyền exchange.operate) đổi được cách nhận.',
    en: 'Only the agency’s operator of the axis (right exchange.operate) can change this.',
  },
});
