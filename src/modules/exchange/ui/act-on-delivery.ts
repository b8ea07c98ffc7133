import type { PageApi } from '#platform/web/api.ts';
import { answerChange, reportStatus, steerDelivery } from '../contract.ts';

type Reported = '02' | '03' | '04' | '05' | '06';
type Steering = 'hold' | 'release' | 'try-again';

export interface Typed {
  act: string;
  deliveryId: string;
  note: string;
}

export function typedOf(form: FormData): Typed {
  const text = (name: string): string => String(form.get(name) ?? '');
  return { act: text('viec'), deliveryId: text('ban'), note: text('ghi-chu') };
}

/** Carries out what a form of the page asks; the operation checks again whether it may be. */
export async function actOn(api: PageApi, form: FormData) {
  const { act, deliveryId, note } = typedOf(form);
  const params = { deliveryId };
  const [what, value = ''] = act.split(':');
  if (what === 'tra-loi')
    return api.try(answerChange, { params, body: { agrees: value === 'dong-y', ...(note ? { note } : {}) } });
  if (what === 'can-thiep')
    return api.try(steerDelivery, { params, body: { act: value as Steering, reason: note || ' ' } });
  return api.try(reportStatus, {
    params,
    body: { code: String(form.get('trang-thai') ?? '') as Reported, ...(note ? { note } : {}) },
  });
}
