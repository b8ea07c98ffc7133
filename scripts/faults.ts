// npm run faults -- [--seed 1] [--kills 100] [--desks 4] [--nodes 2]: nodes of the axis under load are killed, cut off and starved, and at the end the books are compared.
// Loopback only; ends by itself. The last line is JSON; exit 1 when anything was lost, doubled or overtaken.
import { parseArgs } from 'node:util';
import { startTestServer } from '#test/world/cluster.ts';
import { runFaults } from '../test/faults/axis/run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '100' },
    desks: { type: 'string', default: '4' },
    nodes: { type: 'string', default: '2' },
  },
});
// The folder of a started node is made once, and its lock is in the tests' PostgreSQL.
const server = await startTestServer();
const report = await runFaults({
  seed: Number(values.seed),
  kills: Number(values.kills),
  nodes: values.nodes === '1' ? 1 : 2,
  desks: Number(values.desks),
  others: { line: true, day: true, disk: true },
  say: (line) => console.log(`  ${line}`),
});
await server.stop();
console.log(JSON.stringify(report));
const { lost, duplicated, disordered, contradictions } = report;
process.exit(lost + duplicated + disordered + contradictions === 0 ? 0 : 1);
