import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { createEvidence, type Evidence } from '#modules/evidence/index.ts';
import {
  createExchange,
  type AgencyFacts,
  type Envelope,
  type Exchange,
  type ExchangeDeps,
} from '#modules/exchange/index.ts';
import { sendConsignment } from '#modules/exchange/contract.ts';
import { createFiles, type Files } from '#modules/files/index.ts';
import { createSigning, type Signing } from '#modules/signing/index.ts';
import { createSystems, type Systems } from '#modules/systems/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const agencyId = (n: number) => `0199bbbb-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Agencies of the test: two communes, a ministry, one that ended, and many small ones. */
export const agencies: Record<'ducXuan' | 'tanTrao' | 'ministry' | 'ended', AgencyFacts> & { many: AgencyFacts[] } = {
  ducXuan: {
    id: agencyId(1),
    name: 'Ủy ban nhân dân phường Đức Xuân',
    code: 'H55.101',
    validTo: null,
    successorId: null,
  },
  tanTrao: { id: agencyId(2), name: 'Ủy ban nhân dân xã Tân Trào', code: 'H60.102', validTo: null, successorId: null },
  ministry: { id: agencyId(3), name: 'Bộ Tư pháp', code: 'G15', validTo: null, successorId: null },
  ended: {
    id: agencyId(4),
    name: 'Ủy ban nhân dân phường Phùng Chí Kiên',
    code: 'H03.204',
    validTo: '2025-06-30',
    successorId: agencyId(1),
  },
  many: Array.from({ length: 10_000 }, (_one, n) => ({
    id: agencyId(10_000 + n),
    name: `Đơn vị số ${n + 1}`,
    code: `H01.${String(n % 1000).padStart(3, '0')}.${String(Math.floor(n / 1000)).padStart(2, '0')}`,
    validTo: null,
    successorId: null,
  })),
};

/** Where nobody may receive; for tests to fill. */
export const unattended = new Set<string>();

const all = [agencies.ducXuan, agencies.tanTrao, agencies.ministry, agencies.ended, ...agencies.many];
const byId = new Map(all.map((one) => [one.id, one]));
const byCode = new Map(all.map((one) => [one.code, one]));

const small = new Set(agencies.many);

/** The two communes lie under no one; the many small units under the ministry. */
const parentOf = (agency: AgencyFacts): string | null => (small.has(agency) ? agencies.ministry.id : null);

/** The ministry, its 10,000 offices as communes, and the two communes. */
const levelOf = ({ code }: AgencyFacts): 'ministry' | 'commune' => (code.startsWith('G') ? 'ministry' : 'commune');

export function officerOf(
  agency: AgencyFacts,
  name: string,
  rights = ['exchange.send', 'exchange.receive', 'exchange.operate'],
): OfficerActor {
  const id = createHash('sha256').update(`${agency.id} ${name}`).digest('hex');
  const uuid = `${id.slice(0, 8)}-${id.slice(8, 12)}-7${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
  return {
    kind: 'officer',
    accountId: uuid,
    officerId: uuid,
    agencyId: agency.id,
    agencyName: agency.name,
    name,
    position: 'Văn thư',
    rights,
    assurance: { level: 2, provedAt: '2026-11-23T02:00:00.000Z', methods: ['pwd', 'otp', 'mfa'] },
  };
}

export const huong = officerOf(agencies.ducXuan, 'Hoàng Thị Hường');
export const thao = officerOf(agencies.tanTrao, 'Lý Thị Thảo');
export const binh = officerOf(agencies.ministry, 'Trần Quốc Bình');

type Received = Parameters<ExchangeDeps['documents']['receiveDocument']>[0];
type Noted = Parameters<ExchangeDeps['documents']['noteChange']>[0];

export interface Axis {
  node: TestNode;
  exchange: Exchange;
  exchangeDeps: ExchangeDeps;
  files: Files;
  evidence: Evidence;
  signing: Signing;
  systems: Systems;
  clock: ReturnType<typeof testClock>;
  /** What was handed to the agencies' registers. */
  received: Received[];
  /** Changes that were written into them. */
  noted: Noted[];
  send(envelope: Envelope, options?: { key?: string; by?: OfficerActor }): ReturnType<TestNode['call']>;
  close(): Promise<void>;
}

/** The pages as `npm run build` left them. */
async function builtPages(): Promise<PagesBuild> {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(server), 'The pages are not built: npm run build');
  return {
    server: (await import(server.href)) as Exclude<PagesBuild['server'], () => unknown>,
    clientDir: new URL('client/', build),
    mode: 'production',
  };
}

let keys = 0;
export const newKey = (): string => `khoa-gui-${(keys += 1)}`;

/** Rooms that a test builds on top of the axis. */
export type OnTop = (
  deps: PlatformDeps,
  doors: Omit<Axis, 'node' | 'clock' | 'received' | 'noted' | 'send' | 'close' | 'exchangeDeps'>,
) => readonly Room[];

export const directory = {
  getAgency: async (id: string) => byId.get(id) as AgencyFacts,
  findAgencyByCode: async (code: string) => byCode.get(code),
  listAgencies: async () =>
    [agencies.ducXuan, agencies.tanTrao, agencies.ministry].map((one) => ({ ...one, parentId: null })),
};

/** A node that stands alone: every agency is at home here. */
export const alone: ExchangeDeps['nodes'] = {
  self: () => ({ nodeId: 'nut-mot-minh', url: 'http://lienthong.test' }),
  homeOf: async () => ({ here: true }),
  wasHomeOf: async () => false,
  call: async () => assert.fail('There is no other node'),
  peer: async () => assert.fail('There is no other node'),
  signStatement: async () => assert.fail('There is no other node'),
  checkStatement: async () => assert.fail('There is no other node'),
  refresh: async () => true,
  publicKeyOf: async () => undefined,
  limitsOf: async () => undefined,
  signedDirectory: async () => undefined,
  declareLimits: async () => undefined,
  standing: async () => ({ alone: true, alarms: [], names: new Map() }),
};

interface AxisOptions {
  withPages?: boolean;
  nodes?: ExchangeDeps['nodes'];
  clock?: Axis['clock'];
  env?: Record<string, string>;
  /** What this node's directory does not know (yet). */
  unknown?: ReadonlySet<string>;
  onTop?: OnTop;
}

export async function openAxis(
  beside?: Axis,
  { withPages = false, nodes = alone, clock: given, env = {}, unknown = new Set(), onTop = () => [] }: AxisOptions = {},
): Promise<Axis> {
  const clock = beside?.clock ?? given ?? testClock('2026-11-23T02:00:00Z');
  const received: Received[] = [];
  const noted: Noted[] = [];
  let exchange!: Exchange;
  let exchangeDeps!: ExchangeDeps;
  let files!: Files;
  let evidence!: Evidence;
  let signing!: Signing;
  let systems!: Systems;
  const node = await startNode({
    clock,
    // Tests let days pass in a moment, in which nothing is sealed or stamped; what comes of that has a test of its own.
    env: { EVIDENCE_STAMP_LIMIT_HOURS: '0', ...env },
    ...(withPages ? { pages: await builtPages() } : {}),
    ...(beside ? { beside: beside.node } : {}),
    build(deps) {
      signing = createSigning(deps);
      evidence = createEvidence({ ...deps, signing });
      files = createFiles(deps);
      exchangeDeps = {
        ...deps,
        nodes,
        signing,
        evidence,
        files,
        documents: {
          receiveDocument: async (arrival) => void received.push(arrival),
          issued: async () => assert.fail('No register stands behind this axis'),
          noteChange: async (given) => void noted.push(given),
          // Registers that took in everything under the name that it came with.
          arrivedAs: async (refs, agency) =>
            new Map(
              received
                .filter((one) => one.agencyId === agency && refs.includes(one.packetRef))
                .map((one) => [one.packetRef, { id: one.packetRef, number: 7, state: 'registered' }]),
            ),
        },
        directory: {
          getAgency: async (id) => byId.get(id) as AgencyFacts,
          findAgencyByCode: async (code) => (unknown.has(code) ? undefined : byCode.get(code)),
          agenciesWith: async () => new Set(all.filter(({ id }) => !unattended.has(id)).map(({ id }) => id)),
          listAgencies: async ({ level, parentId } = {}) =>
            all
              .map((one) => ({ ...one, parentId: parentOf(one) }))
              .filter((one) => level === undefined || levelOf(one) === level)
              .filter((one) => parentId === undefined || one.parentId === parentId),
        },
      };
      exchange = createExchange(exchangeDeps);
      const inTree = (one: AgencyFacts | undefined) => one && { ...one, parentId: null };
      systems = createSystems({
        ...deps,
        evidence,
        directory: {
          getAgency: async (id) => ({ ...(byId.get(id) as AgencyFacts), parentId: null }),
          findAgencyByCode: async (code) => inTree(byCode.get(code)),
        },
      });
      return {
        rooms: [
          signing,
          evidence,
          files,
          systems,
          exchange,
          ...onTop(deps, { exchange, files, evidence, signing, systems }),
        ],
        programs: systems.programs,
      };
    },
  });
  return {
    node,
    exchange,
    exchangeDeps,
    files,
    evidence,
    signing,
    systems,
    clock,
    received,
    noted,
    send: (envelope, { key = newKey(), by = huong } = {}) =>
      node.call(sendConsignment, { body: { key, envelope } }, by),
    close: () => node.close(),
  };
}

/** An official letter of the ward to the ministry and the commune, unless told otherwise. */
export function letter(more: Partial<Envelope> = {}): Envelope {
  return {
    kind: 'new',
    from: agencies.ducXuan.code,
    to: [agencies.ministry.code, agencies.tanTrao.code],
    document: {
      documentId: 'H55.101,2026/11/23,245/UBND-HT',
      number: '245',
      notation: 'UBND-HT',
      issuedOn: '2026-11-23',
      place: 'Đức Xuân',
      type: { group: 2, code: 18, name: 'Công văn' },
      subject: 'Về việc gửi trích lục khai sinh của công dân Nông Minh Khôi',
      signer: { competence: 'TM.', position: 'Chủ tịch Ủy ban nhân dân', name: 'Bàn Văn Đức' },
    },
    files: [],
    priority: 0,
    ...more,
  };
}
