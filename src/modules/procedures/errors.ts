import { defineProblems } from '#platform/problem.ts';

export const proceduresProblem = defineProblems('procedures', {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy thủ tục có mã này. Hãy xem lại mã, hoặc tìm theo tên thủ tục.',
    en: 'There is no procedure with this code. Check the code, or search by name.',
  },
  'version-not-found': {
    status: 404,
    vi: 'Không tìm thấy phiên bản này của thủ tục.',
    en: 'This version of the procedure was not found.',
  },
  'life-event-not-found': {
    status: 404,
    vi: 'Không tìm thấy nhóm sự kiện này. Hãy chọn trong danh sách ở trang chủ.',
    en: 'This life event was not found. Choose one from the front page.',
  },
  'draft-not-found': {
    status: 404,
    vi: 'Thủ tục này không có bản thảo đang soạn.',
    en: 'There is no draft of this procedure.',
  },
  'draft-changed': {
    status: 409,
    vi: 'Người khác vừa lưu bản thảo này. Hãy mở lại bản mới nhất rồi sửa tiếp.',
    en: 'Somebody else has just saved this draft. Open the latest one and go on from there.',
  },
  'draft-faulty': {
    status: 422,
    vi: 'Bản thảo chưa công bố được. Hãy sửa các mục được đánh dấu.',
    en: 'The draft cannot be published yet. Correct the marked items.',
  },
  'nothing-new': {
    status: 409,
    vi: 'Bản thảo giống hệt phiên bản đang có hiệu lực, nên không cần công bố lại.',
    en: 'The draft is the same as the version in force; there is nothing to publish.',
  },
});
