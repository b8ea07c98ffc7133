/**
 * Dossier codes of both eras. Since Thông tư 03/2025/TT-VPCP: `{agency code of QĐ 20/2020}-{yyyyMMdd}-{7 digits}`, as seen in
 * live data (`G09.20-20260609-0092637`). Before: `{agency code of 2016}-{yymmdd}-{4 digits}` (`000.00.01.H22-180715-0001`).
 */

export interface DossierCode {
  /** the canonical text */
  text: string;
  era: '2018' | '2025';
  agencyCode: string;
  agencyCodeForm: '2016' | '2020';
  /** 'YYYY-MM-DD' */
  filedOn: string;
  sequence: number;
}

const shape = /^(?<agency>[0-9A-Z.]{3,35})-(?<date>\d{6}|\d{8})-(?<sequence>\d{4,7})$/;
const form2016 = /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/;
const form2020 = /^[A-Z]\d{2}(\.[0-9A-Z]{2,3})*$/;
/** The most that a day's counter can number. */
export const lastSequence = 9_999_999;

/** `filedOn` is 'YYYY-MM-DD'; `sequence` 1…9 999 999. */
export function formatDossierCode(agencyCode: string, filedOn: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > lastSequence) {
    throw new RangeError(`A dossier sequence lies between 1 and ${lastSequence}, not ${sequence}`);
  }
  return `${agencyCode}-${filedOn.replaceAll('-', '')}-${String(sequence).padStart(7, '0')}`;
}

/**
 * Reads a code as people type, paste or scan it: small letters, spaces and long dashes are forgiven. Undefined when it is
 * no dossier code or carries a day that does not exist. The 2018 era wrote years with two digits; all of them are 20xx.
 */
export function parseDossierCode(typed: string): DossierCode | undefined {
  if (typed.length > 100) return undefined;
  const text = typed
    .normalize('NFC')
    .replaceAll(/[\s\u200b\ufeff]/g, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
  const groups = shape.exec(text)?.groups;
  if (!groups) return undefined;
  const { agency = '', date = '', sequence = '' } = groups;
  const isNew = date.length === 8;
  if (isNew !== (sequence.length === 7) || (!isNew && sequence.length !== 4)) return undefined;
  const agencyCodeForm = form2016.test(agency) ? '2016' : form2020.test(agency) ? '2020' : undefined;
  if (!agencyCodeForm) return undefined;
  const digits = isNew ? date : `20${date}`;
  const filedOn = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  if (!isRealDay(filedOn)) return undefined;
  const number = Number(sequence);
  if (number < 1) return undefined;
  return { text, era: isNew ? '2025' : '2018', agencyCode: agency, agencyCodeForm, filedOn, sequence: number };
}

function isRealDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
