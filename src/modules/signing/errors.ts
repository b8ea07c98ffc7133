import { defineProblems } from '#platform/problem.ts';

/** Why signing or checking a document was refused. */
export const signingProblem = defineProblems('signing', {
  'not-a-pdf': {
    status: 422,
    vi: 'Tệp này không phải là văn bản PDF đọc được.',
    en: 'This file is not a readable PDF document.',
  },
  'unsupported-pdf': {
    status: 422,
    vi: 'Văn bản PDF này có cấu trúc chưa thể ký số (có mật khẩu, hoặc được nén theo cách chưa hỗ trợ).',
    en: 'This PDF document cannot be signed: it has a password, or is packed in a way that is not supported.',
  },
  'pdf-too-large': {
    status: 413,
    vi: 'Văn bản PDF quá lớn (tối đa {limit} MB).',
    en: 'The PDF document is too large (at most {limit} MB).',
  },
  'bad-signer': {
    status: 422,
    vi: 'Thông tin người ký còn thiếu, quá dài hoặc có ký tự lạ.',
    en: 'What is said of the signer is missing, too long, or contains control characters.',
  },
  'key-unreadable': {
    status: 503,
    vi: 'Khóa ký số không mở được bằng khóa chính của hệ thống. Xin báo người quản trị.',
    en: 'The signing key cannot be opened with the master key of this installation. Tell the administrator.',
  },
});
