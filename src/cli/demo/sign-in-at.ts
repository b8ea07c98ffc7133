import { continueSignIn, listDemoMessages, prepareProof, signIn } from '#modules/identity/contract.ts';
import { createClient, type NodeClient } from '#platform/client.ts';

/** Somebody of the demo world. */
export interface Who {
  personalId?: string;
  officerId?: string;
}

/**
 * Signs a demo person in as a program does, and answers the token of the session. Officers need a second step: the code comes by SMS,
 * and in the demo world every SMS lies open on a page.
 */
export async function tokenAt(url: string, password: string, who: Who): Promise<string> {
  const client = createClient(url);
  const first = await client.get(signIn, { body: { ...who, proof: { kind: 'password', password } } });
  if (first.outcome === 'signed-in') return first.token;
  const code = await smsCode(client, first.flow, first.offers);
  const second = await client.get(continueSignIn, { body: { flow: first.flow, proof: { kind: 'sms-code', code } } });
  if (second.outcome === 'more') throw new Error('The demo people need two steps and no more');
  return second.token;
}

async function smsCode(
  client: NodeClient,
  flow: string,
  offers: readonly { kind: string; hint?: string }[],
): Promise<string> {
  const offer = offers.find(({ kind }) => kind === 'sms-code');
  if (!offer) throw new Error('The account has no phone');
  const { prepared } = await client.get(prepareProof, { body: { flow, kind: 'sms-code' } });
  // Phones of the demo world differ in what is not hidden; the newest message is the one just sent.
  const { messages } = await client.get(listDemoMessages, {});
  const code = /\b\d{6}\b/.exec(messages.find(({ to }) => to === offer.hint)?.text ?? '')?.[0];
  if (!code) throw new Error(`No code for ${offer.hint ?? ''} in the demo messages: ${JSON.stringify(prepared)}`);
  return code;
}
