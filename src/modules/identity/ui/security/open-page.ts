import { redirect } from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { requireProof, stepUpHref, type PageApi } from '#platform/web/api.ts';
import type { Demand } from '#platform/access.ts';
import { pagePath } from '#ui/index.ts';
import { getSecurity } from '../../contract.ts';

export type Security = AnswerOf<typeof getSecurity>;

export const HOME = '/cua-toi/bao-mat';

/** Officers have these pages too: their account is theirs as a citizen's is. */
export function requireSomebody(api: PageApi, request: Request): void {
  if (api.actor.kind === 'anonymous') throw redirect(`/dang-nhap?ve=${encodeURIComponent(pagePath(request))}`);
}

export async function openSecurity(api: PageApi, request: Request): Promise<Security> {
  requireSomebody(api, request);
  return api.call(getSecurity);
}

/** For pages that change something: the proof is asked for before anything is typed. */
export async function openForChange(api: PageApi, request: Request): Promise<Security> {
  const security = await openSecurity(api, request);
  requireProof(api, request, security.demand as Demand);
  return security;
}

/** A proof that has grown old while the page was open leads to where it is given anew, and back to the page. */
export function stepUpIfAsked(problem: { code: string; params?: Record<string, unknown> }, path: string): void {
  if (problem.code !== 'platform.step-up') return;
  throw redirect(stepUpHref(path, { level: Number(problem.params?.['level'] ?? 1) as 1 | 2, maxAgeMinutes: 10 }));
}
