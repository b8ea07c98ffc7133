import { nameForMrz } from '../card/mrz.ts';

/** Writes both sides of invented cards, for tests. */
export interface Printed {
  personalId: string;
  fullName: string;
  /** 'YYYY-MM-DD' */
  birthDate: string;
  sex: 'male' | 'female';
  residence?: string;
  issuedOn?: string;
  /** 'YYYY-MM-DD'; for life when left out. */
  expiresOn?: string;
}

const ddMMyyyy = (iso: string): string => iso.split('-').toReversed().join('');

export function printQr(card: Printed): string {
  const sex = card.sex === 'male' ? 'Nam' : 'Nữ';
  const issued = ddMMyyyy(card.issuedOn ?? '2021-05-12');
  return [card.personalId, '', card.fullName, ddMMyyyy(card.birthDate), sex, card.residence ?? 'Tổ 7', issued].join(
    '|',
  );
}

const VALUES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check digit of ICAO 9303, written a second time on purpose: the reader uses a library's. */
export function checkDigit(text: string): string {
  const weights = [7, 3, 1];
  const sum = [...text].reduce((all, sign, at) => all + Math.max(0, VALUES.indexOf(sign)) * (weights[at % 3] ?? 0), 0);
  return String(sum % 10);
}

export function printMrz(card: Printed, lastSign = '8'): string {
  const number = card.personalId.slice(3);
  const one = `IDVNM${number}${checkDigit(number)}${card.personalId}<<${lastSign}`;
  const birth = card.birthDate.slice(2).replaceAll('-', '');
  const expiry = card.expiresOn ? card.expiresOn.slice(2).replaceAll('-', '') : '991231';
  const born = birth + checkDigit(birth);
  const expires = expiry + checkDigit(expiry);
  const composite = checkDigit(one.slice(5) + born + expires + '<'.repeat(11));
  const two = `${born}${card.sex === 'male' ? 'M' : 'F'}${expires}VNM${'<'.repeat(11)}${composite}`;
  const [family = '', ...given] = nameForMrz(card.fullName).split(' ');
  const three = `${family}<<${given.join('<')}`.padEnd(30, '<').slice(0, 30);
  return [one, two, three].join('\n');
}
