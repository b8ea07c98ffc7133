import { signIn } from '#modules/identity/contract.ts';
import { createClient } from '#platform/client.ts';

/** Somebody of the demo world. */
export interface Who {
  personalId?: string;
  officerId?: string;
}

/** Signs a demo person in as a program does, and answers the token of the session. */
export async function tokenAt(url: string, password: string, who: Who): Promise<string> {
  const answer = await createClient(url).get(signIn, { body: { ...who, proof: { kind: 'password', password } } });
  if (answer.outcome === 'more') throw new Error('The demo people have one password and nothing more');
  return answer.token;
}
