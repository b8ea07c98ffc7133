import type { Config } from '#platform/config.ts';
import { identityProblem } from './errors.ts';
import { loginKey } from './secrets.ts';

/** What a person typed or chose to say who they are. */
export interface Named {
  personalId?: string | undefined;
  officerId?: string | undefined;
}

/** Who is meant, without saying whether there is such an account: a keyed hash of the personal number, or the officer's id. */
export interface Subject {
  kind: 'citizen' | 'officer';
  /** What guessing is counted by. */
  key: Buffer;
}

const FULL_WIDTH_ZERO = 0xff10;

/**
 * Pure. The twelve digits that were meant. Spaces and dots come from cards and copying, full-width digits from keyboards of other
 * languages: these are taken for what they are. Every other letter or digit that only looks like one (O, l, ０ in mathematical type,
 * Arabic digits, a zero-width sign) is refused, never guessed at: two spellings must not be two people, nor one spelling another person.
 */
export function readPersonalId(typed: string): string | undefined {
  const digits = typed
    .replace(/[０-９]/gu, (digit) => String((digit.codePointAt(0) ?? FULL_WIDTH_ZERO) - FULL_WIDTH_ZERO))
    .replace(/[\s.]/gu, '');
  return /^[0-9]{12}$/.test(digits) ? digits : undefined;
}

/** @throws identity.who-missing, identity.number-shape */
export function subjectOf(config: Config, named: Named): Subject {
  if (named.officerId) return { kind: 'officer', key: Buffer.from(named.officerId.replaceAll('-', ''), 'hex') };
  if (!named.personalId?.trim())
    throw identityProblem('who-missing', {
      fields: [
        {
          path: 'personalId',
          code: 'required',
          vi: 'Nhập số định danh cá nhân gồm 12 chữ số.',
          en: 'Enter the 12-digit personal number.',
        },
      ],
    });
  const personalId = readPersonalId(named.personalId);
  if (!personalId)
    throw identityProblem('number-shape', {
      fields: [
        {
          path: 'personalId',
          code: 'number-shape',
          vi: 'Số định danh cá nhân gồm đúng 12 chữ số. Xin xem lại số trên thẻ căn cước.',
          en: 'A personal number has exactly 12 digits. Look at the card again.',
        },
      ],
    });
  return { kind: 'citizen', key: loginKey(config.secrets.masterKey, personalId) };
}

/** The officer behind a subject of that kind. */
export function officerIdOf({ key }: Subject): string {
  return key.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
