import type { Actor } from '#platform/access.ts';
import { type DossierRight, mayOnDossier } from '../access.ts';
import { isBeingEntered } from './begin-handling.ts';
import type { DossierRow } from '../dossier-row.ts';
import type { Action } from '../shapes.ts';
import { isTerminal } from '../states.ts';
import { labelOf, type Said } from '../words.ts';

const rights: Record<Action['name'], DossierRight> = {
  accept: 'accept',
  'reject-at-reception': 'reject',
  'request-supplement': 'request-supplement',
  assign: 'assign',
  note: 'note',
  handle: 'handle',
  'return-result': 'hand-over',
  refuse: 'end',
  cancel: 'end',
  withdraw: 'withdraw',
  'answer-supplement': 'answer-supplement',
};

const said = (vi: string, en: string): Said => ({ vi, en });

/** Pure. What this person may do with the dossier now; where not, the reason in words. Actions of other people are left out. */
export function actionsOn(row: DossierRow, actor: Actor, now: Date): Action[] {
  const names = Object.keys(rights) as Action['name'][];
  const mine = actor.kind === 'citizen' ? names.slice(-2) : names.slice(0, -2);
  return mine.map((name) => {
    const why = mayOnDossier(actor, row, rights[name])
      ? whyNot(name, row, now)
      : said('Ông/bà không được giao quyền làm việc này.', 'You have not been given the right to do this.');
    return { name, allowed: why === null, why };
  });
}

function whyNot(name: Action['name'], row: DossierRow, now: Date): Said | null {
  const label = labelOf(row.state, row.pausedFor);
  const wrongState = said(`Hồ sơ đang ở trạng thái “${label.vi}”.`, `The dossier is “${label.en}”.`);
  const entered = isBeingEntered(row, now)
    ? said(
        'Việc khai sinh đã ghi hoặc đang ghi vào sổ hộ tịch.',
        'The birth stands in the register or is being entered in it.',
      )
    : null;
  const waits = said('Đang chờ người nộp bổ sung.', 'Waiting for the applicant’s supplement.');
  switch (name) {
    case 'note':
      return null;
    case 'assign':
      return isTerminal(row.state) ? wrongState : null;
    case 'accept':
      if (row.state !== 'submitted') return wrongState;
      return row.openSupplementId ? waits : null;
    case 'reject-at-reception':
      return row.state === 'submitted' ? null : wrongState;
    case 'request-supplement':
      if (row.openSupplementId) return waits;
      return row.state === 'submitted' || row.state === 'accepted' || row.state === 'processing' ? entered : wrongState;
    case 'handle':
      if (row.state === 'submitted') return said('Cần tiếp nhận hồ sơ trước.', 'The dossier must be accepted first.');
      if (row.pausedFor) return waits;
      return row.state === 'accepted' || row.state === 'processing' ? null : wrongState;
    case 'return-result':
      return row.state === 'resolved' ? null : said('Chưa có kết quả để trả.', 'There is no result to hand over.');
    case 'refuse':
      return row.state === 'accepted' || row.state === 'processing' ? entered : wrongState;
    case 'cancel':
      return ['submitted', 'accepted', 'processing'].includes(row.state) ? entered : wrongState;
    case 'withdraw':
      if (row.state === 'processing' || row.state === 'resolved')
        return said(
          'Cơ quan đã giải quyết nên không rút được nữa.',
          'The office has dealt with it, so it can no longer be withdrawn.',
        );
      return row.state === 'submitted' || row.state === 'accepted' ? null : wrongState;
    case 'answer-supplement':
      return row.openSupplementId ? null : said('Không có yêu cầu bổ sung.', 'No supplement was asked for.');
  }
}
