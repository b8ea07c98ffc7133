import { Value } from 'typebox/value';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { Printed } from './printed.ts';
import type { FullAct } from './queries.ts';
import { actNumber, bookName } from './register-book.ts';
import { dateInWords } from './words-of-date.ts';

/** The values of the certificate's template, all of them text as printed. An empty one leaves a dotted line. */
export function certificateData(act: FullAct, about: { signedAt: Date; checkAddress: string }) {
  const printed = printedOfAct(act);
  const words = dateInWords(act.child_birth_date);
  return {
    number: actNumber(act),
    book: bookName({ bookNumber: act.book_number, year: act.year }),
    child: {
      name: act.child_full_name,
      birthDate: formatDate(act.child_birth_date),
      birthDateInWords: words.charAt(0).toUpperCase() + words.slice(1),
      gender: act.child_gender === 'female' ? 'Nữ' : 'Nam',
      ethnicGroup: printed.childEthnicGroup,
      nationality: printed.childNationality,
      personalId: act.personal_id ?? '',
      birthPlace: printed.birthPlace,
      homeTown: printed.homeTown,
    },
    mother: {
      name: act.mother_full_name,
      birthYear: act.mother_birth_date?.slice(0, 4) ?? '',
      ethnicGroup: printed.motherEthnicGroup,
      nationality: printed.motherNationality,
      residence: printed.motherResidence,
    },
    father: {
      name: act.father_full_name ?? '',
      birthYear: act.father_birth_date?.slice(0, 4) ?? '',
      ethnicGroup: printed.fatherEthnicGroup,
      nationality: printed.fatherNationality,
      residence: printed.fatherResidence,
    },
    declarant: {
      name: act.declarant_full_name,
      paper: act.declarant_personal_id ? `Số định danh cá nhân ${act.declarant_personal_id}` : '',
    },
    registration: {
      place: printed.registrationPlace,
      agency: printed.agency,
      date: formatDate(act.registered_on),
      note: act.note ?? (act.registration_type === 'late' ? 'Đăng ký quá hạn' : ''),
      signedAt: formatDateTime(about.signedAt),
    },
    signer: { name: act.signer_name, position: act.signer_position },
    check: { address: about.checkAddress, code: act.verification_code },
  };
}

/** The texts kept with an act. They were written by this room, so another shape means damaged data. */
export function printedOfAct(act: Pick<FullAct, 'id' | 'printed'>): Printed {
  if (!Value.Check(Printed, act.printed)) throw new Error(`The printed texts of act ${act.id} are not in their shape`);
  return act.printed;
}
