import { defineWords } from '#platform/web/words.ts';

export const issueWords = defineWords({
  title: { vi: 'Phát hành văn bản {number}', en: 'Issue {number}' },
  back: { vi: 'Quay lại văn bản', en: 'Back to the document' },
  groups: { vi: 'Gửi thêm cho nhóm nơi nhận', en: 'Send also to groups' },
  groupsHint: {
    vi: 'Nhóm có tên in ở mục nơi nhận của văn bản đã được chọn sẵn. Nơi nào đứng trong hai nhóm cũng chỉ nhận một lần.',
    en: 'Groups whose name is printed among the recipients are chosen already. Who stands in two gets it once.',
  },
  otherGroups: { vi: 'Nhóm của các tỉnh, thành phố khác', en: 'Groups of other provinces' },
  groupOf: { vi: '{name} ({members} nơi)', en: '{name} ({members})' },
  look: { vi: 'Xem nơi nhận', en: 'See who gets it' },
  nobody: {
    vi: 'Văn bản chưa có nơi nhận nào trên trục: phát hành xong sẽ không gửi điện tử cho ai.',
    en: 'No recipient is on the axis: once issued it is sent to nobody electronically.',
  },
  counted: {
    vi: 'Nhận được qua trục: {takes} nơi. Chưa nhận được: {cannot} nơi.',
    en: 'Can take it over the axis: {takes}. Cannot: {cannot}.',
  },
  cannotTitle: { vi: 'Có {count} nơi chưa nhận được văn bản này', en: '{count} cannot take this document' },
  cannotNote: {
    vi: 'Lý do và việc nên làm ghi ở từng dòng. Chưa có gì được gửi đi.',
    en: 'Each line says why and what to do. Nothing has been sent yet.',
  },
  cannotCaption: { vi: 'Nơi chưa nhận được', en: 'Cannot take it' },
  moreCannot: { vi: 'Và {count} nơi nữa cũng chưa nhận được.', en: 'And {count} more.' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  code: { vi: 'Mã định danh', en: 'Code' },
  why: { vi: 'Vì sao', en: 'Why' },
  todo: { vi: 'Nên làm gì', en: 'What to do' },
  leaveOut: { vi: 'Với những nơi chưa nhận được', en: 'What happens with those who cannot take it' },
  leaveAll: { vi: 'Không gửi qua trục, gửi bản giấy', en: 'Leave them out and send it on paper' },
  leaveAllHint: {
    vi: 'Tên các nơi này được ghi vào quá trình của văn bản để văn thư biết mà gửi.',
    en: 'Their names stand in the history of the document, so that the clerk knows whom to send it to.',
  },
  leaveStopped: {
    vi: 'Vẫn gửi cho {count} nơi chỉ tạm chưa nhận, văn bản chờ họ trên trục',
    en: 'Send it all the same to the {count} who do not receive at present; it waits for them on the axis',
  },
  leaveStoppedHint: {
    vi: 'Quá hạn giao mà chưa ai nhận thì trục báo lại cho cơ quan ta. Nơi không thể mở được thì vẫn không gửi.',
    en: 'If nobody takes it in time, the axis tells our agency. Those who could not open it are left out in any case.',
  },
  issue: { vi: 'Ký số cơ quan và phát hành', en: 'Seal and issue' },
  takesCaption: { vi: 'Nơi nhận, từ {from} đến {to} trong {of}', en: 'Recipients {from} to {to} of {of}' },
  pages: { vi: 'Các trang nơi nhận', en: 'Pages of recipients' },
});
