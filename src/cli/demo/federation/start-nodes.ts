import { createServer } from 'node:net';
import { join } from 'node:path';
import type { House } from '#app';
import { readConfig, type Config } from '#platform/config.ts';
import type { NodeProcess } from '#platform/node.ts';
import { openServer } from '../../open-server.ts';
import type { Progress } from '../../progress.ts';
import { openNode } from '../../start.ts';

/** A node of the demonstration: its own data folder, its own PostgreSQL, its own keys. */
export interface DemoNode {
  id: string;
  name: string;
  url: string;
  config: Config;
  house: House;
  process: NodeProcess;
}

const quiet: Progress = { say: () => undefined, step: (_name, work) => work() };

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function startNode(
  folder: string,
  { id, name }: { id: string; name: string },
  env: Record<string, string>,
  toClose: (close: () => Promise<void>) => void,
): Promise<DemoNode> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = readConfig({
    DATA_DIR: join(folder, id),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    NODE_ID: id,
    NODE_NAME: name,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
    RATE_LIMIT_PER_MINUTE: '1000000',
    FILES_PER_DAY: '1000000',
    ...env,
  });
  // Also while it starts: a signal then must find the server that is coming up, or it would outlive us.
  const opening = openServer(config);
  toClose(async () => (await opening.catch(() => undefined))?.close());
  const { node, house } = await openNode(config, await opening, quiet, { withPages: false });
  toClose(() => node.stop());
  await node.start();
  return { id, name, url, config, house, process: node };
}

export interface Nodes3 {
  national: DemoNode;
  ministry: DemoNode;
  province: DemoNode;
}

/**
 * A national node, a ministry's and a province's, on this machine. They are started one after another, and admitted to the directory as
 * real ones are: each asks, and the registrar's side compares the fingerprint of its key. How to close what is being started is given to
 * `toClose` at once, so that a failure in between leaves nothing behind.
 */
export async function startNodes(
  folder: string,
  progress: Progress,
  toClose: (close: () => Promise<void>) => void,
): Promise<Nodes3> {
  const begin = (one: { id: string; name: string }, env: Record<string, string>): Promise<DemoNode> =>
    progress.step(`Node ${one.id}: its PostgreSQL, its tables, the demo world`, () =>
      startNode(folder, one, env, toClose),
    );
  const national = await begin({ id: 'quoc-gia', name: 'Nút quốc gia' }, { NODE_REGISTRAR: 'yes' });
  await national.house.doors.nodes.refresh();
  const [key] = (await national.house.doors.nodes.operator.keys()).registrar;
  const member = { NODE_REGISTRAR_URL: national.url, NODE_REGISTRAR_KEY: JSON.stringify(key) };
  const ministry = await begin({ id: 'bo-tu-phap', name: 'Nút Bộ Tư pháp' }, member);
  const province = await begin({ id: 'thai-nguyen', name: 'Nút tỉnh Thái Nguyên' }, member);
  return { national, ministry, province };
}

/** Admits the nodes and says at which of them each agency is at home. */
export async function buildDirectory(
  { national, ministry, province }: Nodes3,
  homes: readonly { code: string; node: DemoNode }[],
): Promise<void> {
  const registrar = national.house.doors.nodes.operator;
  for (const node of [ministry, province]) {
    const { fingerprint } = await node.house.doors.nodes.operator.join();
    await registrar.admit(node.id, fingerprint);
  }
  for (const { code, node } of homes) await registrar.move(code, node.id);
  await learn({ national, ministry, province });
}

/** All nodes have the directory as it is now. */
export async function learn(nodes: Nodes3): Promise<void> {
  for (const node of Object.values(nodes) as DemoNode[]) await node.house.doors.nodes.refresh();
}
