import { Type } from 'typebox';
import { anyone, citizen } from '#platform/access.ts';
import { DateOnly, Id, Instant, operation, Text } from '#platform/operation.ts';

/** What was answered so far, sealed; good for three quarters of an hour. */
const Ticket = Type.Object({ ticket: Type.String() });
const ticket = Text(8000);
const Started = Type.Object({ token: Type.String(), expiresAt: Instant(), accountId: Id(), name: Type.String() });
const perMinute = 60;

export const beginSignUp = operation({
  id: 'identity.begin-sign-up',
  method: 'POST',
  path: '/identity/sign-ups',
  summary: 'Mở tài khoản: số định danh cá nhân',
  access: anyone(),
  body: Type.Object({ personalId: Text(20) }),
  answer: Ticket,
  problems: ['identity.number-shape'],
  limits: { perMinute },
});

export const readSignUp = operation({
  id: 'identity.read-sign-up',
  method: 'POST',
  path: '/identity/sign-ups/state',
  summary: 'Mở tài khoản: những gì đã trả lời',
  access: anyone(),
  body: Type.Object({ ticket }),
  answer: Type.Object({
    personalId: Type.String(),
    fullName: Type.Optional(Type.String()),
    birthDate: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    next: Type.Enum(['details', 'card', 'phone', 'code', 'password']),
  }),
  problems: ['identity.form-over'],
  limits: { perMinute: 300 },
});

export const matchSignUp = operation({
  id: 'identity.match-sign-up',
  method: 'POST',
  path: '/identity/sign-ups/details',
  summary: 'Mở tài khoản: họ tên và ngày sinh, đối chiếu với cơ sở dữ liệu dân cư',
  access: anyone(),
  body: Type.Object({ ticket, fullName: Text(200), birthDate: DateOnly() }),
  answer: Ticket,
  problems: ['identity.form-over', 'identity.sign-up-refused', 'identity.too-many-attempts'],
  limits: { perMinute },
});

export const showSignUpCard = operation({
  id: 'identity.show-sign-up-card',
  method: 'POST',
  path: '/identity/sign-ups/card',
  summary: 'Mở tài khoản: nội dung mã QR hoặc ba dòng ở mặt sau thẻ căn cước, không bắt buộc',
  access: anyone(),
  body: Type.Object({ ticket, text: Type.String({ maxLength: 1000 }) }),
  answer: Ticket,
  problems: ['identity.form-over', 'identity.step-missing', 'identity.card-unreadable', 'identity.card-differs'],
  limits: { perMinute },
});

export const sendSignUpCode = operation({
  id: 'identity.send-sign-up-code',
  method: 'POST',
  path: '/identity/sign-ups/phone',
  summary: 'Mở tài khoản: gửi mã đến số điện thoại',
  access: anyone(),
  body: Type.Object({ ticket, phone: Text(30) }),
  answer: Ticket,
  problems: [
    'identity.form-over',
    'identity.step-missing',
    'identity.wrong-phone',
    'identity.no-channel',
    'identity.too-many-codes',
  ],
  limits: { perMinute: 20 },
});

export const confirmSignUpPhone = operation({
  id: 'identity.confirm-sign-up-phone',
  method: 'POST',
  path: '/identity/sign-ups/phone/confirmation',
  summary: 'Mở tài khoản: nhập mã đã nhận',
  access: anyone(),
  body: Type.Object({ ticket, code: Text(40) }),
  answer: Ticket,
  problems: ['identity.form-over', 'identity.step-missing', 'identity.code-wrong'],
  limits: { perMinute },
});

export const openOwnAccount = operation({
  id: 'identity.open-own-account',
  method: 'POST',
  path: '/identity/sign-ups/account',
  summary: 'Mở tài khoản: đặt mật khẩu và vào',
  access: anyone(),
  body: Type.Object({ ticket, password: Text(400) }),
  answer: Started,
  status: 201,
  problems: [
    'identity.form-over',
    'identity.step-missing',
    'identity.password-weak',
    'identity.sign-up-refused',
    'identity.busy',
  ],
  limits: { perMinute: 30 },
});

export const checkCounterCode = operation({
  id: 'identity.check-counter-code',
  method: 'POST',
  path: '/identity/counter-codes',
  summary: 'Nhập mã trên giấy nhận tại quầy',
  access: anyone(),
  body: Type.Object({ personalId: Text(20), code: Text(40) }),
  answer: Ticket,
  problems: ['identity.number-shape', 'identity.code-over', 'identity.too-many-attempts'],
  limits: { perMinute: 30 },
});

export const setFirstPassword = operation({
  id: 'identity.set-first-password',
  method: 'POST',
  path: '/identity/counter-codes/password',
  summary: 'Tự đặt mật khẩu bằng mã trên giấy, và vào',
  access: anyone(),
  body: Type.Object({ ticket, password: Text(400) }),
  answer: Started,
  status: 201,
  problems: ['identity.form-over', 'identity.password-weak', 'identity.code-over', 'identity.busy'],
  limits: { perMinute: 30 },
});

/** The password was given a moment ago: closing is not done by whoever finds a phone unlocked. */
export const closeMyAccount = operation({
  id: 'identity.close-my-account',
  method: 'POST',
  path: '/identity/my-account/closing',
  summary: 'Đóng tài khoản của tôi',
  access: citizen({ level: 1, maxAgeMinutes: 10 }),
  body: Type.Object({ understood: Type.Literal(true) }),
  answer: Type.Object({ closed: Type.Boolean() }),
});
