import { defineWords } from '#platform/web/words.ts';

export const groupWords = defineWords({
  title: { vi: 'Trục văn bản: nhóm nơi nhận', en: 'Document axis: groups of recipients' },
  lead: {
    vi: 'Một nhóm gom những cơ quan thường nhận cùng văn bản. Phần mềm của cơ quan gửi tới nhóm bằng mã nhóm; mỗi lần lưu là một phiên bản mới, phiên bản cũ vẫn được giữ.',
    en: 'A group holds agencies that often get the same documents. The agency’s software sends to it by the group’s id; each saving is a new version and earlier ones are kept.',
  },
  own: { vi: 'Nhóm của cơ quan', en: 'Our groups' },
  none: { vi: 'Cơ quan chưa lập nhóm nào.', en: 'No group has been made.' },
  house: { vi: 'Nhóm có sẵn', en: 'Ready-made groups' },
  houseNote: {
    vi: 'Không ai phải cập nhật những nhóm này: chúng theo đúng danh mục cơ quan hôm nay.',
    en: 'These follow today’s directory of agencies; nobody has to keep them up to date.',
  },
  thisNote: {
    vi: 'Nhóm này luôn đúng theo danh mục cơ quan hôm nay, không ai phải cập nhật.',
    en: 'This group follows today’s directory of agencies; nobody has to keep it up to date.',
  },
  back: { vi: 'Các nhóm nơi nhận', en: 'Groups of recipients' },
  name: { vi: 'Tên nhóm', en: 'Name' },
  nameHint: { vi: 'Chẳng hạn “Các phòng, ban của phường”.', en: 'Such as “Offices of the ward”.' },
  ref: { vi: 'Mã nhóm, dùng trong phần mềm', en: 'Id, for software' },
  members: { vi: 'Số cơ quan', en: 'Agencies' },
  changedAt: { vi: 'Sửa lần cuối', en: 'Last changed' },
  version: { vi: 'Phiên bản', en: 'Version' },
  make: { vi: 'Lập nhóm mới', en: 'Make a group' },
  codes: { vi: 'Các cơ quan trong nhóm', en: 'Agencies of the group' },
  codesHint: {
    vi: 'Mỗi dòng một cơ quan, bắt đầu bằng mã định danh; phần sau mã là để ông/bà dễ đọc.',
    en: 'One in a line, its code first; what stands after the code is for reading only.',
  },
  save: { vi: 'Lưu nhóm', en: 'Save the group' },
  check: { vi: 'Kiểm tra trước khi lưu', en: 'Check before saving' },
  checked: { vi: 'Các cơ quan này có nhận được văn bản qua trục không', en: 'Can these be reached over the axis' },
  code: { vi: 'Mã', en: 'Code' },
  says: { vi: 'Kết quả', en: 'Result' },
  checkFirst: {
    vi: 'Chỉ kiểm tra 200 cơ quan đầu tiên.',
    en: 'Only the first 200 were checked.',
  },
  saved: { vi: 'Đã lưu nhóm.', en: 'The group was saved.' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  changeTitle: { vi: 'Sửa nhóm', en: 'Change the group' },
});
