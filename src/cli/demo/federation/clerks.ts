import { demoAgencies } from '#seeds/demo/index.ts';
import { createClient, type NodeClient } from '#platform/client.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { tokenAt } from '../sign-in-at.ts';
import type { DemoNode, Nodes3 } from './start-nodes.ts';

/** The agencies that write to each other, and where each is at home when the demonstration begins. */
const AT: readonly { key: string; at: keyof Nodes3; clerk: string }[] = [
  { key: 'van-phong-chinh-phu', at: 'national', clerk: 'Đặng Thu Hà' },
  { key: 'bo-noi-vu', at: 'national', clerk: 'Phùng Gia Bảo' },
  { key: 'bo-tu-phap', at: 'ministry', clerk: 'Vũ Hải Yến' },
  { key: 'ubnd-tinh-thai-nguyen', at: 'province', clerk: 'Ma Văn Sơn' },
  { key: 'phuong-duc-xuan', at: 'province', clerk: 'Hà Thị Liên' },
  { key: 'phuong-phan-dinh-phung', at: 'province', clerk: 'Dương Quốc Khánh' },
];

export interface Desk {
  key: string;
  agencyId: string;
  code: string;
  name: string;
  /** Where the agency is at home now. */
  node: DemoNode;
  /** The clerk's session at each node that the agency has been at home at. */
  clientAt(node: DemoNode): Promise<NodeClient>;
}

const idOf = (n: number): string => `0199dddd-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** One clerk per agency, known at every node: an agency that moves finds its people there. */
export async function openDesks(nodes: Nodes3): Promise<Desk[]> {
  const posts = AT.map((one, n) => {
    const agency = demoAgencies.find(({ key }) => key === one.key);
    if (!agency) throw new Error(`The demo world has no agency ${one.key}`);
    return { ...one, agency, officerId: idOf(n + 1), phone: `090000${String(9700 + n)}` };
  });
  for (const node of Object.values(nodes) as DemoNode[]) {
    const { directory, identity } = node.house.doors;
    await directory.loadOfficers(
      posts.map(({ officerId, clerk, agency }) => ({
        id: officerId,
        name: clerk,
        personId: null,
        appointments: [
          {
            agencyId: agency.id,
            position: 'Văn thư',
            rights: ['exchange.send', 'exchange.receive', 'exchange.operate'],
            validFrom: '2025-07-01',
            validTo: null,
          },
        ],
      })),
    );
    const code = node.config.secrets.demoCode;
    await identity.createAccounts(
      posts.map(({ officerId, clerk, phone }) => ({ name: clerk, code, officer: { officerId }, phone })),
    );
  }
  return posts.map(({ key, at, agency, officerId }) => {
    const sessions = new Map<string, Promise<NodeClient>>();
    return {
      key,
      agencyId: agency.id,
      code: agency.codes.find(({ form }) => form === '2020')?.code ?? '',
      name: agency.name,
      node: nodes[at],
      clientAt(node) {
        const known = sessions.get(node.id) ?? signIn(node, officerId);
        sessions.set(node.id, known);
        return known;
      },
    };
  });
}

async function signIn(node: DemoNode, officerId: string): Promise<NodeClient> {
  const cookie = `${SESSION_COOKIE}=${await tokenAt(node.url, node.config.secrets.demoCode, { officerId })}`;
  return createClient(node.url, () => ({ cookie }));
}
