import { sql, type Transaction } from 'kysely';
import { noticeWanted } from '#modules/notices/events.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { formatDateTime } from '#platform/time.ts';
import { describeDevice, type Device } from './device.ts';
import type { Tables } from './tables.ts';

/**
 * Tells the owner of a sign-in from a browser (or, for programs, an address) from which there was none before. Not of the very first:
 * everybody's account begins with one.
 */
export async function noticeOfNewDevice(
  deps: Pick<PlatformDeps, 'database' | 'publish'>,
  {
    subject,
    source,
    accountId,
    device,
  }: { subject: Buffer; source: string; accountId: string; device: Device | undefined },
  now: Date,
): Promise<((trx: Transaction<Tables>) => Promise<unknown>) | undefined> {
  const { rows } = await sql<{ any: boolean; known: boolean }>`
    select exists (select from identity.sign_in where account_id = ${accountId} and succeeded) as "any",
           exists (select from identity.sign_in where succeeded and subject = ${subject}
                      and ${device ? sql`device_hash = ${device.hash}` : sql`source = ${source}`}) as known`.execute(
    deps.database.of<Tables>(),
  );
  if (!rows[0]?.any || rows[0].known) return undefined;
  const name = describeDevice(device?.name ?? null);
  const at = formatDateTime(now);
  return (trx) =>
    deps.publish(trx, noticeWanted, {
      accountId,
      subject: {
        vi: 'Tài khoản của ông/bà vừa được đăng nhập trên một thiết bị mới',
        en: 'Your account was signed in to on a new device',
      },
      body: {
        vi: `Lúc ${at}, tài khoản được đăng nhập bằng ${device ? name.vi : 'một chương trình'}.\n\nNếu đó là ông/bà, không cần làm gì thêm. Nếu không phải, xin mở trang bảo mật, kết thúc phiên đó và đổi mật khẩu ngay.`,
        en: `At ${at} your account was signed in to with ${device ? name.en : 'a program'}.\n\nIf that was you, there is nothing to do. If not, open the security page, end that session and change your password now.`,
      },
      link: '/cua-toi/bao-mat',
    });
}
