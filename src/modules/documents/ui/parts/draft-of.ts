import { listAgencies, listOfficers } from '#modules/directory/contract.ts';
import { isId } from '#platform/id.ts';
import { isDate } from '#platform/time.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { DraftInput } from '../../content.ts';
import type { Secrecy, Urgency } from '../../document-types.ts';
import { readRecipients } from './read-recipients.ts';

/** The draft form as it was filled in, by the names of its boxes. */
export type Typed = Record<string, string>;

/** Colleagues of today: who may sign, and who may be named as a recipient. */
export async function peopleOf(api: PageApi) {
  const { officers } = await api.call(listOfficers, {
    params: { id: api.actor.kind === 'officer' ? api.actor.agencyId : '' },
    query: {},
  });
  return officers;
}

/** The day that was typed; no date where it does not exist. */
export const dayOf = (typed: Typed): string =>
  ['year', 'month', 'day'].map((part) => (typed[`han-${part}`] ?? '').trim().padStart(2, '0')).join('-');

/** What the form says, for the operation. */
export async function draftOf(api: PageApi, typed: Typed, uploaded: string | undefined): Promise<DraftInput> {
  const [{ agencies }, officers] = await Promise.all([api.call(listAgencies, { query: {} }), peopleOf(api)]);
  const known = { agencies: agencies.filter((one) => one.validTo === null), officers };
  const kept = typed['bo-tep'] ? '' : (typed['tep'] ?? '');
  const file = uploaded ?? kept;
  const answered = typed['tra-loi'] ?? '';
  const day = dayOf(typed);
  const secrecy = typed['mat'] ?? 'none';
  // Whatever is not in the lists is refused by the operation with a sentence of its own.
  return {
    type: typed['loai'] ?? '',
    subject: typed['trich-yeu'] ?? '',
    urgency: (typed['khan'] ?? '') as Urgency,
    ...(secrecy === 'none' ? {} : { secrecy: secrecy as Secrecy }),
    unit: (typed['don-vi'] ?? '').trim(),
    signerId: typed['nguoi-ky'] ?? '',
    authority: (typed['tham-quyen'] ?? '') as DraftInput['authority'],
    onBehalfOf: typed['thay-cho'] ?? '',
    signerTitle: typed['chuc-vu'] ?? '',
    recipients: [
      ...readRecipients(typed['kinh-gui'] ?? '', known, true),
      ...readRecipients(typed['noi-nhan'] ?? '', known, false),
    ],
    grounds: typed['can-cu'] ?? '',
    text: typed['doan-van'] ?? '',
    ...(isDate(day) ? { answerBy: day } : {}),
    ...(isId(answered) ? { answers: [answered] } : {}),
    ...(isId(file) ? { fileId: file } : {}),
  };
}
