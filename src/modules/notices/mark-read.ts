import { sql } from 'kysely';
import { INBOX_TOPIC } from './write-notice.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** Writes down that an account opened these notices (all without ids). The first time counts; others' ids do nothing. */
export async function markNoticesRead(tools: Tools, accountId: string, ids?: readonly string[]): Promise<void> {
  await tools.database.transaction<Tables, void>(async (trx) => {
    const { rows } = await sql`
      insert into notices.reading (notice_id, account_id, read_at)
      select n.id, n.account_id, ${tools.clock.now()} from notices.notice n
      where n.account_id = ${accountId} and (${ids ?? null}::uuid[] is null or n.id = any(${ids ?? null}::uuid[]))
      on conflict do nothing returning notice_id`.execute(trx);
    if (rows.length > 0) await tools.live.tell(trx, INBOX_TOPIC, accountId);
  });
}
