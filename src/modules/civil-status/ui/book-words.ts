import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Sổ đăng ký khai sinh', en: 'Register of births' },
  search: {
    vi: 'Tìm theo tên của con (không cần dấu) hoặc số đăng ký',
    en: 'Find by the child’s name (accents optional) or act number',
  },
  find: { vi: 'Tìm', en: 'Find' },
  found: { vi: 'Kết quả tìm “{q}”', en: 'Results for “{q}”' },
  all: { vi: 'Mới nhất trước', en: 'Newest first' },
  number: { vi: 'Số', en: 'No.' },
  place: { vi: 'Quyển, trang', en: 'Book, page' },
  placeOf: { vi: '{book}, trang {page}', en: '{book}, p. {page}' },
  registeredOn: { vi: 'Ngày đăng ký', en: 'Registered' },
  child: { vi: 'Họ và tên của con', en: 'Child' },
  birthDate: { vi: 'Ngày sinh', en: 'Born' },
  mother: { vi: 'Người mẹ', en: 'Mother' },
  personalId: { vi: 'Số định danh', en: 'Personal number' },
  certificate: { vi: 'Giấy khai sinh', en: 'Certificate' },
  open: { vi: 'Mở', en: 'Open' },
  openOf: { vi: 'giấy khai sinh số {number}', en: 'certificate no. {number}' },
  making: { vi: 'Đang làm', en: 'Being made' },
  waiting: { vi: 'Chờ cấp', en: 'Waiting' },
  none: { vi: 'Trong sổ chưa có trường hợp khai sinh nào.', en: 'No births in the book yet.' },
  noneFound: {
    vi: 'Không tìm thấy. Xin thử một phần của tên, hoặc số như 12/2026.',
    en: 'Nothing found. Try a part of the name, or a number such as 12/2026.',
  },
  more: { vi: 'Xem tiếp kết quả', en: 'More results' },
  wholeBook: { vi: 'Xem toàn bộ sổ', en: 'See the whole book' },
  first: { vi: 'Về đầu sổ', en: 'To the first page' },
});
