import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { MailAddress } from '../contract.ts';
import { noticesProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import type { Tools } from '../tools.ts';
import { throwIfTemporary } from './mailer.ts';
import { confirmationMail } from './words.ts';

/** Sends the confirmation of an address: `{ accountId, code }`. */
export const SEND_CONFIRMATION_JOB = 'notices.send-confirmation';

const MINUTE = 60_000;
/** Between two confirmations to one account. */
const PAUSE = 2 * MINUTE;
const VALID = 3 * 24 * 60 * MINUTE;

// Deliberately loose (one @, a dot after it, no spaces or brackets that could end up in a header): the confirmation
// is the real test.
const EMAIL = /^[^\s@<>()[\],;:"\\]{1,64}@[^\s@<>()[\],;:"\\]{1,180}\.[^\s@<>()[\],;:"\\.]{2,63}$/;

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Where an account's mail goes, and whether it goes. */
export async function readMailAddress({ database, mailer }: Tools, accountId: string): Promise<MailAddress> {
  if (!mailer) return { state: 'not-available' };
  const row = await database
    .of<Tables>()
    .selectFrom('notices.address')
    .select(['email', 'confirmed_at', 'refused_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (!row || row.email === null) return { state: 'none' };
  const state = row.refused_at ? 'refused' : row.confirmed_at ? 'confirmed' : 'waiting';
  return { email: row.email, state };
}

/** Notes an address and sends it a confirmation. Throws no-mail-here, wrong-email, too-many-confirmations. */
export async function setMailAddress(tools: Tools, accountId: string, given: string): Promise<void> {
  const { database, clock, jobs, mailer } = tools;
  if (!mailer) throw noticesProblem('no-mail-here');
  const email = given.trim();
  if (!EMAIL.test(email))
    throw noticesProblem('wrong-email', {
      fields: [
        {
          path: 'email',
          code: 'wrong-email',
          vi: 'Nhập địa chỉ thư điện tử, ví dụ: thuha@example.vn',
          en: 'Enter an e-mail address, for example thuha@example.vn',
        },
      ],
    });
  const code = randomBytes(24).toString('base64url');
  const now = clock.now();
  await database.transaction<Tables, void>(async (trx) => {
    const { rows } = await sql`
      insert into notices.address as known (account_id, email, code_sha256, set_at)
      values (${accountId}, ${email}, ${hashOf(code)}, ${now})
      on conflict (account_id) do update set email = excluded.email, code_sha256 = excluded.code_sha256,
        set_at = excluded.set_at, confirmed_at = null, refused_at = null
        where known.set_at < ${new Date(now.getTime() - PAUSE)}
      returning account_id`.execute(trx);
    if (rows.length === 0) throw noticesProblem('too-many-confirmations', { retryAfter: PAUSE / 1000 });
    await jobs.add(trx, SEND_CONFIRMATION_JOB, { accountId, code });
  });
}

/** The person has the mail: from now on notices go there. Throws wrong-code. */
export async function confirmMailAddress({ database, clock }: Tools, accountId: string, code: string): Promise<void> {
  const now = clock.now();
  const done = await database
    .of<Tables>()
    .updateTable('notices.address')
    .set({ confirmed_at: now })
    .where('account_id', '=', accountId)
    .where('code_sha256', '=', hashOf(code))
    .where('email', 'is not', null)
    .where('set_at', '>', new Date(now.getTime() - VALID))
    .returning('account_id')
    .execute();
  if (done.length === 0) throw noticesProblem('wrong-code');
}

/** No more mail. */
export async function removeMailAddress({ database }: Tools, accountId: string): Promise<void> {
  await database
    .of<Tables>()
    .updateTable('notices.address')
    .set({ email: null, confirmed_at: null, refused_at: null })
    .where('account_id', '=', accountId)
    .execute();
}

/** The job: sends the confirmation unless another address was given meanwhile. */
export async function sendConfirmation(
  { database, mailer, publicUrl, clock }: Tools,
  { accountId, code }: { accountId: string; code: string },
): Promise<void> {
  if (!mailer) return;
  const db = database.of<Tables>();
  const address = await db
    .selectFrom('notices.address')
    .select('email')
    .where('account_id', '=', accountId)
    .where('code_sha256', '=', hashOf(code))
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  if (!address?.email) return;
  const link = `${publicUrl}/cua-toi/thong-bao/xac-nhan?ma=${code}`;
  const result = await mailer.send({ to: address.email, id: hashOf(code).toString('hex'), ...confirmationMail(link) });
  if (result.outcome === 'permanent-failure' && result.addressee)
    await db
      .updateTable('notices.address')
      .set({ refused_at: clock.now() })
      .where('account_id', '=', accountId)
      .where('code_sha256', '=', hashOf(code))
      .execute();
  throwIfTemporary(result);
}
