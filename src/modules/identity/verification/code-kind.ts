import { Type } from 'typebox';
import { wayOut } from '../channels/messages.ts';
import { spendCode } from '../codes/check-code.ts';
import { holderOf, issueCode } from '../codes/issue-code.ts';
import { channelOf, type ContactKind } from '../contacts/contact-value.ts';
import { trustContact, verifiedContact } from '../contacts/verified-contact.ts';
import { proof, type VerificationCall, type VerificationKind } from './kind.ts';

type Name = 'sms-code' | 'email-code';
interface GivenCode<N extends Name> {
  kind: N;
  code: string;
}

const purposeOf = (call: VerificationCall) => call.purpose ?? 'sign-in';

/** What codes by SMS and by e-mail have in common: all but the channel. */
export function codeKind<N extends Name>(name: N, contact: ContactKind): VerificationKind<GivenCode<N>> {
  const channel = channelOf(contact);
  return {
    name,
    given: Type.Object({ kind: Type.Literal(name), code: Type.String({ minLength: 1, maxLength: 40 }) }),
    counter: 'code',
    async offer(tools, account) {
      if (!wayOut(tools.config, channel)) return undefined;
      const known = await verifiedContact(tools.database.of(), tools, account.id, contact);
      return known && { kind: name, hint: known.hint };
    },
    async prepare(tools, account, call) {
      const holder = account?.id ?? holderOf(call.subject);
      const known = await verifiedContact(tools.database.of(), tools, holder, contact);
      const { expiresAt } = await issueCode(tools, {
        holder,
        purpose: purposeOf(call),
        kind: contact,
        contact: wayOut(tools.config, channel) && !(call.first && known?.addsOnly) ? known : undefined,
        source: call.source,
        locale: call.locale,
      });
      return { expiresAt: expiresAt.toISOString() };
    },
    async verify(tools, account, given, call) {
      const holder = account?.id ?? holderOf(call.subject);
      const of = { holder, purpose: purposeOf(call), channel };
      const spent = await spendCode(tools.database.of(), tools, of, given.code);
      if (!spent || !account) return undefined;
      const known = await verifiedContact(tools.database.of(), tools, account.id, contact);
      if (known?.addsOnly) {
        if (call.first) return undefined;
        await trustContact(tools.database.of(), known.id);
      }
      return proof(name, tools.clock.now());
    },
  };
}
