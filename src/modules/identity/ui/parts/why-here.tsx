import type { PageApi } from '#platform/web/api.ts';
import { Notice } from '#ui/index.ts';
import { whyEnded } from '../../contract.ts';
import { words } from '../words.ts';

export type WhyHere = 'over' | NonNullable<Awaited<ReturnType<typeof readWhy>>>;

/** Why somebody who was signed in, or nearly, is asked to sign in again. */
export async function readWhy(api: PageApi, search: URLSearchParams) {
  if (search.has('qua-han')) return 'over' as const;
  return (await api.call(whyEnded)).why;
}

export function WhyHereNotice({ why, locale }: { why: WhyHere | undefined; locale: 'vi' | 'en' }) {
  const t = words(locale);
  if (!why) return null;
  const text = {
    over: t.whyOver,
    'other-device': t.whyOtherDevice,
    'ended-from-list': t.whyEndedFromList,
    'mandate-ended': t.whyMandateEnded,
    'password-changed': t.whyPasswordChanged,
    recovered: t.whyRecovered,
    locked: t.whyLocked,
    closed: t.whyClosed,
  }[why];
  return (
    <Notice tone={why === 'over' ? 'info' : 'warning'}>
      <p className="govuk-body">{text}</p>
    </Notice>
  );
}
