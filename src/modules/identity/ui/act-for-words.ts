import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Ông/bà đang làm việc cho ai?', en: 'For whom are you working?' },
  hint: {
    vi: 'Hồ sơ ông/bà nộp sau đây sẽ mang tên người được chọn, và tên ông/bà là người nộp thay. Người đó được báo.',
    en: 'What you file from now on is for the one you choose, with your name as the one who files it. They are told.',
  },
  self: { vi: 'Cho chính tôi', en: 'For myself' },
  parent: { vi: 'Con của ông/bà', en: 'Your child' },
  guardian: { vi: 'Ông/bà là người giám hộ', en: 'You are the guardian' },
  authority: { vi: 'Đã ủy quyền cho ông/bà', en: 'Gave you an authority' },
  representative: { vi: 'Ông/bà là người đại diện theo pháp luật', en: 'You are the legal representative' },
  staff: { vi: 'Ông/bà là nhân viên được giao việc', en: 'You are staff with this task' },
  until: { vi: 'đến hết ngày {day}', en: 'until {day}' },
  go: { vi: 'Tiếp tục', en: 'Continue' },
  chooseOne: { vi: 'Chọn ông/bà đang làm việc cho ai', en: 'Choose for whom you are working' },
  nobody: {
    vi: 'Ông/bà chưa được làm thay ai. Con dưới 18 tuổi tự hiện ở đây theo giấy khai sinh.',
    en: 'You may not act for anybody yet. Children under 18 appear here by themselves, from their birth acts.',
  },
  manage: { vi: 'Xem và quản lý việc ủy quyền', en: 'See and manage mandates' },
});
