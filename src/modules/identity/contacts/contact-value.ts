import { createHmac } from 'node:crypto';
import type { Config } from '#platform/config.ts';
import { legalAssumption } from '#platform/legal.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';

export type ContactKind = 'phone' | 'email';
export type Channel = 'sms' | 'email';
export const channelOf = (kind: ContactKind): Channel => (kind === 'phone' ? 'sms' : 'email');

const mobile = legalAssumption({
  id: 'identity.mobile-numbers',
  statement:
    'A mobile number of Vietnam has ten digits and begins with 03, 05, 07, 08 or 09; from abroad +84 stands for the 0.',
  source: 'Quy hoạch kho số viễn thông (the telecommunication numbering plan in force)',
  value: '0[35789][0-9]{8}',
  configuredBy: 'constant in identity/contacts/contact-value.ts',
});

const MOBILE = new RegExp(`^${mobile}$`);
// Deliberately loose: that a code arrives there is the real test. No spaces or brackets that could end up in a header.
const EMAIL = /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@<>()[\],;:"\\]{1,180}\.[^\s@<>()[\],;:"\\.]{2,63}$/;

/** Pure. The value as it is kept, or undefined where it is none. Digits of other keyboards (fullwidth) are taken for what they show. */
export function readContact(kind: ContactKind, given: string): string | undefined {
  if (kind === 'email') {
    const email = given.trim().normalize('NFKC');
    // The part before the @ belongs to its server, which may tell capitals apart; hosts never do.
    return EMAIL.test(email) ? email.replace(/@.*$/, (host) => host.toLowerCase()) : undefined;
  }
  const digits = given
    .normalize('NFKC')
    .replace(/[\s.\-()]/g, '')
    .replace(/^(\+|00)?84(?=\d{9}$)/, '0');
  return MOBILE.test(digits) ? digits : undefined;
}

/** Pure. '••• ••• 412' and 'h…@example.vn': enough for the owner to know which one, too little for anybody else. */
export function hintOf(kind: ContactKind, value: string): string {
  if (kind === 'phone') return `••• ••• ${value.slice(-3)}`;
  const at = value.lastIndexOf('@');
  return `${[...value][0] ?? ''}…${value.slice(at)}`;
}

/** The keyed hash under which what is sent to a phone or mailbox is counted, whosever accounts it serves. */
export function contactHash({ secrets }: Config, kind: ContactKind, value: string): Buffer {
  return createHmac('sha256', secrets.masterKey).update(`contact:${kind}:${value.toLowerCase()}`).digest();
}

export const contactSealer = ({ secrets }: Config): Sealer<string> =>
  createSealer<string>(secrets.masterKey, 'identity.contact');
