import { defineProblems } from '#platform/problem.ts';

export const vxpProblem = defineProblems('vxp', {
  'not-proved': {
    status: 401,
    vi: 'Mã hệ thống hoặc khóa bí mật không đúng, hoặc hệ thống đã bị tạm dừng.',
    en: 'The system id or the secret is wrong, or the system is suspended.',
  },
  'right-missing': {
    status: 403,
    vi: 'Hệ thống này chưa được giao quyền {right} trên trục.',
    en: 'This system has not been given the right {right} on the axis.',
  },
  'sender-differs': {
    status: 403,
    vi: 'Cơ quan gửi ghi trong gói ({code}) không phải cơ quan mà hệ thống này được đại diện.',
    en: 'The sender in the packet ({code}) is not an agency in whose name this system may speak.',
  },
  'headers-differ': {
    status: 422,
    vi: 'Tham số {header} trên đường truyền không khớp với nội dung gói.',
    en: 'The header {header} does not agree with the packet.',
  },
  'header-missing': {
    status: 400,
    vi: 'Thiếu tham số {header}, hoặc giá trị không đọc được.',
    en: 'The header {header} is missing or cannot be read.',
  },
  unsigned: {
    status: 422,
    vi: 'Gói văn bản chưa được ký số nên không được nhận.',
    en: 'The document packet is not signed and is not accepted.',
  },
  'bad-signature': {
    status: 422,
    vi: 'Chữ ký số của gói không được chấp nhận ({state}).',
    en: 'The signature of the packet is not accepted ({state}).',
  },
  'wrong-signer': {
    status: 422,
    vi: 'Chứng thư ký gói không phải của cơ quan gửi.',
    en: 'The certificate that signed the packet is not the sending agency’s.',
  },
  'packet-incomplete': {
    status: 422,
    vi: 'Gói thiếu hoặc sai thông tin cần cho trục ({field}).',
    en: 'The packet lacks something that the axis needs, or has it wrong ({field}).',
  },
  'unknown-document': {
    status: 422,
    vi: 'Không tìm thấy văn bản {documentId} giữa hai cơ quan trên trục.',
    en: 'No document {documentId} has gone over the axis between the two agencies.',
  },
  'not-found': {
    status: 404,
    vi: 'Không có gói nào mang mã này dành cho cơ quan của hệ thống.',
    en: 'No packet with this id waits for the agency of this system.',
  },
  'not-fetched': {
    status: 409,
    vi: 'Gói này chưa được lấy về nên chưa xác nhận được.',
    en: 'This packet has not been fetched yet and cannot be confirmed.',
  },
  'unknown-call': {
    status: 404,
    vi: 'Không có dịch vụ này.',
    en: 'There is no such call.',
  },
  'not-registered': {
    status: 404,
    vi: 'Hệ thống chưa đăng ký phục vụ cơ quan này nên không có gì để xóa.',
    en: 'No system has registered that it serves this agency.',
  },
});
