import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { getConsignment } from '#modules/exchange/contract.ts';
import type { Account } from './traffic.ts';
import type { DemoNode, Nodes3 } from './start-nodes.ts';

/** Nothing is under way any more at any node, or the time is over. What an operator holds waits for that operator: the demo world has such a copy. */
export async function untilQuiet(nodes: Nodes3, seconds: number): Promise<boolean> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(250)) {
    let open = 0;
    for (const { process } of Object.values(nodes) as DemoNode[]) {
      const { rows } = await process.deps.database.pool.query<{ open: string }>(`
        select (select count(*) from exchange.delivery where transport in ('queued', 'delivering'))
          + (select count(*) from exchange.peer_news where ended_at is null) as open`);
      open += Number(rows[0]?.open ?? 0);
    }
    if (open === 0) return true;
  }
  return false;
}

/** What is still under way, for whoever has to find out why. */
export async function stillOpen(nodes: Nodes3): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, process } of Object.values(nodes) as DemoNode[]) {
    const { rows } = await process.deps.database.pool.query<{ line: string }>(`
      select format('%s copies %s for %s, after %s tries', count(*), transport, coalesce(peer, 'here'), max(peer_attempts)) as line
      from exchange.delivery where transport in ('queued', 'delivering') group by transport, peer
      union all
      select format('%s pieces of news for %s, after %s tries', count(*), peer, max(attempts)) from exchange.peer_news
      where ended_at is null group by peer
      union all
      select format('%s does not answer (%s, %s times)', node_id, last_failure, failures) from exchange.peer where failures > 0`);
    lines.push(...rows.map(({ line }) => `${id}: ${line}`));
  }
  return lines;
}

interface Arrival {
  node: string;
  consignmentId: string;
  code: string;
  business: string | null;
}

/** What arrived at each node, by the node's own steps; what it heard of other nodes is not counted. */
async function arrivalsAt({ id, process }: DemoNode): Promise<Arrival[]> {
  const { rows } = await process.deps.database.pool.query<Omit<Arrival, 'node'>>(`
    select d.consignment_id as "consignmentId", d.recipient_code as code, d.business
    from exchange.delivery_event e join exchange.delivery d on d.id = e.delivery_id
    where e.machine = 'transport' and e.rule in ('arrive', 'arrive-late') and e.node is null`);
  return rows.map((row) => ({ node: id, ...row }));
}

export interface Compared {
  acknowledged: number;
  copies: number;
  delivered: number;
  betweenNodes: number;
  lost: number;
  duplicated: number;
  statusesDiffer: number;
  filesDiffer: number;
}

const nameOf = (consignmentId: string, code: string): string => `${consignmentId} ${code}`;

/**
 * The senders' own account against the databases of all nodes: every copy of every acknowledged document must have arrived once, at one
 * node; sender and recipient must say the same of it; and the file that the recipient opens must be the one that was sent.
 */
export async function compare(account: Account, nodes: Nodes3): Promise<Compared> {
  const all = Object.values(nodes) as DemoNode[];
  const arrivals = Map.groupBy((await Promise.all(all.map(arrivalsAt))).flat(), (one) =>
    nameOf(one.consignmentId, one.code),
  );
  const result: Compared = {
    acknowledged: account.entries.length,
    copies: 0,
    delivered: 0,
    betweenNodes: 0,
    lost: 0,
    duplicated: 0,
    statusesDiffer: 0,
    filesDiffer: 0,
  };
  for (const entry of account.entries) {
    const seen = await (
      await entry.from.clientAt(entry.at)
    ).get(getConsignment, {
      params: { consignmentId: entry.consignmentId },
    });
    for (const desk of entry.to) {
      result.copies += 1;
      const found = arrivals.get(nameOf(entry.consignmentId, desk.code)) ?? [];
      const [arrival, ...more] = found;
      const said = seen.deliveries.find(({ recipient }) => recipient.code === desk.code);
      result.duplicated += more.length;
      if (!arrival) {
        result.lost += 1;
        continue;
      }
      if (said?.transport === 'delivered') result.delivered += 1;
      if (arrival.node !== entry.at.id) result.betweenNodes += 1;
      if ((said?.business ?? null) !== arrival.business) result.statusesDiffer += 1;
      const node = all.find(({ id }) => id === arrival.node);
      if (node && entry.sha256 && !(await hasFile(node, desk, entry))) result.filesDiffer += 1;
    }
  }
  return result;
}

/** Opens the file as the recipient's clerk does. */
async function hasFile(
  node: DemoNode,
  desk: Account['entries'][number]['to'][number],
  { consignmentId, sha256 }: Account['entries'][number],
): Promise<boolean> {
  const client = await desk.clientAt(node);
  const { files } = await client.get(getConsignment, { params: { consignmentId } });
  const response = await client.fetch(`/api/files/${files[0]?.fileId}/content`);
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.ok && createHash('sha256').update(bytes).digest('hex') === sha256;
}
