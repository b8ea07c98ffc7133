import { randomInt } from 'node:crypto';

/** Digits and letters that are not mistaken for one another on paper: no 0/O, 1/I/L, 5/S, 8/B, 2/Z. */
const alphabet = '34679ACDEFGHJKMNPQRTUVWXY';
const groups = 4;
const groupLength = 4;

/** 16 characters in groups of four, 74 bits: nobody finds a certificate by guessing. 'K7CQ-93MA-…' */
export function newVerificationCode(): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-');
}

/** What a person typed, as stored: capitals, with hyphens, or undefined where it cannot be a code. */
export function readVerificationCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/gu, '');
  if (plain.length !== groups * groupLength || [...plain].some((one) => !alphabet.includes(one))) return undefined;
  return plain.match(/.{4}/gu)?.join('-');
}
