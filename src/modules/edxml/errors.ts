import { defineProblems } from '#platform/problem.ts';

/** Why a packet is refused. The clients of the older axis see the sentence and a number (see vxp); these codes are for logs and evidence. */
export const edxmlProblem = defineProblems('edxml', {
  'not-xml': {
    status: 422,
    vi: 'Gói không phải XML hợp lệ mã hóa UTF-8 ({why}).',
    en: 'The packet is not well-formed XML in UTF-8 ({why}).',
  },
  truncated: {
    status: 422,
    vi: 'Gói bị đứt giữa chừng. Xin gửi lại đủ gói.',
    en: 'The packet ends in the middle. Send all of it again.',
  },
  forbidden: {
    status: 422,
    vi: 'Gói có khai báo kiểu tài liệu, thực thể hoặc chỉ thị xử lý; những thứ này không được nhận.',
    en: 'The packet declares a document type, an entity or a processing instruction, which are not accepted.',
  },
  'too-large': {
    status: 413,
    vi: 'Phần mô tả của gói hoặc một tệp trong gói quá lớn (tối đa {limit}).',
    en: 'The describing part of the packet, or a file in it, is too large (at most {limit}).',
  },
  'too-complex': {
    status: 422,
    vi: 'Gói lồng quá sâu hoặc có quá nhiều phần tử, thuộc tính.',
    en: 'The packet is nested too deeply, or has too many elements or attributes.',
  },
  'not-edxml': {
    status: 422,
    vi: 'Đây không phải gói edXML của QCVN 102:2016/BTTTT.',
    en: 'This is not an edXML packet of QCVN 102:2016/BTTTT.',
  },
  'field-missing': {
    status: 422,
    vi: 'Gói thiếu phần tử {field}.',
    en: 'The packet lacks the element {field}.',
  },
  'field-wrong': {
    status: 422,
    vi: 'Phần tử {field} có giá trị không đọc được.',
    en: 'The element {field} has a value that cannot be read.',
  },
  'field-twice': {
    status: 422,
    vi: 'Phần tử {field} có hai lần ở chỗ chỉ được có một.',
    en: 'The element {field} stands there twice where one is allowed.',
  },
  'bad-base64': {
    status: 422,
    vi: 'Nội dung tệp trong gói không phải base64 đúng.',
    en: 'The content of a file in the packet is not proper base64.',
  },
  'bad-zip': {
    status: 422,
    vi: 'Tệp nén trong gói bị hỏng, có mật khẩu hoặc tên không được nhận.',
    en: 'An archive in the packet is broken, locked, or has a name that is not accepted.',
  },
  'zip-entries': {
    status: 422,
    vi: 'Tệp nén trong gói phải có đúng một tệp.',
    en: 'An archive in the packet must have exactly one entry.',
  },
  'zip-bomb': {
    status: 422,
    vi: 'Tệp nén trong gói nở ra quá nhiều so với dung lượng nén.',
    en: 'An archive in the packet swells far beyond its compressed size.',
  },
  'attachment-missing': {
    status: 422,
    vi: 'Danh mục của gói nêu tệp {name} nhưng trong gói không có.',
    en: 'The manifest names the file {name}, which is not in the packet.',
  },
  'attachment-external': {
    status: 422,
    vi: 'Tệp đính kèm phải nằm trong gói, không nhận đường dẫn ra ngoài.',
    en: 'Attachments must be inside the packet; links to elsewhere are not followed.',
  },
});
