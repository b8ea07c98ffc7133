import { redirect } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { signIn } from '../contract.ts';
import { deviceCookie, endedFlowCookie, flowCookie, sessionCookie } from './session-cookie.ts';

/** Sets the cookies that an answer to a proof asks for, and leads on: to the second step, or to where the person wanted to go. */
export function goOn(
  api: PageApi,
  answer: AnswerOf<typeof signIn>,
  to: { back: (me: Extract<AnswerOf<typeof signIn>, { outcome: 'signed-in' }>['me']) => string; second: string },
): never {
  if (answer.deviceToken) api.setCookie(deviceCookie(answer.deviceToken, api.secureCookies));
  if (answer.outcome === 'more') {
    api.setCookie(flowCookie(answer.flow, api.secureCookies));
    throw redirect(to.second);
  }
  api.setCookie(sessionCookie(answer.token, answer.expiresAt, api.secureCookies));
  api.setCookie(endedFlowCookie);
  throw redirect(to.back(answer.me));
}

/** Where an officer begins who did not come from a page. */
export const homeOf = (rights: readonly string[] | undefined): string =>
  rights?.includes('counter.accept') || rights?.includes('civil-status.register') ? '/can-bo' : '/chi-huy';
