import { defineProblems } from '#platform/problem.ts';

export const exchangeProblem = defineProblems('exchange', {
  'not-found': {
    status: 404,
    vi: 'Không có văn bản này trong phần của cơ quan ông/bà trên trục.',
    en: 'Your agency has no such document on the axis.',
  },
  'group-unknown': {
    status: 422,
    vi: 'Không có nhóm nơi nhận này.',
    en: 'There is no such group of recipients.',
  },
  'group-changed': {
    status: 409,
    vi: 'Nhóm này vừa được người khác sửa, hoặc đã có nhóm cùng tên. Xin xem lại rồi lưu lần nữa.',
    en: 'Somebody has just changed this group, or there is one of this name. Look again and save once more.',
  },
  'too-many-recipients': {
    status: 422,
    vi: 'Có {count} nơi nhận, nhiều hơn {most} là mức một lần gửi mang được. Xin chia thành nhiều lần gửi.',
    en: 'There are {count} recipients; one consignment carries at most {most}. Send it in several parts.',
  },
  'sender-moved': {
    status: 409,
    vi: '{agency} nay làm việc tại {node} ({url}) và gửi văn bản từ đó. Văn bản này chưa được gửi; xin gửi lại tại nơi mới. Những gì đã gửi từ đây trước khi chuyển vẫn được chuyển tiếp đến nơi nhận.',
    en: '{agency} works at {node} ({url}) now and sends from there. This document was not sent; send it again there. What was sent from here before goes on to its recipients.',
  },
  'no-recipients': {
    status: 422,
    vi: 'Gói không có nơi nhận nào. Xin ghi ít nhất một nơi nhận hoặc một nhóm.',
    en: 'The envelope has no recipient. Name at least one, or a group.',
  },
  'webhook-not-found': {
    status: 404,
    vi: 'Cơ quan ông/bà không có địa chỉ nhận tin này.',
    en: 'Your agency has no such address for news.',
  },
  'webhook-address': {
    status: 422,
    vi: 'Trục không gọi tới địa chỉ này được. Xin xem lại địa chỉ.',
    en: 'The node cannot call this address. Check it.',
  },
  'too-many-webhooks': {
    status: 409,
    vi: 'Cơ quan đã có {most} địa chỉ nhận tin. Xin ngừng bớt một địa chỉ.',
    en: 'The agency has {most} addresses for news already. End one first.',
  },
  'nothing-to-replay': {
    status: 422,
    vi: 'Không có tin nào đã gửi xong trong phần đã chọn. Xin chọn một tin hoặc một khoảng thời gian khác.',
    en: 'Nothing that was brought before is in what was chosen. Choose one push or another span of time.',
  },
  'no-address-for-documents': {
    status: 409,
    vi: 'Chưa có địa chỉ nào đang hoạt động để nhận văn bản. Xin đăng ký địa chỉ có mục “văn bản” trước.',
    en: 'No active address takes documents. Register one with the topic “delivery” first.',
  },
  'cannot-take-kind': {
    status: 422,
    vi: 'Phần mềm của {name} ({code}) không nhận được thông điệp “{kind}”. Xin bỏ nơi này khỏi lần gửi và báo cho nơi đó bằng công văn thường.',
    en: 'The software of {name} ({code}) cannot take this kind of message ({kindEn}). Leave it out, and tell it by an ordinary letter.',
  },
  'cannot-take-type': {
    status: 422,
    vi: 'Phần mềm của {name} ({code}) không nhận được loại văn bản “{type}”. Xin bỏ nơi này khỏi lần gửi và gửi bản giấy qua văn thư.',
    en: 'The software of {name} ({code}) cannot take documents of the type “{type}”. Leave it out, and send it on paper.',
  },
  'cannot-take-encrypted': {
    status: 422,
    vi: 'Phần mềm của {name} ({code}) không mở được tệp đã mã hóa “{file}”. Xin gửi riêng cho nơi này bản không mã hóa, hoặc gửi bản giấy.',
    en: 'The software of {name} ({code}) cannot open the encrypted file “{file}”. Send it to this recipient without encryption, or on paper.',
  },
  'cannot-take-attachments': {
    status: 422,
    vi: 'Phần mềm của {name} ({code}) chỉ nhận văn bản chính, không nhận tài liệu kèm theo. Xin bỏ nơi này khỏi lần gửi và gửi bản giấy kèm đủ tài liệu.',
    en: 'The software of {name} ({code}) takes the document alone, without attachments. Leave it out, and send it on paper with all annexes.',
  },
  'cannot-take-size': {
    status: 422,
    vi: 'Tệp “{file}” nặng {size}, trong khi {name} ({code}) nhận tệp đến {most}. Xin chia nhỏ tệp rồi gửi lại, hoặc gửi tệp bằng đĩa hay USB kèm bản giấy.',
    en: 'The file “{file}” has {size}, and {name} ({code}) takes files of up to {most}. Divide the file, or send it on a disk with the paper.',
  },
  'key-used': {
    status: 409,
    vi: 'Mã gửi này đã dùng cho một văn bản khác. Mỗi lần gửi mới cần một mã gửi mới.',
    en: 'This key was used for another envelope. Every new consignment needs a new key.',
  },
  'not-this-sender': {
    status: 403,
    vi: 'Mã cơ quan gửi trong gói không phải mã của cơ quan ông/bà, nên gói không được nhận.',
    en: 'The sender in the envelope is not the agency that hands it over, so it is not accepted.',
  },
  'unknown-agency': {
    status: 422,
    vi: 'Không có cơ quan nào mang mã {code}. Xin kiểm tra lại nơi nhận.',
    en: 'No agency has the code {code}. Check the recipients.',
  },
  'agency-ended': {
    status: 422,
    vi: 'Cơ quan mang mã {code} đã kết thúc hoạt động. Nơi kế tục: {successor}.',
    en: 'The agency with the code {code} has ended. Its successor: {successor}.',
  },
  'twice-the-same': {
    status: 422,
    vi: 'Nơi nhận {code} được ghi hai lần, có thể dưới hai dạng mã. Xin bỏ bớt một.',
    en: 'The recipient {code} stands there twice, perhaps under both forms of its code. Remove one.',
  },
  'about-missing': {
    status: 422,
    vi: 'Thu hồi, cập nhật hoặc thay thế phải chỉ rõ văn bản đã gửi và lý do; văn bản mới thì không.',
    en: 'A recall, update or replacement must name the earlier consignment and give a reason; a new one must not.',
  },
  'about-unknown': {
    status: 422,
    vi: 'Văn bản cần thu hồi, cập nhật hoặc thay thế không phải do cơ quan ông/bà gửi.',
    en: 'The consignment to change was not sent by your agency.',
  },
  'not-a-recipient': {
    status: 422,
    vi: 'Cơ quan mang mã {code} chưa từng nhận văn bản này.',
    en: 'The agency {code} never received that document.',
  },
  'cannot-ask': {
    status: 409,
    vi: 'Với cơ quan mang mã {code}, văn bản đã bị từ chối, đã thu hồi, hoặc còn một yêu cầu chưa được trả lời.',
    en: 'With the agency {code} the document was refused or taken back already, or an earlier request still waits for an answer.',
  },
  'file-differs': {
    status: 422,
    vi: 'Tệp “{name}” không khớp với mã băm hoặc dung lượng ghi trong gói. Xin gửi lại tệp.',
    en: 'The file “{name}” does not agree with the digest or the size in the envelope. Upload it again.',
  },
  'out-of-order': {
    status: 409,
    vi: 'Văn bản đang ở trạng thái “{state}”, không chuyển sang bước này được.',
    en: 'The document is in the state “{state}”, from which this step is not possible.',
  },
  'reason-missing': {
    status: 422,
    vi: 'Xin ghi rõ lý do từ chối để bên gửi biết.',
    en: 'Give the reason for declining, for the sender to know.',
  },
  'nothing-asked': {
    status: 409,
    vi: 'Không có yêu cầu thu hồi, cập nhật hay thay thế nào đang chờ trả lời.',
    en: 'No recall, update or replacement waits for an answer.',
  },
  'peer-malformed': {
    status: 400,
    vi: 'Nội dung nút kia gửi không đúng quy cách của giao thức.',
    en: 'What the other node sent is not of the shape that the protocol asks for.',
  },
  'peer-answer-refused': {
    status: 502,
    vi: 'Câu trả lời không phải lời của nút {node} về yêu cầu đã gửi ({code}), nên không được tin. Hệ thống sẽ tự gửi lại.',
    en: 'The answer is not the word of the node {node} about what was sent ({code}), so it is not believed. It is sent again.',
  },
  'steered-elsewhere': {
    status: 409,
    vi: 'Văn bản này do nút {node} nhận gửi trước khi cơ quan chuyển nút, nên việc tạm giữ hay cho thử lại làm ở nút đó.',
    en: 'The node {node} took this document over before the agency moved; it is held or tried again there.',
  },
  'not-yours-to-confirm': {
    status: 409,
    vi: 'Lượt lấy này đã hết hạn giữ chỗ hoặc thuộc về lượt khác. Xin lấy lại từ đầu.',
    en: 'This hold has lapsed or belongs to another take. Take the document again.',
  },
  'nothing-to-steer': {
    status: 409,
    vi: 'Không còn bản nào theo bộ lọc này có thể làm bước đó. Có thể các bản vừa được chuyển tiếp.',
    en: 'No copy of this filter can take that step any more. They may just have gone on.',
  },
  'not-your-figures': {
    status: 403,
    vi: 'Ông/bà xem được số liệu của cơ quan mình và các cơ quan trực thuộc. Cơ quan này nằm ngoài phạm vi đó.',
    en: 'You can read the figures of your agency and of those below it. This agency is not one of them.',
  },
  'time-backwards': {
    status: 422,
    vi: 'Ngày bắt đầu của kỳ thống kê phải trước hoặc trùng ngày kết thúc.',
    en: 'The first day of the time must not lie after the last.',
  },
});
