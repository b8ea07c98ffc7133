import { join } from 'node:path';
import pg from 'pg';
import { demoAgencies } from '#seeds/demo/index.ts';
import { ownerOf, withHouse } from '#test/faults/embedded-node.ts';
import { freePort } from '#test/world/free-port.ts';
import { type NodeProcessHandle } from '#test/world/node-process.ts';
import { startBenchNode } from '../common/node.ts';
import { enterSender, type Sender } from '../exchange/sender.ts';

/** A node of the pair: its process, its folder and its PostgreSQL. */
export interface BenchNode {
  dir: string;
  url: string;
  pid: number;
  client: pg.Client;
}

/** Two nodes of one federation on the loopback, each with a PostgreSQL of its own: the sender is at home at the first, the recipients at the second. */
export interface Pair {
  near: BenchNode;
  far: BenchNode;
  sender: Sender;
  close(): Promise<void>;
}

/** So many agencies receive. */
const RECIPIENTS = 8;

const codeOf = ({ codes }: (typeof demoAgencies)[number]): string =>
  codes.findLast(({ form }) => form === '2020')?.code ?? '';

export async function startPair(dir: string, files: readonly Buffer[]): Promise<Pair> {
  const running: NodeProcessHandle[] = [];
  const clients: pg.Client[] = [];
  const close = async (): Promise<void> => {
    for (const client of clients) await client.end();
    for (const node of running) await node.end();
  };
  const start = async (name: string, env: Record<string, string>): Promise<BenchNode & { env: typeof env }> => {
    const port = String(await freePort());
    const own = { ...env, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, AXIS_DAILY_GB: '1000' };
    const node = await startBenchNode(join(dir, name), own);
    running.push(node);
    const client = new pg.Client(ownerOf(join(dir, name)));
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return { dir: join(dir, name), url: node.url, pid: node.child.pid ?? 0, client, env: own };
  };
  try {
    const near = await start('near', { NODE_ID: 'nut-gui', NODE_REGISTRAR: 'yes' });
    const registrarKey = await withHouse(near.dir, ({ nodes }) => nodes.operator.keys(), near.env);
    const far = await start('far', {
      NODE_ID: 'nut-nhan',
      NODE_REGISTRAR_URL: near.url,
      NODE_REGISTRAR_KEY: JSON.stringify(registrarKey.registrar[0]),
    });
    const [from, ...others] = demoAgencies.filter(({ validTo }) => validTo === null);
    const recipients = others.filter((one) => codeOf(one)).slice(0, RECIPIENTS);
    if (!from) throw new Error('The demo world has no agencies');
    const { fingerprint } = await withHouse(far.dir, ({ nodes }) => nodes.operator.join(), far.env);
    await withHouse(
      near.dir,
      async ({ nodes }) => {
        await nodes.operator.admit('nut-nhan', fingerprint);
        await nodes.operator.move(codeOf(from), 'nut-gui');
        for (const one of recipients) await nodes.operator.move(codeOf(one), 'nut-nhan');
      },
      near.env,
    );
    await withHouse(far.dir, ({ nodes }) => nodes.refresh(), far.env);
    const entered = await enterSender(near.client, near.url);
    // Where a recipient of another node takes what arrives is that node's matter; there they work in its pages.
    await near.client.query('delete from exchange.mailbox');
    const stored = await withHouse(
      near.dir,
      async (doors) => {
        const known: Sender['files'] = [];
        for (const [index, bytes] of files.entries()) {
          const file = await doors.files.receive(bytes, { name: `cong-van-${index}.pdf`, owner: entered.systemId });
          known.push({ fileId: file.id, bytes: file.bytes, sha256: file.sha256 });
        }
        return known;
      },
      { ...near.env, FILES_PER_DAY: '1000000' },
    );
    return { near, far, sender: { ...entered, to: recipients.map(codeOf), files: stored }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
