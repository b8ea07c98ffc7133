import { sql } from 'kysely';
import { fileScanned } from './events.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** Scans one content: `{ sha256 }` in hexadecimal. Failing, it is tried again by the queue with growing pauses. */
export const SCAN_JOB = 'files.scan-content';

/** Asks the scanner about one content and writes down what it says, for every file that has this content. */
export async function scanContent(tools: Tools, sha256: Buffer): Promise<void> {
  const { scanner, content, database, clock, publish } = tools;
  if (!scanner) return;
  const known = await database
    .of<Tables>()
    .selectFrom('files.content')
    .select('bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  // Swept away meanwhile: there is nothing left to warn of.
  if (!known) return;
  const verdict = await scanner.scan(content.stream(sha256, 0, known.bytes), known.bytes);
  if (verdict === 'too-large') return giveUp(tools, sha256);
  const scan = verdict.infected ? 'infected' : 'clean';
  await database.transaction<Tables, void>(async (trx) => {
    const changed = await trx
      .updateTable('files.content')
      .set({
        scan,
        threat: verdict.infected ? verdict.threat : null,
        scanned_at: clock.now(),
      })
      .where('sha256', '=', sha256)
      .where('scan', '=', 'pending')
      .returning('sha256')
      .execute();
    if (changed.length === 0) return;
    const files = await trx.selectFrom('files.file').select(['id', 'owner']).where('sha256', '=', sha256).execute();
    for (const file of files) await publish(trx, fileScanned, { fileId: file.id, ownerAccountId: file.owner, scan });
  });
}

/** The scanner reads nothing of this size: said as what it is, never as clean. */
async function giveUp({ database, log }: Tools, sha256: Buffer): Promise<void> {
  await sql`update files.content set scan = 'not-scanned' where sha256 = ${sha256} and scan = 'pending'`.execute(
    database.of<Tables>(),
  );
  log.warn({ sha256: sha256.toString('hex') }, 'content is larger than the scanner reads; raise its StreamMaxLength');
}

/** Queues again what has waited for more than an hour: a scan must not be lost with a lost job. */
export async function rescanForgotten({ database, jobs, clock, scanner }: Tools): Promise<number> {
  if (!scanner) return 0;
  return database.transaction<Tables, number>(async (trx) => {
    const { rows } = await sql<{ hash: string }>`
      select encode(sha256, 'hex') as hash from files.content
      where scan = 'pending' and stored_at < ${new Date(clock.now().getTime() - 3_600_000)}
      order by stored_at limit 500`.execute(trx);
    for (const { hash } of rows) await jobs.add(trx, SCAN_JOB, { sha256: hash }, { key: `${SCAN_JOB}:${hash}` });
    return rows.length;
  });
}
