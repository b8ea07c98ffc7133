import { createDirectory, type Directory } from '#modules/directory/index.ts';
import { createFiles, type Files } from '#modules/files/index.ts';
import { createPopulation, type Population } from '#modules/population/index.ts';
import { createSigning, type Signing } from '#modules/signing/index.ts';
import type { Actor, OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { defineProblems } from '#platform/problem.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import { startNode, type TestNode, type TestNodeOptions } from '#test/world/node.ts';
import { sql } from 'kysely';
import type { Doors, HandledDossier } from '../doors.ts';
import type { BirthEntry } from '../entry.ts';
import { createCivilStatus, type CivilStatus } from '../index.ts';

/** The counter and the catalogue are stand-ins; directory, files, signing and population are the real rooms. */

export const ducXuan = { agencyId: '0190b000-0000-7000-8000-000000000001', areaCode: '01840' };
export const phanDinhPhung = { agencyId: '0190b000-0000-7000-8000-000000000002', areaCode: '05443' };
const provinceAgency = '0190b000-0000-7000-8000-000000000003';
export const parentAccount = '0190b000-0000-7000-8000-000000000004';

/** Monday, 10:00 in Vietnam. */
export const OPENED_AT = '2026-11-23T03:00:00Z';

const officerOf = (n: number, name: string, position: string, agencyId: string, rights: string[]): OfficerActor => ({
  kind: 'officer',
  accountId: `0190b000-0000-7000-8000-0000000001${n}`,
  officerId: `0190b000-0000-7000-8000-0000000002${n}`,
  agencyId,
  name,
  position,
  rights,
  // Two factors this morning: what `toSign` asks for.
  assurance: { level: 2, provedAt: OPENED_AT, methods: ['pwd', 'sms', 'mfa'] },
});
/** The same officer, having proved again just now who he is. */
export const freshly = <A extends Actor>({ clock }: Pick<Office, 'clock'>, actor: A): A =>
  actor.kind === 'officer'
    ? { ...actor, assurance: { level: 2, methods: ['pwd', 'mfa'], provedAt: clock.now().toISOString() } }
    : actor;

export const nong = officerOf(11, 'Hoàng Văn Nông', 'Công chức Tư pháp – Hộ tịch', ducXuan.agencyId, [
  'civil-status.register',
]);
export const chairman = officerOf(12, 'Nông Thị Bích Ngọc', 'Chủ tịch', ducXuan.agencyId, [
  'command.view',
  'civil-status.sign',
]);
export const deputy = officerOf(15, 'Triệu Văn Kiên', 'Phó Chủ tịch', ducXuan.agencyId, ['civil-status.sign']);
export const elsewhere = officerOf(13, 'Phạm Quốc Khánh', 'Công chức Tư pháp – Hộ tịch', phanDinhPhung.agencyId, [
  'civil-status.register',
]);
export const reception = officerOf(14, 'Lò Thị Mai', 'Công chức Một cửa', ducXuan.agencyId, ['counter.accept']);

export const answers = {
  registerArea: ducXuan.areaCode,
  childFullName: 'Hoàng Bảo An',
  childBirthDate: '2026-11-12',
  childGender: 'female',
  birthPlaceName: 'Bệnh viện Đa khoa Bắc Kạn',
  birthPlaceArea: ducXuan.areaCode,
  childEthnicGroup: '02',
  childNationality: 'VN',
  childHomeTown: ducXuan.areaCode,
  motherFullName: 'Nguyễn Thị Thu Hà',
  motherBirthDate: '1998-05-20',
  motherPersonalId: '006198000123',
  motherEthnicGroup: '01',
  motherNationality: 'VN',
  motherResidenceArea: ducXuan.areaCode,
  fatherDeclared: 'yes',
  fatherFullName: 'Hoàng Văn Minh',
  fatherBirthDate: '1995',
  fatherEthnicGroup: '02',
  fatherNationality: 'VN',
  declarantRelation: 'mother',
  declarantFullName: 'Nguyễn Thị Thu Hà',
  declarantPersonalId: '006198000123',
} as const;

export const entryOf = (over: Partial<Record<keyof BirthEntry, string>> = {}): BirthEntry => {
  const { registerArea: _, ...entry } = { ...answers, ...over };
  return entry as unknown as BirthEntry;
};

const counterProblem = defineProblems('test-counter', { 'not-found': { status: 404, vi: 'Không có', en: 'None' } });
const option = (value: string, vi: string) => ({ value, label: { vi, en: vi } });

export interface Office {
  node: TestNode;
  clock: ReturnType<typeof testClock>;
  civilStatus: CivilStatus;
  population: Population;
  files: Files;
  signing: Signing;
  directory: Directory;
  /** Files a dossier and answers its id. */
  dossier(over?: Omit<Partial<HandledDossier>, 'answers'> & { answers?: Record<string, unknown> }): string;
  evidence(kind: string): Promise<{ subject: string; data: Record<string, unknown> }[]>;
}

export async function openOffice(
  change: (doors: Doors) => Doors = (doors) => doors,
  options: Pick<TestNodeOptions, 'pages' | 'worker'> = {},
): Promise<Office> {
  const dossiers = new Map<string, HandledDossier>();
  const clock = testClock(OPENED_AT);
  let rooms: Pick<Office, 'civilStatus' | 'population' | 'files' | 'signing' | 'directory'> | undefined;
  const build = (deps: PlatformDeps): Room[] => {
    const evidence: Doors['evidence'] = {
      record: (trx, entry) =>
        sql`insert into platform.event (id, name, payload, actor)
          values (${newId()}, 'test.evidence@1', ${JSON.stringify(entry)}::jsonb, '{}')`.execute(
          trx as Parameters<ReturnType<typeof sql>['execute']>[0],
        ),
    };
    const directory = createDirectory(deps);
    const files = createFiles(deps);
    const signing = createSigning(deps);
    const population = createPopulation({ ...deps, evidence });
    const counter: Doors['counter'] = {
      async getDossierForHandling(id) {
        const found = dossiers.get(id);
        if (!found) throw counterProblem('not-found');
        return found;
      },
      async beginHandling(id) {
        const found = dossiers.get(id);
        if (found) found.state = 'processing';
        return { until: new Date(clock.now().getTime() + 60_000), release: async () => {} };
      },
    };
    const procedures: Doors['procedures'] = {
      getVersion: async () => ({
        form: {
          pages: [
            {
              fields: [
                {
                  key: 'childEthnicGroup',
                  label: option('', 'Dân tộc').label,
                  options: [option('01', 'Kinh'), option('02', 'Tày')],
                },
                { key: 'childNationality', label: option('', 'Quốc tịch').label, options: [option('VN', 'Việt Nam')] },
                { key: 'declarantRelation', label: option('', 'Quan hệ').label, options: [option('mother', 'Mẹ')] },
              ],
            },
          ],
        },
      }),
    };
    const doors = change({ directory, counter, procedures, files, signing, evidence, population });
    const civilStatus = createCivilStatus({ ...deps, ...doors });
    rooms = { civilStatus, population, files, signing, directory };
    return [directory, files, signing, population, civilStatus];
  };
  const filled = {
    as: 'civil_status',
    async fill() {
      if (!rooms) return;
      await rooms.directory.loadNationalAreas();
      await loadAgencies(rooms.directory);
    },
  };
  const node = await startNode({ build, clock, filled, ...options });
  if (!rooms) throw new Error('no rooms');
  return {
    node,
    clock,
    ...rooms,
    dossier(over = {}) {
      const id = newId();
      dossiers.set(id, {
        id,
        code: `H57.19-261123-${String(dossiers.size + 1).padStart(4, '0')}`,
        state: 'accepted',
        agencyId: ducXuan.agencyId,
        procedureVersionId: 'v1',
        applicantAccountId: parentAccount,
        papers: [],
        ...over,
        answers: { ...answers, ...over.answers },
      });
      return id;
    },
    evidence: async (kind) =>
      (
        await sql<{ payload: { kind: string; subject: string; data: Record<string, unknown> } }>`
          select payload from platform.event where name = 'test.evidence@1' and payload->>'kind' = ${kind} order by at, id`.execute(
          node.database.of(),
        )
      ).rows.map((row) => row.payload),
  };
}

async function loadAgencies(directory: Directory): Promise<void> {
  const agency = { codes: [], address: '', phone: '', validFrom: '2025-07-01', validTo: null, successorId: null };
  await directory.loadAgencies([
    {
      ...agency,
      id: provinceAgency,
      name: 'Ủy ban nhân dân tỉnh Thái Nguyên',
      shortName: 'UBND tỉnh',
      level: 'province',
      parentId: null,
      areaCode: '19',
    },
    {
      ...agency,
      id: ducXuan.agencyId,
      name: 'Ủy ban nhân dân phường Đức Xuân',
      shortName: 'UBND phường',
      level: 'commune',
      parentId: provinceAgency,
      areaCode: ducXuan.areaCode,
    },
    {
      ...agency,
      id: phanDinhPhung.agencyId,
      name: 'Ủy ban nhân dân phường Phan Đình Phùng',
      shortName: 'UBND phường',
      level: 'commune',
      parentId: provinceAgency,
      areaCode: phanDinhPhung.areaCode,
    },
  ]);
  await directory.loadOfficers(
    [nong, deputy, chairman, elsewhere, reception].map((officer) => ({
      id: officer.officerId,
      name: officer.name,
      personId: null,
      appointments: [
        {
          agencyId: officer.agencyId,
          position: officer.position,
          rights: officer.rights,
          validFrom: '2025-07-01',
          validTo: null,
        },
      ],
    })),
  );
}

/** Everything announced under a name, oldest first. */
export async function announced<Payload>(node: TestNode, name: string): Promise<Payload[]> {
  const { rows } = await sql<{
    payload: Payload;
  }>`select payload from platform.event where name = ${name} order by at, id`.execute(node.database.of());
  return rows.map((row) => row.payload);
}

export type { Actor };
