import { readDate } from '#ui/form/read-date.ts';
import type { PageApi, Tried } from '#platform/web/api.ts';
import {
  acceptDossier,
  addNote,
  assignDossier,
  endDossier,
  type Mark,
  rejectAtReception,
  requestSupplement,
  returnResult,
} from '../../contract.ts';
import { counterProblem } from '../../errors.ts';
import { markKinds } from '../../shapes.ts';

/** How many marks the form without JavaScript has room for at once. */
export const markRows = 6;

/** What was typed into the page's forms, so that a refusal shows it again. */
export type Typed = Record<string, string>;

export function typedOf(form: FormData): Typed {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Carries out the form that was sent: its button's `viec` says which. */
export async function actOnDossier(api: PageApi, dossierId: string, form: FormData): Promise<Tried<unknown>> {
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  const params = { dossierId };
  const grounds = { reason: said('ly-do'), legalGround: said('can-cu') };
  switch (said('viec')) {
    case 'tiep-nhan':
      return api.try(acceptDossier, { params, body: {} });
    case 'tu-choi-tiep-nhan':
      return api.try(rejectAtReception, { params, body: grounds });
    case 'bo-sung':
      return askForSupplement(api, dossierId, form);
    case 'phan-cong': {
      const reason = said('ly-do-phan-cong');
      return api.try(assignDossier, { params, body: { officerId: said('can-bo'), ...(reason ? { reason } : {}) } });
    }
    case 'ghi-chu':
      return api.try(addNote, { params, body: { text: said('ghi-chu') } });
    case 'ket-thuc':
      return api.try(endDossier, {
        params,
        body: { ending: said('cach') === 'refused' ? 'refused' : 'cancelled', ...grounds },
      });
    case 'tra-ket-qua':
      return api.try(returnResult, { params, body: { receivedBy: said('nguoi-nhan') } });
    default:
      return { ok: false, problem: counterProblem('unknown-action').document(api.locale, api.requestId) };
  }
}

async function askForSupplement(api: PageApi, dossierId: string, form: FormData): Promise<Tried<unknown>> {
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  const answerBy = readDate(form, 'han').iso;
  const repeatReason = said('ly-do-lan-nua');
  return api.try(requestSupplement, {
    params: { dossierId },
    body: {
      message: said('noi-dung'),
      legalGround: said('can-cu'),
      marks: marksOf(said),
      ...(answerBy ? { answerBy } : {}),
      ...(repeatReason ? { repeatReason } : {}),
    },
  });
}

/** 'field:childFullName' and 'paper:birthNotification' are the values of the list of items. */
function marksOf(said: (name: string) => string): Mark[] {
  return Array.from({ length: markRows }, (_, row) => row).flatMap((row) => {
    const [target, key] = said(`muc-${row}`).split(':');
    if (!key) return [];
    const kind = markKinds.find((one) => one === said(`loai-${row}`)) ?? 'incorrect';
    return [
      { target: target === 'paper' ? ('paper' as const) : ('field' as const), key, kind, message: said(`sua-${row}`) },
    ];
  });
}
