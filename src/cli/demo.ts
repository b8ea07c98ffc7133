import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type NodeClient } from '#platform/client.ts';
import type { Config } from '#platform/config.ts';
import { StartError } from '#platform/database/embedded.ts';
import { demoBirth } from './demo/birth-world.ts';
import { runBirth, type BirthRun } from './demo/run-birth.ts';
import { tokenAt, type Who } from './demo/sign-in-at.ts';

const AT_ONCE = 4;

/**
 * `lienthong demo --births N`: drives a running node through its public API as parents and officers. Each step is
 * printed with its time; the last line is one line of JSON; certificates are left in DATA_DIR/demo.
 */
export async function demo(config: Config, options: { births: string; url?: string }): Promise<void> {
  const births = Number(options.births);
  if (!Number.isInteger(births) || births < 1 || births > 10_000)
    throw new StartError('--births takes a whole number from 1 to 10000.');
  const url = options.url ?? config.publicUrl;
  await refuseAbsentNode(url);
  const folder = join(config.dataDir, 'demo');
  mkdirSync(folder, { recursive: true });

  const people = signedInPeople(url, config.secrets.demoCode);
  // Another run is another set of children.
  const run = Math.floor(Date.now() / 1000) % 100_000;
  const done: BirthRun[] = [];
  let failed = 0;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < births; index = next++) {
      const birth = demoBirth(index, run, new Date());
      try {
        const result = await runBirth(
          birth,
          await people({ personalId: birth.parent.personalId }),
          await people({ officerId: birth.officerId }),
        );
        writeFileSync(join(folder, `${result.code}.pdf`), result.certificate);
        done.push(result);
        console.log(describe(index, birth.answers['childFullName'], result));
      } catch (error) {
        failed++;
        console.error(`  ✗ ${index + 1}. ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, births) }, lane));
  console.log(
    JSON.stringify({
      births: done.length,
      numbers: done.filter((one) => /^\d{12}$/.test(one.personalId)).length,
      distinct: new Set(done.map((one) => one.personalId)).size,
      certificates: done.filter((one) => one.certificate.subarray(0, 5).toString() === '%PDF-').length,
      p95_ms: { file: p95(done.map((one) => one.took.file)), register: p95(done.map((one) => one.took.register)) },
      failed,
    }),
  );
  if (failed > 0) process.exitCode = 1;
}

async function refuseAbsentNode(url: string): Promise<void> {
  const ready = await fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );
  if (!ready)
    throw new StartError(
      `No node answers at ${url}: run npm start in another terminal first, or give its address with --url.`,
    );
}

/** Signs each person in once and keeps the session for the run. */
function signedInPeople(url: string, code: string): (who: Who) => Promise<NodeClient> {
  const sessions = new Map<string, Promise<NodeClient>>();
  return (who) => {
    const key = who.personalId ?? who.officerId ?? '';
    const known =
      sessions.get(key) ??
      tokenAt(url, code, who).then((token) => createClient(url, () => ({ authorization: `Bearer ${token}` })));
    sessions.set(key, known);
    return known;
  };
}

function describe(index: number, child: unknown, { code, took }: BirthRun): string {
  const ms = (value: number): string => `${Math.round(value)} ms`;
  return `  ✓ ${index + 1}. ${String(child)}  ${code}  draft ${ms(took.draft)} · file ${ms(took.file)} · accept ${ms(took.accept)} · register ${ms(took.register)} · certificate ${ms(took.certificate)}`;
}

function p95(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0) * 10) / 10;
}
