import type { DossierState, PauseReason } from '../states.ts';

/**
 * The state codes 1–10 that the national public service portal uses, and the only place that translates to them.
 * Source: the portal's code list as seen in several public integrations.
 */
export const nationalCodes = {
  1: 'Mới đăng ký',
  2: 'Được tiếp nhận',
  3: 'Không được tiếp nhận',
  4: 'Đang xử lý',
  5: 'Yêu cầu bổ sung giấy tờ',
  6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ',
  8: 'Dừng xử lý',
  9: 'Đã xử lý xong',
  10: 'Đã trả kết quả',
} as const;

export type NationalCode = keyof typeof nationalCodes;

export interface NationalView {
  state: DossierState;
  /** why the clock stands still now, if it does */
  pausedFor?: PauseReason | undefined;
  /** a supplement was asked for before intake and the dossier has not been accepted since */
  supplementedBeforeIntake?: boolean;
}

const byState: Record<Exclude<DossierState, 'draft'>, NationalCode> = {
  submitted: 1,
  accepted: 2,
  processing: 4,
  resolved: 9,
  returned: 10,
  rejected_at_reception: 3,
  // A refusal is a result too: the answer is "no", in writing, and the work on the dossier is finished.
  refused: 9,
  withdrawn: 7,
  cancelled: 8,
};

const byPause: Record<PauseReason, NationalCode> = { supplement: 5, payment: 6, suspension: 8 };

/** The national code of a dossier, or undefined for a draft, which the portal does not know yet. */
export function nationalCodeOf(view: NationalView): NationalCode | undefined {
  if (view.state === 'draft') return undefined;
  const isOpen = view.state === 'submitted' || view.state === 'accepted' || view.state === 'processing';
  if (isOpen && view.pausedFor) return byPause[view.pausedFor];
  // The national list knows no way back from 5 to 1, so a supplemented dossier keeps 5 until it is accepted.
  if (view.state === 'submitted' && view.supplementedBeforeIntake) return 5;
  return byState[view.state];
}

/** Steps that the national list allows. The table is not confirmed by a legal text: it is checked, not enforced. */
export const nationalSteps: Record<NationalCode, readonly NationalCode[]> = {
  1: [2, 3, 5, 7],
  2: [4, 5, 6, 7, 8],
  3: [],
  4: [5, 6, 7, 8, 9],
  5: [2, 4, 7, 8],
  6: [4, 7, 8],
  7: [],
  8: [4, 7, 9],
  9: [10],
  10: [],
};
