import { redirect } from 'react-router';
import { toSign } from '#platform/access.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { stepUpHref, type Tried } from '#platform/web/api.ts';
import { Notice } from '#ui/index.ts';

/** Whoever must prove again who they are is led there and back; any other refusal is shown. */
export function problemOf(tried: Tried<unknown>, path: string): ProblemDocument | undefined {
  if (tried.ok) return undefined;
  if (tried.problem.code === 'platform.step-up') throw redirect(stepUpHref(path, toSign), 303);
  return tried.problem;
}

export function Refused({
  problem,
}: {
  problem: { title: string; errors?: { path: string; message: string }[] } | undefined;
}) {
  if (!problem) return null;
  const lines = [...new Set((problem.errors ?? []).map((error) => error.message))];
  return (
    <Notice tone="bad" title={problem.title} alert>
      {lines.length > 0 ? (
        <ul className="govuk-list govuk-list--bullet">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

/** The text fields of a form; of several with one name the last. */
export function textOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}
