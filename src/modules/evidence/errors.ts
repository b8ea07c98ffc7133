import { defineProblems } from '#platform/problem.ts';

export const evidenceProblem = defineProblems('evidence', {
  'other-agency': {
    status: 403,
    vi: 'Lịch sử này không thuộc cơ quan của ông/bà. Chỉ người được giao quyền xem trong phạm vi cả nước mới xem được.',
    en: 'This history is not of your agency. Only those with the right to see the whole country may read it.',
  },
  'archive-unreadable': {
    status: 503,
    vi: 'Một phần lịch sử đã được chuyển vào kho lưu trữ, và kho này hiện không đọc được. Xin thử lại sau, hoặc báo cho người vận hành hệ thống.',
    en: 'A part of this history is in the archive, and the archive cannot be read at the moment. Try again later, or tell those who run the system.',
  },
  'no-time-stamp': {
    status: 503,
    vi: 'Trục văn bản tạm ngừng nhận: đã quá {hours} giờ sổ bằng chứng chưa có dấu thời gian. Văn bản của ông/bà chưa được gửi; xin gửi lại sau khi hệ thống hoạt động trở lại.',
    en: 'The document axis takes nothing over for now: the evidence has been without a time stamp for more than {hours} hours. Your document was not sent; send it again when the service is back.',
  },
});
