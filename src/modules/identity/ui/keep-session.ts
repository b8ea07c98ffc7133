import { redirect } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { signIn } from '../contract.ts';
import { deviceCookie, endedFlowCookie, flowCookie, sessionCookie } from './session-cookie.ts';

type Answer = AnswerOf<typeof signIn>;
type Me = Extract<Answer, { outcome: 'signed-in' }>['me'];

/**
 * Sets the cookies that an answer to a proof asks for, and leads on: to where the person wanted to go, or to the next step.
 * @param ve where the person wanted to go, as it came
 */
export function goOn(
  api: PageApi,
  answer: Answer,
  { back, ve, cach, staff }: { back: (me: Me) => string; ve: string | null; cach?: string; staff?: boolean },
): never {
  if (answer.deviceToken) api.setCookie(deviceCookie(answer.deviceToken, api.secureCookies));
  if (answer.outcome === 'more') {
    api.setCookie(flowCookie(answer.flow, api.secureCookies));
    const query = new URLSearchParams({
      ...(ve ? { ve } : {}),
      ...(staff ? { 'can-bo': '1' } : {}),
      ...(answer.sent ? { cach: answer.sent, 'da-gui': answer.sent } : cach ? { cach } : {}),
    });
    throw redirect(`/dang-nhap/buoc-hai${query.size > 0 ? `?${query}` : ''}`);
  }
  api.setCookie(sessionCookie(answer.token, answer.expiresAt, api.secureCookies));
  api.setCookie(endedFlowCookie);
  throw redirect(back(answer.me));
}

/** Where an officer begins who did not come from a page: at the counter, at the board, else at the desk of documents, which every officer has. */
export function homeOf(rights: readonly string[] = []): string {
  if (rights.includes('counter.accept') || rights.includes('civil-status.register')) return '/can-bo';
  return rights.includes('command.view') ? '/chi-huy' : '/can-bo/van-ban';
}
