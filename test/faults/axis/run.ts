import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sendConsignment } from '#modules/exchange/contract.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { demoAgencies } from '#seeds/demo/index.ts';
import { newProgram, type Program } from './program.ts';
import { randomFrom, type Random } from './random.ts';
import { startSide, type Side } from './side.ts';
import { note, receiveOn, sendOn, type Party, type Receiving, type Sending } from './traffic.ts';

export interface FaultOrder {
  seed: number;
  kills: number;
  /** One node with both agencies, or two of a federation with one each. */
  nodes: 1 | 2;
  /** Senders at work at the same time. */
  desks: number;
  /** Cuts and halts of the line, a day on which the recipient fetches nothing, a disk that is full. */
  others: { line: boolean; day: boolean; disk: boolean };
  say(line: string): void;
}

export interface FaultReport {
  seed: number;
  sent: number;
  attempts: number;
  acknowledged: number;
  delivered: number;
  lost: number;
  duplicated: number;
  /** Documents of a conversation that came in another order than they were handed over. */
  disordered: number;
  contradictions: number;
  kills: number;
  cuts: number;
  days: number;
  disk: 'filled' | 'left out' | 'not possible here';
  seconds: number;
}

/** Longer than this no run takes, whatever it was told. */
const MOST_MS = 60 * 60_000;

/**
 * A node under load that is killed, cut off and starved, again and again by the same seed: at the end no acknowledged document is lost, none
 * was handed out after its confirmation, and nothing overtook within a conversation. Everything stays on the loopback.
 */
export async function runFaults(order: FaultOrder): Promise<FaultReport> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'axis-faults-'));
  const disk = order.others.disk ? smallDisk(folder) : undefined;
  const sides = order.nodes === 2 ? await startPair(folder) : [await startSide(emptyFolder(folder, 'node'))];
  const [home] = sides as [Side];
  const random = randomFrom(order.seed);
  const sending: Sending = { handed: [], attempts: 0, contradictions: [] };
  const receiving: Receiving = { confirmed: new Map(), order: [], held: new Set(), again: [], statuses: 0 };
  let [sendingOn, receivingOn, resting] = [true, true, false];
  const counts = { kills: 0, cuts: 0, days: 0 };
  try {
    const { from, to, file } = await enterParties(sides);
    const going = (): boolean => sendingOn && performance.now() - started < MOST_MS;
    const desks = Array.from({ length: order.desks }, (_one, n) =>
      sendOn(from, to.code, file, randomFrom(order.seed * 1000 + n), sending, going),
    );
    const systems = Promise.all(
      Array.from({ length: order.desks }, () =>
        receiveOn(
          to,
          receiving,
          () => receivingOn,
          () => resting,
        ),
      ),
    );
    systems.catch(() => undefined);
    const work = Promise.all(desks);
    work.catch(() => undefined);
    for (; counts.kills < order.kills && performance.now() - started < MOST_MS; counts.kills += 1) {
      await Promise.race([wait(random.between(200, 1500)), work]);
      if (order.others.line && random.chance(0.4)) counts.cuts += await disturb(random.pick(sides), random);
      if (order.others.day && counts.kills % 20 === Math.min(10, Math.floor(order.kills / 2))) {
        resting = true;
        await wait(1000);
        for (const side of sides) await aDayPasses(side);
        counts.days += 1;
        resting = false;
      }
      const what = random.pick(['node', 'both', 'both', 'database'] as const);
      const side = random.pick(sides);
      await side.kill(what);
      order.say(
        `${counts.kills + 1}/${order.kills} kill -9 (${what} of node ${sides.indexOf(side) + 1}): ${acknowledged(sending)} acknowledged, ${receiving.confirmed.size} delivered`,
      );
    }
    if (disk) await starve(home, disk, sending, order.say);
    sendingOn = false;
    await work;
    await drain(sides, sending, receiving);
    receivingOn = false;
    await systems;
    await askAgain(from.program, sending);
    return {
      ...(await compare(order.seed, sides, sending, receiving)),
      ...counts,
      disk: disk ? 'filled' : order.others.disk ? 'not possible here' : 'left out',
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    [sendingOn, receivingOn] = [false, false];
    for (const side of sides) await side.end();
    disk?.unmount();
    rmSync(folder, { recursive: true, force: true });
  }
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
async function startPair(folder: string): Promise<Side[]> {
  const { first, second } = agencies();
  const one = await startSide(emptyFolder(folder, 'node-1'), { NODE_ID: 'nut-mot', NODE_REGISTRAR: 'yes' });
  const registrarKey = await one.inside(async ({ nodes }) => (await nodes.operator.keys()).registrar[0]);
  const two = await startSide(emptyFolder(folder, 'node-2'), {
    NODE_ID: 'nut-hai',
    NODE_REGISTRAR_URL: one.publicUrl,
    NODE_REGISTRAR_KEY: JSON.stringify(registrarKey),
  });
  const { fingerprint } = await two.inside(({ nodes }) => nodes.operator.join());
  await one.inside(async ({ nodes }) => {
    await nodes.operator.admit('nut-hai', fingerprint);
    await nodes.operator.move(codeOf(first), 'nut-mot');
    await nodes.operator.move(codeOf(second), 'nut-hai');
  });
  await two.inside(({ nodes }) => nodes.refresh());
  return [one, two];
}

async function enterParties(
  sides: readonly Side[],
): Promise<{ from: Party; to: Party; file: Envelope['files'][number] }> {
  const { first, second } = agencies();
  const [near, far] = [sides.at(0), sides.at(-1)] as [Side, Side];
  const programOf = (side: Side, agencyId: string): Promise<Program> =>
    newProgram(side.dataDir, agencyId, { publicUrl: side.publicUrl, through: side.publicUrl });
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

async function disturb({ line }: Side, random: Random): Promise<number> {
  if (random.chance(0.5)) line.cut();
  else line.halt();
  await wait(random.between(100, 700));
  line.mend();
  await wait(random.between(50, 300));
  return 1;
}

/** What waits is a day older, and has a day less to go: the same as a day on which nobody fetched, without waiting for one. */
async function aDayPasses(side: Side): Promise<void> {
  await side.rows(
    `update exchange.delivery set transport_at = transport_at - interval '1 day', expires_at = expires_at - interval '1 day',
       locked_until = locked_until - interval '1 day'
     where transport in ('queued', 'delivering')`,
  );
}

/**
 * Until everything that was acknowledged has been delivered. What waits for its time is due at once: a lock whose answer got lost with a kill
 * (five minutes), and the next try at the other node.
 */
async function drain(sides: readonly Side[], sending: Sending, receiving: Receiving): Promise<void> {
  const until = performance.now() + 600_000;
  while (performance.now() < until) {
    const delivered = new Set(receiving.confirmed.values());
    if (sending.handed.every(({ consignmentId }) => !consignmentId || delivered.has(consignmentId))) return;
    for (const side of sides) {
      await side.rows(
        `update exchange.delivery set locked_until = now() - interval '1 second'
         where transport = 'delivering' and locked_until > now() and transport_at < now() - interval '5 seconds'`,
      );
      for (const job of ['exchange.sweep', 'nodes.keep-up'])
        await side.rows(`select graphile_worker.add_job($1, job_key => $1)`, [job]);
      await side.rows(
        `update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`,
      );
      if (sides.length > 1) {
        await side.rows('update exchange.peer set next_try_at = now() where next_try_at > now()');
        await side.rows('update exchange.delivery set next_try_at = now() where next_try_at > now()');
        await side.rows(
          'update exchange.peer_news set next_try_at = now() where next_try_at > now() and ended_at is null',
        );
      }
    }
    await wait(1500);
  }
}

/** Every key once more: the first receipt, and no other. */
async function askAgain(program: Program, sending: Sending): Promise<void> {
  for (const one of sending.handed) {
    const answered = await program.ask(sendConsignment, { body: { key: one.key, envelope: one.envelope } });
    if (answered.ok) note(one, answered.answer, sending);
    else sending.contradictions.push(one.key);
  }
}

async function compare(seed: number, sides: readonly Side[], sending: Sending, receiving: Receiving) {
  const delivered = [...receiving.confirmed.values()];
  const came = new Set(delivered);
  const receipts = sending.handed.filter(({ consignmentId }) => consignmentId);
  let twice = 0;
  for (const side of sides) {
    const [found] = await side.rows<{ many: number }>(
      `select
         (select count(*)::int from (select from exchange.consignment where sender_key like 'ban-%' group by sender_agency_id, sender_key having count(*) > 1) k)
         + (select count(*)::int from (select from exchange.delivery_event where machine = 'business' group by delivery_id, to_state having count(*) > 1) e)
         as many`,
    );
    twice += found?.many ?? 0;
  }
  const place = new Map(receiving.order.map((consignmentId, index) => [consignmentId, index]));
  let disordered = 0;
  const last = new Map<string, number>();
  for (const { conversation, consignmentId = '' } of receipts) {
    const at = place.get(consignmentId) ?? Number.POSITIVE_INFINITY;
    if (at < (last.get(conversation) ?? -1)) disordered += 1;
    last.set(conversation, Math.max(at, last.get(conversation) ?? -1));
  }
  return {
    seed,
    sent: sending.handed.length,
    attempts: sending.attempts,
    acknowledged: receipts.length,
    delivered: came.size,
    lost: receipts.filter(({ consignmentId = '' }) => !came.has(consignmentId)).length,
    // Handed out once more after the confirmation, taken over twice under one key, or one status written twice.
    duplicated: delivered.length - came.size + receiving.again.length + twice,
    disordered,
    contradictions: sending.contradictions.length,
  };
}

interface SmallDisk {
  folder: string;
  unmount(): void;
}

/** A disk of its own in memory, small enough to be filled; where that may not be made, there is none. */
function smallDisk(folder: string): SmallDisk | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1200m,mode=755', 'axis-faults', folder], {
    stdio: 'ignore',
  });
  if (made.status !== 0) return undefined;
  return { folder, unmount: () => void spawnSync('umount', ['-l', folder], { stdio: 'ignore' }) };
}

/** Fills the disk under the node's feet while documents come in, and makes room again. */
async function starve(side: Side, { folder }: SmallDisk, sending: Sending, say: (line: string) => void): Promise<void> {
  const ballast = join(folder, 'ballast');
  const before = acknowledged(sending);
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 128 * 1024)));
  } catch (error) {
    // The node wrote meanwhile and there was less room than counted: the disk is full, which is what is wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  await wait(8000);
  const during = acknowledged(sending) - before;
  rmSync(ballast);
  // The database stops where it cannot write its log; the node starts it again, or ends and is started again.
  await wait(2000);
  if (!(await fetch(`${side.publicUrl}/health/ready`).catch(() => undefined))?.ok) await side.restart();
  say(`the disk was full for eight seconds: ${during} acknowledged meanwhile`);
}
