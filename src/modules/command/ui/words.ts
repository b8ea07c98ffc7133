import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Bảng điều hành', en: 'Command board' },
  scope: { vi: 'Phạm vi', en: 'Scope' },
  live: { vi: 'Trực tiếp', en: 'Live' },
  asOf: { vi: 'Số liệu lúc', en: 'Figures as of' },
  today: { vi: 'Hôm nay', en: 'Today' },
  filed: { vi: 'Hồ sơ nộp vào', en: 'Dossiers filed' },
  accepted: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  resolved: { vi: 'Đã có kết quả', en: 'Resolved' },
  returned: { vi: 'Đã trả kết quả', en: 'Returned' },
  onTime: { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Quá hạn', en: 'Late' },
  inHand: { vi: 'Đang giải quyết', en: 'In hand' },
  births: { vi: 'Trẻ được khai sinh', en: 'Births registered' },
  numbers: { vi: 'Số định danh đã cấp', en: 'Personal numbers issued' },
  certificates: { vi: 'Giấy khai sinh đã ký số', en: 'Certificates signed' },
  fortnight: { vi: 'Hai tuần qua', en: 'The last two weeks' },
  filedByDay: { vi: 'Hồ sơ nộp vào theo ngày', en: 'Dossiers filed by day' },
  resolvedByDay: { vi: 'Hồ sơ có kết quả theo ngày', en: 'Dossiers resolved by day' },
  byHour: { vi: 'Hôm nay theo giờ', en: 'Today by hour' },
  agencies: { vi: 'Theo cơ quan', en: 'By agency' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  noAgencies: { vi: 'Hôm nay chưa có hồ sơ nào.', en: 'No dossier yet today.' },
  happenings: { vi: 'Vừa diễn ra', en: 'Just now' },
  nothing: { vi: 'Chưa có việc nào.', en: 'Nothing yet.' },
  timeliness: { vi: 'Tỷ lệ đúng hạn hôm nay', en: 'On time today' },
});

export const happeningWords = defineWords({
  filed: { vi: 'Có hồ sơ mới nộp', en: 'A dossier was filed' },
  accepted: { vi: 'Tiếp nhận một hồ sơ', en: 'A dossier was accepted' },
  resolved: { vi: 'Một hồ sơ đã có kết quả', en: 'A dossier was resolved' },
  returned: { vi: 'Đã trả kết quả một hồ sơ', en: 'A result was returned' },
  births: { vi: 'Đăng ký khai sinh cho một trẻ', en: 'A birth was registered' },
  numbers: { vi: 'Cấp một số định danh cá nhân', en: 'A personal number was issued' },
  certificates: { vi: 'Ký số một giấy khai sinh', en: 'A birth certificate was signed' },
});
