import type { ProblemDocument } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import { getCapabilities } from '../../contract.ts';

const MOST_CHECKED = 200;

/** The code is what a line begins with; the name after it is for the reader. */
export function codesIn(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim().split(/[\s,;]/u)[0] ?? '')
    .filter(Boolean);
}

/** What the axis knows of each of them, in a sentence. */
export async function checkCodes(api: PageApi, codes: readonly string[]) {
  const checked: { code: string; fine: boolean; says: string }[] = [];
  for (const code of codes.slice(0, MOST_CHECKED)) {
    const tried = await api.try(getCapabilities, { params: { code } });
    checked.push(
      tried.ok
        ? { code, fine: tried.answer.state === 'receives', says: tried.answer.says[api.locale] }
        : { code, fine: false, says: tried.problem.title },
    );
  }
  return { checked, more: codes.length > MOST_CHECKED };
}

export function linesOf(problem: ProblemDocument): { path: string; message: string }[] {
  const fields = (problem.errors ?? []).map(({ path, message }) => ({
    path: /\bname$/.test(path) ? 'ten' : 'co-quan',
    message,
  }));
  return fields.length > 0 ? fields : [{ path: 'co-quan', message: problem.title }];
}
