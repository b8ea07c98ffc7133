#!/usr/bin/env node
import { runCli } from '../scripts/run.mjs';

await runCli(process.argv.slice(2));
