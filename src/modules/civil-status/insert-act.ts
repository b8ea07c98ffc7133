import type { Transaction } from 'kysely';
import { tidyName } from '#modules/population/index.ts';
import { fold } from '#platform/text.ts';
import type { Prepared } from './prepare-registration.ts';
import type { RegisterPlace } from './register-book.ts';
import { motherKey } from './similar-acts.ts';
import type { Tables } from './tables.ts';
import { newVerificationCode } from './verification-code.ts';

/** Writes the act and what the officer entered otherwise than the parent typed. */
export async function insertAct(
  trx: Transaction<Tables>,
  { entry, dossier, officer, signer, area, ...act }: Prepared,
  place: RegisterPlace,
  late: boolean,
  similarActId: string | null,
): Promise<void> {
  await trx
    .insertInto('civil_status.birth_act')
    .values({
      id: act.actId,
      dossier_id: dossier.id,
      dossier_code: dossier.code,
      applicant_account_id: dossier.applicantAccountId,
      agency_id: officer.agencyId,
      area_code: area.code,
      province_code: area.provinceCode,
      former_province_code: area.formerProvinceCode,
      year: Number(act.today.slice(0, 4)),
      number: place.number,
      book_number: place.bookNumber,
      page_number: place.pageNumber,
      registered_on: act.today,
      registered_at: act.now,
      registration_type: late ? 'late' : 'on-time',
      signer_officer_id: signer.id,
      signer_name: signer.name,
      signer_position: signer.position,
      registrar_officer_id: officer.officerId,
      registrar_name: officer.name,
      note: act.note,
      child_full_name: tidyName(entry.childFullName),
      child_name_unaccented: fold(entry.childFullName),
      child_birth_date: entry.childBirthDate,
      child_gender: entry.childGender,
      child_ethnic_group: entry.childEthnicGroup,
      child_nationality: entry.childNationality,
      child_home_town: entry.childHomeTown,
      birth_place_name: entry.birthPlaceName,
      birth_place_area: entry.birthPlaceArea ?? null,
      mother_full_name: tidyName(entry.motherFullName),
      mother_birth_date: entry.motherBirthDate ?? null,
      mother_personal_id: entry.motherPersonalId ?? null,
      mother_ethnic_group: entry.motherEthnicGroup ?? null,
      mother_nationality: entry.motherNationality ?? null,
      mother_residence_area: entry.motherResidenceArea ?? null,
      father_full_name: entry.fatherFullName ? tidyName(entry.fatherFullName) : null,
      father_birth_date: entry.fatherBirthDate ?? null,
      father_personal_id: entry.fatherPersonalId ?? null,
      father_ethnic_group: entry.fatherEthnicGroup ?? null,
      father_nationality: entry.fatherNationality ?? null,
      father_residence_area: entry.fatherResidenceArea ?? null,
      declarant_relation: entry.declarantRelation,
      declarant_full_name: tidyName(entry.declarantFullName),
      declarant_personal_id: entry.declarantPersonalId ?? null,
      printed: act.printed,
      mother_key: motherKey(entry),
      similar_act_id: similarActId,
      similar_reason: similarActId ? act.similarReason : null,
      verification_code: newVerificationCode(),
    })
    .execute();
  if (act.differences.length > 0) {
    await trx
      .insertInto('civil_status.birth_act_difference')
      .values(act.differences.map((difference) => ({ act_id: act.actId, ...difference })))
      .execute();
  }
}
