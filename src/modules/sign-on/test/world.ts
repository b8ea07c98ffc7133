import type { OfficerActor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { newId } from '#platform/id.ts';
import type { NewClient } from '../clients/register-client.ts';

/** Agencies of the tests: a national body, a ministry, a province. */
export const agencies = {
  office: { id: '0199bbbb-0000-7000-8000-000000000001', name: 'Văn phòng Chính phủ', level: 'national' },
  ministry: { id: '0199bbbb-0000-7000-8000-000000000002', name: 'Bộ Tư pháp', level: 'ministry' },
  province: { id: '0199bbbb-0000-7000-8000-000000000003', name: 'UBND tỉnh Thái Nguyên', level: 'province' },
} as const;

export type AgencyKey = keyof typeof agencies;

/** An officer who has proved with two factors just now. */
export function officerOf(agency: AgencyKey, rights: readonly string[], officerId = newId()): OfficerActor {
  return {
    kind: 'officer',
    accountId: officerId,
    officerId,
    agencyId: agencies[agency].id,
    agencyName: agencies[agency].name,
    name: 'Nguyễn Khắc Hưng',
    position: 'Chuyên viên chính',
    rights,
    assurance: { level: 2, provedAt: new Date().toISOString(), methods: ['pwd', 'otp'] },
  };
}

export const tester = { personId: newId(), accountId: newId(), number: '019096001234', fullName: 'Nguyễn Thị Thu Hà' };

/** The doors of the other rooms, as far as the register knocks. */
export function doors(deps: PlatformDeps, recorded: { kind: string; subject: string }[] = []) {
  return {
    ...deps,
    directory: {
      getAgency: async (id: string) => {
        const found = Object.values(agencies).find((agency) => agency.id === id);
        if (!found) throw new Error('unknown agency');
        return found;
      },
    },
    evidence: {
      record: async (_trx: unknown, { kind, subject }: { kind: string; subject: string }) =>
        void recorded.push({ kind, subject }),
    },
    population: {
      findByNumber: async (number: string, _why: unknown, also: { fullName?: string } = {}) =>
        number === tester.number && also.fullName === tester.fullName
          ? { id: tester.personId, fullName: tester.fullName }
          : undefined,
    },
    identity: {
      accountOfPerson: async (personId: string) => (personId === tester.personId ? tester.accountId : undefined),
    },
  };
}

export const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  kid: 'khoa-1',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

export function newClient(changed: Partial<NewClient> = {}): NewClient {
  return {
    kind: 'web',
    authMethod: 'private_key_jwt',
    keys: [publicKey],
    sharesSubject: false,
    dpopBound: false,
    nameVi: 'Cấp bản sao trích lục',
    nameEn: 'Extract copies',
    aboutVi: 'Dành cho người dân xin bản sao trích lục hộ tịch.',
    aboutEn: 'For people who ask for a copy of an extract.',
    purposeVi: 'Điền sẵn thông tin người yêu cầu vào tờ khai.',
    purposeEn: 'Fills in who asks.',
    legalBasis: 'Luật Hộ tịch 2014, Điều 63',
    data: [{ item: 'full-name', reason: 'Để điền sẵn họ tên vào tờ khai.' }],
    contactName: 'Nguyễn Khắc Hưng',
    contactEmail: 'hung@example.gov.vn',
    contactPhone: '024 000 0003',
    redirectUris: ['https://trich-luc.example.gov.vn/quay-lai'],
    postLogoutRedirectUris: ['https://trich-luc.example.gov.vn/'],
    backchannelLogoutUri: null,
    leastLevel: 1,
    actingFor: false,
    secondDevice: false,
    ...changed,
  };
}
