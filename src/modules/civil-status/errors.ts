import { defineProblems } from '#platform/problem.ts';

export const civilStatusProblem = defineProblems('civil-status', {
  'dossier-not-ready': {
    status: 409,
    vi: 'Hồ sơ này chưa được tiếp nhận hoặc đã giải quyết xong, nên chưa thể đăng ký khai sinh.',
    en: 'This dossier has not been accepted yet, or is finished: the birth cannot be registered now.',
  },
  'dossier-paused': {
    status: 409,
    vi: 'Hồ sơ đang tạm dừng (chờ bổ sung giấy tờ hoặc chờ nộp lệ phí), nên chưa thể đăng ký khai sinh.',
    en: 'This dossier is paused (waiting for papers or a fee): the birth cannot be registered now.',
  },
  'not-a-birth': {
    status: 409,
    vi: 'Hồ sơ này không phải là hồ sơ đăng ký khai sinh.',
    en: 'This dossier is not about a birth registration.',
  },
  'other-agency': {
    status: 403,
    vi: 'Hồ sơ này thuộc cơ quan khác. Chỉ cơ quan nhận hồ sơ mới được đăng ký vào sổ.',
    en: 'This dossier belongs to another agency; only that agency may register it.',
  },
  'entry-incorrect': {
    status: 422,
    vi: 'Một số nội dung chưa đúng. Xin xem lại các mục được đánh dấu rồi đăng ký lại.',
    en: 'Some of the entry is not right. See the marked items and register again.',
  },
  'similar-act': {
    status: 409,
    vi: 'Trong sổ đã có trường hợp khai sinh số {number} của cùng người mẹ, cùng ngày sinh, tên gần giống. Nếu là sinh đôi hoặc trường hợp khác, xin ghi rõ lý do rồi đăng ký lại.',
    en: 'Act {number} has the same mother, the same birth date and a similar name. If these are twins or another case, give the reason and register again.',
  },
  'took-too-long': {
    status: 409,
    vi: 'Việc ghi sổ bị gián đoạn quá lâu nên chưa ghi gì vào sổ. Xin bấm đăng ký lại.',
    en: 'Entering the act took too long, so nothing was written. Register again.',
  },
  'signer-unknown': {
    status: 422,
    vi: 'Người ký giấy khai sinh phải là người đang được giao quyền ký tại cơ quan đăng ký. Xin chọn lại người ký.',
    en: 'The signer must hold the right to sign at the registering agency today. Choose again.',
  },
  'no-signer': {
    status: 409,
    vi: 'Cơ quan chưa có ai được giao quyền ký giấy khai sinh nên chưa đăng ký được. Xin báo người quản lý danh bạ cơ quan giao quyền ký cho Chủ tịch hoặc Phó Chủ tịch.',
    en: 'Nobody of this agency may sign birth certificates, so nothing can be registered. Ask whoever manages the directory to give the chairperson or a deputy the right to sign.',
  },
  'place-unknown': {
    status: 409,
    vi: 'Chưa xác định được địa bàn của cơ quan đăng ký. Xin báo quản trị hệ thống.',
    en: 'The area of the registering agency is not known. Tell the system administrator.',
  },
  'act-not-found': {
    status: 404,
    vi: 'Không tìm thấy trường hợp đăng ký khai sinh này.',
    en: 'This act was not found.',
  },
  'code-unknown': {
    status: 404,
    vi: 'Không tìm thấy giấy khai sinh theo mã này. Xin kiểm tra lại mã in dưới hình vuông trên giấy.',
    en: 'No certificate has this code. Check the code printed under the square on the paper.',
  },
});
