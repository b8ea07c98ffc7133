import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { noticeWanted } from '#modules/notices/events.ts';
import type { VerificationTools } from './verification/kind.ts';

interface Change {
  /** 'contact-added': the kind of evidence, and which words the owner reads. */
  what: keyof typeof WORDS;
  accountId: string;
  actor: Actor;
  /** For the evidence: ids and kinds, never values. */
  data?: Record<string, unknown>;
}

const WORDS = {
  'contact-added': {
    vi: 'Tài khoản có thêm một nơi nhận mã',
    en: 'Your account has another place to receive codes',
  },
  'contact-removed': {
    vi: 'Một nơi nhận mã đã được gỡ khỏi tài khoản',
    en: 'A place to receive codes was taken off your account',
  },
  'password-changed': { vi: 'Mật khẩu đã được đổi', en: 'Your password was changed' },
  'password-replaced': {
    vi: 'Mật khẩu mới đã được đặt mà không dùng mật khẩu cũ',
    en: 'A new password was set without the old one',
  },
  'passkey-added': { vi: 'Tài khoản có thêm một khóa đăng nhập', en: 'Your account has another passkey' },
  'passkey-removed': { vi: 'Một khóa đăng nhập đã được gỡ khỏi tài khoản', en: 'A passkey was taken off your account' },
  'passkey-copied': {
    vi: 'Một khóa đăng nhập có dấu hiệu bị sao chép và không dùng được nữa',
    en: 'A passkey looks as if it had been copied and can no longer be used',
  },
  'totp-added': { vi: 'Ứng dụng tạo mã đã được bật', en: 'An authenticator app was added' },
  'totp-removed': { vi: 'Ứng dụng tạo mã đã được tắt', en: 'Your authenticator app was removed' },
  'recovery-codes-made': { vi: 'Bộ mã khôi phục mới đã được tạo', en: 'New recovery codes were made' },
  'recovery-code-used': { vi: 'Một mã khôi phục vừa được dùng', en: 'A recovery code was used' },
  'device-trusted': { vi: 'Một thiết bị được ghi nhớ là tin cậy', en: 'A device is remembered as trusted' },
  'device-forgotten': { vi: 'Một thiết bị không còn được tin cậy', en: 'A device is no longer trusted' },
} as const;

const BODY = {
  vi: 'Nếu chính ông/bà vừa làm việc này thì không cần làm gì thêm. Nếu không phải, xin mở trang Bảo mật tài khoản, đổi mật khẩu và kết thúc các phiên lạ, hoặc đến Bộ phận Một cửa gần nhất để được giúp.',
  en: 'If this was you, there is nothing to do. If it was not, open the account security page, change your password and end the sessions you do not know, or ask for help at the nearest one-stop counter.',
};

/** Every change of how an account is entered is evidence, and its owner is told, in the transaction that makes it. */
export async function recordChange(
  tools: Pick<VerificationTools, 'publish' | 'evidence'>,
  trx: Executor,
  { what, accountId, actor, data }: Change,
): Promise<void> {
  await tools.evidence.record(trx, {
    kind: `identity.${what}`,
    subject: `account:${accountId}`,
    actor,
    ...(data ? { data } : {}),
  });
  await tools.publish(
    trx,
    noticeWanted,
    { accountId, subject: WORDS[what], body: BODY, link: '/cua-toi/bao-mat' },
    { actor },
  );
}
