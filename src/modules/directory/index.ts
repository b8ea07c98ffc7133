import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import { readAgencies, type AgencyBook, type AgencyFilter } from './agency-book.ts';
import { createAreaReads, type AreaReads } from './area-reads.ts';
import { hearChanges, keep, type Kept } from './caches.ts';
import type { ImportReport } from './areas/report.ts';
import { directoryProblem } from './errors.ts';
import { importAreas, type AreaSource } from './import-areas.ts';
import { loadNationalAreas, type NationalLoad } from './load-national-areas.ts';
import { loadAgencies, loadOfficers, type OfficerEntry } from './load-world.ts';
import { agenciesWith, appointmentsOf, getOfficer, listOfficers, officersWith } from './officers.ts';
import { findPosts, postsOf } from './posts/read-posts.ts';
import { directoryRoutes } from './routes.ts';
import type { Agency, Appointment, Officer, Post } from './shapes.ts';
import type { AgencyEntry } from './write-agency.ts';

export type { Area, AreaKind, AreaLevel } from './areas/model.ts';
export type { WhichUnit } from './areas/book.ts';
export type { ImportReport, ReportLine } from './areas/report.ts';
export type { AgencyFilter } from './agency-book.ts';
export type { AreaSource } from './import-areas.ts';
export type { NationalLoad } from './load-national-areas.ts';
export type { OfficerEntry } from './load-world.ts';
export type { Agency, AgencyCode, AgencyLevel, Appointment, FoundUnit, Officer, Post } from './shapes.ts';
export type { AgencyEntry } from './write-agency.ts';
export { proposeOtherForm, readAgencyCode } from './agency-codes.ts';

export interface Directory extends AreaReads {
  /** @throws directory.unknown-agency */
  getAgency(id: string): Promise<Agency>;
  /** Either form, of today or of before; forgiving case and spaces. */
  findAgencyByCode(code: string): Promise<Agency | undefined>;
  listAgencies(filter?: AgencyFilter): Promise<Agency[]>;
  /** The commune's People's Committee that receives filings on a day; undefined when the commune did not stand or has none here. */
  intakeAgencyFor(communeCode: string, on: string): Promise<Agency | undefined>;
  /** With the post held today. @throws directory.unknown-officer */
  getOfficer(id: string): Promise<Officer>;
  listOfficers(agencyId: string, on: string): Promise<(Officer & { appointmentId: string })[]>;
  /** The agencies where somebody holds a post with this right today. */
  agenciesWith(right: string): Promise<ReadonlySet<string>>;
  appointmentsOf(officerId: string, on: string): Promise<Appointment[]>;
  /** Ids of the officers who have a right today, at one agency or anywhere. */
  officersWith(right: string, agencyId?: string): Promise<string[]>;
  /** The posts of an agency that stand on a day or are to come, with who fills them. */
  postsOf(agencyId: string, on: string): Promise<Post[]>;
  /** Posts by id as they are filled on a day, also those that have ended. */
  findPosts(ids: readonly string[], on: string): Promise<Post[]>;
  /** For worlds: how many were new. */
  loadAgencies(agencies: readonly AgencyEntry[]): Promise<number>;
  loadOfficers(officers: readonly OfficerEntry[]): Promise<number>;
  /** Call on every start: fills the areas once. */
  loadNationalAreas(): Promise<NationalLoad>;
  importAreas(source: AreaSource): Promise<ImportReport>;
  parts: RoomParts;
}

export function createDirectory(deps: PlatformDeps): Directory {
  const today = (): string => vnDate(deps.clock.now());
  const areas = createAreaReads(deps, today);
  const agencies = ofTheDay(deps, today);
  hearChanges(deps, { areas: areas.forget, agencies: agencies.drop });

  const doors: Omit<Directory, 'parts'> = {
    ...areas.reads,
    async getAgency(id) {
      const agency = (await agencies.get()).find(id);
      if (!agency) throw directoryProblem('unknown-agency');
      return agency;
    },
    findAgencyByCode: async (code) => (await agencies.get()).findByCode(code),
    listAgencies: async (filter = {}) => (await agencies.get()).list(filter),
    async intakeAgencyFor(communeCode, on) {
      if (!(await areas.book()).at(communeCode, on)) return undefined;
      return (await agencies.get()).committeeOf(communeCode, on);
    },
    getOfficer: (id) => getOfficer(deps.database, id, today()),
    listOfficers: (agencyId, on) => listOfficers(deps.database, agencyId, on),
    agenciesWith: (right) => agenciesWith(deps.database, right, today()),
    appointmentsOf: (officerId, on) => appointmentsOf(deps.database, officerId, on),
    officersWith: (right, agencyId) => officersWith(deps.database, right, today(), agencyId),
    postsOf: (agencyId, on) => postsOf(deps.database.of(), agencyId, on),
    findPosts: (ids, on) => findPosts(deps.database.of(), ids, on),
    async loadAgencies(entries) {
      const loaded = await loadAgencies(deps, entries);
      agencies.drop();
      return loaded;
    },
    loadOfficers: (entries) => loadOfficers(deps, entries),
    async loadNationalAreas() {
      const done = await loadNationalAreas(deps);
      areas.forget();
      return done;
    },
    async importAreas(source) {
      const report = await importAreas(deps, source);
      areas.forget();
      return report;
    },
  };
  return {
    ...doors,
    parts: { name: 'directory', served: directoryRoutes(deps, doors, { areas: areas.book, agencies, today }) },
  };
}

/** Which code is in use depends on the day, so the agencies are read again after midnight. */
function ofTheDay(deps: PlatformDeps, today: () => string): Kept<AgencyBook> {
  let day = '';
  const kept = keep(() => readAgencies(deps.database, day));
  return {
    get() {
      if (day !== today()) {
        kept.drop();
        day = today();
      }
      return kept.get();
    },
    drop: kept.drop,
  };
}
