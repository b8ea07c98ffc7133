import { useLocale } from './language.ts';

/** Words that components say themselves. Whatever a page says is the page's own. */
const spoken = {
  errorPrefix: { vi: 'Lỗi:', en: 'Error:' },
  errorSummary: { vi: 'Có mục cần sửa', en: 'There is a problem' },
  optional: { vi: '(không bắt buộc)', en: '(optional)' },
  day: { vi: 'Ngày', en: 'Day' },
  month: { vi: 'Tháng', en: 'Month' },
  year: { vi: 'Năm', en: 'Year' },
  back: { vi: 'Quay lại', en: 'Back' },
  change: { vi: 'Sửa', en: 'Change' },
  notProvided: { vi: 'Chưa cung cấp', en: 'Not provided' },
  previous: { vi: 'Trang trước', en: 'Previous page' },
  next: { vi: 'Trang sau', en: 'Next page' },
  pages: { vi: 'Các trang', en: 'Pages' },
  search: { vi: 'Tìm', en: 'Search' },
  choose: { vi: 'Chọn…', en: 'Choose…' },
  stepDone: { vi: 'Đã xong', en: 'Done' },
  stepNow: { vi: 'Đang ở bước này', en: 'Now' },
  stepLater: { vi: 'Chưa tới', en: 'Later' },
  stepStopped: { vi: 'Dừng ở bước này', en: 'Stopped here' },
  noScript: {
    vi: 'Trang này cần JavaScript để tự cập nhật. Ông/bà vẫn có thể tải lại trang để xem tin mới nhất.',
    en: 'This page needs JavaScript to update by itself. You can still reload it to see the latest.',
  },
  emptyTable: { vi: 'Chưa có gì ở đây.', en: 'Nothing here yet.' },
  unavailable: { vi: 'Chưa bấm được vì:', en: 'Not available because:' },
} as const;

export type SpokenWord = keyof typeof spoken;

/** The components' own words in the language of the page. */
export function useSpoken(): (word: SpokenWord) => string {
  const locale = useLocale();
  return (word) => spoken[word][locale];
}
