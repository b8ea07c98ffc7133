import { parse } from 'mrz';
import { parsePersonalId, type Sex } from '#modules/population/index.ts';

/** What the machine-readable lines on the back of an identity card say. */
export interface CardMrz {
  personalId: string;
  /** 'YYYY-MM-DD'; 'YYYY' where the lines leave the day out. The century is that of the number. */
  birthDate: string;
  sex: Sex;
  /** 'YYYY-MM-DD'; null on a card that holds for life. */
  expiresOn: string | null;
  /** Upper case, without marks, one space between syllables, in the order of the card: 'NGUYEN THI THU HA'. */
  name: string;
  /** The line was full: the name may go on. */
  nameCut: boolean;
}

export type MrzFault = 'not-a-card' | 'not-vietnamese' | 'check-digit' | 'birth' | 'expiry' | 'disagrees' | 'name';
export type ReadMrz = { ok: true; card: CardMrz } | { ok: false; fault: MrzFault };

const LINE = 30;
/** Three lines with their breaks and whatever spaces a reader puts between. */
const LONGEST = 300;
const FOR_LIFE = '991231';

/**
 * Pure. TD1 of ICAO 9303: three lines of thirty. The Vietnamese first line carries the last nine digits of the number, their check
 * digit, then all twelve digits. Its very last character looks like a check digit over those twelve; that is confirmed nowhere, so it
 * is not held against the card. The digits that the standard confirms (number, birth, expiry, all together) are checked by `mrz`,
 * as is that the two writings of the number, the birth year and the sex agree. Nothing of this shows that a card is genuine.
 */
export function readCardMrz(text: string): ReadMrz {
  const fault = (what: MrzFault): ReadMrz => ({ ok: false, fault: what });
  const lines = linesOf(text);
  if (!lines) return fault('not-a-card');
  const [one, two, three] = lines;
  const [, last9, whole] = /^IDVNM([0-9]{9})[0-9]([0-9]{12})<<[0-9<]$/.exec(one) ?? [];
  const [, born, sexLetter, expiry] =
    /^([0-9]{2}(?:[0-9]{4}|<<<<))[0-9]([MF])([0-9]{6})[0-9]VNM[0-9<]{11}[0-9]$/.exec(two) ?? [];
  if (!last9 || !whole || !born || !sexLetter || !expiry)
    return fault(/^I[A-Z<]VNM/.test(one) || !/^I[A-Z<][A-Z<]{3}/.test(one) ? 'not-a-card' : 'not-vietnamese');
  const digits = parse([...lines], { autocorrect: false }).details.filter(({ field }) => field?.endsWith('CheckDigit'));
  if (digits.length < 4 || digits.some(({ valid }) => !valid)) return fault('check-digit');
  const number = parsePersonalId(whole);
  const sex: Sex = sexLetter === 'M' ? 'male' : 'female';
  if (!number || !whole.endsWith(last9) || number.sex !== sex || String(number.birthYear).slice(2) !== born.slice(0, 2))
    return fault('disagrees');
  const birthDate = born.endsWith('<') ? String(number.birthYear) : dayOf(String(number.birthYear), born.slice(2));
  if (!birthDate) return fault('birth');
  const expiresOn = expiry === FOR_LIFE ? null : dayOf(`20${expiry.slice(0, 2)}`, expiry.slice(2));
  if (expiresOn === undefined) return fault('expiry');
  const name = three.replaceAll('<', ' ').trim().replace(/ +/g, ' ');
  if (!/^[A-Z][A-Z ]*$/.test(name)) return fault('name');
  return { ok: true, card: { personalId: whole, birthDate, sex, expiresOn, name, nameCut: !three.endsWith('<') } };
}

/** Three lines however they came: with breaks, in one piece, in small letters, with the fillers at the end of the last line left out. */
function linesOf(text: string): readonly [string, string, string] | undefined {
  if (text.length > LONGEST) return undefined;
  const typed = text.toUpperCase().replaceAll('«', '<<');
  const pieces = typed
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[ \t]/g, ''))
    .filter((line) => line !== '');
  const whole = pieces.length === 1 ? (pieces[0] ?? '') : undefined;
  const [one = '', two = '', three = '', ...more] =
    whole === undefined ? pieces : [whole.slice(0, LINE), whole.slice(LINE, 2 * LINE), whole.slice(2 * LINE)];
  if (more.length > 0 || one.length !== LINE || two.length !== LINE || three === '' || three.length > LINE)
    return undefined;
  const lines = [one, two, three.padEnd(LINE, '<')] as const;
  return lines.every((line) => /^[A-Z0-9<]{30}$/.test(line)) ? lines : undefined;
}

function dayOf(year: string, monthAndDay: string): string | undefined {
  const iso = `${year}-${monthAndDay.slice(0, 2)}-${monthAndDay.slice(2)}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso ? iso : undefined;
}

/**
 * Pure. A name as machine-readable lines write it. `đ` becomes D by name, because Unicode takes no mark off it; apostrophes go,
 * hyphens part syllables (ICAO 9303 part 3).
 */
export function nameForMrz(fullName: string): string {
  return fullName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/gu, 'D')
    .toUpperCase()
    .replace(/['’.]/gu, '')
    .replace(/[\s-]+/gu, ' ')
    .trim();
}

/** Pure. Whether the lines may belong to somebody of that name: the same syllables in the same order, as far as the line goes. */
export function sameNameAsMrz(card: Pick<CardMrz, 'name' | 'nameCut'>, fullName: string): boolean {
  const written = nameForMrz(fullName);
  return card.nameCut ? written.startsWith(card.name) : written === card.name;
}
