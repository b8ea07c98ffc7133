import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import type { UpstreamConfig } from '#platform/config.ts';
import type { ProblemError } from '#platform/problem.ts';
import { identityProblem } from '../errors.ts';

export type UpstreamRefusal =
  | 'upstream-unavailable'
  | 'upstream-refused'
  | 'upstream-flow-over'
  | 'upstream-answer-wrong'
  | 'upstream-level-low'
  | 'upstream-not-enough'
  | 'upstream-unknown'
  | 'upstream-differs'
  | 'upstream-stopped'
  | 'upstream-mixed';

/** A refusal that names the other provider as the sign-in page does. It carries no cause: causes quote tokens. */
export function refusal(settings: Pick<UpstreamConfig, 'name'>, code: UpstreamRefusal): ProblemError {
  return identityProblem(code, {
    params: { name: settings.name },
    ...(code === 'upstream-unavailable' ? { retryAfter: 60 } : {}),
  });
}

/** What the person asked of the other provider and then did not want, or what it did not want of them. */
const STOPPED_THERE = new Set(['access_denied', 'login_required', 'interaction_required', 'consent_required']);
const NOT_NOW = new Set(['server_error', 'temporarily_unavailable']);

/** What a failure of the protocol means for the person. `why` is for the log: a code of the protocol, nothing of anybody. */
export function meaningOf(error: unknown): { code: UpstreamRefusal; why: string } {
  if (error instanceof AuthorizationResponseError) {
    if (NOT_NOW.has(error.error)) return { code: 'upstream-unavailable', why: error.error };
    return { code: STOPPED_THERE.has(error.error) ? 'upstream-refused' : 'upstream-answer-wrong', why: 'refused' };
  }
  if (error instanceof ResponseBodyError)
    return error.status >= 500
      ? { code: 'upstream-unavailable', why: String(error.status) }
      : { code: 'upstream-answer-wrong', why: `token endpoint: ${error.error.slice(0, 40)}` };
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  if (cause instanceof Response && cause.status >= 500)
    return { code: 'upstream-unavailable', why: String(cause.status) };
  // fetch says only "fetch failed"; the library's own type errors have a code.
  if (code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && code === undefined))
    return { code: 'upstream-unavailable', why: code ?? 'no connection' };
  return { code: 'upstream-answer-wrong', why: code ?? 'unknown' };
}
