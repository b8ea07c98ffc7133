import { defineProblems } from '#platform/problem.ts';

export const mandatesProblem = defineProblems('mandates', {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy việc đại diện hoặc ủy quyền này trong tài khoản của ông/bà.',
    en: 'This mandate is not among yours.',
  },
  'person-not-matched': {
    status: 422,
    vi: 'Số định danh và họ tên vừa nhập chưa khớp với một người nào. Xin xem lại từng chữ số và họ tên như ghi trên thẻ căn cước.',
    en: 'The number and the name do not belong to one person. Check each digit, and the name as printed on the identity card.',
  },
  'for-oneself': {
    status: 422,
    vi: 'Ông/bà không cần ủy quyền cho chính mình. Xin nhập số định danh của người khác.',
    en: 'You need no authority for yourself. Enter somebody else’s number.',
  },
  'only-oneself': {
    status: 409,
    vi: 'Ông/bà đang làm việc thay người khác. Việc này chỉ làm được khi ông/bà làm việc cho chính mình; xin chuyển lại rồi làm tiếp.',
    en: 'You are acting for somebody else. This is done only for oneself: switch back first.',
  },
  'scope-not-valid': {
    status: 422,
    vi: 'Xin chọn ít nhất một việc mà người được ủy quyền được làm.',
    en: 'Choose at least one thing that the agent may do.',
  },
  'term-not-valid': {
    status: 422,
    vi: 'Ngày cuối phải từ hôm nay và không sau ngày {latest}.',
    en: 'The last day must be today or later, and not after {latest}.',
  },
  'dates-not-valid': {
    status: 422,
    vi: 'Ngày bắt đầu phải trước hoặc bằng ngày cuối, và ngày của văn bản không được ở sau hôm nay.',
    en: 'The first day must not be after the last one, and the day of a document not after today.',
  },
  'already-stands': {
    status: 409,
    vi: 'Việc đại diện hoặc ủy quyền này đã có và còn hiệu lực trong thời gian đó. Xin xem lại danh sách, hoặc chấm dứt việc cũ trước.',
    en: 'This mandate stands already for some of that time. See the list, or end the earlier one first.',
  },
  'not-waiting': {
    status: 409,
    vi: 'Đề nghị ủy quyền này không còn chờ trả lời: đã được nhận, đã bị rút lại hoặc đã quá hạn.',
    en: 'This authority does not wait for an answer any more: it was taken on, taken back, or has lapsed.',
  },
  'too-young': {
    status: 422,
    vi: 'Người ủy quyền và người được ủy quyền phải từ đủ {age} tuổi.',
    en: 'Both people of an authority must be at least {age}.',
  },
  'already-ended': {
    status: 409,
    vi: 'Việc đại diện hoặc ủy quyền này đã chấm dứt trước đó.',
    en: 'This mandate has ended already.',
  },
  'ends-by-law-only': {
    status: 409,
    vi: 'Việc đại diện này có theo giấy khai sinh, theo quyết định hoặc theo đăng ký doanh nghiệp, nên không tự chấm dứt ở đây được. Khi có quyết định mới, cán bộ tư pháp – hộ tịch ghi nhận việc này.',
    en: 'This mandate follows from the birth act, a decision or the enterprise register, so it is not ended here. An officer records a new decision.',
  },
  'not-representative': {
    status: 403,
    vi: 'Chỉ người đại diện theo pháp luật đang có hiệu lực của tổ chức mới giao việc cho nhân viên được.',
    en: 'Only a legal representative whose mandate stands may delegate to staff.',
  },
  'wider-than-own': {
    status: 422,
    vi: 'Không giao được việc nhiều hơn hoặc lâu hơn phần mà chính người đại diện đang có.',
    en: 'Staff cannot be given more, or for longer, than the representative has.',
  },
  'organisation-not-found': {
    status: 404,
    vi: 'Chưa có tổ chức nào mang mã số này ở đây.',
    en: 'No organisation with this number is known here.',
  },
  'organisation-known': {
    status: 409,
    vi: 'Tổ chức mang mã số thuế này đã được ghi nhận với tên khác. Xin tìm theo mã số thuế để xem.',
    en: 'An organisation with this tax number is recorded under another name. Look it up by its number.',
  },
  'organisation-not-active': {
    status: 409,
    vi: 'Tổ chức này đang tạm ngừng hoạt động hoặc đã giải thể.',
    en: 'This organisation rests or is dissolved.',
  },
  'text-not-valid': {
    status: 422,
    vi: 'Nội dung chỉ có khoảng trắng. Xin nhập nội dung cụ thể.',
    en: 'The text is blank. Say what is meant.',
  },
});
