import { Readable } from 'node:stream';
import type { OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { digestOf } from '#platform/web/message-signatures.ts';
import type { Room } from '#platform/room.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createNodes, type Nodes, type NodesDeps } from '#modules/nodes/index.ts';
import { freePort } from '#test/world/free-port.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

export type TestClock = ReturnType<typeof testClock>;

/** Agencies of the test: every node knows them all, as every node of the country does. */
export const agencies = {
  ministry: { id: '0199bbbb-0000-7000-8000-000000000001', name: 'Bộ Tư pháp', code: 'G15', old: '000.00.00.G15' },
  province: {
    id: '0199bbbb-0000-7000-8000-000000000002',
    name: 'Ủy ban nhân dân tỉnh',
    code: 'H55',
    old: '000.00.00.H55',
  },
  commune: {
    id: '0199bbbb-0000-7000-8000-000000000003',
    name: 'Ủy ban nhân dân phường Đức Xuân',
    code: 'H55.101',
    old: '000.00.101.H55',
  },
};
const all = Object.values(agencies).map(({ id, name, code, old }) => ({
  id,
  name,
  code,
  codes: [{ code }, { code: old }],
}));

const directory: NodesDeps['directory'] = {
  async getAgency(id) {
    const agency = all.find((one) => one.id === id);
    if (!agency) throw new Error('unknown');
    return agency;
  },
  findAgencyByCode: async (code) => all.find((one) => one.codes.some((mine) => mine.code === code)),
};

export interface FederationNode {
  id: string;
  url: string;
  node: TestNode;
  nodes: Nodes;
  /** What the minute's job does. */
  minute(): Promise<void>;
  close(): Promise<void>;
}

/** What other rooms do with the door: a path that answers who called, with what. */
function echoRoom(nodes: Nodes): Room {
  return {
    parts: {
      name: 'echo',
      protocols: [
        {
          prefix: '/lien-nut/thu',
          mount(scope) {
            scope.removeAllContentTypeParsers();
            scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
            scope.all('/chuyen-huong', (_request, reply) => reply.redirect('/lien-nut/thu'));
            scope.all('/', async (request) => {
              const body = Buffer.isBuffer(request.body) ? request.body : undefined;
              const peer = await nodes.peer(request, body && digestOf(body));
              return { nodeId: peer.nodeId, bytes: body?.length ?? 0 };
            });
          },
        },
      ],
    },
  };
}

export async function startMember(
  id: string,
  clock: TestClock,
  env: Record<string, string>,
  more: { pages?: PagesBuild; beside?: FederationNode } = {},
): Promise<FederationNode> {
  const port = await freePort();
  const url = env['NODE_URL'] ?? `http://127.0.0.1:${port}`;
  let nodes: Nodes | undefined;
  const node = await startNode({
    clock,
    env: { NODE_ID: id, NODE_NAME: `Nút ${id}`, PORT: String(port), PUBLIC_URL: url, ...env },
    ...(more.pages ? { pages: more.pages } : {}),
    ...(more.beside ? { beside: more.beside.node } : {}),
    build(deps) {
      const evidence = createEvidence(deps);
      nodes = createNodes({ ...deps, directory, evidence });
      return [evidence, nodes, echoRoom(nodes)];
    },
  });
  const door = nodes as unknown as Nodes;
  return {
    id,
    url,
    node,
    nodes: door,
    async minute() {
      await node.deps.jobs.add(node.database.of<unknown>(), 'nodes.keep-up', {});
      await node.runJobs();
      const { rows } = await node.database.pool.query<{ count: number }>(
        'select count(*)::int as count from nodes.refreshing',
      );
      if (rows[0]?.count !== 1) throw new Error('The room lost its row');
    },
    close: () => node.close(),
  };
}

export interface Federation {
  clock: TestClock;
  registrar: FederationNode;
  bo: FederationNode;
  tinh: FederationNode;
  registrarEnv: Record<string, string>;
  admit(member: FederationNode): Promise<void>;
  close(): Promise<void>;
}

export const START = '2026-11-28T02:00:00.000Z';

/** A registrar, a ministry's node and a province's, which know each other. */
export async function startFederation(options: { pages?: PagesBuild } = {}): Promise<Federation> {
  const clock = testClock(START);
  const registrar = await startMember('nut-goc', clock, { NODE_REGISTRAR: 'yes' }, options);
  await registrar.minute();
  const [pinned] = (await registrar.nodes.operator.keys()).registrar;
  const registrarEnv = { NODE_REGISTRAR_URL: registrar.url, NODE_REGISTRAR_KEY: JSON.stringify(pinned) };
  const bo = await startMember('nut-bo', clock, registrarEnv, options);
  const tinh = await startMember('nut-tinh', clock, registrarEnv, options);
  const admit = async (member: FederationNode): Promise<void> => {
    const { fingerprint } = await member.nodes.operator.join();
    await registrar.nodes.operator.admit(member.id, fingerprint);
  };
  await admit(bo);
  await admit(tinh);
  await registrar.nodes.operator.move('G15', 'nut-bo');
  await registrar.nodes.operator.move('H55', 'nut-tinh');
  await bo.nodes.refresh();
  await tinh.nodes.refresh();
  return {
    clock,
    registrar,
    bo,
    tinh,
    registrarEnv,
    admit,
    async close() {
      for (const one of [tinh, bo, registrar]) await one.close();
    },
  };
}

export function officerOf(clock: TestClock, rights = ['nodes.manage']): OfficerActor {
  return {
    kind: 'officer',
    accountId: '0199bbbb-0000-7000-8000-0000000000a1',
    officerId: '0199bbbb-0000-7000-8000-0000000000a2',
    agencyId: agencies.ministry.id,
    agencyName: agencies.ministry.name,
    name: 'Trương Mỹ Dung',
    position: 'Chuyên viên chính',
    rights,
    assurance: { level: 2, provedAt: clock.now().toISOString(), methods: ['pwd', 'otp', 'mfa'] },
  };
}

export const streamOf = (bytes: Buffer): Readable => Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]);
