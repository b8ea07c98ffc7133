import { Type } from 'typebox';
import { anyone, signedIn } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';

const Me = Type.Object({
  kind: Type.Enum(['citizen', 'officer']),
  accountId: Id(),
  name: Type.String(),
  position: Type.Optional(Type.String()),
  agencyId: Type.Optional(Id()),
  agencyName: Type.Optional(Type.String()),
  rights: Type.Optional(Type.Array(Type.String())),
});

/** A citizen proves the personal number, an officer the post; both with the code they were given. */
export const signIn = operation({
  id: 'identity.sign-in',
  method: 'POST',
  path: '/identity/sessions',
  summary: 'Đăng nhập',
  access: anyone(),
  body: Type.Object({
    /** 12 digits; spaces and dots are taken off. */
    personalId: Type.Optional(Text(20)),
    officerId: Type.Optional(Id()),
    /** Which post of the officer; needed where there are several today. */
    appointmentId: Type.Optional(Id()),
    code: Text(100),
  }),
  answer: Type.Object({ token: Type.String(), expiresAt: Instant(), me: Me }),
  status: 201,
  problems: [
    'identity.wrong-credentials',
    'identity.too-many-attempts',
    'identity.who-missing',
    'identity.which-post',
    'identity.no-post',
  ],
  limits: { perMinute: 300 },
});

export const signOut = operation({
  id: 'identity.sign-out',
  method: 'DELETE',
  path: '/identity/sessions/current',
  summary: 'Đăng xuất',
  access: signedIn(),
  answer: Type.Object({ ended: Type.Boolean() }),
});

export const whoAmI = operation({
  id: 'identity.who-am-i',
  method: 'GET',
  path: '/identity/me',
  summary: 'Tôi đang đăng nhập với tên ai',
  access: signedIn(),
  answer: Me,
});

/** Only in the demo world: who can be signed in as. Elsewhere the lists are empty. */
export const listDemoPeople = operation({
  id: 'identity.list-demo-people',
  method: 'GET',
  path: '/identity/demo-people',
  summary: 'Những người của thế giới thử nghiệm',
  access: anyone(),
  answer: Type.Object({
    citizens: Type.Array(Type.Object({ name: Type.String(), personalId: Type.String(), about: Type.String() })),
  }),
});

/** The officers of an agency who may sign in, for choosing oneself from a list; agencies first when none is named. */
export const listSignInPosts = operation({
  id: 'identity.list-sign-in-posts',
  method: 'GET',
  path: '/identity/posts',
  summary: 'Cơ quan và vị trí công tác để đăng nhập',
  access: anyone(),
  query: Type.Object({ agencyId: Type.Optional(Id()) }),
  answer: Type.Object({
    agencies: Type.Array(Type.Object({ id: Id(), name: Type.String() })),
    officers: Type.Array(Type.Object({ id: Id(), name: Type.String(), position: Type.String(), appointmentId: Id() })),
  }),
});

export * from './contract/contacts.ts';
