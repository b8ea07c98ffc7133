// npm run faults -- [--seed 1] [--kills 100] [--desks 4] [--nodes 2]: nodes of the axis under load are killed, cut off and starved, and at the end the books are compared.
// Loopback only; ends by itself, and at Ctrl-C with what it started. The last line is JSON; exit 1 when anything is found, or was not finished.
import { parseArgs } from 'node:util';
import { startTestServer } from '#test/world/cluster.ts';
import { exitCodeOf, runFaults } from '../test/faults/axis/run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '100' },
    desks: { type: 'string', default: '4' },
    nodes: { type: 'string', default: '2' },
    without: { type: 'string', multiple: true, default: [] },
  },
});
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

const began = performance.now();
// The folder of a started node is made once, and its lock is in the tests' PostgreSQL.
const server = await startTestServer();
try {
  const report = await runFaults({
    seed: Number(values.seed),
    kills: Number(values.kills),
    nodes: values.nodes === '1' ? 1 : 2,
    desks: Number(values.desks),
    others: {
      line: !values.without.includes('line'),
      day: !values.without.includes('day'),
      disk: !values.without.includes('disk'),
    },
    say: (line) => console.log(`  ${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${line}`),
    stopped: stop.signal,
  });
  for (const finding of [...report.findings, ...report.waiting.map((one) => `waits: ${one}`)])
    console.log(`  ${finding}`);
  process.exitCode = exitCodeOf(report);
  console.log(
    process.exitCode === 0
      ? `Passed: ${report.kills} kills, ${report.cuts} cuts, nothing lost, doubled or overtaken.`
      : `FAILED: ${report.finished ? 'the books do not agree' : 'the run was not finished'}.`,
  );
  console.log(JSON.stringify(report));
} finally {
  await server.stop();
}
