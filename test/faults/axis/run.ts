import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sendConsignment } from '#modules/exchange/contract.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { demoAgencies } from '#seeds/demo/index.ts';
import { compareBooks, exitCodeOf, type Comparison } from './books.ts';
import { runClock, type RunClock } from './clock.ts';
import { aDayPasses } from './day.ts';
import { smallDisk, starve } from './disk.ts';
import { drain, type Drained } from './drain.ts';
import { newProgram, type Program } from './program.ts';
import { randomFrom, type Random } from './random.ts';
import { readBooks } from './read-books.ts';
import { startSide, type Side, type Victim } from './side.ts';
import { note, receiveOn, sendOn, type Party, type Receiving, type Sending } from './traffic.ts';

export interface FaultOrder {
  seed: number;
  kills: number;
  /** One node with both agencies, or two of a federation with one each. */
  nodes: 1 | 2;
  /** Senders at work at the same time. */
  desks: number;
  /** Cuts and halts of the line, short ones and one of minutes; a day on which the recipient is down; a disk that is full. */
  others: { line: boolean; day: boolean; disk: boolean };
  say(line: string): void;
  /** Ends the run early: what was started is ended, and the report says that it is not finished. */
  stopped?: AbortSignal;
}

export interface FaultReport extends Comparison {
  seed: number;
  nodes: number;
  attempts: number;
  kills: number;
  cuts: number;
  days: number;
  disk: 'filled' | 'left out' | 'not possible here';
  /** Node processes that ended by themselves when the disk was full, instead of waiting for room. */
  endedByDisk: number;
  /** Everything that was ordered was done, and nothing waits any more. */
  finished: boolean;
  waiting: string[];
  /** Seconds from a kill until the node was ready again: the middle one, and the longest. */
  startSeconds: { middle: number; longest: number };
  drainSeconds: number;
  seconds: number;
}

/** Longer than this no run takes, whatever it was told. */
const MOST_MS = 60 * 60_000;

interface Run {
  order: FaultOrder;
  sides: Side[];
  clock: RunClock;
  random: Random;
  sending: Sending;
  receiving: Receiving;
  going(): boolean;
  counts: { kills: number; cuts: number; days: number };
  starts: number[];
  /** The recipient's own system asks for nothing. */
  rest(is: boolean): void;
}

/**
 * Nodes under load that are killed, cut off and starved, again and again by the same seed: at the end no acknowledged document is lost, none
 * was handed out after its confirmation, and nothing overtook within a conversation. Everything stays on the loopback.
 */
export async function runFaults(order: FaultOrder): Promise<FaultReport> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'axis-faults-'));
  const disk = order.others.disk ? smallDisk(folder) : undefined;
  const clock = runClock(folder);
  const sides: Side[] = [];
  const sending: Sending = { handed: [], attempts: 0, contradictions: [] };
  const receiving: Receiving = { confirmed: new Map(), order: [], held: new Set(), again: [], statuses: 0 };
  let [sendingOn, receivingOn, resting] = [true, true, false];
  const going = (): boolean => !order.stopped?.aborted && performance.now() - started < MOST_MS;
  const run: Run = {
    order,
    sides,
    clock,
    random: randomFrom(order.seed),
    sending,
    receiving,
    going,
    counts: { kills: 0, cuts: 0, days: 0 },
    starts: [],
    rest: (is) => void (resting = is),
  };
  try {
    if (order.nodes === 2) await startPair(folder, clock, sides);
    else sides.push(await startSide(emptyFolder(folder, 'node'), clock.env));
    const [home] = sides as [Side];
    const { from, to, file } = await enterParties(sides, clock);
    const desks = Promise.all(
      Array.from({ length: order.desks }, (_one, n) =>
        sendOn(from, to.code, file, randomFrom(order.seed * 1000 + n), sending, {
          going: () => sendingOn && going(),
          waiting: () => acknowledged(sending) - receiving.confirmed.size,
        }),
      ),
    );
    const systems = Promise.all(
      Array.from({ length: order.desks }, () =>
        receiveOn(
          to,
          receiving,
          () => receivingOn && going(),
          () => resting,
        ),
      ),
    );
    for (const work of [desks, systems]) work.catch(() => undefined);
    await harm(run, desks);
    let endedByDisk = 0;
    if (disk && going()) {
      const before = acknowledged(sending);
      const { ended, recoveredMs } = await starve(sides, disk, 8000, going);
      endedByDisk = ended;
      order.say(
        `the disk was full for eight seconds: every node ready ${recoveredMs} ms after there was room, ${acknowledged(sending) - before} acknowledged`,
      );
      await wait(2000);
    }
    sendingOn = false;
    await desks;
    const drained: Drained = await drain(sides, clock, () => receiving.confirmed.size, { going, say: order.say });
    order.say(`drained in ${drained.seconds} s: ${receiving.confirmed.size} delivered`);
    receivingOn = false;
    await systems;
    await askAgain(from.program, sending, order.desks, going);
    const finished = going() && drained.finished && run.counts.kills === order.kills && endedByDisk === 0;
    const sorted = run.starts.toSorted((a, b) => a - b);
    return {
      seed: order.seed,
      nodes: order.nodes,
      attempts: sending.attempts,
      ...compareBooks(sending, await readBooks(home, sides), receiving),
      ...run.counts,
      disk: disk ? 'filled' : order.others.disk ? 'not possible here' : 'left out',
      endedByDisk,
      finished,
      waiting: drained.waiting,
      startSeconds: {
        middle: (sorted[Math.floor(sorted.length / 2)] ?? 0) / 1000,
        longest: (sorted.at(-1) ?? 0) / 1000,
      },
      drainSeconds: drained.seconds,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    [sendingOn, receivingOn] = [false, false];
    for (const side of sides) await side.end();
    disk?.unmount();
    rmSync(folder, { recursive: true, force: true });
  }
}

export { exitCodeOf };

/** The kills, and between them cuts, one cut of minutes, and a day of absence. */
async function harm(run: Run, desks: Promise<unknown>): Promise<void> {
  const { order, sides, random, counts, going } = run;
  const [longCutAt, dayAt] = [Math.floor(order.kills / 4), Math.floor(order.kills / 2)];
  for (; counts.kills < order.kills && going(); counts.kills += 1) {
    await Promise.race([underLoad(run), desks]);
    if (order.others.line && random.chance(0.4)) counts.cuts += await disturb(random.pick(sides).line, random);
    if (order.others.line && counts.kills === longCutAt) counts.cuts += await cutForMinutes(run);
    if (order.others.day && counts.kills === dayAt) counts.days += await absentForADay(run);
    const what: Victim = random.pick(['node', 'both', 'both', 'database'] as const);
    const side = random.pick(sides);
    const ms = await side.kill(what);
    run.starts.push(ms);
    order.say(
      `${counts.kills + 1}/${order.kills} kill -9 (${what} of node ${sides.indexOf(side) + 1}), ready after ${(ms / 1000).toFixed(1)} s: ${acknowledged(run.sending)} acknowledged, ${run.receiving.confirmed.size} delivered`,
    );
  }
}

/**
 * Until the next kill. One of four comes shortly after a start; the others when documents flow again, however slow the machine is: a run of
 * nothing but starts would try nothing else.
 */
async function underLoad({ random, receiving, going }: Run): Promise<void> {
  const [pause, documents] = [random.between(200, 1500), random.between(5, 30)];
  await wait(pause);
  if (random.chance(0.25)) return;
  const before = receiving.confirmed.size;
  const until = performance.now() + 8000;
  while (going() && performance.now() < until && receiving.confirmed.size - before < documents) await wait(50);
}

async function disturb(line: Side['line'], random: Random): Promise<number> {
  if (random.chance(0.5)) line.cut();
  else line.halt();
  await wait(random.between(100, 700));
  line.mend();
  await wait(random.between(50, 300));
  return 1;
}

/** Three minutes without the recipient's side, in which the other goes on taking over and trying. */
async function cutForMinutes({ sides, clock, order }: Run): Promise<number> {
  const [home, far] = [sides.at(0), sides.at(-1)] as [Side, Side];
  far.line.cut();
  for (let minute = 0; minute < 3; minute += 1) {
    await clock.moveOn(60_000);
    if (home !== far) await home.wake('exchange.sweep');
    await wait(500);
  }
  far.line.mend();
  order.say('the line was cut for three minutes');
  return 1;
}

async function absentForADay(run: Run): Promise<number> {
  const { sides, clock, order, going } = run;
  const [home, far] = [sides.at(0), sides.at(-1)] as [Side, Side];
  run.rest(true);
  await aDayPasses({ home, away: home === far ? undefined : far }, clock, going);
  run.rest(false);
  order.say(
    `the recipient was down for a day: ${acknowledged(run.sending)} acknowledged, ${run.receiving.confirmed.size} delivered`,
  );
  return 1;
}

const acknowledged = ({ handed }: Sending): number => handed.filter(({ consignmentId }) => consignmentId).length;

function emptyFolder(folder: string, name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
}

const codeOf = ({ codes }: (typeof demoAgencies)[number]): string =>
  codes.findLast(({ form }) => form === '2020')?.code ?? '';

/** The sender's agency, and the recipient's. */
function agencies() {
  const [first, second] = demoAgencies.filter(({ validTo }) => validTo === null);
  if (!first || !second) throw new Error('The demo world has no agencies');
  return { first, second };
}

/** Two nodes that know each other: the first is the registrar and home of the sender, the second of the recipient. All between them goes through their lines. */
async function startPair(folder: string, clock: RunClock, sides: Side[]): Promise<void> {
  const { first, second } = agencies();
  const one = await startSide(emptyFolder(folder, 'node-1'), {
    ...clock.env,
    NODE_ID: 'nut-mot',
    NODE_REGISTRAR: 'yes',
  });
  sides.push(one);
  const registrarKey = await one.inside(async ({ nodes }) => (await nodes.operator.keys()).registrar[0]);
  const two = await startSide(emptyFolder(folder, 'node-2'), {
    ...clock.env,
    NODE_ID: 'nut-hai',
    NODE_REGISTRAR_URL: one.publicUrl,
    NODE_REGISTRAR_KEY: JSON.stringify(registrarKey),
  });
  sides.push(two);
  const { fingerprint } = await two.inside(({ nodes }) => nodes.operator.join());
  await one.inside(async ({ nodes }) => {
    await nodes.operator.admit('nut-hai', fingerprint);
    await nodes.operator.move(codeOf(first), 'nut-mot');
    await nodes.operator.move(codeOf(second), 'nut-hai');
  });
  await two.inside(({ nodes }) => nodes.refresh());
}

async function enterParties(
  sides: readonly Side[],
  clock: RunClock,
): Promise<{ from: Party; to: Party; file: Envelope['files'][number] }> {
  const { first, second } = agencies();
  const [near, far] = [sides.at(0), sides.at(-1)] as [Side, Side];
  const programOf = (side: Side, agencyId: string): Promise<Program> =>
    newProgram(side.dataDir, agencyId, { publicUrl: side.publicUrl, through: side.publicUrl, clock });
  const [sender, recipient] = [await programOf(near, first.id), await programOf(far, second.id)];
  await far.rows(
    `insert into exchange.mailbox (agency_id, mode, set_at, set_by) values ($1, 'pull', now(), '{"kind":"system"}')`,
    [second.id],
  );
  const {
    id: fileId,
    bytes,
    sha256,
  } = await near.inside(async ({ files }) =>
    files.receive(await pdfOf(2), { name: 'cong-van.pdf', owner: sender.systemId }),
  );
  return {
    from: { program: sender, code: codeOf(first) },
    to: { program: recipient, code: codeOf(second) },
    file: { fileId, name: 'cong-van.pdf', mediaType: 'application/pdf', bytes, sha256 },
  };
}

/** Every key once more: the first receipt, and no other. */
async function askAgain(program: Program, sending: Sending, atATime: number, going: () => boolean): Promise<void> {
  const left = sending.handed.values();
  const ask = async (): Promise<void> => {
    for (const one of left) {
      if (!going()) return;
      const answered = await program
        .ask(sendConsignment, { body: { key: one.key, envelope: one.envelope } })
        .catch(() => undefined);
      if (answered?.ok) note(one, answered.answer, sending);
      else sending.contradictions.push(one.key);
    }
  };
  await Promise.all(Array.from({ length: atATime }, ask));
}
