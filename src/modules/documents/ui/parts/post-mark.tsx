import { documentsProblem } from '../../errors.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { ProblemDocument } from '#platform/problem.ts';

const FIELD = 'o-vi-tri';

/** The post in which a form was opened: another tab may have changed it since, and nobody acts in a post unseen. */
export function PostMark({ postId }: { postId: string }) {
  return <input type="hidden" name={FIELD} value={postId} />;
}

export const postOf = ({ actor }: PageApi): string => (actor.kind === 'officer' ? (actor.postId ?? '') : '');

/** The refusal where a form was opened in another post than the one of the session now. */
export function otherPost(
  api: PageApi,
  sent: FormData | Readonly<Record<string, string>>,
): ProblemDocument | undefined {
  const opened = sent instanceof FormData ? sent.get(FIELD) : sent[FIELD];
  if (opened === null || opened === undefined || opened === postOf(api)) return undefined;
  return documentsProblem('post-changed').document(api.locale, api.requestId);
}
