// How long a start takes and how much memory the idle node holds: `node bench/start.ts`. A fresh copy of the committed files in
// a folder of its own, `npm start` typed there with no settings but a free port, and the machine's own Node and npm:
//   first start  npm ci from a warm cache, pages built, database made, demo world loaded
//   later start  the same command again
// Each is timed from the command to the first 200 of the home page. The last line is JSON.
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/world/free-port.ts';
import { memoryOf } from './common/processes.ts';
import { median, printReport, short, spread } from './common/report.ts';
import { freshCopy, interrupt, memoryOfTree, npmStart, type Started } from './start/run.ts';

const laterStarts = Number(process.env['BENCH_ROUNDS'] ?? 3);
const REST_MS = 15_000;
const GOAL = { first: 120, later: 5, memory: 500 };

async function restAndWeigh(started: Started): Promise<ReturnType<typeof memoryOfTree>> {
  await wait(REST_MS);
  return memoryOfTree(started.child.pid ?? 0);
}

/** What a Node process holds that does nothing at all. */
async function bareNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  await wait(1500);
  const megabytes = memoryOf(child.pid ?? 0);
  child.kill();
  return megabytes;
}

const listed = (steps: ReadonlyMap<string, number>): string =>
  [...steps].map(([name, seconds]) => `${name} ${seconds} s`).join(', ');
const weighed = ({ shares }: ReturnType<typeof memoryOfTree>): string =>
  shares
    .map(({ name, processes, megabytes }) => `${name}${processes > 1 ? ` × ${processes}` : ''} ${short(megabytes)} MB`)
    .join(', ');

const copy = freshCopy();
let running: Started | undefined;
try {
  const port = await freePort();
  const first = (running = await npmStart(copy.dir, port));
  const afterFirst = await restAndWeigh(first);
  const stops = [await interrupt(first.child)];
  const laters: number[] = [];
  let last = first;
  let idle = afterFirst;
  for (let round = 0; round < laterStarts; round += 1) {
    last = running = await npmStart(copy.dir, port);
    laters.push(last.seconds);
    if (round === laterStarts - 1) idle = await restAndWeigh(last);
    stops.push(await interrupt(last.child));
  }
  running = undefined;
  const install = first.steps.get('Installing packages from the lockfile');
  const database = last.steps.get('Starting the embedded PostgreSQL');
  const later = median(laters);
  const postgres = idle.shares.find((share) => share.name === 'PostgreSQL')?.megabytes ?? 0;
  const heaviest = Math.max(idle.total, afterFirst.total);
  printReport({
    bench: 'start',
    figures: [
      {
        what: 'First start from a fresh copy, warm npm cache',
        unit: 's',
        less: true,
        ours: first.seconds,
        ...(install ? { limit: { name: '`npm ci` alone', value: install } } : {}),
        goal: { says: `≤ ${GOAL.first} s`, met: first.seconds <= GOAL.first },
      },
      {
        what: 'Later start',
        unit: 's',
        less: true,
        ours: later,
        ...(database ? { limit: { name: 'the embedded PostgreSQL alone', value: database } } : {}),
        goal: { says: `≤ ${GOAL.later} s`, met: later <= GOAL.later },
      },
      {
        what: 'Idle memory of all processes',
        unit: 'MB',
        less: true,
        ours: heaviest,
        limit: {
          name: 'PostgreSQL’s share and one Node process that does nothing',
          value: postgres + (await bareNode()),
        },
        goal: { says: `≤ ${GOAL.memory} MB`, met: heaviest <= GOAL.memory },
      },
    ],
    about: [
      `\`npm start\` in a fresh copy of the committed files, with the machine’s own Node and npm, from the command to the first 200 of the home page. First start: ${listed(first.steps)}. Later starts (${laters.length}, median) ${spread(laters, 1)} s, of the last one: ${listed(last.steps)}. Ctrl-C to the end of every process: ${spread(stops, 1)} s.`,
      `Memory is the proportional share (PSS) of every process that \`npm start\` brought up, after ${REST_MS / 1000} s of rest; the heavier of the first and a later start counts. After a later start ${short(idle.total)} MB: ${weighed(idle)}. After the first start ${short(afterFirst.total)} MB: ${weighed(afterFirst)}.`,
    ],
  });
} finally {
  if (running) await interrupt(running.child).catch(() => undefined);
  copy.drop();
}
