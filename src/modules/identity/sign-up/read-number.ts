import { identityProblem } from '../errors.ts';
import { readPersonalId } from '../subject.ts';

/** The number that was meant, for pages that ask for it alone. @throws identity.number-shape */
export function readNumber(typed: string): string {
  const personalId = readPersonalId(typed);
  if (personalId) return personalId;
  throw identityProblem('number-shape', {
    fields: [
      {
        path: 'personalId',
        code: 'number-shape',
        vi: 'Nhập đủ 12 chữ số in trên thẻ căn cước.',
        en: 'Enter all 12 digits printed on the identity card.',
      },
    ],
  });
}
