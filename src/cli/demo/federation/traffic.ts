import { createHash } from 'node:crypto';
import { answerChange, listArrived, reportStatus, sendConsignment, type Envelope } from '#modules/exchange/contract.ts';
import { receiveFile } from '#modules/files/contract.ts';
import { RefusedError } from '#platform/client.ts';
import type { Desk } from './clerks.ts';
import { makePaper } from './paper.ts';
import type { DemoNode } from './start-nodes.ts';

/** What the sender keeps for itself of one document: the account against which both sides' databases are held. */
export interface Entry {
  consignmentId: string;
  from: Desk;
  /** The node that gave the receipt. */
  at: DemoNode;
  to: readonly Desk[];
  kind: Envelope['kind'];
  /** Of its file. */
  sha256: string | undefined;
}

export interface Account {
  sent: number;
  entries: Entry[];
}

/** The same seed, the same traffic. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Plan {
  n: number;
  from: Desk;
  to: Desk[];
  priority: number;
  filling: Buffer;
}

function planOf(n: number, desks: readonly Desk[], random: () => number): Plan {
  const order = desks.map((desk) => ({ desk, at: random() })).toSorted((a, b) => a.at - b.at);
  const [from, ...others] = order.map(({ desk }) => desk);
  if (!from) throw new Error('There are no agencies');
  const filling = Buffer.alloc(2_000 + Math.floor(random() * 120_000));
  for (let at = 0; at < filling.length; at += 4) filling[at] = Math.floor(random() * 256);
  const draw = random();
  return {
    n,
    from,
    to: others.slice(0, 1 + Math.floor(random() * 3)),
    priority: draw < 0.7 ? 0 : draw < 0.85 ? 1 : 3,
    filling,
  };
}

const AT_ONCE = 6;

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
}

/** Documents in all directions, each with a file of its own; the plan is drawn before anything is sent, so that it is the same each time. */
export async function sendDocuments(
  account: Account,
  desks: readonly Desk[],
  { first, count, random, run }: { first: number; count: number; random: () => number; run: string },
): Promise<void> {
  const plans = Array.from({ length: count }, (_one, index) => planOf(first + index, desks, random));
  await inLanes(plans, async (plan) => {
    const { from } = plan;
    const at = from.node;
    const client = await from.clientAt(at);
    const bytes = makePaper(`Van ban so ${plan.n}`, plan.filling);
    const file = await client.get(receiveFile, {
      body: { name: `Văn bản ${plan.n}.pdf`, content: bytes.toString('base64') },
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await send(account, {
      key: `demo-${run}-${plan.n}`,
      from,
      at,
      to: plan.to,
      envelope: {
        ...letterOf(plan.n, from, plan.to),
        kind: 'new',
        priority: plan.priority,
        files: [{ fileId: file.id, name: file.name, mediaType: file.type, bytes: file.bytes, sha256 }],
      },
      sha256,
    });
  });
}

async function send(
  account: Account,
  given: { key: string; from: Desk; at: DemoNode; to: readonly Desk[]; envelope: Envelope; sha256: string | undefined },
): Promise<void> {
  const { key, from, at, to, envelope, sha256 } = given;
  account.sent += 1;
  const client = await from.clientAt(at);
  const { consignmentId } = await client.get(sendConsignment, { body: { key, envelope } });
  account.entries.push({ consignmentId, from, at, to, kind: envelope.kind, sha256 });
}

function letterOf(n: number, from: Desk, to: readonly Desk[]): Omit<Envelope, 'kind' | 'priority' | 'files'> {
  const issuedOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  return {
    from: from.code,
    to: to.map((desk) => desk.code),
    document: {
      documentId: `${from.code},${issuedOn.replaceAll('-', '/')},${n}/CV`,
      number: String(n),
      notation: 'CV',
      issuedOn,
      place: 'Hà Nội',
      type: { group: 2, code: 18, name: 'Công văn' },
      subject: `Về việc phối hợp liên thông văn bản điện tử, đợt ${n}`,
      signer: { position: 'Chánh Văn phòng', name: 'Nguyễn Văn Minh' },
    },
  };
}

/** Every so many of the documents are asked back, from those who have them. */
export async function recallSome(account: Account, every: number, run: string): Promise<number> {
  const asked = account.entries.filter(
    (entry, index) => entry.kind === 'new' && entry.at === entry.from.node && index % every === 0,
  );
  await inLanes(asked, async (entry) => {
    const { from, to, consignmentId } = entry;
    const [one] = to;
    if (!one) return;
    await send(account, {
      key: `demo-${run}-thu-hoi-${consignmentId}`,
      from,
      at: entry.at,
      to: [one],
      envelope: {
        ...letterOf(0, from, [one]),
        kind: 'recall',
        about: consignmentId,
        reason: 'Ban hành nhầm phụ lục.',
        priority: 1,
        files: [],
      },
      sha256: undefined,
    });
  });
  return asked.length;
}

/** Clerks take in what waits, report how far the work is, and answer what is asked of them. */
export async function workAtDesks(
  desks: readonly Desk[],
  random: () => number,
): Promise<{ reported: number; answered: number }> {
  const done = { reported: 0, answered: 0 };
  for (const desk of desks) {
    const client = await desk.clientAt(desk.node);
    let before: number | undefined;
    for (;;) {
      const page = await client.get(listArrived, { query: { waiting: true, ...(before ? { before } : {}) } });
      await inLanes(page.arrived, async (line) => {
        const { deliveryId } = line;
        const draw = random();
        try {
          if (line.asked) {
            const agrees = draw < 0.7;
            const note = agrees ? {} : { note: 'Đã triển khai, không thu hồi được.' };
            await client.get(answerChange, { params: { deliveryId }, body: { agrees, ...note } });
            done.answered += 1;
          } else if (line.kind === 'new') {
            const codes =
              draw < 0.1 ? (['02'] as const) : draw < 0.5 ? (['03', '06'] as const) : (['03', '04', '05'] as const);
            for (const code of codes) {
              const note = code === '02' ? { note: 'Không thuộc thẩm quyền.' } : {};
              await client.get(reportStatus, { params: { deliveryId }, body: { code, ...note } });
              done.reported += 1;
            }
          }
        } catch (error) {
          // A step of the desk's own register was quicker.
          if (!(error instanceof RefusedError)) throw error;
        }
      });
      if (page.next === undefined) break;
      before = page.next;
    }
  }
  return done;
}
