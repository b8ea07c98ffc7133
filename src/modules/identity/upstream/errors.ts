import type { ProblemText } from '#platform/problem.ts';

/** Refusals of the sign-in by another provider; `name` is what the sign-in page calls it. */
export const upstreamCodes = {
  'upstream-off': {
    status: 404,
    vi: 'Cổng này chưa nối với hệ thống đăng nhập nào khác.',
    en: 'No other sign-on is connected here.',
  },
  'upstream-unavailable': {
    status: 503,
    vi: '{name} hiện chưa trả lời. Xin thử lại sau ít phút, hoặc đăng nhập bằng cách khác. Những nơi ông/bà đang đăng nhập vẫn dùng bình thường.',
    en: '{name} does not answer at the moment. Try again in a few minutes or sign in another way; sessions that are open go on.',
  },
  'upstream-refused': {
    status: 403,
    vi: 'Ông/bà đã dừng lại ở {name}, nên chưa đăng nhập vào đây. Không có gì thay đổi.',
    en: 'You stopped at {name}, so you are not signed in here. Nothing has changed.',
  },
  'upstream-flow-over': {
    status: 410,
    vi: 'Lần đăng nhập qua {name} này đã quá thời gian, hoặc bắt đầu từ một trình duyệt khác. Xin bắt đầu lại.',
    en: 'This sign-in through {name} took too long, or began in another browser. Start again.',
  },
  'upstream-answer-wrong': {
    status: 403,
    vi: 'Câu trả lời của {name} không đúng quy cách nên không được chấp nhận. Xin bắt đầu lại; nếu vẫn vậy, xin đăng nhập bằng cách khác.',
    en: 'The answer of {name} was not as it must be and was not accepted. Start again; if it happens again, sign in another way.',
  },
  'upstream-level-low': {
    status: 403,
    vi: 'Lần đăng nhập ở {name} chưa đủ mức bảo đảm để dùng tại đây. Xin đăng nhập ở {name} bằng cách chắc chắn hơn, hoặc đăng nhập bằng cách khác.',
    en: 'The sign-in at {name} was not sure enough to be used here. Sign in at {name} in a stronger way, or sign in here another way.',
  },
  'upstream-not-enough': {
    status: 403,
    vi: '{name} chưa cho biết đủ số định danh cá nhân, họ tên và ngày sinh, nên chưa biết chắc ông/bà là ai. Xin đồng ý chia sẻ các thông tin này, hoặc đăng nhập bằng cách khác.',
    en: '{name} did not tell the personal number, the name and the birth date, so it is not certain who you are. Agree to share them, or sign in another way.',
  },
  'upstream-unknown': {
    status: 403,
    vi: 'Cơ sở dữ liệu dân cư ở đây chưa có số định danh mà {name} cho biết. Xin liên hệ bộ phận một cửa của xã, phường nơi ông/bà cư trú.',
    en: 'The population register here does not have the personal number that {name} told. Ask the one-stop shop of your commune.',
  },
  'upstream-differs': {
    status: 403,
    vi: 'Họ tên hoặc ngày sinh ở {name} chưa khớp với dữ liệu dân cư, nên chưa đăng nhập được bằng cách này. Xin mang thẻ căn cước đến bộ phận một cửa để đối chiếu.',
    en: 'The name or the birth date at {name} does not agree with the population register, so you cannot sign in this way. Take your identity card to the one-stop shop.',
  },
  'upstream-stopped': {
    status: 403,
    vi: 'Tài khoản của ông/bà tại đây đang bị khóa hoặc đã đóng. Xin liên hệ bộ phận một cửa hoặc người hỗ trợ tài khoản.',
    en: 'Your account here is locked or closed. Ask the one-stop shop or the account support.',
  },
  'upstream-mixed': {
    status: 403,
    vi: 'Tài khoản này ở {name} trước đây thuộc về một người khác, nên không được chấp nhận. Xin đăng nhập bằng cách khác.',
    en: 'This account at {name} belonged to somebody else before, so it is not accepted. Sign in another way.',
  },
} as const satisfies Record<string, ProblemText>;
