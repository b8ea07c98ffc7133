import type { IncomingState, IncomingStep, OutgoingState, OutgoingStep } from './states.ts';

type Saying = { vi: string; en: string };

/** Names of states and of what happened, on pages, in registers and in refusals. */
export const stateWords: Record<OutgoingState, Saying> = {
  draft: { vi: 'Đang soạn', en: 'Draft' },
  'in-review': { vi: 'Chờ duyệt', en: 'Waiting for approval' },
  approved: { vi: 'Chờ cấp số', en: 'Waiting for its number' },
  numbered: { vi: 'Chờ ký', en: 'Waiting for signature' },
  signed: { vi: 'Chờ phát hành', en: 'Waiting to be issued' },
  issued: { vi: 'Đã phát hành', en: 'Issued' },
  discarded: { vi: 'Đã bỏ dự thảo', en: 'Discarded' },
  voided: { vi: 'Hủy số', en: 'Voided' },
};

export const incomingStateWords: Record<IncomingState, Saying> = {
  arrived: { vi: 'Chờ vào sổ', en: 'To be registered' },
  registered: { vi: 'Chờ phân công', en: 'To be assigned' },
  assigned: { vi: 'Đã phân công', en: 'Assigned' },
  'in-progress': { vi: 'Đang xử lý', en: 'In progress' },
  done: { vi: 'Hoàn thành', en: 'Done' },
  refused: { vi: 'Trả lại nơi gửi', en: 'Refused' },
};

export const outgoingEventWords: Record<OutgoingStep | 'start' | 'save' | 'comment', Saying> = {
  start: { vi: 'Tạo dự thảo', en: 'Draft begun' },
  save: { vi: 'Sửa dự thảo', en: 'Draft changed' },
  comment: { vi: 'Góp ý', en: 'Comment' },
  submit: { vi: 'Trình duyệt', en: 'Submitted' },
  approve: { vi: 'Phê duyệt', en: 'Approved' },
  return: { vi: 'Trả lại để sửa', en: 'Returned for changes' },
  discard: { vi: 'Bỏ dự thảo', en: 'Discarded' },
  number: { vi: 'Cấp số', en: 'Numbered' },
  sign: { vi: 'Ký', en: 'Signed' },
  issue: { vi: 'Đóng dấu và phát hành', en: 'Sealed and issued' },
  void: { vi: 'Hủy văn bản đã lấy số', en: 'Voided' },
};

export const incomingEventWords: Record<
  IncomingStep | 'arrive' | 'note' | 'remind' | 'taken-back' | 'updated' | 'replaced',
  Saying
> = {
  arrive: { vi: 'Văn bản đến', en: 'Arrived' },
  register: { vi: 'Vào sổ', en: 'Registered' },
  refuse: { vi: 'Trả lại nơi gửi', en: 'Refused' },
  assign: { vi: 'Phân công', en: 'Assigned' },
  begin: { vi: 'Bắt đầu xử lý', en: 'Work begun' },
  note: { vi: 'Ý kiến', en: 'Opinion' },
  finish: { vi: 'Hoàn thành', en: 'Finished' },
  'file-away': { vi: 'Lưu để biết', en: 'Filed for information' },
  remind: { vi: 'Nhắc hạn', en: 'Reminder' },
  'taken-back': { vi: 'Nơi gửi đã thu hồi', en: 'Taken back by the sender' },
  updated: { vi: 'Nơi gửi đã cập nhật', en: 'Updated by the sender' },
  replaced: { vi: 'Đã được thay thế bằng văn bản khác', en: 'Replaced by another document' },
};

export const roleWords: Record<string, Saying> = {
  lead: { vi: 'Chủ trì', en: 'Lead' },
  'co-ordinator': { vi: 'Phối hợp', en: 'Co-ordinates' },
  informed: { vi: 'Để biết', en: 'Informed' },
};

/** What an event of a kind is called; the kind itself where a later release wrote one that this one does not know. */
export function nameOf(words: Readonly<Record<string, Saying>>, kind: string): Saying {
  return words[kind] ?? { vi: kind, en: kind };
}
