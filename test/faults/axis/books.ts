import { createHash } from 'node:crypto';
import type { Handed } from './traffic.ts';

/** What stands in the books of the nodes at the end of a run, read from their databases. */
export interface NodeBooks {
  /** At the sender's node: what it has taken over from the desks of the run. */
  taken: { consignmentId: string; key: string; statement: string; recorded: boolean }[];
  /** At the sender's node: how each copy of those stands. `told`: there is a record of its end. */
  copies: { consignmentId: string; transport: string; overdue: boolean; told: boolean }[];
  /** At any node: a status that a copy took more than once. */
  doubled: { deliveryId: string; status: string }[];
}

/** What the recipient's system has seen. */
export interface RecipientBooks {
  /** Deliveries whose confirmation was acknowledged, by their id: what they carried. */
  confirmed: ReadonlyMap<string, string>;
  /** Consignments in the order in which the system first held them. */
  order: readonly string[];
  /** Handed out again after the confirmation had been acknowledged. */
  again: readonly string[];
}

export interface SenderBooks {
  handed: readonly Omit<Handed, 'envelope'>[];
  /** Keys for which two answers said different things. */
  contradictions: readonly string[];
}

export const FAULTS = [
  'lost',
  'duplicated',
  'disordered',
  'unknown',
  'unrecorded',
  'untold',
  'contradictions',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Comparison {
  sent: number;
  acknowledged: number;
  delivered: number;
  /** Ended by their own time to live, as the sender is told; not delivered. */
  expired: number;
  /** Acknowledged, and neither delivered nor ended. */
  lost: number;
  /** Held once more after the confirmation, two consignments under one key, two copies of one consignment, one status written twice. */
  duplicated: number;
  /** Of a conversation, held by the recipient before what was handed over earlier. */
  disordered: number;
  /** The sender holds a receipt, and the node knows the key, or the receipt, not. */
  unknown: number;
  /** Taken over without a record in the evidence. */
  unrecorded: number;
  /** With its recipient, and the sender's node says otherwise. */
  untold: number;
  /** Two answers for one key that say different things. */
  contradictions: number;
  /** One line for each of the above, the first hundred. */
  findings: string[];
}

/** Holds against each other what the sender has in hand, what the nodes have in their books, and what the recipient saw. Pure. */
export function compareBooks(sender: SenderBooks, nodes: NodeBooks, recipient: RecipientBooks): Comparison {
  const found: { fault: Fault; what: string }[] = [];
  const find = (fault: Fault, what: string): void => void found.push({ fault, what });
  const receipts = sender.handed.filter(({ consignmentId }) => consignmentId !== undefined);
  const came = new Set(recipient.confirmed.values());
  const copyOf = new Map(nodes.copies.map((copy) => [copy.consignmentId, copy]));
  const byKey = Map.groupBy(nodes.taken, ({ key }) => key);

  let expired = 0;
  for (const { key, consignmentId = '', statement } of receipts) {
    const entries = byKey.get(key) ?? [];
    const entry = entries.find((one) => one.consignmentId === consignmentId);
    if (!entry)
      find('unknown', `${key}: the sender holds a receipt for ${consignmentId}, which the node does not know`);
    else if (statement !== undefined && entry.statement !== statement)
      find(
        'unknown',
        `${key}: the sender’s receipt (${short(statement)}) is not the node’s (${short(entry.statement)})`,
      );
    const copy = copyOf.get(consignmentId);
    if (came.has(consignmentId)) {
      if (copy?.transport !== 'delivered')
        find(
          'untold',
          `${key}: ${consignmentId} is with its recipient, and ${copy?.transport ?? 'unknown'} to its sender`,
        );
      continue;
    }
    if (copy?.transport === 'expired' && copy.overdue && copy.told) expired += 1;
    else
      find(
        'lost',
        `${key}: acknowledged as ${consignmentId}, ${copy?.transport ?? 'without a copy'}, and not delivered`,
      );
  }
  for (const [key, entries] of byKey)
    if (entries.length > 1) find('duplicated', `${key}: taken over ${entries.length} times`);
  for (const { key, consignmentId, recorded } of nodes.taken)
    if (!recorded) find('unrecorded', `${key}: ${consignmentId} was taken over without a record`);
  for (const [consignmentId, deliveries] of Map.groupBy(recipient.confirmed, ([, consignment]) => consignment))
    if (deliveries.length > 1) find('duplicated', `${consignmentId}: delivered as ${deliveries.length} copies`);
  for (const consignmentId of recipient.again)
    find('duplicated', `${consignmentId}: handed out again after its confirmation`);
  for (const { deliveryId, status } of nodes.doubled)
    find('duplicated', `${deliveryId}: status ${status} written twice`);
  for (const key of sender.contradictions) find('contradictions', `${key}: two answers that say different things`);
  for (const what of overtaken(receipts, recipient.order)) find('disordered', what);

  const count = (fault: Fault): number => found.filter((one) => one.fault === fault).length;
  return {
    sent: sender.handed.length,
    acknowledged: receipts.length,
    delivered: came.size,
    expired,
    lost: count('lost'),
    duplicated: count('duplicated'),
    disordered: count('disordered'),
    unknown: count('unknown'),
    unrecorded: count('unrecorded'),
    untold: count('untold'),
    contradictions: count('contradictions'),
    findings: found.slice(0, 100).map(({ fault, what }) => `${fault}: ${what}`),
  };
}

/** Within a conversation; what never came overtook nothing, and was overtaken by nothing. */
function overtaken(receipts: SenderBooks['handed'], order: readonly string[]): string[] {
  const place = new Map(order.map((consignmentId, index) => [consignmentId, index]));
  const last = new Map<string, number>();
  const found: string[] = [];
  for (const { key, conversation, consignmentId = '' } of receipts) {
    const at = place.get(consignmentId);
    if (at === undefined) continue;
    const before = last.get(conversation) ?? -1;
    if (at < before) found.push(`${key}: ${consignmentId} came before what was handed over earlier in ${conversation}`);
    last.set(conversation, Math.max(at, before));
  }
  return found;
}

const short = (statement: string): string => createHash('sha256').update(statement).digest('hex').slice(0, 12);

/** 0 only when everything that was ordered was done and nothing was found. */
export function exitCodeOf(report: Pick<Comparison, Fault> & { finished: boolean; sent: number }): 0 | 1 {
  return report.finished && report.sent > 0 && FAULTS.every((fault) => report[fault] === 0) ? 0 : 1;
}
