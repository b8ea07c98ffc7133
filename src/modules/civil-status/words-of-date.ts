/** Numbers and dates written out in Vietnamese, as papers of civil status require (“bằng chữ”). */

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

function digit(n: number): string {
  return digits[n] ?? '';
}

/** 0–99. `afterHundred`: what follows a hundred, where 5 is “linh năm” and not “năm”. */
function belowHundred(n: number, afterHundred: boolean): string {
  const tens = Math.floor(n / 10);
  const unit = n % 10;
  if (tens === 0) return afterHundred ? `linh ${digit(unit)}` : digit(unit);
  if (unit === 0) return tens === 1 ? 'mười' : `${digit(tens)} mươi`;
  // mười lăm, hai mươi lăm; mười một but hai mươi mốt; mười bốn but hai mươi tư.
  let last = digit(unit);
  if (unit === 5) last = 'lăm';
  else if (tens > 1 && unit === 1) last = 'mốt';
  else if (tens > 1 && unit === 4) last = 'tư';
  return tens === 1 ? `mười ${last}` : `${digit(tens)} mươi ${last}`;
}

/** A whole number 0–9999 in words: 2026 → “hai nghìn không trăm hai mươi sáu”. Throws RangeError outside. */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) throw new RangeError('only 0–9999 can be written out');
  if (n < 100) return belowHundred(n, false);
  const thousands = Math.floor(n / 1000);
  const hundreds = Math.floor((n % 1000) / 100);
  const rest = n % 100;
  const words = thousands > 0 ? [`${digit(thousands)} nghìn`] : [];
  if (hundreds > 0 || rest > 0) words.push(`${digit(hundreds)} trăm`);
  if (rest > 0) words.push(belowHundred(rest, true));
  return words.join(' ');
}

/**
 * 'YYYY-MM-DD' → “ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu”. April is “tháng tư”.
 * Throws RangeError where the text is not a date.
 */
export function dateInWords(date: string): string {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/u.test(date) ? date.split('-').map(Number) : [];
  if (month < 1 || month > 12 || day < 1 || day > 31) throw new RangeError('not a date');
  return `ngày ${numberInWords(day)} tháng ${month === 4 ? 'tư' : numberInWords(month)} năm ${numberInWords(year)}`;
}
