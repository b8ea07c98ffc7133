import type { Transaction } from 'kysely';
import type { Static } from 'typebox';
import type { HouseEvent } from '#platform/events.ts';
import type { noticeWanted } from './events.ts';
import { SEND_NOTICE_JOB } from './mail/send-notice.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/** The name of the live topic; its key is the account. */
export const INBOX_TOPIC = 'notices.inbox';

type Wanted = HouseEvent<Static<typeof noticeWanted.payload>>;

/** Writes a wanted notice into the inbox, tells open pages, and queues the mail that points to it. */
export async function writeNotice(trx: Transaction<Tables>, tools: Tools, { id, at, payload }: Wanted): Promise<void> {
  const { accountId, subject, body, link } = payload;
  await trx
    .insertInto('notices.notice')
    .values({
      id,
      account_id: accountId,
      subject_vi: subject.vi,
      subject_en: subject.en,
      body_vi: body.vi,
      body_en: body.en,
      // A link to elsewhere would make the inbox a place to phish from; better no link than no notice.
      link: link !== undefined && /^\/([^/]|$)/.test(link) ? link : null,
      at,
    })
    .onConflict((already) => already.doNothing())
    .execute();
  await tools.live.tell(trx, INBOX_TOPIC, accountId);
  if (tools.mailer) await tools.jobs.add(trx, SEND_NOTICE_JOB, { noticeId: id });
}
