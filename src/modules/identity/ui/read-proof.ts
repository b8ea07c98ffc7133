import type { PageApi } from '#platform/web/api.ts';
import { verificationNames, type VerificationName } from '../verification/kind.ts';
import { prepareProof } from '../contract.ts';
import { readPasskey } from './parts/passkey-form.tsx';
import { proofWords } from './proof-words.ts';

export interface TypedProof {
  kind: VerificationName;
  intent: 'send' | 'confirm';
  value: string;
  /** What the device signed. */
  passkey?: NonNullable<ReturnType<typeof readPasskey>>;
}

/** What the form of a proof sent. The value never comes back to the page: codes and passwords are typed again. */
export function readProof(form: FormData): TypedProof | undefined {
  const kind = verificationNames.find((name) => name === form.get('kind'));
  if (!kind) return undefined;
  const intent = form.get('intent') === 'send' ? 'send' : 'confirm';
  if (kind === 'passkey') {
    const passkey = readPasskey(form);
    return { kind, intent: 'confirm', value: passkey ? passkey.response.id : '', ...(passkey ? { passkey } : {}) };
  }
  return { kind, intent, value: String(form.get('proof') ?? '') };
}

/** As the operations take it. */
export function proofOf({ kind, value, passkey }: TypedProof) {
  if (passkey) return { kind, ...passkey };
  return kind === 'password' ? { kind, password: value } : { kind, code: value.trim() };
}

/** What a key of the person is to sign, for the page that asks for it; nothing is written or sent for it. */
export async function challengeOf(api: PageApi, flow: string | undefined) {
  const tried = await api.try(prepareProof, { body: { ...(flow ? { flow } : {}), kind: 'passkey' } });
  if (!tried.ok) return undefined;
  const { ticket, options } = tried.answer.prepared;
  return { ticket: String(ticket), options: options as Record<string, unknown> };
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
