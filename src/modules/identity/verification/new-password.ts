/** What everybody tries first, folded: no capitals, no marks. */
const EVERYBODY = [
  'matkhau',
  'password',
  'anhyeuem',
  'iloveyou',
  'vietnam',
  'qwerty',
  'asdfgh',
  'lienthong',
  'hoilamgi',
];
const SHORTEST = 8;
const LONGEST = 200;
const RUNS = '01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz';

/**
 * Pure. Why a new password is not taken: too short, or among what is guessed first (one letter again and again, a run of the keyboard, a
 * date, a word that everybody uses). No rule about capitals and signs: they make passwords that are written on paper.
 */
export function weaknessOf(password: string): 'short' | 'long' | 'easy' | undefined {
  const letters = [...password.normalize('NFC')];
  if (letters.length < SHORTEST) return 'short';
  if (letters.length > LONGEST) return 'long';
  const folded = password.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase();
  const plain = folded.replace(/[\s\d.!@#*_-]+$/u, '').replace(/^\d+/, '');
  if (new Set(letters).size < 4 || RUNS.includes(folded)) return 'easy';
  if (/^[\d\s./-]+$/.test(folded) && folded.replace(/\D/g, '').length <= 12) return 'easy';
  return EVERYBODY.includes(plain.replace(/\s/g, '')) ? 'easy' : undefined;
}
