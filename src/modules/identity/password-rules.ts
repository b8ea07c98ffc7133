import { fold } from '#platform/text.ts';

/**
 * Which new passwords are refused. No rule about capitals and signs: such rules make people write `Matkhau1!` on a slip of paper.
 * A short list of our own instead of zxcvbn: its English dictionaries are 1.6 MB, know no Vietnamese, and cannot tell a grandmother in
 * one sentence why; what guessers try first here is on the list, or is made of the card.
 */
export type PasswordFault = 'short' | 'long' | 'common' | 'personal';

export interface About {
  personalId?: string;
  /** 'YYYY-MM-DD' or 'YYYY' */
  birthDate?: string;
  fullName?: string;
}

export const SHORTEST = 8;
const LONGEST = 200;

const COMMON =
  'password passw0rd matkhau matkhaumoi iloveyou anhyeuem emyeuanh yeuem yeuanh qwerty qwertyuiop asdfghjkl zxcvbnm admin administrator welcome letmein dragon monkey football vietnam saigon hanoi hochiminh tuyetvoi hanhphuc giadinh congdan dichvucong lienthong vneid abcdefgh abcd1234 abc12345 aabbccdd';
const common = new Set(COMMON.split(' '));

/** Pure. @param password as it will be kept: NFC */
export function passwordFault(password: string, about: About = {}): PasswordFault | undefined {
  if ([...password].length < SHORTEST) return 'short';
  if (password.length > LONGEST) return 'long';
  const plain = fold(password).replace(/\s/g, '');
  const bare = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  if (common.has(plain) || (bare !== '' && common.has(bare)) || isRow(plain)) return 'common';
  return isPersonal(plain, about) ? 'personal' : undefined;
}

/** 11111111, 12345678, 87654321, abababab: one short piece again and again, or a step of one all along. */
function isRow(text: string): boolean {
  if (/^(.{1,3})\1+$/.test(text)) return true;
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  return [1, -1].some((step) =>
    codes.every((code, at) => {
      const before = codes[at - 1];
      return before === undefined || code - before === step || (text[at] === '0' && text[at - 1] === '9');
    }),
  );
}

function isPersonal(plain: string, { personalId, birthDate, fullName }: About): boolean {
  const [year = '', month = '', day = ''] = (birthDate ?? '').split('-');
  const days = month ? [day + month + year, day + month + year.slice(2), year + month + day] : [];
  const names = fullName ? [fold(fullName).replace(/\s/g, '')] : [];
  if (personalId && (plain.includes(personalId) || plain.includes(personalId.slice(-9)))) return true;
  const digits = plain.replace(/\D/g, '');
  if (days.some((one) => digits === one || plain === one)) return true;
  const rest = [...names, ...days, ...(year ? [year] : [])].reduce((text, one) => text.replaceAll(one, ''), plain);
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length < 4 && rest !== plain;
}
