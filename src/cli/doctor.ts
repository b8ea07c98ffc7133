import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { ArchiveState, SealingState } from '#modules/evidence/index.ts';
import type { Config } from '#platform/config.ts';
import { joinRunning, openServer, type DatabaseServer } from './open-server.ts';
import { sentenceFor } from './failures.ts';
import { withHouse } from './with-house.ts';

type Finding = { name: string; ok: boolean; says: string };

/** `lienthong doctor`: looks, says, changes nothing. Exit status 1 when something is wrong. */
export async function doctor(config: Config): Promise<void> {
  const findings: Finding[] = [];
  const look = async (name: string, work: () => Promise<string> | string): Promise<void> => {
    try {
      findings.push({ name, ok: true, says: await work() });
    } catch (error) {
      findings.push({ name, ok: false, says: sentenceFor(error) ?? (error as Error).message });
    }
  };
  await look('Node', () => `${process.version} on ${process.platform} ${process.arch}`);
  await look('Disk', () => {
    const folder = existsSync(config.dataDir) ? config.dataDir : '.';
    const { bavail, bsize } = statfsSync(folder);
    const gigabytes = (bavail * bsize) / 1024 ** 3;
    if (gigabytes < 1) throw new Error(`only ${gigabytes.toFixed(2)} GB left on the disk of ${config.dataDir}`);
    return `${gigabytes.toFixed(1)} GB free for ${config.dataDir}`;
  });
  await look('Pages', () => {
    if (!existsSync(new URL('../../build/server/index.js', import.meta.url)))
      throw new Error('not built: run npm run build');
    return 'built';
  });
  const answers = await fetch(`${config.publicUrl}/health/ready`).then(
    (response) => response.json() as Promise<unknown>,
    () => undefined,
  );
  await look('A running node', () =>
    answers ? `answers at ${config.publicUrl}: ${JSON.stringify(answers)}` : `none at ${config.publicUrl}`,
  );
  await look('Database', () => lookAtDatabase(config, answers !== undefined, look));

  for (const { name, ok, says } of findings) console.log(`  ${ok ? '✓' : '✗'} ${name}: ${says}`);
  if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
}

/** Joins the running embedded server where a node has it open; otherwise starts it for the look. */
async function lookAtDatabase(
  config: Config,
  running: boolean,
  look: (name: string, work: () => Promise<string>) => Promise<void>,
): Promise<string> {
  if (!config.database.url && !existsSync(join(config.dataDir, 'pg')))
    return 'no data yet: the first npm start makes them';
  const server = running && !config.database.url ? joinRunning(config) : await openServer(config);
  try {
    const client = new pg.Client(server.owner);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ version: string; size: string; ran: number; waiting: number; stuck: number }>(
      `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
              (select count(*)::int from platform.migration) as ran,
              (select count(*)::int from graphile_worker._private_jobs where attempts < max_attempts) as waiting,
              (select count(*)::int from graphile_worker._private_jobs where attempts >= max_attempts) as stuck`,
    );
    await client.end();
    const [row] = rows;
    await look('Queue', async () => {
      if (row && row.stuck > 0)
        throw new Error(`${row.stuck} jobs gave up: see their last_error in graphile_worker._private_jobs`);
      return `${row?.waiting ?? 0} jobs waiting, none given up`;
    });
    await look('Evidence', async () => lookAtEvidence(config, server, look));
    await look('Federation', async () => lookAtFederation(config, server));
    return `PostgreSQL ${row?.version}, ${row?.size}, ${row?.ran} migrations`;
  } finally {
    await server.close();
  }
}

async function lookAtEvidence(
  config: Config,
  server: DatabaseServer,
  look: (name: string, work: () => Promise<string>) => Promise<void>,
): Promise<string> {
  return withHouse(config, server, async (house) => {
    await look('Time stamps', async () => sayStamps(await house.doors.evidence.sealingState()));
    await look('Archive', async () => sayArchive(await house.doors.evidence.archiveState()));
    const report = await house.doors.evidence.verify();
    if (report.broken.length > 0)
      throw new Error(`${report.broken.length} breaks in the evidence: ${JSON.stringify(report.broken.slice(0, 3))}`);
    return `${report.sealed} records under ${report.seals} seals, ${report.segments} days in the archive, ${report.waiting} waiting for the sealer, nothing broken`;
  });
}

async function lookAtFederation(config: Config, server: DatabaseServer): Promise<string> {
  if (!config.node.registrar && !config.node.registrarUrl) return 'this node stands alone';
  return withHouse(config, server, async (house) => {
    const view = await house.doors.nodes.operator.view();
    if (view.alarms.length > 0)
      throw new Error(`${view.alarms.join(', ')}: see docs/operate/federation.md and /can-bo/truc/nut`);
    return `${view.nodes.length} nodes in directory ${view.copy?.serial}, valid until ${view.copy?.validUntil}`;
  });
}

function sayArchive(state: ArchiveState): string {
  const has = state.segments === 0 ? 'empty' : `${state.segments} days up to ${state.lastDay} in ${state.folder}`;
  if (state.overdue.length > 0)
    throw new Error(
      `${has}; ${state.overdue.length} days should be in it and are not, the first ${state.overdue[0]}: run lienthong evidence archive and see what it says`,
    );
  return state.afterDays === 0 ? `${has}; off (EVIDENCE_ARCHIVE_DAYS)` : has;
}

function sayStamps(state: SealingState): string {
  if (state.alarm === 'off')
    return 'off: no authority is asked (TSA_URLS) or no limit is set, so the axis is never closed for want of time stamps';
  const last = state.lastStamp
    ? `the last one over seal ${state.lastStamp.seal} at ${state.lastStamp.at.toISOString()} by ${state.lastStamp.authority}`
    : 'none yet';
  const since = state.unstampedSince ? `; without one since ${state.unstampedSince.toISOString()}` : '';
  if (state.alarm === 'closed')
    throw new Error(`${last}${since}: past the limit of ${state.limitHours} hours, so the axis takes nothing over`);
  if (state.alarm === 'late')
    throw new Error(`${last}${since}: more than 70 % of ${state.limitHours} hours have passed`);
  return `${last}${since}`;
}
