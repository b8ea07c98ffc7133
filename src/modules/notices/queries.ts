import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Inbox, Notice } from './contract.ts';
import type { Tables } from './tables.ts';

/** Notices on one page of the inbox. */
export const PAGE = 20;

interface Row {
  id: string;
  subject_vi: string;
  subject_en: string;
  body_vi: string;
  body_en: string;
  link: string | null;
  at: Date;
  read_at: Date | null;
}

/** A page of the inbox, newest first; ids are in order of time, so they are the key to the next page. */
export async function readInbox(database: Database, accountId: string, before?: string): Promise<Inbox> {
  const [{ rows }, unread] = await Promise.all([
    sql<Row>`
      select n.*, r.read_at from notices.notice n left join notices.reading r on r.notice_id = n.id
      where n.account_id = ${accountId} and (${before ?? null}::uuid is null or n.id < ${before ?? null}::uuid)
      order by n.id desc limit ${PAGE + 1}`.execute(database.of<Tables>()),
    countUnreadOf(database, accountId),
  ]);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    notices: shown.map(noticeOf),
    unread,
    ...(rows.length > PAGE && last ? { next: last.id } : {}),
  };
}

/** One notice of an account; `undefined` when it is not there or is another's. */
export async function findNotice(database: Database, accountId: string, id: string): Promise<Notice | undefined> {
  const { rows } = await sql<Row>`
    select n.*, r.read_at from notices.notice n left join notices.reading r on r.notice_id = n.id
    where n.id = ${id} and n.account_id = ${accountId}`.execute(database.of<Tables>());
  return rows[0] && noticeOf(rows[0]);
}

export async function countUnreadOf(database: Database, accountId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from notices.notice n
    where n.account_id = ${accountId} and not exists (select from notices.reading r where r.notice_id = n.id)`.execute(
    database.of<Tables>(),
  );
  return rows[0]?.unread ?? 0;
}

function noticeOf(row: Row): Notice {
  return {
    id: row.id,
    subject: { vi: row.subject_vi, en: row.subject_en },
    body: { vi: row.body_vi, en: row.body_en },
    ...(row.link === null ? {} : { link: row.link }),
    at: row.at.toISOString(),
    ...(row.read_at === null ? {} : { readAt: row.read_at.toISOString() }),
  };
}
