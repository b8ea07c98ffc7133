import { counterCode } from './counter-code.ts';
import { emailCode } from './email-code.ts';
import type { AccountFacts, Offer, VerificationKind, VerificationName, VerificationTools } from './kind.ts';
import { passkey } from './passkey.ts';
import { password } from './password.ts';
import { recoveryCode } from './recovery-code.ts';
import { smsCode } from './sms-code.ts';
import { totp } from './totp.ts';

/** Every way to prove oneself. A new one is a file in this folder and a line here. */
export const kinds: Partial<Record<VerificationName, VerificationKind>> = {
  password,
  passkey,
  totp,
  'sms-code': smsCode,
  'email-code': emailCode,
  'recovery-code': recoveryCode,
  'counter-code': counterCode,
};

/** The ways that an account has. */
export async function offersOf(tools: VerificationTools, account: AccountFacts): Promise<Offer[]> {
  const offers = await Promise.all(Object.values(kinds).map((kind) => kind.offer(tools, account)));
  return offers.filter((offer) => offer !== undefined);
}

export function allKinds(): VerificationKind[] {
  return Object.values(kinds);
}
