import { defineWords } from '#platform/web/words.ts';

export const apiWords = defineWords({
  title: { vi: 'Giao diện lập trình (API)', en: 'Programming interface (API)' },
  lead: {
    vi: 'Mọi việc các trang làm được thì hệ thống khác cũng làm được qua các thao tác dưới đây, với cùng quyền và cùng quy tắc.',
    en: 'Whatever the pages can do, other systems can do through the operations below, with the same rights and rules.',
  },
  document: { vi: 'Tài liệu OpenAPI 3.1 cho máy đọc', en: 'OpenAPI 3.1 document for machines' },
  refusals: {
    vi: 'Lời từ chối là tài liệu RFC 9457 với một mã trong danh sách của từng phân hệ; bấm vào mã để xem ý nghĩa.',
    en: 'A refusal is an RFC 9457 document with a code from the room’s list; follow a code to see what it means.',
  },
  operation: { vi: 'Thao tác', en: 'Operation' },
  who: { vi: 'Ai được gọi', en: 'Who may call' },
  mayRefuse: { vi: 'Có thể từ chối', en: 'May refuse with' },
  anyone: { vi: 'Mọi người', en: 'Anyone' },
  signedIn: { vi: 'Người đã đăng nhập', en: 'Anyone signed in' },
  citizen: { vi: 'Công dân', en: 'Citizens' },
  officer: { vi: 'Cán bộ', en: 'Officers' },
  withRight: { vi: 'Cán bộ có quyền {right}', en: 'Officers with the right {right}' },
});

export const problemWords = defineWords({
  title: { vi: 'Ý nghĩa của mã từ chối', en: 'What a refusal means' },
  code: { vi: 'Mã', en: 'Code' },
  status: { vi: 'Trạng thái HTTP', en: 'HTTP status' },
  says: { vi: 'Nội dung', en: 'What it says' },
  all: { vi: 'Xem các thao tác của hệ thống', en: 'See the operations of the system' },
});
