import { defineProblems } from '#platform/problem.ts';

export const signOnProblem = defineProblems('sign-on', {
  'national-only': {
    status: 403,
    vi: 'Chỉ cán bộ của cơ quan quản lý đăng nhập chung cấp quốc gia được đổi khóa ký.',
    en: 'Only an officer of the national body that runs the sign-on may change the signing keys.',
  },
  'ticket-over': {
    status: 410,
    vi: 'Yêu cầu đăng nhập này đã hết hạn hoặc được mở trong một lần đăng nhập khác. Xin quay lại ứng dụng và bắt đầu lại.',
    en: 'This request to sign in is over, or belongs to another session. Go back to the application and begin again.',
  },
  'no-such-client': {
    status: 404,
    vi: 'Không tìm thấy ứng dụng này trong phạm vi ông/bà được giao.',
    en: 'There is no such application among those given to you.',
  },
  'facts-incorrect': {
    status: 422,
    vi: 'Một số nội dung về ứng dụng chưa đúng. Xin xem lại các mục được đánh dấu.',
    en: 'Some of what was written about the application is not right. See the marked items.',
  },
  'too-many-clients': {
    status: 409,
    vi: 'Cơ quan đã đăng ký {limit} ứng dụng, là mức nhiều nhất. Xin đề nghị cơ quan quản lý đăng nhập chung trước khi đăng ký thêm.',
    en: 'The agency has registered {limit} applications, the most there may be. Ask the body that runs the sign-on first.',
  },
  'client-changed': {
    status: 409,
    vi: 'Ứng dụng này vừa được người khác sửa. Xin xem lại rồi làm tiếp; nội dung ông/bà nhập vẫn còn.',
    en: 'Somebody has just changed this application. Look again, then go on; what you typed is kept.',
  },
  'client-suspended': {
    status: 409,
    vi: 'Ứng dụng này đang tạm dừng. Xin cho hoạt động trở lại trước.',
    en: 'This application is suspended. Resume it first.',
  },
  'not-suspended': {
    status: 409,
    vi: 'Ứng dụng này đang hoạt động, không có gì để khôi phục.',
    en: 'This application is running; there is nothing to resume.',
  },
  'resumed-by-approver': {
    status: 403,
    vi: 'Ứng dụng chính thức đã tạm dừng chỉ hoạt động trở lại khi người có quyền phê duyệt cho phép.',
    en: 'A live application that was suspended goes on only with an officer who may approve.',
  },
  'no-secret-here': {
    status: 409,
    vi: 'Ứng dụng này không dùng khóa bí mật, nên không có gì để cấp mới.',
    en: 'This application uses no secret; there is none to renew.',
  },
  'no-keys-here': {
    status: 409,
    vi: 'Ứng dụng này không xác thực bằng khóa công khai (private_key_jwt).',
    en: 'This application does not authenticate with public keys (private_key_jwt).',
  },
  'keys-incorrect': {
    status: 422,
    vi: 'Bộ khóa chưa đúng. Xin xem mục được đánh dấu.',
    en: 'The key set is not right. See the marked item.',
  },
  'already-live': {
    status: 409,
    vi: 'Ứng dụng này đã hoạt động chính thức.',
    en: 'This application is live already.',
  },
  'not-ready-for-live': {
    status: 422,
    vi: 'Ứng dụng chưa đủ điều kiện hoạt động chính thức. Xin hoàn thiện các mục được đánh dấu.',
    en: 'The application is not ready to go live. Complete the marked items.',
  },
  'nothing-proposed': {
    status: 409,
    vi: 'Không có đề nghị nào đang chờ đối với ứng dụng này.',
    en: 'Nothing is waiting for a decision on this application.',
  },
  'not-your-own-proposal': {
    status: 403,
    vi: 'Người đề nghị không được tự phê duyệt. Xin để một cán bộ khác có quyền phê duyệt xem xét.',
    en: 'Nobody approves their own proposal. Another officer who may approve has to decide.',
  },
  'reason-needed': {
    status: 422,
    vi: 'Xin ghi lý do không đồng ý, để người đề nghị biết cần sửa gì.',
    en: 'Say why not, so that whoever proposed it knows what to change.',
  },
  'nothing-allowed': {
    status: 404,
    vi: 'Ông/bà hiện không cho phép ứng dụng này điều gì, nên không có gì để thôi.',
    en: 'You do not allow this application anything at present.',
  },
  'no-such-approval': {
    status: 404,
    vi: 'Yêu cầu này không còn: đã hết hạn, đã được trả lời, hoặc không dành cho ông/bà.',
    en: 'This request is gone: it has expired, was answered, or is not for you.',
  },
  'no-such-tester': {
    status: 404,
    vi: 'Không tìm thấy tài khoản khớp với số định danh và họ tên này. Người thử cần có tài khoản trước.',
    en: 'No account agrees with this number and name. A tester needs an account first.',
  },
  'too-many-testers': {
    status: 409,
    vi: 'Một ứng dụng chạy thử có nhiều nhất {limit} người thử.',
    en: 'An application in test has at most {limit} testers.',
  },
});
