import { defineProblems } from '#platform/problem.ts';

export const documentsProblem = defineProblems('documents', {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy văn bản này trong sổ của cơ quan.',
    en: 'This document is not in the registers of your agency.',
  },
  'not-yours': {
    status: 403,
    vi: 'Việc này trên văn bản do người khác đảm nhiệm. Ông/bà xem được văn bản nhưng không làm được bước này.',
    en: 'Somebody else does this step. You can read the document but not do this.',
  },
  'wrong-state': {
    status: 409,
    vi: 'Văn bản đang ở bước “{state}” nên chưa làm được việc này. Có thể đồng nghiệp vừa xử lý; xin tải lại trang.',
    en: 'The document is at the step “{state}”, so this cannot be done now. A colleague may just have acted: load the page again.',
  },
  'version-changed': {
    status: 409,
    vi: 'Nội dung đã được sửa thành bản mới hơn (bản {version}). Xin đọc lại bản mới rồi mới phê duyệt hoặc lưu.',
    en: 'The content has been changed since (version {version}). Read the new version first.',
  },
  'type-unknown': {
    status: 422,
    vi: 'Không có loại văn bản này. Xin chọn một loại trong danh sách.',
    en: 'There is no such type of document. Choose one from the list.',
  },
  'signer-unknown': {
    status: 422,
    vi: 'Người ký phải là người của cơ quan đang được giao quyền ký văn bản. Xin chọn lại người ký.',
    en: 'The signer must be somebody of the agency who may sign documents today. Choose again.',
  },
  'recipient-unknown': {
    status: 422,
    vi: 'Có nơi nhận không tìm thấy hoặc đã ngừng hoạt động: {name}. Xin chọn lại nơi nhận.',
    en: 'A recipient was not found or has ended: {name}. Choose again.',
  },
  'recipients-missing': {
    status: 422,
    vi: 'Văn bản chưa có nơi nhận. Xin ghi ít nhất một nơi nhận trước khi trình.',
    en: 'The document has no recipient yet. Add at least one before submitting it.',
  },
  'some-cannot-take': {
    status: 422,
    vi: 'Có {count} nơi không nhận được văn bản này qua trục: {names}. Xin xem lý do ở trang phát hành, rồi sửa nơi nhận hoặc chọn gửi bản giấy cho những nơi ấy.',
    en: '{count} recipients cannot take this document over the axis: {names}. See why on the page of issuing, then change the recipients or leave these to paper.',
  },
  'content-missing': {
    status: 422,
    vi: 'Văn bản chưa có nội dung. Xin soạn nội dung hoặc tải lên tệp PDF trước khi trình.',
    en: 'The document has no content yet. Write it or upload a PDF before submitting it.',
  },
  'not-a-pdf': {
    status: 422,
    vi: 'Văn bản đi tải lên phải là tệp PDF không có mật khẩu và ký số được. Nếu tệp do phần mềm khác nén, xin in lại thành PDF rồi tải lên.',
    en: 'An uploaded outgoing document must be a PDF without a password that can be signed. If another program packed it, print it to PDF again and upload that.',
  },
  unprintable: {
    status: 422,
    vi: 'Trong nội dung có ký tự mà phông chữ của văn bản không có (hình vẽ, chữ nước ngoài): {sign}. Xin xóa hoặc thay ký tự đó.',
    en: 'The content has a character that the official font does not have: {sign}. Remove or replace it.',
  },
  'secret-elsewhere': {
    status: 422,
    vi: 'Văn bản mật không được soạn hoặc lưu tệp trên hệ thống nối mạng. Với văn bản mật đến, chỉ ghi vào sổ, không kèm tệp và không ghi nội dung.',
    en: 'Secret documents are neither drafted nor stored on a connected system. Of an incoming one, only the register line is kept, without files.',
  },
  'files-missing': {
    status: 422,
    vi: 'Chưa có tệp văn bản. Xin đính kèm bản quét hoặc tệp điện tử.',
    en: 'There is no file of the document. Attach the scan or the electronic file.',
  },
  'assignee-unknown': {
    status: 422,
    vi: 'Người được giao phải đang công tác tại cơ quan. Xin chọn lại.',
    en: 'Whoever is assigned must serve at the agency today. Choose again.',
  },
  'post-unknown': {
    status: 422,
    vi: 'Vị trí được giao không thuộc cơ quan hoặc không còn nữa. Xin chọn lại.',
    en: 'A post that was chosen is not of the agency or has ended. Choose again.',
  },
  'one-lead': {
    status: 422,
    vi: 'Xin chọn đúng một vị trí chủ trì.',
    en: 'Choose exactly one lead.',
  },
  'assigned-meanwhile': {
    status: 409,
    vi: '{name} vừa phân công văn bản này. Xin xem phân công mới trên trang rồi mới phân công lại.',
    en: '{name} has just assigned this document. Look at that assignment before you make another.',
  },
  'date-ahead': {
    status: 422,
    vi: 'Ngày của văn bản không thể sau ngày hôm nay. Xin kiểm tra lại.',
    en: 'The date of the document cannot lie after today. Check it.',
  },
  'due-past': {
    status: 422,
    vi: 'Hạn xử lý phải sau thời điểm hiện tại.',
    en: 'The due time must lie ahead.',
  },
  'excerpt-missing': {
    status: 422,
    vi: 'Trích sao cần có phần nội dung được trích; sao y và sao lục thì không.',
    en: 'An extract needs the part that is taken out; the other copies have none.',
  },
  'nothing-to-copy': {
    status: 409,
    vi: 'Văn bản này không có tệp PDF ký số được để sao.',
    en: 'This document has no PDF file that can be signed as a copy.',
  },
  'style-incorrect': {
    status: 422,
    vi: 'Tên viết tắt của cơ quan gồm chữ và dấu gạch nối, không có khoảng trắng.',
    en: 'The abbreviation of an agency has letters and hyphens and no spaces.',
  },
  'packet-differs': {
    status: 409,
    vi: 'Gói tin này đã được nhận trước đó với nội dung khác.',
    en: 'This packet was received before with another content.',
  },
});
