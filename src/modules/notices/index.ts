import type { Transaction } from 'kysely';
import { accountOf } from '#platform/access.ts';
import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import type { Inbox, MailAddress, Notice } from './contract.ts';
import { noticeWanted } from './events.ts';
import {
  confirmMailAddress,
  readMailAddress,
  removeMailAddress,
  SEND_CONFIRMATION_JOB,
  sendConfirmation,
  setMailAddress,
} from './mail/address.ts';
import { FORGET_JOB, forgetOld } from './forget-old.ts';
import { createMailer } from './mail/mailer.ts';
import { SEND_NOTICE_JOB, sendNotice } from './mail/send-notice.ts';
import { markNoticesRead } from './mark-read.ts';
import { countUnreadOf, findNotice, readInbox } from './queries.ts';
import { routes } from './routes.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';
import { INBOX_TOPIC, writeNotice } from './write-notice.ts';

export type { Inbox, MailAddress, Notice } from './contract.ts';
export { createMailer, throwIfTemporary, type Mailer } from './mail/mailer.ts';

/** The front door of the notice room. To tell somebody something, publish `noticeWanted`; nothing here writes one. */
export interface Notices {
  parts: RoomParts;
  /** Newest first, 20 at a time; `before` is the `next` of the page before. */
  inboxOf(accountId: string, before?: string): Promise<Inbox>;
  findNotice(accountId: string, id: string): Promise<Notice | undefined>;
  unreadCount(accountId: string): Promise<number>;
  /** All of the account's without ids. */
  markRead(accountId: string, ids?: readonly string[]): Promise<void>;
  mailAddressOf(accountId: string): Promise<MailAddress>;
  /** Sends a confirmation there. Throws notices.no-mail-here, wrong-email, too-many-confirmations. */
  setMailAddress(accountId: string, email: string): Promise<MailAddress>;
  /** Throws notices.wrong-code. */
  confirmMailAddress(accountId: string, code: string): Promise<MailAddress>;
  removeMailAddress(accountId: string): Promise<MailAddress>;
}

export function createNotices(deps: PlatformDeps): Notices {
  const { database, jobs, live, clock, config } = deps;
  const tools: Tools = {
    database,
    jobs,
    live,
    clock,
    publicUrl: config.publicUrl,
    ...(config.smtp ? { mailer: createMailer(config.smtp) } : {}),
  };
  const mailAddressOf = (accountId: string) => readMailAddress(tools, accountId);
  const notices: Omit<Notices, 'parts'> = {
    inboxOf: (accountId, before) => readInbox(database, accountId, before),
    findNotice: (accountId, id) => findNotice(database, accountId, id),
    unreadCount: (accountId) => countUnreadOf(database, accountId),
    markRead: (accountId, ids) => markNoticesRead(tools, accountId, ids),
    mailAddressOf,
    async setMailAddress(accountId, email) {
      await setMailAddress(tools, accountId, email);
      return mailAddressOf(accountId);
    },
    async confirmMailAddress(accountId, code) {
      await confirmMailAddress(tools, accountId, code);
      return mailAddressOf(accountId);
    },
    async removeMailAddress(accountId) {
      await removeMailAddress(tools, accountId);
      return mailAddressOf(accountId);
    },
  };
  return { ...notices, parts: partsOf(tools, notices) };
}

function partsOf(tools: Tools, notices: Omit<Notices, 'parts'>): RoomParts {
  return {
    name: 'notices',
    served: routes(notices),
    listeners: [
      listen(noticeWanted, 'notices.write-notice', (event, { trx }) =>
        writeNotice(trx as Transaction<Tables>, tools, event),
      ),
    ],
    jobs: [
      job<{ noticeId: string }>(SEND_NOTICE_JOB, ({ noticeId }) => sendNotice(tools, noticeId)),
      job<{ accountId: string; code: string }>(SEND_CONFIRMATION_JOB, (payload) => sendConfirmation(tools, payload)),
      job(FORGET_JOB, (_payload, { log }) => forgetOld(tools, log), { every: '40 19 * * *' }),
    ],
    topics: [liveTopic(INBOX_TOPIC, (actor, key) => accountOf(actor) === key)],
  };
}
