import { defineProblems } from '#platform/problem.ts';

export const directoryProblem = defineProblems('directory', {
  'unknown-area': {
    status: 404,
    vi: 'Không có đơn vị hành chính nào mang mã {code} vào ngày {on} hoặc trước đó.',
    en: 'No administrative unit has carried the code {code} on {on} or before.',
  },
  'unreadable-areas': {
    status: 400,
    vi: 'Không đọc được tệp đơn vị hành chính: {reason}',
    en: 'The file of administrative units cannot be read: {reason}',
  },
  'unknown-agency': {
    status: 404,
    vi: 'Không tìm thấy cơ quan này.',
    en: 'There is no such agency.',
  },
  'unknown-officer': {
    status: 404,
    vi: 'Không tìm thấy cán bộ, công chức này.',
    en: 'There is no such officer.',
  },
  'unknown-appointment': {
    status: 404,
    vi: 'Không tìm thấy quyết định bố trí công tác này.',
    en: 'There is no such appointment.',
  },
  'outside-your-agency': {
    status: 403,
    vi: 'Cơ quan này không thuộc phạm vi ông/bà được giao quản lý.',
    en: 'This agency is outside what you have been given to manage.',
  },
  'right-not-yours-to-give': {
    status: 403,
    vi: 'Quyền “{right}” có hiệu lực trong phạm vi cả nước, chỉ cơ quan trung ương mới được giao.',
    en: 'The right "{right}" holds for the whole country; only national bodies give it.',
  },
  'malformed-agency-code': {
    status: 400,
    vi: 'Mã định danh “{code}” không đúng mẫu. Mã đúng có dạng H55.13 hoặc 000.00.13.H55.',
    en: 'The identifier "{code}" has neither form: H55.13 or 000.00.13.H55.',
  },
  'agency-code-taken': {
    status: 409,
    vi: 'Mã định danh {code} đã được cấp cho cơ quan khác. Mã đã cấp thì không dùng lại.',
    en: 'The identifier {code} belongs to another agency. Identifiers are never used again.',
  },
  'already-appointed': {
    status: 409,
    vi: 'Người này đang giữ đúng vị trí đó tại cơ quan trong khoảng thời gian đã chọn.',
    en: 'This person already holds that very post at the agency in this period.',
  },
  'appointment-ended': {
    status: 409,
    vi: 'Việc bố trí công tác này đã kết thúc từ trước.',
    en: 'This appointment has already ended.',
  },
  'ends-before-it-begins': {
    status: 400,
    vi: 'Ngày kết thúc không được trước ngày bắt đầu.',
    en: 'The last day must not be before the first day.',
  },
  'area-does-not-fit': {
    status: 400,
    vi: 'Cơ quan cấp tỉnh cần mã tỉnh (2 chữ số), cơ quan cấp xã cần mã xã (5 chữ số); cơ quan trung ương không có mã địa bàn.',
    en: 'A provincial agency needs a province code (2 digits), a commune’s agency a commune code (5 digits), a national one none.',
  },
  'not-yourself': {
    status: 403,
    vi: 'Không ai được tự bố trí hoặc tự thay đổi vị trí công tác của chính mình.',
    en: 'Nobody may appoint themselves or change their own appointment.',
  },
  'unknown-post': {
    status: 404,
    vi: 'Không tìm thấy vị trí công tác này.',
    en: 'There is no such post.',
  },
  'post-taken': {
    status: 409,
    vi: 'Trong khoảng thời gian đã chọn, vị trí này đã có người giữ. Xin kết thúc việc bố trí người đó trước, hoặc chọn ngày khác.',
    en: 'The post is held by somebody in this period. End that appointment first, or choose other days.',
  },
  'post-held': {
    status: 409,
    vi: 'Vị trí này còn người giữ sau ngày đã chọn. Xin kết thúc việc bố trí người đó trước.',
    en: 'Somebody holds the post beyond that day. End that appointment first.',
  },
  'post-ended': {
    status: 409,
    vi: 'Vị trí công tác này đã kết thúc hoặc kết thúc trong khoảng thời gian đã chọn.',
    en: 'The post has ended, or ends within these days.',
  },
  'before-the-post': {
    status: 400,
    vi: 'Ngày bắt đầu không được trước ngày lập vị trí công tác.',
    en: 'Nobody can hold a post before the day on which it begins.',
  },
  'unit-has-a-leader': {
    status: 409,
    vi: 'Đơn vị này đã có một vị trí đứng đầu. Xin bỏ dấu đứng đầu ở vị trí kia trước.',
    en: 'The unit has a leading post already. Take the mark from the other one first.',
  },
  'stand-in-needs-an-end': {
    status: 400,
    vi: 'Người tạm thay cần có ngày kết thúc. Xin nhập ngày người vắng trở lại.',
    en: 'A stand-in needs a last day. Enter when the holder is back.',
  },
  'nobody-to-stand-in-for': {
    status: 422,
    vi: 'Chỉ tạm thay được người đang giữ vị trí này trong suốt thời gian đã chọn, và người tạm thay phải là người khác.',
    en: 'One stands in for somebody else who holds the post during all of these days.',
  },
  'name-needed': {
    status: 400,
    vi: 'Xin chọn cán bộ, công chức đã có hoặc nhập họ và tên người mới.',
    en: 'Choose an officer or give the name of a new one.',
  },
});
