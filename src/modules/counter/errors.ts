import { defineProblems } from '#platform/problem.ts';

/** Everything that the counter refuses, in words for the person who meets it. */
export const counterProblem = defineProblems('counter', {
  'unknown-procedure': {
    status: 404,
    vi: 'Không có thủ tục nào mang mã {code} nộp được trực tuyến ở đây.',
    en: 'No procedure with the code {code} can be filed online here.',
  },
  'unknown-page': {
    status: 404,
    vi: 'Tờ khai này không có trang đó. Xin quay lại trang trước và tiếp tục.',
    en: 'This form has no such page. Go back and continue.',
  },
  'too-many-drafts': {
    status: 409,
    vi: 'Ông/bà đang có {count} hồ sơ nháp, là số nhiều nhất được giữ. Xin nộp hoặc xóa bớt một hồ sơ nháp rồi bắt đầu hồ sơ mới.',
    en: 'You have {count} drafts, the most that are kept. File or discard one of them before starting another.',
  },
  'draft-not-found': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ nháp này trong tài khoản của ông/bà. Có thể hồ sơ đã được xóa.',
    en: 'This draft is not in your account. It may have been discarded.',
  },
  'draft-already-filed': {
    status: 409,
    vi: 'Hồ sơ này đã được nộp, mã hồ sơ là {code}. Không cần nộp lại.',
    en: 'This dossier has been filed already under the code {code}. There is no need to file it again.',
  },
  'draft-changed': {
    status: 409,
    vi: 'Hồ sơ nháp này vừa được sửa ở một cửa sổ hoặc thiết bị khác. Nội dung ông/bà vừa nhập vẫn còn đây; xin so với nội dung đã lưu rồi chọn nội dung đúng.',
    en: 'This draft was just changed in another window or on another device. What you typed is still here; compare it with what is stored and keep the right one.',
  },
  'answers-not-valid': {
    status: 422,
    vi: 'Có mục chưa điền hoặc điền chưa đúng. Xin xem lại các mục được nêu dưới đây.',
    en: 'Some answers are missing or not as expected. See the items below.',
  },
  'not-eligible': {
    status: 422,
    vi: '{reason}',
    en: '{reasonEn}',
  },
  'papers-not-valid': {
    status: 422,
    vi: 'Có giấy tờ chưa nộp được. Xin xem lại các giấy tờ được nêu dưới đây; những câu trả lời khác vẫn được giữ.',
    en: 'Some papers could not be taken. See the papers below; your other answers are kept.',
  },
  'commune-abolished': {
    status: 422,
    vi: '{name} không còn là đơn vị hành chính cấp xã kể từ ngày {endedOn}. Nơi này nay thuộc: {successors}. Xin chọn lại nơi đăng ký; các câu trả lời khác vẫn được giữ.',
    en: '{name} ceased to be a commune-level unit on {endedOn}. It now belongs to: {successors}. Choose the place of registration again; your other answers are kept.',
  },
  'no-intake-agency': {
    status: 422,
    vi: 'Chưa có cơ quan nào nhận hồ sơ trực tuyến cho nơi đăng ký đã chọn. Xin chọn nơi khác, hoặc nộp trực tiếp tại Ủy ban nhân dân cấp xã; các câu trả lời vẫn được giữ.',
    en: "No agency takes dossiers online for the chosen place of registration. Choose another place or file in person at the commune People's Committee; your answers are kept.",
  },
  'not-in-mandate': {
    status: 403,
    vi: 'Ông/bà đang làm việc thay người khác, nhưng việc ủy quyền không gồm thủ tục này. Xin chuyển về làm việc cho chính mình, hoặc nhờ người ủy quyền thêm thủ tục này.',
    en: 'You are acting for somebody else, and the mandate is not for this procedure. Switch back to yourself, or ask your principal to add it.',
  },
  'mandate-ended': {
    status: 403,
    vi: 'Việc làm thay {name} vừa chấm dứt, nên hồ sơ này chưa được nộp. Nếu vẫn cần nộp, xin hỏi lại người được làm thay.',
    en: 'Acting for {name} has just ended, so this dossier was not filed. If it is still needed, ask the person you acted for.',
  },
  'other-capacity': {
    status: 409,
    vi: 'Hồ sơ nháp này được bắt đầu trong một vai khác: khi ông/bà làm việc cho mình, hoặc thay cho người khác. Xin chuyển sang đúng vai đó rồi tiếp tục; nội dung đã nhập vẫn còn.',
    en: 'This draft was begun in another capacity: for yourself, or for somebody else. Switch to it and go on; nothing is lost.',
  },
  'idempotency-key-reused': {
    status: 409,
    vi: 'Mã chống nộp trùng này đã dùng cho một hồ sơ có nội dung khác. Xin gửi lại với mã mới.',
    en: 'This idempotency key was used for a dossier with other contents. Send again with a new key.',
  },
  'dossier-not-found': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ này.',
    en: 'This dossier was not found.',
  },
  'form-not-found': {
    status: 404,
    vi: 'Hồ sơ này không có biểu mẫu đó.',
    en: 'This dossier has no such form.',
  },
  'paper-not-found': {
    status: 404,
    vi: 'Hồ sơ này không có giấy tờ đó.',
    en: 'This dossier has no such paper.',
  },
  'paper-not-scanned': {
    status: 409,
    vi: 'Giấy tờ này đang được quét vi-rút. Xin mở lại sau ít phút.',
    en: 'This paper is being scanned for viruses. Open it again in a few minutes.',
  },
  'paper-infected': {
    status: 409,
    vi: 'Giấy tờ này có vi-rút nên không được mở. Xin yêu cầu người nộp gửi lại bản khác.',
    en: 'This paper carries a virus and is not opened. Ask the applicant for another copy.',
  },
  'unknown-action': {
    status: 400,
    vi: 'Chưa có gì được thực hiện vì không rõ việc cần làm. Xin tải lại trang rồi bấm lại nút cần dùng.',
    en: 'Nothing was done, because it is not clear what was asked for. Reload the page and press the button again.',
  },
  'not-in-this-state': {
    status: 409,
    vi: 'Không thực hiện được vì hồ sơ đang ở trạng thái “{state}”.',
    en: 'This cannot be done while the dossier is “{stateEn}”.',
  },
  'act-being-entered': {
    status: 409,
    vi: 'Việc khai sinh đã được ghi hoặc đang được ghi vào sổ hộ tịch, nên không thể yêu cầu bổ sung, từ chối hay dừng giải quyết hồ sơ.',
    en: 'The birth stands in the register or is being entered in it, so no supplement can be asked for and the dossier can be neither refused nor stopped.',
  },
  'supplement-open': {
    status: 409,
    vi: 'Hồ sơ đang chờ người nộp bổ sung theo phiếu yêu cầu đã gửi. Xin chờ bổ sung hoặc hết hạn.',
    en: 'The dossier is waiting for the supplement that was asked for. Wait for the answer or its last day.',
  },
  'supplement-repeated': {
    status: 409,
    vi: 'Hồ sơ này đã được yêu cầu bổ sung một lần. Yêu cầu lần nữa phải do người có thẩm quyền phê duyệt và nêu rõ lý do.',
    en: 'A supplement was already asked for once. Asking again needs an approving officer and a reason.',
  },
  'mark-missing': {
    status: 422,
    vi: 'Xin đánh dấu ít nhất một mục hoặc một giấy tờ cần bổ sung và nói rõ cần sửa gì.',
    en: 'Mark at least one field or paper and say what has to be put right.',
  },
  'mark-unknown': {
    status: 422,
    vi: 'Có mục được đánh dấu nhưng không có trong hồ sơ: {key}.',
    en: 'A marked item is not part of the dossier: {key}.',
  },
  'date-not-valid': {
    status: 422,
    vi: 'Hạn bổ sung phải sau hôm nay và không quá {days} ngày.',
    en: 'The last day for the supplement must be after today and within {days} days.',
  },
  'no-open-supplement': {
    status: 409,
    vi: 'Hồ sơ không có yêu cầu bổ sung nào đang chờ trả lời.',
    en: 'No supplement request waits for an answer.',
  },
  'not-marked': {
    status: 422,
    vi: 'Chỉ được sửa những mục và giấy tờ mà cơ quan yêu cầu bổ sung.',
    en: 'Only the fields and papers that the office marked may be changed.',
  },
  'nothing-changed': {
    status: 422,
    vi: 'Chưa có nội dung nào được sửa hoặc bổ sung. Xin sửa ít nhất một mục được yêu cầu.',
    en: 'Nothing was changed or added. Put right at least one of the marked items.',
  },
  'no-time-limit': {
    status: 409,
    vi: 'Thủ tục này chưa có thời hạn giải quyết cho hồ sơ nộp trực tuyến, nên chưa hẹn được ngày trả kết quả. Xin báo người quản trị danh mục thủ tục.',
    en: 'This procedure has no time limit for online filing, so no due time can be given. Tell the keeper of the catalogue.',
  },
  'officer-not-here': {
    status: 422,
    vi: 'Người được phân công không làm việc tại cơ quan này.',
    en: 'The officer does not work at this agency.',
  },
  'text-not-valid': {
    status: 422,
    vi: 'Nội dung chỉ có khoảng trắng. Xin nhập nội dung cụ thể.',
    en: 'The text is blank. Say what is meant.',
  },
  'cursor-not-valid': {
    status: 400,
    vi: 'Địa chỉ trang danh sách không đúng. Xin mở lại danh sách từ đầu.',
    en: 'The list address is not right. Open the list from the start.',
  },
  'malformed-code': {
    status: 422,
    vi: 'Đây chưa phải là mã hồ sơ. Mã in trên biên nhận, ví dụ H19.20-20260609-0000123.',
    en: 'This is not a dossier code. The code is printed on the receipt, for example H19.20-20260609-0000123.',
  },
  'unknown-code': {
    status: 404,
    vi: 'Không có hồ sơ nào mang mã này. Xin xem lại mã in trên biên nhận.',
    en: 'No dossier has this code. Check the code printed on the receipt.',
  },
});
