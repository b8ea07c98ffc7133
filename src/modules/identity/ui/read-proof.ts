import type { PageApi } from '#platform/web/api.ts';
import { verificationNames, type VerificationName } from '../verification/kind.ts';
import { proofWords } from './proof-words.ts';

export interface TypedProof {
  kind: VerificationName;
  intent: 'send' | 'confirm';
  value: string;
}

/** What the form of a proof sent. The value never comes back to the page: codes and passwords are typed again. */
export function readProof(form: FormData): TypedProof | undefined {
  const kind = verificationNames.find((name) => name === form.get('kind'));
  if (!kind) return undefined;
  const intent = form.get('intent') === 'send' ? 'send' : 'confirm';
  return { kind, intent, value: String(form.get('proof') ?? '') };
}

/** As the operations take it. */
export function proofOf({ kind, value }: TypedProof) {
  return kind === 'password' ? { kind, password: value } : { kind, code: value.trim() };
}

export function emptyProof(api: PageApi, kind: VerificationName) {
  const t = proofWords(api.locale);
  return [{ path: 'proof', code: 'required', message: kind === 'password' ? t.emptyPassword : t.empty }];
}

/** The refusal at the box where the proof was typed. */
export const atProof = (problem: { code: string; title: string }) => [
  { path: 'proof', code: problem.code, message: problem.title },
];

/** A query with other values. */
export function withQuery(url: URL, values: Record<string, string | undefined>): string {
  const search = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  return `${url.pathname.replace(/\.data$/, '')}?${search}`;
}
