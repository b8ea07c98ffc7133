import { defineProblems } from '#platform/problem.ts';

export const populationProblem = defineProblems('population', {
  'person-not-found': {
    status: 404,
    vi: 'Không tìm thấy người có số định danh và thông tin đã nhập. Xin kiểm tra lại từng chữ số và họ tên.',
    en: 'No person has this number together with the other details. Check each digit and the name.',
  },
  'reason-missing': {
    status: 422,
    vi: 'Xin ghi rõ mục đích, căn cứ pháp lý và số hồ sơ liên quan trước khi xem thông tin của công dân.',
    en: 'Give the purpose, the legal basis and the case before reading a person’s data.',
  },
  'number-malformed': {
    status: 422,
    vi: 'Số định danh cá nhân phải gồm đúng 12 chữ số.',
    en: 'A personal number has exactly 12 digits.',
  },
  'number-taken': {
    status: 409,
    vi: 'Số định danh cá nhân này đã được cấp cho người khác.',
    en: 'This personal number already belongs to another person.',
  },
  'number-differs': {
    status: 422,
    vi: 'Số định danh cá nhân không khớp với giới tính hoặc năm sinh.',
    en: 'The personal number does not agree with the sex or the birth year.',
  },
  'fact-invalid': {
    status: 422,
    vi: 'Thông tin về người này chưa đúng dạng nên chưa được ghi nhận.',
    en: 'A fact about the person is not in its expected shape and was not recorded.',
  },
  'fact-corrected': {
    status: 409,
    vi: 'Thông tin này đã được đính chính trước đó. Xin tải lại trang để xem nội dung mới nhất.',
    en: 'This fact was corrected before. Reload to see the latest.',
  },
  'place-unknown': {
    status: 422,
    vi: 'Chưa xác định được mã nơi đăng ký khai sinh nên chưa cấp được số định danh.',
    en: 'No place code is known for the place of birth registration, so no number was drawn.',
  },
  'block-full': {
    status: 409,
    vi: 'Dãy số định danh của nơi đăng ký, giới tính và năm sinh này đã dùng hết. Xin báo quản trị hệ thống.',
    en: 'All numbers of this place, sex and birth year are used. Tell the system administrator.',
  },
});
