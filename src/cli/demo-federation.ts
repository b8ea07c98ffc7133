import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '#platform/database/embedded.ts';
import { openDesks } from './demo/federation/clerks.ts';
import { compare, stillOpen, untilQuiet } from './demo/federation/compare.ts';
import { buildDirectory, learn, startNodes } from './demo/federation/start-nodes.ts';
import { recallSome, seeded, sendDocuments, workAtDesks, type Account } from './demo/federation/traffic.ts';
import { terminalProgress } from './progress.ts';

const QUIET_WITHIN_SECONDS = 45;
const RECALL_EVERY = 9;

/**
 * `lienthong demo-federation`: a national, a ministry's and a province's node on this machine, and real traffic between them while one agency
 * moves. The last line is JSON, counted from the senders' own account and the databases of all three; the process fails where something
 * was lost, came twice, or is told differently at the two ends.
 */
export async function demoFederation(options: { documents: string; seed: string }): Promise<void> {
  const [documents, seed] = [Number(options.documents), Number(options.seed)];
  if (!Number.isInteger(documents) || documents < 2 || documents > 20_000)
    throw new StartError('--documents takes a whole number from 2 to 20000.');
  if (!Number.isSafeInteger(seed)) throw new StartError('--seed takes a whole number.');
  const progress = terminalProgress();
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-federation-'));
  const closers: (() => Promise<void>)[] = [];
  const end = ending(closers, folder);
  try {
    const nodes = await startNodes(folder, progress, (close) => void closers.push(close));
    const desks = await progress.step('Clerks for six agencies', () => openDesks(nodes));
    await progress.step('Two nodes join, six agencies are given a home', () =>
      buildDirectory(
        nodes,
        desks.map(({ code, node }) => ({ code, node })),
      ),
    );
    const random = seeded(seed);
    const run = `${seed}`;
    const account: Account = { sent: 0, entries: [] };
    const half = Math.floor(documents / 2);
    await progress.step(`${half} documents in all directions`, () =>
      sendDocuments(account, desks, { first: 1, count: half, random, run }),
    );
    const moving = desks.find(({ key }) => key === 'bo-noi-vu');
    await progress.step('Bộ Nội vụ moves to the ministry’s node while documents are under way', async () => {
      if (!moving) throw new Error('The demo has no such agency');
      await nodes.national.house.doors.nodes.operator.move(moving.code, nodes.ministry.id);
      moving.node = nodes.ministry;
      await learn(nodes);
    });
    await progress.step(`${documents - half} more documents`, () =>
      sendDocuments(account, desks, { first: half + 1, count: documents - half, random, run }),
    );
    const settle = async (name: string): Promise<boolean> => {
      const quiet = await progress.step(name, () => untilQuiet(nodes, QUIET_WITHIN_SECONDS));
      if (!quiet) for (const line of await stillOpen(nodes)) progress.say(`    ${line}`);
      return quiet;
    };
    await settle('Everything on its way arrives');
    const recalls = await progress.step('Some documents are asked back', () => recallSome(account, RECALL_EVERY, run));
    await settle('The recalls arrive');
    const done = await progress.step('Clerks report and answer', () => workAtDesks(desks, random));
    const quiet = await settle('The senders hear of it');
    const compared = await progress.step('Both sides are compared', () => compare(account, nodes));
    const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
    const { acknowledged, copies, delivered, betweenNodes, lost, duplicated, statusesDiffer, filesDiffer } = compared;
    console.log(
      JSON.stringify({
        sent: account.sent,
        acknowledged,
        copies,
        delivered,
        lost,
        duplicated,
        between_nodes: betweenNodes,
        recalls,
        reported: done.reported,
        answered: done.answered,
        statuses_differ: statusesDiffer,
        files_differ: filesDiffer,
        quiet,
        seed,
        seconds,
      }),
    );
    if (lost + duplicated + statusesDiffer + filesDiffer > 0 || !quiet || delivered < copies) process.exitCode = 1;
  } finally {
    await end();
  }
}

/** Stops what was started and takes its folder away; also when somebody loses patience. */
function ending(closers: readonly (() => Promise<void>)[], folder: string): () => Promise<void> {
  let done: Promise<void> | undefined;
  const end = (): Promise<void> =>
    (done ??= (async () => {
      for (const close of closers.toReversed()) await close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(1)));
  return end;
}
