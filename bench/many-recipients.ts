// One decision to ten thousand agencies at three nodes: `npm run bench -- many-recipients`. Drafted, signed and issued in a ward's registers; the
// clock runs from "issue" until the ward's node knows that the last copy stands with its recipient. Three nodes and their databases in one
// process and one PostgreSQL (the tests'). The last line is JSON.
import { issueToMany } from '#modules/exchange/test/issue-to-many.ts';
import { printReport, short } from './common/report.ts';

const recipients = Number(process.env['BENCH_RECIPIENTS'] ?? 10_000);
const { seconds, requests, arrived, registered, known } = await issueToMany(recipients);
const total = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
if (total(arrived) !== recipients || total(registered) !== recipients || known !== recipients)
  throw new Error(`Not all arrived once: ${JSON.stringify({ arrived, registered, known })}`);
printReport({
  bench: 'many-recipients',
  figures: [
    {
      what: `One decision issued to ${short(recipients)} agencies at three nodes, until its sender knows of the last arrival`,
      unit: 's',
      less: true,
      ours: seconds,
    },
  ],
  about: [
    `A ward's decision is drafted, reviewed, numbered, signed and issued in its register to ${short(recipients)} agencies, a third of them at home at each of three nodes (in one process, each with a database of its own in one PostgreSQL). ${short(requests)} requests went between the nodes. Every copy arrived once and stands once in the register of incoming documents of its agency (${arrived.join(', ')} by node), and the ward's node knows of each. ${short(recipients / seconds)} copies a second.`,
  ],
});
process.exit(0);
