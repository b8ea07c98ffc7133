import { runCli } from './run.mjs';

await runCli(['start', ...process.argv.slice(2)]);
