import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compareBooks,
  exitCodeOf,
  FAULTS,
  type Fault,
  type NodeBooks,
  type RecipientBooks,
  type SenderBooks,
} from './axis/books.ts';

// The comparer of `npm run faults`, against nodes that are broken on purpose: what it would not find there, it would not find after a kill.
interface Books {
  sender: { handed: SenderBooks['handed'][number][]; contradictions: string[] };
  nodes: { [Part in keyof NodeBooks]: NodeBooks[Part][number][] };
  recipient: { confirmed: Map<string, string>; order: string[]; again: string[] };
}

/** A document, its update, and another: all acknowledged, delivered and recorded. */
function soundBooks(): Books {
  const handed = [
    { key: 'ban-1-1', conversation: 'ban-1-1', consignmentId: 'c1', statement: 's1' },
    { key: 'ban-1-2', conversation: 'ban-1-1', consignmentId: 'c2', statement: 's2' },
    { key: 'ban-1-3', conversation: 'ban-1-3', consignmentId: 'c3', statement: 's3' },
  ];
  return {
    sender: { handed, contradictions: [] },
    nodes: {
      taken: handed.map(({ key, consignmentId, statement }) => ({ key, consignmentId, statement, recorded: true })),
      copies: handed.map(({ consignmentId }) => ({
        consignmentId,
        transport: 'delivered',
        overdue: false,
        told: false,
      })),
      doubled: [],
    },
    recipient: {
      confirmed: new Map([
        ['d1', 'c1'],
        ['d3', 'c3'],
        ['d2', 'c2'],
      ]),
      order: ['c1', 'c3', 'c2'],
      again: [],
    },
  };
}

function compared(change: (books: Books) => void) {
  const books = soundBooks();
  change(books);
  const { sender, nodes, recipient } = books;
  return compareBooks(sender, nodes, recipient satisfies RecipientBooks);
}

test('sound books are found sound', () => {
  const report = compared(() => undefined);
  assert.deepEqual(report.findings, []);
  assert.deepEqual([report.sent, report.acknowledged, report.delivered, report.expired], [3, 3, 3, 0]);
  assert.equal(exitCodeOf({ ...report, finished: true }), 0);
});

test('a run that was cut short, or sent nothing, has not passed', () => {
  const report = compared(() => undefined);
  assert.equal(exitCodeOf({ ...report, finished: false }), 1);
  assert.equal(exitCodeOf({ ...report, finished: true, sent: 0 }), 1);
});

const BROKEN: [string, Fault, (books: Books) => void, RegExp][] = [
  [
    'a copy that is lost',
    'lost',
    ({ nodes, recipient }) => {
      recipient.confirmed.delete('d3');
      recipient.order.splice(1, 1);
      nodes.copies[2] = { consignmentId: 'c3', transport: 'queued', overdue: false, told: false };
    },
    /ban-1-3: acknowledged as c3, queued, and not delivered/,
  ],
  [
    'a copy that is gone from the books as well',
    'lost',
    ({ nodes, recipient }) => {
      recipient.confirmed.delete('d3');
      nodes.copies.pop();
    },
    /without a copy/,
  ],
  [
    'a copy that was given up before its time',
    'lost',
    ({ nodes, recipient }) => {
      recipient.confirmed.delete('d3');
      nodes.copies[2] = { consignmentId: 'c3', transport: 'expired', overdue: false, told: true };
    },
    /expired, and not delivered/,
  ],
  [
    'a copy that ended without a word to its sender',
    'lost',
    ({ nodes, recipient }) => {
      recipient.confirmed.delete('d3');
      nodes.copies[2] = { consignmentId: 'c3', transport: 'expired', overdue: true, told: false };
    },
    /expired, and not delivered/,
  ],
  [
    'a second copy of one consignment',
    'duplicated',
    ({ recipient }) => void recipient.confirmed.set('d4', 'c1'),
    /c1: delivered as 2 copies/,
  ],
  [
    'a copy handed out again after it was confirmed',
    'duplicated',
    ({ recipient }) => void recipient.again.push('c1'),
    /c1: handed out again/,
  ],
  [
    'two consignments under one key',
    'duplicated',
    ({ nodes }) => void nodes.taken.push({ key: 'ban-1-1', consignmentId: 'c9', statement: 's9', recorded: true }),
    /ban-1-1: taken over 2 times/,
  ],
  [
    'a status written twice',
    'duplicated',
    ({ nodes }) => void nodes.doubled.push({ deliveryId: 'd1', status: '03' }),
    /d1: status 03 written twice/,
  ],
  [
    'an update that came before its document',
    'disordered',
    ({ recipient }) => void (recipient.order = ['c2', 'c1', 'c3']),
    /ban-1-2: c2 came before/,
  ],
  [
    'a receipt of which the node knows nothing',
    'unknown',
    ({ nodes }) => void nodes.taken.splice(0, 1),
    /ban-1-1: the sender holds a receipt for c1, which the node does not know/,
  ],
  [
    'a receipt that is another than the node’s',
    'unknown',
    ({ nodes: { taken } }) =>
      void (taken[0] = { key: 'ban-1-1', consignmentId: 'c1', statement: 'khác', recorded: true }),
    /is not the node’s/,
  ],
  [
    'a consignment that was taken over without a record',
    'unrecorded',
    ({ nodes: { taken } }) =>
      void (taken[1] = { key: 'ban-1-2', consignmentId: 'c2', statement: 's2', recorded: false }),
    /ban-1-2: c2 was taken over without a record/,
  ],
  [
    'a delivery that the sender’s node did not hear of',
    'untold',
    ({ nodes: { copies } }) =>
      void (copies[0] = { consignmentId: 'c1', transport: 'delivering', overdue: false, told: false }),
    /c1 is with its recipient, and delivering to its sender/,
  ],
  [
    'two answers that contradict each other',
    'contradictions',
    ({ sender }) => void sender.contradictions.push('ban-1-2'),
    /ban-1-2: two answers/,
  ],
];

for (const [name, fault, change, said] of BROKEN)
  test(`broken on purpose: ${name}`, () => {
    const report = compared(change);
    assert.ok(
      report.findings.some((finding) => finding.startsWith(`${fault}: `) && said.test(finding)),
      JSON.stringify(report.findings),
    );
    assert.deepEqual(
      FAULTS.filter((one) => report[one] > 0),
      [fault],
      'this and nothing else',
    );
    assert.equal(exitCodeOf({ ...report, finished: true }), 1);
  });

test('what ended by its own time to live, as its sender was told, is not lost', () => {
  const report = compared(({ nodes, recipient }) => {
    recipient.confirmed.delete('d3');
    recipient.order.splice(1, 1);
    nodes.copies[2] = { consignmentId: 'c3', transport: 'expired', overdue: true, told: true };
  });
  assert.deepEqual(report.findings, []);
  assert.equal(report.expired, 1);
});
