import { Type, type Static } from 'typebox';
import { signedIn } from '#platform/access.ts';
import { Id, Instant, operation, Words } from '#platform/operation.ts';

/** One message in a person's inbox. */
export const Notice = Type.Object({
  id: Id(),
  subject: Words,
  body: Words,
  link: Type.Optional(Type.String({ description: 'Đường dẫn trong hệ thống này.' })),
  at: Instant(),
  readAt: Type.Optional(Instant('Lúc mở xem lần đầu.')),
});
export type Notice = Static<typeof Notice>;

export const Inbox = Type.Object({
  notices: Type.Array(Notice),
  unread: Type.Integer(),
  next: Type.Optional(Id('Truyền vào `before` để xem các thông báo cũ hơn.')),
});
export type Inbox = Static<typeof Inbox>;

/** Where mail goes; `state` says why it may not. */
export const MailAddress = Type.Object({
  email: Type.Optional(Type.String()),
  state: Type.Union([
    Type.Literal('not-available', { description: 'Hệ thống này không gửi thư.' }),
    Type.Literal('none'),
    Type.Literal('waiting', { description: 'Đã gửi thư xác nhận, chưa bấm xác nhận.' }),
    Type.Literal('confirmed'),
    Type.Literal('refused', { description: 'Máy chủ thư báo địa chỉ không tồn tại.' }),
  ]),
});
export type MailAddress = Static<typeof MailAddress>;

export const listInbox = operation({
  id: 'notices.list-inbox',
  method: 'GET',
  path: '/notices',
  summary: 'Xem các thông báo của mình, mới nhất trước',
  access: signedIn(),
  query: Type.Object({ before: Type.Optional(Id()) }),
  answer: Inbox,
});

export const countUnread = operation({
  id: 'notices.count-unread',
  method: 'GET',
  path: '/notices/unread',
  summary: 'Đếm thông báo chưa xem',
  access: signedIn(),
  answer: Type.Object({ unread: Type.Integer() }),
});

export const getNotice = operation({
  id: 'notices.get-notice',
  method: 'GET',
  path: '/notices/:noticeId',
  summary: 'Xem một thông báo',
  access: signedIn(),
  params: Type.Object({ noticeId: Id() }),
  answer: Notice,
  problems: ['notices.not-found'],
});

/** Without ids: all of them. Ids of others are passed over in silence. */
export const markRead = operation({
  id: 'notices.mark-read',
  method: 'POST',
  path: '/notices/read',
  summary: 'Đánh dấu đã xem',
  access: signedIn(),
  body: Type.Object({ ids: Type.Optional(Type.Array(Id(), { maxItems: 100 })) }),
  answer: Type.Object({ unread: Type.Integer() }),
});

export const getMailAddress = operation({
  id: 'notices.get-mail-address',
  method: 'GET',
  path: '/notices/mail-address',
  summary: 'Xem địa chỉ thư điện tử nhận thông báo',
  access: signedIn(),
  answer: MailAddress,
});

export const setMailAddress = operation({
  id: 'notices.set-mail-address',
  method: 'PUT',
  path: '/notices/mail-address',
  summary: 'Đăng ký nhận thông báo qua thư điện tử',
  access: signedIn(),
  body: Type.Object({ email: Type.String({ maxLength: 254 }) }),
  answer: MailAddress,
  problems: ['notices.no-mail-here', 'notices.wrong-email', 'notices.too-many-confirmations'],
  limits: { perMinute: 20 },
});

export const removeMailAddress = operation({
  id: 'notices.remove-mail-address',
  method: 'DELETE',
  path: '/notices/mail-address',
  summary: 'Thôi nhận thông báo qua thư điện tử',
  access: signedIn(),
  answer: MailAddress,
});

export const confirmMailAddress = operation({
  id: 'notices.confirm-mail-address',
  method: 'POST',
  path: '/notices/mail-address/confirmation',
  summary: 'Xác nhận địa chỉ thư điện tử',
  access: signedIn(),
  body: Type.Object({ code: Type.String({ maxLength: 100 }) }),
  answer: MailAddress,
  problems: ['notices.wrong-code'],
  limits: { perMinute: 20 },
});
