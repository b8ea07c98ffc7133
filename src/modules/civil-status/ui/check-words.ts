import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Kiểm tra giấy khai sinh', en: 'Check a birth certificate' },
  lead: {
    vi: 'Gõ mã in dưới hình vuông trên giấy khai sinh để biết giấy đó có trong sổ đăng ký hay không.',
    en: 'Type the code printed under the square on a birth certificate to see whether it stands in the register.',
  },
  label: { vi: 'Mã trên giấy khai sinh', en: 'Code on the certificate' },
  hint: { vi: 'Gồm 16 chữ và số, ví dụ K7CQ-93MA-XYTR-4467', en: '16 letters and digits, e.g. K7CQ-93MA-XYTR-4467' },
  check: { vi: 'Kiểm tra', en: 'Check' },
  found: { vi: 'Giấy khai sinh này có trong sổ đăng ký', en: 'This certificate stands in the register' },
  number: { vi: 'Số', en: 'Number' },
  book: { vi: 'Quyển số', en: 'Book' },
  place: { vi: 'Nơi đăng ký', en: 'Registered at' },
  on: { vi: 'Ngày đăng ký', en: 'Registered on' },
  issued: { vi: 'Bản điện tử ký số lúc', en: 'Digital certificate signed at' },
  notIssued: { vi: 'Bản điện tử đang được ký số', en: 'The digital certificate is being signed' },
  fingerprint: { vi: 'Mã băm của tệp (SHA-256)', en: 'Fingerprint of the file (SHA-256)' },
  privacy: {
    vi: 'Để giữ kín thông tin của trẻ và gia đình, trang này không hiện họ tên. Xin so số, quyển và nơi đăng ký với tờ giấy trên tay.',
    en: 'To protect the child and the family no names are shown. Compare number, book and place with the paper in hand.',
  },
});
