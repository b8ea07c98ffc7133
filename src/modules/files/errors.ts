import { defineProblems } from '#platform/problem.ts';

/** Everything that this room refuses, in words that say what to do next. */
export const filesProblem = defineProblems('files', {
  none: {
    status: 422,
    vi: 'Ông/bà chưa chọn tệp nào. Xin chọn một ảnh chụp hoặc một tệp PDF rồi gửi lại.',
    en: 'No file was chosen. Choose a photo or a PDF and send it again.',
  },
  'type-not-accepted': {
    status: 415,
    vi: 'Nội dung của tệp này không phải là ảnh chụp hay PDF (đổi tên tệp không làm đổi nội dung). Xin chụp ảnh giấy tờ (JPEG, PNG, WebP, HEIC) hoặc lưu thành PDF rồi gửi lại.',
    en: 'This file is not a photo or a PDF (renaming a file does not change what it is). Photograph the paper (JPEG, PNG, WebP, HEIC) or save it as PDF and send it again.',
  },
  'too-large': {
    status: 413,
    vi: 'Tệp này lớn hơn {limit} MB nên không gửi được. Xin chụp lại với cỡ ảnh nhỏ hơn, hoặc lưu mỗi trang thành một tệp.',
    en: 'This file is larger than {limit} MB and cannot be sent. Take a smaller photo, or save each page as a file of its own.',
  },
  empty: {
    status: 422,
    vi: 'Tệp này không có nội dung gì. Xin mở thử tệp trên máy rồi chọn lại.',
    en: 'This file is empty. Open it on your device to check, then choose it again.',
  },
  'virus-found': {
    status: 422,
    vi: 'Tệp này có chứa mã độc (vi-rút) nên không được nhận và không mở được. Xin chụp lại giấy tờ bằng điện thoại và gửi ảnh mới.',
    en: 'This file contains a virus; it was not accepted and cannot be opened. Photograph the paper and send the new photo.',
  },
  'password-protected': {
    status: 422,
    vi: 'Tệp PDF này có đặt mật khẩu nên cán bộ không mở được. Xin bỏ mật khẩu rồi gửi lại, hoặc chụp ảnh giấy tờ.',
    en: 'This PDF is protected with a password, so the officer cannot open it. Remove the password and send it again, or photograph the paper.',
  },
  'upload-failed': {
    status: 400,
    vi: 'Tệp chưa gửi xong, có thể do mất kết nối mạng. Những gì ông/bà đã điền vẫn còn; xin chọn tệp và gửi lại.',
    en: 'The file did not arrive completely; the connection may have been lost. What you filled in is kept; choose the file and send it again.',
  },
  'too-many': {
    status: 422,
    vi: 'Mỗi lần gửi được nhiều nhất {limit} tệp. Xin bỏ bớt tệp rồi gửi lại.',
    en: 'At most {limit} files can be sent at a time. Remove some and send again.',
  },
  truncated: {
    status: 422,
    vi: 'Tệp này bị hỏng hoặc bị mất một phần nên không mở được. Xin chụp lại giấy tờ hoặc lấy lại tệp gốc rồi gửi lại.',
    en: 'This file is damaged or incomplete and cannot be opened. Take the photo again or fetch the original file, and send it again.',
  },
  'too-many-pixels': {
    status: 422,
    vi: 'Ảnh này có kích thước quá lớn (quá nhiều điểm ảnh) nên không mở được. Xin chụp lại ở cỡ ảnh thông thường.',
    en: 'This picture has too many pixels to be opened. Take it again at the usual size.',
  },
  'daily-limit': {
    status: 429,
    vi: 'Hôm nay tài khoản này đã gửi đủ số tệp cho phép trong một ngày. Xin gửi tiếp vào ngày mai, hoặc nộp giấy tờ tại Bộ phận Một cửa.',
    en: 'This account has sent as many files as a day allows. Continue tomorrow, or bring the papers to the one-stop shop.',
  },
  'axis-type-not-accepted': {
    status: 415,
    vi: 'Loại tệp này không gửi được qua trục liên thông: trục chỉ chuyển văn bản, bảng tính, bản vẽ, hình ảnh, âm thanh, phim và tệp nén, không chuyển chương trình hay trang web. Xin lưu nội dung thành PDF rồi gửi lại.',
    en: 'The axis does not carry this kind of file: it takes documents, spreadsheets, drawings, pictures, sound, films and archives, but no programs or web pages. Save the content as PDF and send it again.',
  },
  'axis-daily-limit': {
    status: 429,
    vi: 'Hôm nay nơi gửi này đã gửi đủ {limit} GB cho phép trong một ngày. Xin gửi tiếp vào ngày mai, hoặc đề nghị người quản trị nâng mức này.',
    en: 'This sender has sent the {limit} GB that a day allows. Continue tomorrow, or ask the operator to raise this limit.',
  },
  'digest-differs': {
    status: 422,
    vi: 'Nội dung nhận được không khớp với mã băm SHA-256 đã báo. Phần đã nhận được bỏ đi; xin gửi lại tệp từ đầu.',
    en: 'What arrived does not have the SHA-256 that was announced. What came has been discarded; send the file again from the beginning.',
  },
  'length-differs': {
    status: 422,
    vi: 'Tệp nhận được dài hơn hoặc ngắn hơn số byte đã báo. Xin kiểm tra lại tệp rồi gửi lại.',
    en: 'What arrived is longer or shorter than was announced. Check the file and send it again.',
  },
  incomplete: {
    status: 409,
    vi: 'Tệp chưa đến đủ: mới nhận được {received} byte. Xin gửi tiếp từ chỗ đó.',
    en: 'The file has not arrived completely: {received} bytes are here. Continue from there.',
  },
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy tệp này.',
    en: 'This file was not found.',
  },
  'upload-over': {
    status: 410,
    vi: 'Lần gửi tệp này đã kết thúc. Xin chọn tệp và gửi lại từ đầu.',
    en: 'This upload is over. Choose the file and send it from the beginning.',
  },
  'offset-conflict': {
    status: 409,
    vi: 'Phần tệp vừa gửi không nối tiếp phần đã nhận. Xin gửi tiếp từ chỗ đã nhận.',
    en: 'The part that was sent does not follow what was received. Continue from where the server stands.',
  },
  'being-scanned': {
    status: 409,
    vi: 'Tệp này đang được kiểm tra mã độc. Xin mở lại sau ít phút.',
    en: 'This file is being scanned for viruses. Open it again in a few minutes.',
  },
  'no-viewing-copy': {
    status: 404,
    vi: 'Tệp này không phải là ảnh nên không có bản xem nhanh. Xin mở tệp gốc.',
    en: 'This file is not a picture, so it has no viewing copy. Open the file itself.',
  },
  'already-kept': {
    status: 409,
    vi: 'Tệp này đã nằm trong hồ sơ đã nộp nên không xóa được.',
    en: 'This file is part of a filed dossier and cannot be removed.',
  },
});
