import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  title: { vi: 'Ông/bà đang làm việc ở vị trí nào?', en: 'In which post are you working?' },
  hint: {
    vi: 'Từ lúc đổi, ông/bà chỉ có quyền của vị trí được chọn, và mọi việc ghi theo vị trí ấy. Dự thảo đã lưu vẫn ở lại với vị trí đang soạn. Phần đang gõ mà chưa lưu ở trang trước sẽ không được giữ.',
    en: 'From then on you have the rights of the chosen post only, and what you do is recorded in it. Saved drafts stay with the post in which they were written. What was typed on the page before and not saved is not kept.',
  },
  go: { vi: 'Đổi vị trí', en: 'Change post' },
  chooseOne: { vi: 'Chọn vị trí ông/bà sẽ làm việc', en: 'Choose the post in which you will work' },
  onlyOne: {
    vi: 'Hôm nay ông/bà chỉ giữ một vị trí công tác, nên không có vị trí nào khác để đổi.',
    en: 'You hold one post today, so there is no other to change to.',
  },
  back: { vi: 'Quay lại, giữ nguyên vị trí', en: 'Back, in the same post' },
});
