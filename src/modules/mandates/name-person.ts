import type { Actor } from '#platform/access.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';

/**
 * Whom somebody means, by number and full name. A number of nobody and a name that does not belong to it are refused in the same
 * words, so that the answer tells a stranger nothing about either. @throws mandates.person-not-matched
 */
export async function namePerson(
  deps: MandatesDeps,
  typed: { personalId: string; fullName: string },
  why: { actor: Actor; purpose: string; legalBasis: string; caseRef: string },
  fields: { number: string; name: string },
): Promise<string> {
  const personId = await deps.population.match(typed, why);
  if (personId !== undefined) return personId;
  const both = {
    code: 'person-not-matched',
    vi: 'Số định danh và họ tên chưa khớp với một người nào. Xin xem lại từng chữ số và họ tên như ghi trên thẻ căn cước',
    en: 'The number and the name do not belong to one person. Check each digit, and the name as printed on the card',
  };
  throw mandatesProblem('person-not-matched', {
    fields: [
      { path: fields.number, ...both },
      { path: fields.name, ...both },
    ],
  });
}
