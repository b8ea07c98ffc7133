import type { Database } from '#platform/database/database.ts';
import { readAgencyCode } from './agency-codes.ts';
import type { Agency, AgencyCode, AgencyLevel } from './shapes.ts';

export interface AgencyFilter {
  level?: AgencyLevel;
  areaCode?: string;
  parentId?: string;
}

type Row = Omit<Agency, 'codes' | 'code'>;

/** All agencies, indexed. A node knows at most a few thousand. */
export class AgencyBook {
  readonly #byId = new Map<string, Agency>();
  readonly #byCode = new Map<string, Agency>();
  readonly #ofCommune = new Map<string, Agency[]>();

  constructor(rows: readonly Row[], codes: readonly (AgencyCode & { agencyId: string })[], today: string) {
    const codesOf = Map.groupBy(codes, (code) => code.agencyId);
    for (const row of rows) {
      const mine = (codesOf.get(row.id) ?? []).map(({ form, code, validFrom, validTo }) => ({
        form,
        code,
        validFrom,
        validTo,
      }));
      const agency: Agency = { ...row, codes: mine, code: codeOfToday(mine, today) };
      this.#byId.set(row.id, agency);
      for (const { code } of mine) this.#byCode.set(code, agency);
      if (row.level === 'commune' && row.areaCode)
        this.#ofCommune.set(row.areaCode, [...(this.#ofCommune.get(row.areaCode) ?? []), agency]);
    }
  }

  find(id: string): Agency | undefined {
    return this.#byId.get(id);
  }

  findByCode(text: string): Agency | undefined {
    const read = readAgencyCode(text);
    return read && this.#byCode.get(read.code);
  }

  list(filter: AgencyFilter): Agency[] {
    return [...this.#byId.values()].filter(
      (agency) =>
        (filter.level === undefined || agency.level === filter.level) &&
        (filter.areaCode === undefined || agency.areaCode === filter.areaCode) &&
        (filter.parentId === undefined || agency.parentId === filter.parentId),
    );
  }

  /** The People's Committee of a commune on a day: the agency of its level that hangs under no other of the same level. */
  committeeOf(communeCode: string, on: string): Agency | undefined {
    return this.#ofCommune
      .get(communeCode)
      ?.find(
        (agency) =>
          agency.validFrom <= on &&
          (agency.validTo === null || agency.validTo >= on) &&
          (agency.parentId === null || this.#byId.get(agency.parentId)?.level !== 'commune'),
      );
  }
}

function codeOfToday(codes: readonly AgencyCode[], today: string): string {
  const newForm = codes.filter((code) => code.form === '2020').sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const current = newForm.find((code) => code.validFrom <= today && (code.validTo === null || code.validTo >= today));
  return (current ?? newForm.at(-1))?.code ?? '';
}

export async function readAgencies(database: Pick<Database, 'pool'>, today: string): Promise<AgencyBook> {
  const [agencies, codes] = await Promise.all([
    database.pool.query<Row>(`
      select id, name, short_name as "shortName", level, parent_id as "parentId", area_code as "areaCode", address, phone,
        valid_from as "validFrom", valid_to as "validTo", successor_id as "successorId"
      from directory.agency order by array_position(array['national', 'ministry', 'province', 'commune'], level), name collate "und-x-icu", id`),
    database.pool.query<AgencyCode & { agencyId: string }>(`
      select agency_id as "agencyId", form, code, valid_from as "validFrom", valid_to as "validTo"
      from directory.agency_code order by valid_from, code`),
  ]);
  return new AgencyBook(agencies.rows, codes.rows, today);
}
