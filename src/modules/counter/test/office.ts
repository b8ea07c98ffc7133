import { createCalendar, type Calendar } from '#modules/calendar/index.ts';
import { birthRegistered, certificateIssued } from '#modules/civil-status/events.ts';
import { createDirectory, type Directory } from '#modules/directory/index.ts';
import { createEvidence, type Evidence } from '#modules/evidence/index.ts';
import { createFiles, type Files } from '#modules/files/index.ts';
import { createNotices, type Notices } from '#modules/notices/index.ts';
import { createProcedures, type Procedures } from '#modules/procedures/index.ts';
import type { CitizenActor, OfficerActor } from '#platform/access.ts';
import { type Clock, testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import { nationalAnnouncements, nationalCatalogue } from '#seeds/national/index.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { startNode, type TestAnswer, type TestNode } from '#test/world/node.ts';
import { sql } from 'kysely';
import sharp from 'sharp';
import { v5 } from 'uuid';
import { fileDossier } from '../contract.ts';
import { type Counter, createCounter } from '../index.ts';
import type { CounterDeps } from '../deps.ts';
import type { Answers, Filed } from '../shapes.ts';

/** The counter with the real rooms below it. What the civil-status room announces is announced by hand. */

export const ducXuan = { agencyId: '0190c000-0000-7000-8000-000000000001', areaCode: '01840', code: 'H55.201' };
export const phanDinhPhung = { agencyId: '0190c000-0000-7000-8000-000000000002', areaCode: '05443', code: 'H55.202' };
const province = { agencyId: '0190c000-0000-7000-8000-000000000003' };

/** Monday, 10:00 in Vietnam. */
export const monday = '2026-11-23T03:00:00Z';

export function citizenNamed(name: string): CitizenActor {
  return { kind: 'citizen', accountId: newId(), personId: newId(), name };
}

export function officerNamed(name: string, position: string, agencyId: string, rights: string[]): OfficerActor {
  // The same in every process: the directory of a copied database was filled by another one.
  const officerId = v5(name, ducXuan.agencyId);
  return { kind: 'officer', accountId: newId(), officerId, agencyId, name, position, rights };
}

export const thuHa = citizenNamed('Nguyễn Thị Thu Hà');
export const stranger = citizenNamed('Phạm Quốc Khánh');
export const mai = officerNamed('Lò Thị Mai', 'Công chức Bộ phận Một cửa', ducXuan.agencyId, [
  'counter.accept',
  'counter.view',
]);
export const nong = officerNamed('Hoàng Văn Nông', 'Công chức Tư pháp – Hộ tịch', ducXuan.agencyId, [
  'civil-status.register',
  'counter.view',
]);
export const ngoc = officerNamed('Nông Thị Bích Ngọc', 'Chủ tịch', ducXuan.agencyId, [
  'counter.view',
  'counter.accept',
  'counter.approve-second-supplement',
]);
export const elsewhere = officerNamed('Trần Văn Sơn', 'Công chức Bộ phận Một cửa', phanDinhPhung.agencyId, [
  'counter.accept',
  'counter.view',
]);

/** A birth that the form accepts on `monday`; the paper is added by `papersOf`. */
export const birth: Answers = {
  registerArea: ducXuan.areaCode,
  childFullName: 'Hoàng Bảo An',
  childBirthDate: '2026-11-12',
  childGender: 'female',
  birthPlaceName: 'Bệnh viện Đa khoa Bắc Kạn',
  birthPlaceArea: ducXuan.areaCode,
  childEthnicGroup: '01',
  childNationality: 'VN',
  childHomeTown: ducXuan.areaCode,
  motherFullName: 'Nguyễn Thị Thu Hà',
  motherBirthDate: '1998-05-20',
  motherPersonalId: '006198000123',
  motherEthnicGroup: '01',
  motherNationality: 'VN',
  motherResidenceArea: ducXuan.areaCode,
  fatherDeclared: 'no',
  declarantRelation: 'mother',
  phone: '0912345678',
  copies: 2,
};

export interface Office {
  node: TestNode;
  clock: Clock & { set(at: string | Date): void; advance(ms: number): void };
  counter: Counter;
  files: Files;
  directory: Directory;
  calendar: Calendar;
  evidence: Evidence;
  notices: Notices;
  procedures: Procedures;
  /** Uploads a photo as this person and answers its id. */
  photo(owner: CitizenActor, name?: string): Promise<string>;
  /** Files the birth in one call. */
  file(actor?: CitizenActor, over?: Answers): Promise<Filed>;
  tryFile(actor: CitizenActor, answers: Answers, key?: string): Promise<TestAnswer<Filed>>;
  /** Announces what the civil-status room would. */
  registerBirth(dossierId: string): Promise<void>;
  issueCertificate(dossierId: string, owner: CitizenActor): Promise<string>;
  events(name: string): Promise<{ payload: Record<string, unknown> }[]>;
  close(): Promise<void>;
}

export type Rooms = Pick<
  Office,
  'counter' | 'files' | 'directory' | 'calendar' | 'evidence' | 'notices' | 'procedures'
>;

/** What happens outside while a filing is under way; and which mandates have ended. All others stand. */
export interface Outside {
  endedMandates?: ReadonlySet<string>;
  /** Runs when a filing has been examined and is about to be written. */
  beforeWriting?(): void;
}

export function buildRooms(deps: PlatformDeps, outside: Outside = {}): Rooms {
  const directory = createDirectory(deps);
  const calendar = createCalendar(deps);
  const files = createFiles(deps);
  const evidence = createEvidence(deps);
  const notices = createNotices(deps);
  const procedures = createProcedures(deps);
  const mandates: CounterDeps['mandates'] = {
    standing: async (mandateId) =>
      outside.endedMandates?.has(mandateId)
        ? undefined
        : { mandateId, kind: 'person', id: newId(), name: '', scope: ['dossier:*'] },
  };
  const counter = createCounter({
    ...deps,
    directory,
    calendar,
    evidence,
    procedures,
    mandates,
    files: {
      ...files,
      async keep(...kept) {
        await files.keep(...kept);
        outside.beforeWriting?.();
      },
    },
  });
  return { directory, calendar, files, evidence, notices, procedures, counter };
}

/** Areas and procedures of the whole country, three agencies, four officers. */
export async function furnish({ directory, procedures, calendar }: Rooms): Promise<void> {
  await directory.loadNationalAreas();
  await calendar.loadAnnouncements(nationalAnnouncements);
  await procedures.loadCatalogue(nationalCatalogue);
  await loadAgencies(directory);
}

export const smallPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer();

export async function openOffice(
  options: Outside & { clock?: Clock; pages?: PagesBuild; log?: (line: string) => void } = {},
): Promise<Office> {
  const clock = testClock(monday);
  let rooms: Rooms | undefined;
  const build = (deps: PlatformDeps): Room[] => {
    rooms = buildRooms(deps, options);
    return Object.values(rooms);
  };
  const node = await startNode({
    build,
    clock: options.clock ?? clock,
    filled: {
      as: 'counter',
      async fill() {
        if (rooms) await furnish(rooms);
      },
    },
    ...(options.pages ? { pages: options.pages } : {}),
    ...(options.log ? { log: options.log } : {}),
  });
  if (!rooms) throw new Error('no rooms');
  const { files } = rooms;
  const made = await smallPhoto();
  const office: Office = {
    node,
    clock,
    ...rooms,
    async photo(owner, name = 'giay-chung-sinh.jpg') {
      return (await files.receive(made, { name, owner: owner.accountId })).id;
    },
    async file(actor = thuHa, over = {}) {
      const answers = { ...birth, birthNotification: [await office.photo(actor)], ...over };
      const filed = await office.tryFile(actor, answers);
      if (!filed.ok) throw new Error(`Not filed: ${JSON.stringify(filed.problem)}`);
      return filed.answer;
    },
    tryFile: (actor, answers, key = newId()) =>
      node.call(fileDossier, { body: { procedureCode: '1.001193', answers, idempotencyKey: key } }, actor),
    registerBirth: (dossierId) =>
      node.database.transaction<unknown, void>(async (trx) => {
        await node.deps.publish(
          trx,
          birthRegistered,
          {
            actId: newId(),
            dossierId,
            agencyId: ducXuan.agencyId,
            provinceCode: '19',
            areaCode: ducXuan.areaCode,
            formerProvinceCode: null,
            child: {
              fullName: 'Hoàng Bảo An',
              birthDate: '2026-11-12',
              gender: 'female',
              ethnicGroup: '01',
              nationality: 'VN',
              homeTown: ducXuan.areaCode,
              birthPlaceName: 'Bệnh viện Đa khoa Bắc Kạn',
              birthPlaceArea: null,
            },
            motherFullName: 'Nguyễn Thị Thu Hà',
            motherPersonalId: null,
            fatherFullName: null,
            fatherPersonalId: null,
            registeredAt: clock.now().toISOString(),
          },
          { actor: nong },
        );
      }),
    async issueCertificate(dossierId, owner) {
      const fileId = await office.photo(owner, 'giay-khai-sinh.jpg');
      await node.database.transaction<unknown, void>(async (trx) => {
        const result = { vi: 'Giấy khai sinh', en: 'Birth certificate' };
        await node.deps.publish(trx, certificateIssued, {
          actId: newId(),
          dossierId,
          fileId,
          fileName: 'giay-khai-sinh.jpg',
          result,
        });
      });
      return fileId;
    },
    async events(name) {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        select payload from platform.event where name = ${name} order by at, id`.execute(node.database.of());
      return rows;
    },
    close: () => node.close(),
  };
  return office;
}

async function loadAgencies(directory: Directory): Promise<void> {
  const agency = { phone: '0209 000 0001', validFrom: '2025-07-01', validTo: null, successorId: null };
  const codes = (code: string) => [{ form: '2020' as const, code, validFrom: '2025-07-01', validTo: null }];
  const commune = (place: typeof ducXuan, name: string) => ({
    ...agency,
    id: place.agencyId,
    name,
    shortName: 'UBND phường',
    level: 'commune' as const,
    parentId: province.agencyId,
    areaCode: place.areaCode,
    codes: codes(place.code),
    address: 'Tổ 1, phường Đức Xuân, tỉnh Thái Nguyên',
  });
  await directory.loadAgencies([
    {
      ...agency,
      id: province.agencyId,
      name: 'Ủy ban nhân dân tỉnh Thái Nguyên',
      shortName: 'UBND tỉnh',
      level: 'province',
      parentId: null,
      areaCode: '19',
      codes: codes('H55'),
      address: '',
    },
    commune(ducXuan, 'Ủy ban nhân dân phường Đức Xuân'),
    commune(phanDinhPhung, 'Ủy ban nhân dân phường Phan Đình Phùng'),
  ]);
  await directory.loadOfficers(
    [mai, nong, ngoc, elsewhere].map((officer) => ({
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

/** The code of a refusal, or 'ok'. */
export function codeOf(answer: TestAnswer<unknown>): string {
  return answer.ok ? 'ok' : answer.problem.code;
}
