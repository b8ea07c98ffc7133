import { fold } from '#platform/text.ts';
import type { RecipientInput } from '../../content.ts';

export interface Known {
  agencies: readonly { id: string; name: string; code: string; codes: readonly { code: string }[] }[];
  officers: readonly { id: string; name: string }[];
}

/**
 * What people type, a line each, as recipients: an agency by code or name, a colleague by name, else the line as it will be printed.
 * Names are compared without marks and case, so that nobody has to type them exactly.
 */
export function readRecipients(text: string, known: Known, main: boolean): RecipientInput[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line): RecipientInput => {
      const wanted = fold(line);
      const agency = known.agencies.find(
        (one) => fold(one.name) === wanted || one.codes.some((code) => fold(code.code) === wanted),
      );
      if (agency) return { kind: 'agency', agencyId: agency.id, main };
      const officers = known.officers.filter((one) => fold(one.name) === wanted);
      const [officer] = officers;
      if (officer && officers.length === 1 && !main) return { kind: 'officer', officerId: officer.id };
      return { kind: 'printed', name: line.slice(0, 200), main };
    });
}
