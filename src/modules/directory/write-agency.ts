import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { readAgencyCode } from './agency-codes.ts';
import { directoryProblem } from './errors.ts';

/** What is written of an agency. The form of a code is read from the code. */
export interface AgencyEntry {
  id: string;
  name: string;
  shortName: string;
  level: 'national' | 'ministry' | 'province' | 'commune';
  parentId: string | null;
  areaCode: string | null;
  codes: { code: string; validFrom: string; validTo: string | null }[];
  address: string;
  phone: string;
  validFrom: string;
  validTo: string | null;
  successorId: string | null;
}

/** @throws directory.malformed-agency-code, directory.agency-code-taken */
export async function insertAgency(trx: Transaction<unknown>, entry: AgencyEntry, actor: Actor): Promise<void> {
  await sql`insert into directory.agency
      (id, name, short_name, level, parent_id, area_code, address, phone, valid_from, valid_to, successor_id, created_by)
    values (${entry.id}, ${entry.name}, ${entry.shortName}, ${entry.level}, ${entry.parentId}, ${entry.areaCode}, ${entry.address},
      ${entry.phone}, ${entry.validFrom}, ${entry.validTo}, ${entry.successorId}, ${JSON.stringify(actorReference(actor))}::jsonb)`.execute(
    trx,
  );
  for (const given of entry.codes) {
    const read = readAgencyCode(given.code);
    if (!read) throw directoryProblem('malformed-agency-code', { params: { code: given.code } });
    try {
      await sql`insert into directory.agency_code (code, agency_id, form, valid_from, valid_to, confidence)
        values (${read.code}, ${entry.id}, ${read.form}, ${given.validFrom}, ${given.validTo}, 'unverified')`.execute(
        trx,
      );
    } catch (error) {
      if (breaksConstraint(error, 'agency_code_pkey') || breaksConstraint(error, 'agency_code_one_at_a_time'))
        throw directoryProblem('agency-code-taken', { params: { code: read.code }, cause: error });
      throw error;
    }
  }
}
