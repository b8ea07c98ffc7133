import { setTimeout as wait } from 'node:timers/promises';
import { answerChange, confirmTaken, reportStatus, sendConsignment, takeNext } from '#modules/exchange/contract.ts';
import type { Envelope } from '#modules/exchange/index.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';

/** What the sender holds in its hands: a receipt, or nothing. */
export interface Handed {
  key: string;
  envelope: Envelope;
  consignmentId?: string;
  statement?: string;
  /** Of a document and the changes about it, in the order in which they were acknowledged. */
  conversation: string;
}

/** How the keys of the run begin: what else is in the demo world's books is not its own. */
export const DESK = 'ban-';
/** So many that wait for their recipients, and the desks wait: the run has an end, and nothing is under way any less. */
const MOST_WAITING = 300;

export interface Sending {
  handed: Handed[];
  attempts: number;
  /** Answers that contradict an earlier one: another receipt for the same key. */
  contradictions: string[];
}

export interface Party {
  program: Program;
  code: string;
}

/**
 * One desk of a sender: hands over one document after another, each until there is a receipt, whatever happens meanwhile; now and then twice
 * at once, and now and then an update of one that it has a receipt for.
 */
export async function sendOn(
  { program, code }: Party,
  to: string,
  file: Envelope['files'][number] | undefined,
  random: Random,
  sending: Sending,
  { going, waiting }: { going: () => boolean; waiting: () => number },
): Promise<void> {
  const desk = `${DESK}${random.between(0, 1_000_000_000)}`;
  let open: Handed | undefined;
  for (let n = 1; going(); n += 1) {
    while (going() && waiting() > MOST_WAITING) await wait(50);
    const about: Handed | undefined = open && random.chance(0.3) ? open : undefined;
    const key = `${desk}-${n}`;
    const one: Handed = {
      key,
      envelope: envelopeOf(code, to, n, { file: random.chance(0.5) ? file : undefined, about: about?.consignmentId }),
      conversation: about?.conversation ?? key,
    };
    sending.handed.push(one);
    const taken = await untilTaken(program, one, random.chance(0.2), sending, going);
    // An update that the node refuses (the one before has no answer yet) was handed over by nobody.
    if (!taken) sending.handed.splice(sending.handed.indexOf(one), 1);
    else if (!about) open = random.chance(0.5) ? one : undefined;
    else open = undefined;
    await wait(random.between(0, 60));
  }
}

/** Once begun it goes on until there is an answer, also when the desk is to close: only a run that ends for good leaves it open. */
async function untilTaken(
  program: Program,
  one: Handed,
  twice: boolean,
  sending: Sending,
  going: () => boolean,
): Promise<boolean> {
  for (let since = 0; ; since += going() ? 0 : 1) {
    if (since > 600) return false;
    const answers = await Promise.allSettled(
      Array.from({ length: twice ? 2 : 1 }, () => {
        sending.attempts += 1;
        return program.ask(sendConsignment, { body: { key: one.key, envelope: one.envelope } });
      }),
    );
    for (const answer of answers) {
      if (answer.status === 'rejected') continue;
      if (answer.value.ok) note(one, answer.value.answer, sending);
      // The clock of the run was moved on while this was under way: it is signed anew.
      else if (answer.value.problem.code === 'systems.clock-differs') continue;
      else if (answer.value.status >= 400 && answer.value.status < 500 && answer.value.status !== 429) {
        if (one.envelope.kind === 'new')
          throw new Error(`A right document was refused: ${JSON.stringify(answer.value.problem)}`);
        return false;
      }
    }
    if (one.consignmentId) return true;
    await wait(50);
  }
}

export function note(
  one: Handed,
  said: { consignmentId: string; receipt: { statement: string } },
  sending: Pick<Sending, 'contradictions'>,
): void {
  if (one.consignmentId === undefined) {
    one.consignmentId = said.consignmentId;
    one.statement = said.receipt.statement;
  } else if (one.consignmentId !== said.consignmentId || one.statement !== said.receipt.statement)
    sending.contradictions.push(one.key);
}

export interface Receiving {
  /** Deliveries whose confirmation was acknowledged, by their id: what they carried. */
  confirmed: Map<string, string>;
  /** Consignments in the order in which the system first held them. */
  order: string[];
  held: Set<string>;
  /** Handed out again after the confirmation had been acknowledged. */
  again: string[];
  statuses: number;
}

/** The recipient's own system: takes, confirms until it is acknowledged, and reports each status twice at once. */
export async function receiveOn(
  { program }: Party,
  receiving: Receiving,
  going: () => boolean,
  resting: () => boolean,
): Promise<void> {
  while (going()) {
    if (resting()) {
      await wait(50);
      continue;
    }
    const answered = await program.ask(takeNext, {}).catch(() => undefined);
    const delivery = answered?.ok ? answered.answer.delivery : undefined;
    if (!delivery) {
      await wait(40);
      continue;
    }
    const { deliveryId, lockId, consignmentId, envelope } = delivery;
    if (receiving.confirmed.has(deliveryId)) receiving.again.push(consignmentId);
    if (!receiving.held.has(consignmentId)) receiving.order.push(consignmentId);
    receiving.held.add(consignmentId);
    if (!(await untilConfirmed(program, deliveryId, lockId))) continue;
    receiving.confirmed.set(deliveryId, consignmentId);
    receiving.statuses += await reportTwice(program, deliveryId, envelope, receiving);
  }
}

/** @returns whether it was acknowledged; a lock that lapsed meanwhile brings the document once more */
async function untilConfirmed(program: Program, deliveryId: string, lockId: string): Promise<boolean> {
  for (;;) {
    const answered = await program
      .ask(confirmTaken, { params: { deliveryId }, body: { lockId } })
      .catch(() => undefined);
    if (answered?.ok) return true;
    if (answered && answered.status >= 400 && answered.status < 500 && answered.status !== 429) return false;
    await wait(50);
  }
}

async function reportTwice(
  program: Program,
  deliveryId: string,
  envelope: Envelope,
  receiving: Receiving,
): Promise<number> {
  const once = () =>
    envelope.kind === 'new'
      ? program.ask(reportStatus, { params: { deliveryId }, body: { code: '03' } })
      : program.ask(answerChange, { params: { deliveryId: aboutOf(envelope, receiving) }, body: { agrees: true } });
  const answers = await Promise.allSettled([once(), once()]);
  return answers.filter((one) => one.status === 'fulfilled' && one.value.ok).length;
}

/** The copy of the document that a change is about. */
function aboutOf(envelope: Envelope, { confirmed }: Receiving): string {
  for (const [deliveryId, consignmentId] of confirmed) if (consignmentId === envelope.about) return deliveryId;
  return envelope.about ?? '';
}

function envelopeOf(
  from: string,
  to: string,
  n: number,
  { file, about }: { file: Envelope['files'][number] | undefined; about: string | undefined },
): Envelope {
  return {
    kind: about ? 'update' : 'new',
    ...(about ? { about, reason: 'Sửa thời hạn trả lời' } : {}),
    from,
    to: [to],
    document: {
      documentId: `${from},2026/11/28,${n}/UBND-VP`,
      number: String(n),
      notation: 'UBND-VP',
      issuedOn: '2026-11-28',
      place: 'Hà Nội',
      type: { group: 2, code: 18, name: 'Công văn' },
      subject: `Về việc rà soát thông tin, văn bản số ${n} của phép thử`,
      signer: { competence: 'TM.', position: 'Chủ tịch', name: 'Nguyễn Văn Hoàng' },
    },
    files: file ? [file] : [],
    // Express ends after two hours, unless the sender says otherwise; of three, one does not.
    priority: n % 5 === 4 ? 3 : 0,
    ...(n % 5 === 4 && n % 15 !== 14 ? { keepTryingHours: 168 } : {}),
  };
}
