import { defineWords } from '#platform/web/words.ts';

/** What the filing pages say, whatever the procedure. Questions, hints and refusals of answers are the procedure's own. */
export const words = defineWords({
  // Start
  startTitle: { vi: 'Nộp hồ sơ: {procedure}', en: 'File: {procedure}' },
  startLead: {
    vi: 'Mỗi trang chỉ hỏi một câu. Trả lời đến đâu, hồ sơ được lưu đến đó; ông/bà có thể dừng lại và làm tiếp bất cứ lúc nào.',
    en: 'Each page asks one question. Every answer is saved, so you may stop and continue at any time.',
  },
  startNeeds: { vi: 'Chuẩn bị sẵn', en: 'Have these ready' },
  startNeedsHint: {
    vi: 'Ông/bà chụp rõ bằng điện thoại, hoặc lưu sẵn thành tệp PDF.',
    en: 'Take a clear photo with your phone, or have it as a PDF file.',
  },
  startNoPapers: { vi: 'Không cần gửi kèm giấy tờ nào.', en: 'No papers have to be sent.' },
  startSometimes: { vi: 'Giấy tờ chỉ cần trong một số trường hợp', en: 'Papers needed in some cases only' },
  startTime: { vi: 'Thời hạn giải quyết', en: 'How long it takes' },
  startFee: { vi: 'Lệ phí', en: 'Fee' },
  startNoFee: { vi: 'Không mất lệ phí', en: 'No fee' },
  startButton: { vi: 'Bắt đầu', en: 'Start' },
  startAnotherButton: { vi: 'Bắt đầu hồ sơ khác', en: 'Start another dossier' },
  startAnother: {
    vi: 'Nếu cần làm thêm một hồ sơ nữa cho người khác, ông/bà bấm “Bắt đầu hồ sơ khác”. Bản nháp đang có vẫn được giữ.',
    en: 'To make one more dossier for somebody else, choose “Start another dossier”. The draft you have is kept.',
  },
  draftTitle: { vi: 'Ông/bà đang có bản nháp của thủ tục này', en: 'You have a draft of this procedure' },
  draftOther: { vi: 'Một bản nháp khác', en: 'Another draft' },
  draftLine: { vi: 'Lưu lần cuối lúc {at}, đã điền {count} mục.', en: 'Last saved at {at}; {count} items filled in.' },
  draftContinue: { vi: 'Làm tiếp bản nháp', en: 'Continue the draft' },
  draftDiscard: { vi: 'Xóa bản nháp', en: 'Discard the draft' },
  draftDiscardSure: {
    vi: 'Xóa bản nháp thì những gì đã điền và các tệp đã gửi sẽ mất, không lấy lại được.',
    en: 'Discarding the draft removes everything filled in and sent; it cannot be brought back.',
  },
  draftDiscardYes: { vi: 'Xóa hẳn bản nháp này', en: 'Discard this draft for good' },
  draftDiscarded: { vi: 'Đã xóa bản nháp.', en: 'The draft was discarded.' },
  notOnlineTitle: { vi: 'Thủ tục này chưa nộp được trên mạng', en: 'This procedure cannot be filed online yet' },
  notOnline: {
    vi: 'Ông/bà nộp trực tiếp tại bộ phận một cửa. Trang hướng dẫn ghi rõ nơi nộp và giấy tờ cần mang theo.',
    en: 'File it in person at the one-stop counter. The guide says where, and which papers to bring.',
  },
  readGuide: { vi: 'Xem hướng dẫn thủ tục', en: 'Read the guide' },
  // Question
  progress: { vi: 'Câu {number} trên {total}', en: 'Question {number} of {total}' },
  continue: { vi: 'Tiếp tục', en: 'Continue' },
  saveChange: { vi: 'Lưu và quay lại kiểm tra', en: 'Save and return to the check' },
  back: { vi: 'Quay lại', en: 'Back' },
  backToCheck: { vi: 'Quay lại trang kiểm tra', en: 'Back to your answers' },
  why: { vi: 'Vì sao cần thông tin này?', en: 'Why are we asking?' },
  later: { vi: 'Để làm sau', en: 'Continue later' },
  laterText: {
    vi: 'Những gì đã bấm “Tiếp tục” đều đã được lưu. Ông/bà cứ đóng trang; khi quay lại, mở thủ tục này và chọn “Làm tiếp bản nháp”.',
    en: 'Everything up to your last “Continue” is saved. Close the page; when you return, open this procedure and choose “Continue the draft”.',
  },
  savedAt: { vi: 'Đã lưu lúc {at}', en: 'Saved at {at}' },
  prefilled: {
    vi: 'Điền sẵn theo tài khoản của ông/bà. Xin sửa nếu chưa đúng.',
    en: 'Filled in from your account. Change it if it is not right.',
  },
  // Places
  province: { vi: 'Tỉnh, thành phố', en: 'Province or city' },
  commune: { vi: 'Xã, phường, đặc khu', en: 'Commune, ward or special zone' },
  listCommunes: { vi: 'Hiện danh sách xã, phường', en: 'Show the communes' },
  listOther: { vi: 'Đổi tỉnh, thành phố', en: 'Change the province' },
  wholeProvince: { vi: 'Không rõ xã, phường: chỉ ghi {province}', en: 'Commune not known: only {province}' },
  reuse: { vi: 'Chọn nhanh nơi đã khai', en: 'Use a place given before' },
  oldName: { vi: 'Tìm theo tên xã, phường (tên cũ cũng được)', en: 'Find by name (an old name will do)' },
  oldNameLabel: { vi: 'Gõ tên xã, phường, thị trấn', en: 'Type the name of the commune' },
  oldNameHint: {
    vi: 'Ví dụ: Đồng Quang. Gõ không dấu cũng tìm được.',
    en: 'For example: Đồng Quang. Typing without accents works too.',
  },
  find: { vi: 'Tìm', en: 'Find' },
  foundNone: {
    vi: 'Chưa tìm thấy nơi nào tên “{text}”. Ông/bà thử gõ ngắn hơn, hoặc chọn theo tỉnh, thành phố ở trên.',
    en: 'No place called “{text}” was found. Try a shorter name, or choose by province above.',
  },
  foundMore: {
    vi: 'Còn nhiều nơi khác. Gõ thêm tên tỉnh để tìm gần hơn.',
    en: 'There are more. Add the province’s name to narrow it down.',
  },
  nowBelongs: { vi: '{old} nay thuộc:', en: '{old} is now part of:' },
  nowBelongsTitle: { vi: '{old} nay thuộc {today}', en: '{old} is now part of {today}' },
  nowBelongsText: {
    vi: 'Đơn vị này đã được sắp xếp lại. Xin chọn tên hiện nay; các câu trả lời khác vẫn được giữ.',
    en: 'This unit was reorganised. Choose the name of today; your other answers are kept.',
  },
  choose: { vi: 'Chọn {name}', en: 'Choose {name}' },
  chosen: { vi: 'Đã chọn: {name}', en: 'Chosen: {name}' },
  // Papers
  chooseFiles: { vi: 'Chọn ảnh hoặc tệp PDF', en: 'Choose photos or PDF files' },
  chooseMore: { vi: 'Thêm ảnh hoặc tệp khác', en: 'Add another photo or file' },
  chooseHint: {
    vi: 'Chụp đủ sáng, thấy rõ chữ và con dấu. Có thể chọn nhiều ảnh một lần.',
    en: 'Good light, with every letter and seal readable. You may choose several photos at once.',
  },
  chooseNone: {
    vi: 'Ông/bà chưa chọn tệp nào. Xin chọn một ảnh chụp hoặc một tệp PDF rồi gửi lại.',
    en: 'No file was chosen. Choose a photo or a PDF file and send it again.',
  },
  sendFiles: { vi: 'Gửi tệp đã chọn', en: 'Send the chosen files' },
  received: { vi: 'Đã nhận {count} tệp', en: '{count} received' },
  receivedCheck: {
    vi: 'Ông/bà xem lại ảnh có đủ bốn góc và đọc rõ chữ không, rồi bấm “Tiếp tục”.',
    en: 'Look whether all four corners are there and the text can be read, then choose “Continue”.',
  },
  remove: { vi: 'Bỏ tệp này', en: 'Remove this file' },
  openFile: { vi: 'Mở xem', en: 'Open' },
  pagesCount: { vi: '{count} trang', en: '{count} pages' },
  scanPending: { vi: 'Đang kiểm tra vi-rút', en: 'Being scanned for viruses' },
  thumbnail: { vi: 'Ảnh thu nhỏ của tệp {name}', en: 'Thumbnail of the file {name}' },
  fileGone: {
    vi: 'Có tệp đã gửi từ trước không còn trên hệ thống. Xin chụp hoặc tải lại giấy tờ đó.',
    en: 'A file sent earlier is no longer there. Photograph or upload that paper again.',
  },
  tooManyFiles: {
    vi: 'Mục này nhận nhiều nhất {max} tệp. Xin bỏ bớt tệp trong danh sách rồi bấm “Tiếp tục”.',
    en: 'At most {max} files are taken here. Remove some from the list, then continue.',
  },
  // Conflict, session
  conflictTitle: {
    vi: 'Câu trả lời này vừa được lưu với nội dung khác, ở một cửa sổ hoặc thiết bị khác',
    en: 'This answer was just saved differently in another window or on another device',
  },
  conflictText: {
    vi: 'Nội dung ông/bà vừa nhập vẫn còn ở các ô bên dưới. Nếu nội dung bên dưới là đúng, bấm “Tiếp tục”.',
    en: 'What you typed is still in the boxes below. If it is right, choose “Continue”.',
  },
  conflictItem: { vi: 'Mục', en: 'Item' },
  conflictTyped: { vi: 'Ông/bà vừa nhập', en: 'What you typed' },
  conflictStored: { vi: 'Đang lưu trên hệ thống', en: 'What is stored' },
  conflictTakeStored: { vi: 'Dùng nội dung đang lưu', en: 'Use what is stored' },
  signedOutTitle: { vi: 'Phiên đăng nhập đã hết', en: 'You have been signed out' },
  signedOutText: {
    vi: 'Nội dung ông/bà vừa nhập vẫn còn ở các ô bên dưới. Xin đăng nhập lại ở thẻ mới, rồi quay về trang này và bấm “Tiếp tục”.',
    en: 'What you typed is still in the boxes below. Sign in again in a new tab, then come back to this page and choose “Continue”.',
  },
  signInAgain: { vi: 'Đăng nhập ở thẻ mới', en: 'Sign in in a new tab' },
  tooManyDrafts: { vi: 'Xem các bản nháp của thủ tục này', en: 'See the drafts of this procedure' },
  // Stop page
  stopTitle: { vi: 'Chưa làm tiếp được bằng thủ tục này', en: 'This procedure is not the right one' },
  stopInstead: { vi: 'Xem thủ tục phù hợp', en: 'See the right procedure' },
  stopFix: { vi: 'Tôi chọn nhầm, sửa câu trả lời', en: 'I chose by mistake; change the answer' },
  stopKept: { vi: 'Bản nháp vẫn được giữ trong tài khoản của ông/bà.', en: 'The draft is kept in your account.' },
  // Check
  checkTitle: { vi: 'Kiểm tra lại trước khi nộp', en: 'Check your answers before filing' },
  checkPage: { vi: 'Kiểm tra câu trả lời', en: 'Check your answers' },
  checkGaps: { vi: 'Còn mục cần điền hoặc cần sửa', en: 'Some items are missing or need a change' },
  checkFillGap: { vi: 'Điền tiếp mục còn thiếu', en: 'Go to the next missing item' },
  checkGoesTo: { vi: 'Nơi nhận hồ sơ', en: 'Your dossier goes to' },
  declareTitle: { vi: 'Cam đoan', en: 'Declaration' },
  declareText: {
    vi: 'Khi bấm “Nộp hồ sơ”, tôi cam đoan những nội dung khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình.',
    en: 'By choosing “File the dossier” I declare that what is stated above is true, and I answer for it before the law.',
  },
  file: { vi: 'Nộp hồ sơ', en: 'File the dossier' },
  checkAgain: {
    vi: 'Hồ sơ vừa được sửa ở một cửa sổ hoặc thiết bị khác, nên chưa nộp. Dưới đây là nội dung mới nhất; xin xem lại rồi bấm “Nộp hồ sơ”.',
    en: 'The dossier was just changed in another window or on another device, so it was not filed. This is the latest content; check it, then file.',
  },
  // Done
  doneTitle: { vi: 'Đã nộp hồ sơ', en: 'Your dossier is filed' },
  doneCode: { vi: 'Mã hồ sơ của ông/bà', en: 'Your dossier code' },
  doneSave: {
    vi: 'Xin ghi lại hoặc chụp màn hình mã này để tra cứu. Không cần đăng nhập vẫn tra cứu được.',
    en: 'Write the code down or take a screenshot. It can be tracked without signing in.',
  },
  doneReceipt: { vi: 'Tải biên nhận (PDF)', en: 'Download the receipt (PDF)' },
  doneTrack: { vi: 'Theo dõi hồ sơ', en: 'Track the dossier' },
  doneMine: { vi: 'Xem hồ sơ trong tài khoản', en: 'See it in your account' },
  doneNext: { vi: 'Việc tiếp theo', en: 'What happens next' },
  doneFiled: { vi: 'Hồ sơ đã nộp', en: 'Filed' },
  doneIntake: { vi: 'Cơ quan xem và tiếp nhận hồ sơ', en: 'The office looks at the dossier and accepts it' },
  doneIntakeBy: { vi: 'Muộn nhất lúc {at}', en: 'By {at}' },
  doneIntakeNote: {
    vi: 'Nếu thiếu giấy tờ, cán bộ báo một lần, nêu đủ những gì cần bổ sung.',
    en: 'If a paper is missing you are told once, with everything that is needed.',
  },
  doneWork: { vi: 'Giải quyết hồ sơ', en: 'The dossier is handled' },
  doneWorkNote: {
    vi: 'Ngày hẹn trả kết quả được báo ngay khi hồ sơ được tiếp nhận.',
    en: 'The day of the result is told as soon as the dossier is accepted.',
  },
  doneWorkBy: { vi: 'Hẹn trả kết quả lúc {at}', en: 'Result due at {at}' },
  doneResult: { vi: 'Nhận kết quả', en: 'You receive the result' },
  doneResultNote: {
    vi: 'Kết quả bản điện tử có trong tài khoản của ông/bà. Khi hồ sơ được tiếp nhận, cần bổ sung hoặc có kết quả, ông/bà đều nhận được thông báo.',
    en: 'The result comes to your account as an electronic paper. You are told when the dossier is accepted, needs a supplement or has a result.',
  },
  doneHelp: { vi: 'Cần hỏi thêm', en: 'Questions' },
  doneHelpText: { vi: 'Liên hệ {agency}', en: 'Contact {agency}' },
  donePhone: { vi: 'điện thoại {phone}', en: 'telephone {phone}' },
  donePapers: { vi: 'Các tệp đã nộp', en: 'Files that were filed' },
  // Autosave and upload, said by the script
  saving: { vi: 'Đang lưu…', en: 'Saving…' },
  keptHere: {
    vi: 'Đang giữ trên thiết bị này; sẽ lưu khi ông/bà điền đủ và bấm “Tiếp tục”.',
    en: 'Kept on this device; it is saved when you have filled in everything and choose “Continue”.',
  },
  restored: {
    vi: 'Đã điền lại những gì ông/bà gõ dở ở trang này.',
    en: 'What you had typed on this page was put back.',
  },
  failNetwork: {
    vi: 'Chưa lưu được vì mất kết nối mạng. Nội dung vẫn còn trên trang; hệ thống sẽ tự lưu lại khi có mạng.',
    en: 'Not saved: the network connection is lost. What you typed is still here and is saved when the network returns.',
  },
  failSignIn: {
    vi: 'Chưa lưu được vì phiên đăng nhập đã hết. Nội dung vẫn còn trên trang; xin đăng nhập ở thẻ mới rồi quay lại đây.',
    en: 'Not saved: you have been signed out. What you typed is still here; sign in in a new tab and come back.',
  },
  failServer: {
    vi: 'Chưa lưu được vì máy chủ đang bận. Nội dung vẫn còn trên trang; hệ thống sẽ tự thử lại.',
    en: 'Not saved: the server is busy. What you typed is still here; it will be tried again.',
  },
  failElsewhere: {
    vi: 'Hồ sơ này vừa được sửa ở cửa sổ khác. Bấm “Tiếp tục” để so sánh và chọn nội dung đúng.',
    en: 'This dossier was just changed in another window. Choose “Continue” to compare and keep the right one.',
  },
  uploading: { vi: 'Đang gửi {name}: {percent}%', en: 'Sending {name}: {percent}%' },
  uploadWaiting: { vi: '{name}: đang chờ đến lượt', en: '{name}: waiting' },
  uploadDone: { vi: '{name}: đã gửi xong', en: '{name}: sent' },
  uploadLost: {
    vi: '{name}: mất kết nối ở {percent}%. Hệ thống sẽ tự gửi tiếp khi có mạng.',
    en: '{name}: connection lost at {percent}%. It continues when the network returns.',
  },
  uploadRetry: { vi: 'Gửi tiếp ngay', en: 'Continue now' },
  uploadCancel: { vi: 'Thôi không gửi', en: 'Do not send' },
  uploadFailed: {
    vi: '{name}: chưa gửi được. Xin chọn lại tệp và gửi lần nữa.',
    en: '{name}: not sent. Choose the file and send it again.',
  },
  optionsCount: { vi: '{count} nơi phù hợp', en: '{count} matches' },
  optionsNone: { vi: 'Không có mục nào khớp', en: 'Nothing matches' },
});

export type FilingWords = ReturnType<typeof words>;
