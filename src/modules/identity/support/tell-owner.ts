import type { Executor } from '#platform/database/database.ts';
import type { Actor } from '#platform/access.ts';
import { noticeWanted } from '#modules/notices/events.ts';
import type { IdentityDeps } from '../deps.ts';

const YOURS = '/cua-toi/bao-mat';

/** What the owner of an account reads when somebody else has done something to it. */
const TOLD = {
  'account-opened': {
    subject: { vi: 'Tài khoản của ông/bà đã được mở tại quầy', en: 'Your account was opened at the counter' },
    body: {
      vi: 'Cán bộ đã mở tài khoản này sau khi xem thẻ căn cước của ông/bà, và trao một mã trên giấy để ông/bà tự đặt mật khẩu. Nếu không phải ông/bà, xin báo ngay bộ phận một cửa gần nhất.',
      en: 'An officer opened this account after seeing your identity card, and handed you a code on paper to set your own password. If this was not you, tell the nearest one-stop counter at once.',
    },
    link: YOURS,
  },
  'proved-in-person': {
    subject: { vi: 'Tài khoản đã được xác minh trực tiếp', en: 'Your account was proved in person' },
    body: {
      vi: 'Cán bộ đã đối chiếu thẻ căn cước của ông/bà tại quầy. Tài khoản nay ở mức 2 và làm được nhiều việc hơn.',
      en: 'An officer checked your identity card at the counter. Your account is now at level 2 and can do more.',
    },
    link: YOURS,
  },
  'phone-replaced': {
    subject: { vi: 'Số điện thoại nhận mã đã được thay tại quầy', en: 'Your phone was replaced at the counter' },
    body: {
      vi: 'Cán bộ đã xem thẻ căn cước và thay số điện thoại của tài khoản; số cũ thôi nhận mã. Lần đăng nhập tới, ông/bà dùng mật khẩu rồi nhập mã gửi đến số mới. Nếu không phải ông/bà, xin báo ngay bộ phận một cửa gần nhất.',
      en: 'An officer saw your identity card and replaced the phone of the account; the old one no longer receives codes. At the next sign-in use your password, then the code sent to the new phone. If this was not you, tell the nearest one-stop counter at once.',
    },
    link: YOURS,
  },
  'account-locked': {
    subject: { vi: 'Tài khoản của ông/bà đã bị tạm khóa', en: 'Your account was locked' },
    body: {
      vi: 'Cán bộ hỗ trợ đã tạm khóa tài khoản; mọi thiết bị đã được đăng xuất. Để biết lý do và mở lại, xin mang thẻ căn cước đến bộ phận một cửa.',
      en: 'A support officer locked the account, and every device was signed out. To hear why and to have it unlocked, take your identity card to the one-stop counter.',
    },
    link: undefined,
  },
  'account-unlocked': {
    subject: { vi: 'Tài khoản của ông/bà đã được mở khóa', en: 'Your account was unlocked' },
    body: {
      vi: 'Ông/bà có thể đăng nhập lại như trước.',
      en: 'You can sign in again as before.',
    },
    link: YOURS,
  },
  'recovery-requested': {
    subject: {
      vi: 'Có người xin khôi phục tài khoản của ông/bà tại quầy',
      en: 'Recovery of your account was asked for',
    },
    body: {
      vi: 'Một người mang thẻ căn cước của ông/bà đang xin khôi phục tài khoản tại quầy. Nếu đó là ông/bà thì không cần làm gì. Nếu không phải, xin mở trang dưới đây và bấm “Hủy đề nghị này” ngay.',
      en: 'Somebody with your identity card is asking at a counter to recover your account. If that is you, there is nothing to do. If not, open the page below and cancel it now.',
    },
    link: '/khoi-phuc/dang-cho',
  },
  'recovery-approved': {
    subject: { vi: 'Tài khoản của ông/bà đã được khôi phục tại quầy', en: 'Your account was recovered at the counter' },
    body: {
      vi: 'Hai cán bộ đã đồng ý khôi phục tài khoản sau khi xem thẻ căn cước. Mọi thiết bị đã được đăng xuất, và những cách đăng nhập đã mất không dùng được nữa. Nếu không phải ông/bà, xin báo ngay bộ phận một cửa.',
      en: 'Two officers agreed to recover the account after seeing your identity card. Every device was signed out, and what was lost no longer opens the account. If this was not you, tell the one-stop counter at once.',
    },
    link: YOURS,
  },
  'recovery-ended': {
    subject: { vi: 'Đề nghị khôi phục tài khoản đã dừng', en: 'The recovery of your account was stopped' },
    body: {
      vi: 'Tài khoản giữ nguyên như trước; không có gì được thay đổi.',
      en: 'The account stays as it was; nothing was changed.',
    },
    link: YOURS,
  },
  'code-used': {
    subject: { vi: 'Mật khẩu mới đã được đặt bằng mã trên giấy', en: 'A new password was set with the code on paper' },
    body: {
      vi: 'Nếu không phải ông/bà đặt, xin báo ngay bộ phận một cửa gần nhất.',
      en: 'If this was not you, tell the nearest one-stop counter at once.',
    },
    link: YOURS,
  },
  'sign-up-tried': {
    subject: {
      vi: 'Có người thử mở tài khoản bằng thông tin của ông/bà',
      en: 'Somebody tried to open an account in your name',
    },
    body: {
      vi: 'Ông/bà đã có tài khoản nên việc này không thành, và tài khoản vẫn an toàn. Nếu chính ông/bà thử, xin đăng nhập bằng tài khoản đang có, hoặc khôi phục nếu quên mật khẩu.',
      en: 'You have an account already, so nothing came of it and your account is safe. If it was you, sign in with the account you have, or recover it.',
    },
    link: '/khoi-phuc',
  },
  'account-closed': {
    subject: { vi: 'Tài khoản của ông/bà đã đóng', en: 'Your account was closed' },
    body: {
      vi: 'Tài khoản không còn đăng nhập được. Hồ sơ đã nộp vẫn được giải quyết. Muốn dùng lại, xin mang thẻ căn cước đến bộ phận một cửa.',
      en: 'The account can no longer be signed in to. Dossiers you filed are still handled. To use it again, take your identity card to the one-stop counter.',
    },
    link: undefined,
  },
} as const;

export type Told = keyof typeof TOLD;

/** Writes to the owner's inbox (and so to their mailbox) in the transaction of the act. */
export async function tellOwner(
  deps: Pick<IdentityDeps, 'publish'>,
  trx: Executor,
  accountId: string,
  what: Told,
  actor: Actor,
): Promise<void> {
  const { subject, body, link } = TOLD[what];
  await deps.publish(trx, noticeWanted, { accountId, subject, body, ...(link ? { link } : {}) }, { actor });
}
