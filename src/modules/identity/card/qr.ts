import { parsePersonalId, type Sex } from '#modules/population/index.ts';
import { hasControlChars, nfc } from '#platform/text.ts';

/** What the QR code on the front of an identity card says. */
export interface CardQr {
  personalId: string;
  /** The identity card of before, 9 digits (some 12); empty for people who never had one. */
  oldNumber: string;
  fullName: string;
  /** 'YYYY-MM-DD'; 'YYYY' for people whose day of birth nobody wrote down. */
  birthDate: string;
  sex: Sex;
  residence: string;
  /** 'YYYY-MM-DD' */
  issuedOn: string;
}

export type QrFault = 'not-a-card' | 'number' | 'name' | 'birth' | 'sex' | 'issued' | 'disagrees';
export type ReadQr = { ok: true; card: CardQr } | { ok: false; fault: QrFault };

/** A QR code of the card's size holds far less; a longer text is no card and is not looked at. */
const LONGEST = 1_000;

/**
 * Pure. Seven fields parted by `|`: number, old number, name, birth, sex, residence, day of issue; dates as ddMMyyyy. Cards from
 * July 2024 on may say more behind them, which is left unread. There is nothing in a QR code that shows it was not made at home: what
 * it says counts only together with the population register.
 */
export function readCardQr(text: string): ReadQr {
  const fault = (what: QrFault): ReadQr => ({ ok: false, fault: what });
  if (text.length > LONGEST || hasControlChars(text.trim())) return fault('not-a-card');
  const fields = nfc(text)
    .split('|')
    .map((field) => field.trim().replace(/\s+/gu, ' '));
  if (fields.length < 7) return fault('not-a-card');
  const [number = '', oldNumber = '', fullName = '', birth = '', gender = '', residence = '', issued = ''] = fields;
  const parsed = /^[0-9]{12}$/.test(number) ? parsePersonalId(number) : undefined;
  if (!parsed || !/^([0-9]{9}|[0-9]{12})?$/.test(oldNumber)) return fault('number');
  if (!/^\p{L}[\p{L}\p{M} .'’-]{0,98}$/u.test(fullName)) return fault('name');
  const birthDate = readDay(birth) ?? (/^0000[0-9]{4}$/.test(birth) ? birth.slice(4) : undefined);
  if (!birthDate) return fault('birth');
  const sex = sexOf(gender);
  if (!sex) return fault('sex');
  const issuedOn = readDay(issued);
  if (!issuedOn || issuedOn < birthDate) return fault('issued');
  if (parsed.sex !== sex || parsed.birthYear !== Number(birthDate.slice(0, 4))) return fault('disagrees');
  return { ok: true, card: { personalId: number, oldNumber, fullName, birthDate, sex, residence, issuedOn } };
}

function sexOf(gender: string): Sex | undefined {
  const said = gender.toLocaleLowerCase('vi');
  return said === 'nam' ? 'male' : said === 'nữ' ? 'female' : undefined;
}

/** '14031996' → '1996-03-14'; undefined for days that no calendar has. */
function readDay(text: string): string | undefined {
  const [, day, month, year] = /^([0-9]{2})([0-9]{2})([0-9]{4})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso ? iso : undefined;
}
