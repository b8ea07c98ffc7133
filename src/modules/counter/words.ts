import type { DossierState, PauseReason } from './states.ts';

/** The counter's own words, for pages, papers and answers alike. */
export interface Said {
  vi: string;
  en: string;
}

export const stateLabels: Record<DossierState, Said> = {
  draft: { vi: 'Bản nháp', en: 'Draft' },
  submitted: { vi: 'Đã nộp, chờ tiếp nhận', en: 'Filed, waiting for intake' },
  accepted: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  processing: { vi: 'Đang giải quyết', en: 'Being processed' },
  resolved: { vi: 'Đã có kết quả', en: 'Result ready' },
  returned: { vi: 'Đã trả kết quả', en: 'Result returned' },
  rejected_at_reception: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  refused: { vi: 'Bị từ chối giải quyết', en: 'Refused' },
  withdrawn: { vi: 'Người nộp đã rút', en: 'Withdrawn' },
  cancelled: { vi: 'Đã dừng giải quyết', en: 'Stopped' },
};

export const pauseLabels: Record<PauseReason, Said> = {
  supplement: { vi: 'Chờ người nộp bổ sung giấy tờ', en: 'Waiting for the applicant’s supplement' },
  payment: { vi: 'Chờ người nộp thanh toán', en: 'Waiting for payment' },
  suspension: { vi: 'Tạm dừng giải quyết', en: 'Suspended' },
};

/** The label that a person sees: what the dossier waits for comes before its state. */
export function labelOf(state: DossierState, pausedFor: PauseReason | null): Said {
  return pausedFor ? pauseLabels[pausedFor] : stateLabels[state];
}

export const eventTitles: Record<string, Said> = {
  filed: { vi: 'Nộp hồ sơ', en: 'Filed' },
  accepted: { vi: 'Tiếp nhận hồ sơ', en: 'Accepted' },
  'rejected-at-reception': { vi: 'Từ chối tiếp nhận', en: 'Not accepted' },
  'supplement-requested': { vi: 'Yêu cầu bổ sung', en: 'Supplement requested' },
  'supplement-answered': { vi: 'Người nộp đã bổ sung', en: 'Supplement received' },
  assigned: { vi: 'Phân công người giải quyết', en: 'Assigned' },
  'processing-started': { vi: 'Bắt đầu giải quyết', en: 'Processing began' },
  'birth-registered': { vi: 'Đã đăng ký khai sinh vào sổ hộ tịch', en: 'Birth entered in the register' },
  resolved: { vi: 'Đã có kết quả', en: 'Result ready' },
  returned: { vi: 'Trả kết quả', en: 'Result returned' },
  withdrawn: { vi: 'Người nộp rút hồ sơ', en: 'Withdrawn by the applicant' },
  refused: { vi: 'Từ chối giải quyết', en: 'Refused' },
  cancelled: { vi: 'Dừng giải quyết', en: 'Stopped' },
};

export const formTitles: Record<'01' | '02' | '03', Said> = {
  '01': { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt and appointment slip' },
  '02': { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Request to supplement' },
  '03': { vi: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ', en: 'Refusal of intake' },
};

export const markLabels: Record<'missing' | 'incomplete' | 'incorrect' | 'outdated', Said> = {
  missing: { vi: 'Còn thiếu', en: 'Missing' },
  incomplete: { vi: 'Chưa đầy đủ', en: 'Incomplete' },
  incorrect: { vi: 'Chưa đúng', en: 'Incorrect' },
  outdated: { vi: 'Đã hết hạn, đã thay đổi', en: 'Outdated' },
};
