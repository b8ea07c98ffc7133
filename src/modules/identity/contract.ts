import { Type } from 'typebox';
import { anyone, signedIn, type AssuranceLevel } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { verificationNames, type VerificationName } from './verification/kind.ts';

const Me = Type.Object({
  kind: Type.Enum(['citizen', 'officer']),
  accountId: Id(),
  name: Type.String(),
  position: Type.Optional(Type.String()),
  agencyId: Type.Optional(Id()),
  agencyName: Type.Optional(Type.String()),
  rights: Type.Optional(Type.Array(Type.String())),
});

/**
 * What somebody gives to prove who they are: `kind` and the members of that kind, e.g. { kind: 'password', password } or
 * { kind: 'sms-code', code }. The kinds are a map (verification/kinds.ts), each with the shape that it checks.
 */
const GivenProof = Type.Unsafe<{ kind: VerificationName; [member: string]: unknown }>(
  Type.Object({ kind: Type.Enum([...verificationNames]) }, { additionalProperties: true, maxProperties: 12 }),
);

/** A way to go on that this account has; `hint` is masked ('••• ••• 412'). */
const Offer = Type.Object({ kind: Type.Enum([...verificationNames]), hint: Type.Optional(Type.String()) });

const Send = Type.Optional(
  Type.Boolean({ description: 'Where the next step is a code, send it now instead of waiting to be asked.' }),
);

const Level = Type.Unsafe<AssuranceLevel>(Type.Integer({ minimum: 1, maximum: 4 }));

const DeviceToken = Type.Optional(
  Type.String({ description: 'For the device cookie of a browser that had none; only where `browser` was said.' }),
);

const SignInOutcome = Type.Union([
  Type.Object({
    outcome: Type.Literal('signed-in'),
    token: Type.String(),
    expiresAt: Instant(),
    me: Me,
    deviceToken: DeviceToken,
  }),
  Type.Object({
    outcome: Type.Literal('more'),
    flow: Type.String({ description: 'The sign-in under way, sealed; good for ten minutes.' }),
    offers: Type.Array(Offer),
    sent: Type.Optional(Type.Enum([...verificationNames], { description: 'This code is under way.' })),
    deviceToken: DeviceToken,
  }),
]);

const signInProblems = [
  'identity.wrong-credentials',
  'identity.wrong-proof',
  'identity.too-many-attempts',
  'identity.kind-unknown',
  'identity.flow-over',
  'identity.which-post',
  'identity.no-post',
  'identity.no-second-factor',
  'identity.busy',
];

/** A citizen is named by the personal number, an officer by the post; a passkey may say by itself whose it is. */
export const signIn = operation({
  id: 'identity.sign-in',
  method: 'POST',
  path: '/identity/sessions',
  summary: 'Đăng nhập',
  description:
    'Begins a sign-in. With a right proof that is enough the session starts; where another is needed, or none was given, the answer says which ones the account has. Programs keep the token; a browser says so and gets a session for itself alone.',
  access: anyone(),
  body: Type.Object({
    /** 12 digits; spaces and dots are taken off. */
    personalId: Type.Optional(Text(40)),
    officerId: Type.Optional(Id()),
    /** Which post of the officer; needed where there are several today. */
    appointmentId: Type.Optional(Id()),
    proof: Type.Optional(GivenProof),
    /** The assurance level wanted; as much of it is asked for as the account can give. */
    level: Type.Optional(Level),
    /** The session will be kept in a cookie of this browser. */
    browser: Type.Optional(Type.Boolean()),
    send: Send,
  }),
  answer: SignInOutcome,
  status: 201,
  problems: ['identity.who-missing', 'identity.number-shape', ...signInProblems],
  limits: { perMinute: 300, bodyBytes: 64 * 1024 },
});

export const continueSignIn = operation({
  id: 'identity.continue-sign-in',
  method: 'POST',
  path: '/identity/sessions/next',
  summary: 'Tiếp tục đăng nhập với một bước xác nhận nữa',
  access: anyone(),
  body: Type.Object({ flow: Text(8000), proof: GivenProof, send: Send }),
  answer: SignInOutcome,
  status: 201,
  problems: signInProblems,
  limits: { perMinute: 300, bodyBytes: 64 * 1024 },
});

/** For the sign-in under way when `flow` is given, else for one more proof in the session of the call. */
export const prepareProof = operation({
  id: 'identity.prepare-proof',
  method: 'POST',
  path: '/identity/proofs/preparation',
  summary: 'Gửi mã hoặc chuẩn bị khóa đăng nhập',
  access: anyone(),
  body: Type.Object({ flow: Type.Optional(Text(8000)), kind: Type.Enum([...verificationNames]) }),
  answer: Type.Object({ prepared: Type.Record(Type.String(), Type.Unknown()) }),
  problems: ['identity.flow-over', 'identity.kind-unknown', 'identity.too-many-attempts'],
  limits: { perMinute: 60 },
});

/** How a sign-in under way may go on, for the page of its next step. */
export const viewFlow = operation({
  id: 'identity.view-flow',
  method: 'POST',
  path: '/identity/sessions/flow',
  summary: 'Các cách để tiếp tục lần đăng nhập này',
  access: anyone(),
  body: Type.Object({ flow: Text(8000) }),
  answer: Type.Object({
    first: Type.Boolean({ description: 'Nothing has been proved yet: the offers are the same for everybody.' }),
    kind: Type.Enum(['citizen', 'officer']),
    offers: Type.Array(Offer),
  }),
  problems: ['identity.flow-over'],
  limits: { perMinute: 300 },
});

/** With what this session would reach a level, and how sure it is now: for the page that asks for one more proof. */
export const listOffers = operation({
  id: 'identity.list-offers',
  method: 'GET',
  path: '/identity/sessions/current/offers',
  summary: 'Các cách xác nhận mà tài khoản đang có',
  access: signedIn(),
  query: Type.Object({
    level: Type.Optional(Level),
    /** 'new-password': those with which a forgotten password is replaced. */
    for: Type.Optional(Type.Enum(['new-password'])),
  }),
  answer: Type.Object({
    level: Level,
    provedAt: Type.String(),
    methods: Type.Array(Type.String()),
    offers: Type.Array(Offer),
  }),
});

/** Adds a proof to the session of the call. */
export const stepUp = operation({
  id: 'identity.step-up',
  method: 'POST',
  path: '/identity/sessions/current/proofs',
  summary: 'Xác nhận thêm một bước trong phiên đang mở',
  access: signedIn(),
  body: Type.Object({ proof: GivenProof }),
  answer: Type.Object({ level: Level, provedAt: Instant(), methods: Type.Array(Type.String()) }),
  problems: ['identity.wrong-proof', 'identity.too-many-attempts', 'identity.kind-unknown', 'identity.busy'],
  limits: { perMinute: 60, bodyBytes: 64 * 1024 },
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
export * from './contract/sessions.ts';
export * from './contract/factors.ts';
export * from './contract/support.ts';
export * from './contract/sign-up.ts';
