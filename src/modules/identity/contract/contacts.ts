import { Type } from 'typebox';
import { anyone, signedIn, type Demand } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';

/**
 * Before anything is changed that the account is entered with. Where the account has a second factor, the operations ask for two
 * (see change-demand.ts): a password that was looked at over a shoulder does not take the phone away.
 */
export const toChangeFactors: Demand = { level: 1, maxAgeMinutes: 10 };

export const Contact = Type.Object({
  id: Id(),
  kind: Type.Enum(['phone', 'email']),
  hint: Type.String({ description: 'Chỉ vài ký tự cuối; phần còn lại được che.' }),
  addedAt: Instant(),
  /** Absent: the code that was sent there has not been entered yet. */
  verifiedAt: Type.Optional(Instant()),
});

export const listContacts = operation({
  id: 'identity.list-contacts',
  method: 'GET',
  path: '/identity/contacts',
  summary: 'Xem số điện thoại và địa chỉ thư điện tử của tài khoản mình',
  access: signedIn(),
  answer: Type.Object({ contacts: Type.Array(Contact), channels: Type.Array(Type.Enum(['phone', 'email'])) }),
});

/** Sends a code there; the contact is used once the code has been entered. */
export const addContact = operation({
  id: 'identity.add-contact',
  method: 'POST',
  path: '/identity/contacts',
  summary: 'Thêm số điện thoại hoặc địa chỉ thư điện tử',
  access: signedIn(toChangeFactors),
  body: Type.Object({ kind: Type.Enum(['phone', 'email']), value: Text(254) }),
  answer: Type.Object({ contactId: Id(), hint: Type.String(), codeExpiresAt: Instant() }),
  status: 201,
  problems: [
    'identity.wrong-phone',
    'identity.wrong-email',
    'identity.contact-known',
    'identity.too-many-contacts',
    'identity.no-channel',
    'identity.too-many-codes',
  ],
  limits: { perMinute: 20 },
});

export const confirmContact = operation({
  id: 'identity.confirm-contact',
  method: 'POST',
  path: '/identity/contacts/:contactId/confirmation',
  summary: 'Nhập mã đã nhận để xác nhận số điện thoại hoặc địa chỉ thư điện tử',
  access: signedIn(),
  params: Type.Object({ contactId: Id() }),
  body: Type.Object({ code: Text(40) }),
  answer: Contact,
  problems: ['identity.contact-not-found', 'identity.code-wrong'],
  limits: { perMinute: 300 },
});

export const removeContact = operation({
  id: 'identity.remove-contact',
  method: 'DELETE',
  path: '/identity/contacts/:contactId',
  summary: 'Gỡ số điện thoại hoặc địa chỉ thư điện tử',
  access: signedIn(toChangeFactors),
  params: Type.Object({ contactId: Id() }),
  answer: Type.Object({ removed: Type.Boolean() }),
  problems: ['identity.contact-not-found'],
});

/** Only in the demo world: what would have gone out by SMS and e-mail. Elsewhere there is no such thing. */
export const listDemoMessages = operation({
  id: 'identity.list-demo-messages',
  method: 'GET',
  path: '/identity/demo-messages',
  summary: 'Tin nhắn của thế giới thử nghiệm',
  access: anyone(),
  answer: Type.Object({
    messages: Type.Array(
      Type.Object({
        id: Id(),
        at: Instant(),
        channel: Type.Enum(['sms', 'email']),
        /** With all but the end hidden. */
        to: Type.String(),
        subject: Type.Optional(Type.String()),
        text: Type.String(),
      }),
    ),
  }),
});
