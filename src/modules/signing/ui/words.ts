import { defineWords } from '#platform/web/words.ts';
import type { SignatureFailure } from '../verify-pdf.ts';

export const words = defineWords({
  title: { vi: 'Kiểm tra chữ ký số', en: 'Check a digital signature' },
  lead: {
    vi: 'Ông/bà cầm một văn bản PDF có chữ ký số, ví dụ giấy khai sinh? Chọn tệp đó để biết ai đã ký, ký lúc nào, và văn bản có bị sửa hay không. Không cần đăng nhập.',
    en: 'Do you hold a digitally signed PDF document, such as a birth certificate? Choose the file to see who signed it, when, and whether it was changed. You need not sign in.',
  },
  file: { vi: 'Tệp PDF cần kiểm tra', en: 'The PDF file to check' },
  fileHint: {
    vi: 'Tối đa 10 MB. Tệp chỉ dùng để kiểm tra và không được lưu lại.',
    en: 'At most 10 MB. The file is used for the check only and is not kept.',
  },
  submit: { vi: 'Kiểm tra', en: 'Check' },
  another: { vi: 'Kiểm tra văn bản khác', en: 'Check another document' },
  empty: { vi: 'Chọn một tệp PDF', en: 'Choose a PDF file' },
  notPdf: {
    vi: 'Tệp này không phải là PDF. Xin chọn đúng tệp đã nhận từ cơ quan',
    en: 'This file is not a PDF. Choose the file that you received from the agency',
  },
  tooLarge: {
    vi: 'Tệp lớn hơn 10 MB nên không kiểm tra được ở đây',
    en: 'The file is larger than 10 MB and cannot be checked here',
  },
  slowDown: {
    vi: 'Có nhiều lượt kiểm tra trong thời gian ngắn. Xin chờ một phút rồi thử lại',
    en: 'There were many checks in a short time. Wait a minute and try again',
  },
  validTitle: { vi: 'Chữ ký số hợp lệ', en: 'The digital signature is valid' },
  validText: {
    vi: 'Văn bản còn nguyên như khi được ký, không bị sửa chỗ nào.',
    en: 'The document is exactly as it was signed; nothing was changed.',
  },
  issuedHere: {
    vi: 'Hệ thống này có lưu lại lần ký văn bản này.',
    en: 'This system keeps a record of having signed this very document.',
  },
  invalidTitle: { vi: 'Không xác nhận được văn bản này', en: 'This document cannot be confirmed' },
  facts: { vi: 'Chữ ký trên văn bản', en: 'Signatures on the document' },
  agency: { vi: 'Cơ quan ký', en: 'Signed by the agency' },
  person: { vi: 'Người ký', en: 'Signer' },
  at: { vi: 'Thời gian ký', en: 'Time of signing' },
  reason: { vi: 'Lý do ký', en: 'Reason' },
  location: { vi: 'Nơi ký', en: 'Place' },
  state: { vi: 'Kết quả', en: 'Result' },
  sound: { vi: 'Hợp lệ', en: 'Valid' },
  broken: { vi: 'Không hợp lệ', en: 'Not valid' },
  stated: {
    vi: 'Những điều dưới đây là do văn bản tự ghi, chưa được xác nhận.',
    en: 'What follows is what the document says of itself; it is not confirmed.',
  },
  ownCheck: { vi: 'Tự kiểm tra bằng phần mềm khác', en: 'Check with another program' },
  ownCheckText: {
    vi: 'Các phần mềm đọc PDF thông dụng cũng kiểm tra được chữ ký này, sau khi cài chứng thư gốc của hệ thống.',
    en: 'Common PDF readers can check this signature too, once the root certificate of this system is installed.',
  },
  download: { vi: 'Tải chứng thư gốc', en: 'Download the root certificate' },
});

const failures: Record<SignatureFailure, { vi: string; en: string }> = {
  'not-signed': {
    vi: 'Văn bản không có chữ ký số. Bản in ra rồi chụp hoặc quét lại thì không còn chữ ký; xin dùng đúng tệp PDF đã nhận từ cơ quan.',
    en: 'The document carries no digital signature. A print that was photographed or scanned has lost it; use the very PDF file that the agency gave you.',
  },
  malformed: {
    vi: 'Phần chữ ký trong tệp bị hỏng hoặc bị sửa, nên không tin được nội dung. Xin tải lại văn bản từ nơi đã cấp.',
    en: 'The signature in the file is damaged or was tampered with, so the content cannot be trusted. Download the document again from where it was issued.',
  },
  altered: {
    vi: 'Nội dung đã bị sửa sau khi ký. Xin đừng dùng văn bản này, và hỏi lại cơ quan đã cấp.',
    en: 'The content was changed after signing. Do not use this document, and ask the agency that issued it.',
  },
  extended: {
    vi: 'Có nội dung được thêm vào sau khi ký. Xin dùng bản gốc đã nhận từ cơ quan.',
    en: 'Something was added after signing. Use the original that the agency gave you.',
  },
  untrusted: {
    vi: 'Chữ ký còn nguyên nhưng không phải của cơ quan nào trong hệ thống này, nên ở đây không xác nhận được người ký.',
    en: 'The signature is intact, but it is not that of an agency of this system, so the signer cannot be confirmed here.',
  },
  'not-valid-then': {
    vi: 'Chứng thư số của người ký không có hiệu lực vào thời điểm ký.',
    en: 'The certificate of the signer was not valid at the time of signing.',
  },
  'unsupported-algorithm': {
    vi: 'Chữ ký được tạo bằng cách mà hệ thống này không chấp nhận.',
    en: 'The signature was made in a way that this system does not accept.',
  },
};

export function explain(failure: SignatureFailure | undefined, locale: 'vi' | 'en'): string {
  return failures[failure ?? 'malformed'][locale];
}
