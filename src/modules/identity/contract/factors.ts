import { Type } from 'typebox';
import { signedIn } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { Contact, toChangeFactors } from './contacts.ts';

const Ticket = Type.String({ minLength: 1, maxLength: 4000, description: 'Trả lại nguyên vẹn như đã nhận.' });

const Passkey = Type.Object({
  id: Id(),
  name: Type.String(),
  addedAt: Instant(),
  usedAt: Type.Optional(Instant()),
  synced: Type.Boolean({ description: 'Khóa được đồng bộ giữa các thiết bị của ông/bà.' }),
  /** There are signs of a copy; the key is refused. */
  stopped: Type.Boolean(),
});

const TrustedDevice = Type.Object({
  id: Id(),
  name: Type.String({ description: "'Chrome/Android'" }),
  trustedAt: Instant(),
  expiresAt: Instant(),
  /** The browser of this session. */
  current: Type.Boolean(),
});

/** Everything that the account is entered with, without any secret: for the owner's page. */
export const getSecurity = operation({
  id: 'identity.get-security',
  method: 'GET',
  path: '/identity/security',
  summary: 'Xem tài khoản của mình được bảo vệ bằng gì',
  access: signedIn(),
  answer: Type.Object({
    accountLevel: Type.Integer({ minimum: 1, maximum: 2 }),
    /** What has to be proved before anything here is changed. */
    demand: Type.Object({ level: Type.Integer({ minimum: 1, maximum: 4 }), maxAgeMinutes: Type.Integer() }),
    secondStep: Type.Boolean({ description: 'Khi đăng nhập, ngoài mật khẩu còn phải xác nhận thêm một bước.' }),
    password: Type.Optional(
      Type.Object({
        changedAt: Instant(),
        /** Two other proofs of a moment ago stand for the one in use: a new one is set without it. */
        mayReplace: Type.Boolean(),
      }),
    ),
    contacts: Type.Array(Contact),
    channels: Type.Array(Type.Enum(['phone', 'email'])),
    passkeys: Type.Array(Passkey),
    totp: Type.Optional(Type.Object({ addedAt: Instant() })),
    recoveryCodes: Type.Optional(Type.Object({ left: Type.Integer(), madeAt: Instant() })),
    trustedDevices: Type.Array(TrustedDevice),
  }),
});

/** Who has a password gives it, or has just given two other proofs; who has none must have proved in another way. All other sessions end. */
export const changePassword = operation({
  id: 'identity.change-password',
  method: 'PUT',
  path: '/identity/password',
  summary: 'Đổi mật khẩu',
  access: signedIn(),
  body: Type.Object({ current: Type.Optional(Text(200)), next: Text(1000) }),
  answer: Type.Object({ otherSessionsEnded: Type.Integer() }),
  problems: ['identity.wrong-proof', 'identity.weak-password', 'identity.too-many-attempts', 'identity.busy'],
  limits: { perMinute: 30 },
});

/** What the browser needs to make a key; its answer goes to `identity.add-passkey` within five minutes. */
export const beginPasskey = operation({
  id: 'identity.begin-passkey',
  method: 'POST',
  path: '/identity/passkeys/preparation',
  summary: 'Chuẩn bị thêm khóa đăng nhập',
  access: signedIn(toChangeFactors),
  answer: Type.Object({ ticket: Ticket, options: Type.Record(Type.String(), Type.Unknown()) }),
});

export const addPasskey = operation({
  id: 'identity.add-passkey',
  method: 'POST',
  path: '/identity/passkeys',
  summary: 'Thêm khóa đăng nhập',
  access: signedIn(toChangeFactors),
  body: Type.Object({
    ticket: Ticket,
    /** PublicKeyCredential.toJSON() of the browser. */
    response: Type.Object({ id: Text(2000) }, { additionalProperties: true }),
    name: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  answer: Type.Object({ passkeyId: Id() }),
  status: 201,
  problems: ['identity.passkey-refused', 'identity.passkey-known', 'identity.too-many-passkeys'],
  limits: { bodyBytes: 64 * 1024 },
});

export const renamePasskey = operation({
  id: 'identity.rename-passkey',
  method: 'PATCH',
  path: '/identity/passkeys/:passkeyId',
  summary: 'Đổi tên khóa đăng nhập',
  access: signedIn(),
  params: Type.Object({ passkeyId: Id() }),
  body: Type.Object({ name: Text(60, { pattern: '\\S' }) }),
  answer: Type.Object({ name: Type.String() }),
  problems: ['identity.passkey-not-found'],
});

export const removePasskey = operation({
  id: 'identity.remove-passkey',
  method: 'DELETE',
  path: '/identity/passkeys/:passkeyId',
  summary: 'Gỡ khóa đăng nhập',
  access: signedIn(toChangeFactors),
  params: Type.Object({ passkeyId: Id() }),
  answer: Type.Object({ removed: Type.Boolean() }),
  problems: ['identity.passkey-not-found'],
});

/** With the ticket of an offer the same one is shown again; without, a new one is made. */
export const beginTotp = operation({
  id: 'identity.begin-totp',
  method: 'POST',
  path: '/identity/totp/preparation',
  summary: 'Chuẩn bị bật ứng dụng tạo mã',
  access: signedIn(toChangeFactors),
  body: Type.Object({ ticket: Type.Optional(Ticket) }),
  answer: Type.Object({
    ticket: Ticket,
    uri: Type.String({ description: 'otpauth://…' }),
    qr: Type.String({ description: 'SVG' }),
    secret: Type.String({ description: 'Base32, từng nhóm 4 ký tự.' }),
  }),
  problems: ['identity.totp-offer-over'],
});

export const confirmTotp = operation({
  id: 'identity.confirm-totp',
  method: 'POST',
  path: '/identity/totp',
  summary: 'Bật ứng dụng tạo mã bằng mã đầu tiên của nó',
  access: signedIn(toChangeFactors),
  body: Type.Object({ ticket: Ticket, code: Text(40) }),
  answer: Type.Object({ addedAt: Instant() }),
  status: 201,
  problems: ['identity.totp-offer-over', 'identity.code-wrong', 'identity.totp-clock'],
});

export const removeTotp = operation({
  id: 'identity.remove-totp',
  method: 'DELETE',
  path: '/identity/totp',
  summary: 'Tắt ứng dụng tạo mã',
  access: signedIn(toChangeFactors),
  answer: Type.Object({ removed: Type.Boolean() }),
});

/** Ten codes, answered once. Earlier ones no longer work. */
export const makeRecoveryCodes = operation({
  id: 'identity.make-recovery-codes',
  method: 'POST',
  path: '/identity/recovery-codes',
  summary: 'Tạo bộ mã khôi phục mới',
  access: signedIn(toChangeFactors),
  answer: Type.Object({ codes: Type.Array(Type.String()) }),
  status: 201,
});

/** The browser of this session stands for the second step for thirty days. */
export const trustDevice = operation({
  id: 'identity.trust-device',
  method: 'POST',
  path: '/identity/trusted-devices',
  summary: 'Ghi nhớ thiết bị này là tin cậy',
  access: signedIn({ level: 2, maxAgeMinutes: 10 }),
  answer: Type.Object({ expiresAt: Instant() }),
  status: 201,
  problems: ['identity.no-device', 'identity.not-for-officers'],
});

export const forgetTrustedDevice = operation({
  id: 'identity.forget-trusted-device',
  method: 'DELETE',
  path: '/identity/trusted-devices/:deviceId',
  summary: 'Thôi tin cậy một thiết bị',
  access: signedIn(),
  params: Type.Object({ deviceId: Id() }),
  answer: Type.Object({ forgotten: Type.Boolean() }),
  problems: ['identity.device-not-found'],
});
