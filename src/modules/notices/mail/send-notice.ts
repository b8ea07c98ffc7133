import { newId } from '#platform/id.ts';
import type { Tables } from '../tables.ts';
import type { Tools } from '../tools.ts';
import { throwIfTemporary } from './mailer.ts';
import { noticeMail } from './words.ts';

/** Sends the mail that points to a notice: `{ noticeId }`. */
export const SEND_NOTICE_JOB = 'notices.send-notice';

/**
 * Tells by mail that there is a notice, if the account has a confirmed address that still works and has not opened
 * the notice meanwhile. Each attempt is written down. After a temporary failure it throws, so that the queue tries
 * again with growing pauses (25 times, about three days).
 */
export async function sendNotice({ mailer, database, clock, publicUrl }: Tools, noticeId: string): Promise<void> {
  if (!mailer) return;
  const db = database.of<Tables>();
  const wanted = await db
    .selectFrom('notices.notice as n')
    .innerJoin('notices.address as a', 'a.account_id', 'n.account_id')
    .leftJoin('notices.reading as r', 'r.notice_id', 'n.id')
    .select(['n.id', 'n.account_id', 'a.email'])
    .where('n.id', '=', noticeId)
    .where('a.confirmed_at', 'is not', null)
    .where('a.refused_at', 'is', null)
    .where('r.notice_id', 'is', null)
    .executeTakeFirst();
  if (!wanted?.email) return;
  const result = await mailer.send({
    to: wanted.email,
    id: wanted.id,
    ...noticeMail(`${publicUrl}/cua-toi/thong-bao`),
  });
  await db
    .insertInto('notices.delivery_attempt')
    .values({
      id: newId(),
      notice_id: wanted.id,
      channel: 'email',
      outcome: result.outcome,
      reason: 'reason' in result ? result.reason : null,
      at: clock.now(),
    })
    .execute();
  if (result.outcome === 'permanent-failure' && result.addressee)
    await db
      .updateTable('notices.address')
      .set({ refused_at: clock.now() })
      .where('account_id', '=', wanted.account_id)
      .where('email', '=', wanted.email)
      .execute();
  throwIfTemporary(result);
}
