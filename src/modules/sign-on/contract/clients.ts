import { Type } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { Id, operation, Text } from '#platform/operation.ts';
import {
  AuthMethodShape,
  ClientFacts,
  ClientId,
  ClientKindShape,
  ClientPage,
  ClientRow,
  PublicKeys,
} from './client-shapes.ts';

/*
 * The register of clients. Whoever holds `sign-on.clients` keeps those of the own agency; whoever holds `sign-on.approve` decides
 * about them: at a national body about all, elsewhere about those of the own agency. The gate asks for either, access.ts for the rest.
 */

const Which = Type.Object({ clientId: ClientId });
const unseen = ['sign-on.no-such-client'];
const Done = Type.Object({ client: ClientPage });
const Why = Type.String({ minLength: 5, maxLength: 500 });

export const listClients = operation({
  id: 'sign-on.list-clients',
  method: 'GET',
  path: '/sign-on/clients',
  summary: 'Các ứng dụng dùng đăng nhập chung của cơ quan mình, hoặc đang chờ mình phê duyệt',
  access: officer(),
  query: Type.Object({
    of: Type.Optional(Type.Union([Type.Literal('own'), Type.Literal('waiting'), Type.Literal('all')])),
    after: Type.Optional(ClientId),
  }),
  answer: Type.Object({
    clients: Type.Array(ClientRow),
    next: Type.Union([ClientId, Type.Null()]),
    waiting: Type.Integer({ description: 'How many wait for a decision that the caller may take' }),
    may: Type.Object({ register: Type.Boolean(), oversee: Type.Boolean(), all: Type.Boolean() }),
  }),
});

export const registerClient = operation({
  id: 'sign-on.register-client',
  method: 'POST',
  path: '/sign-on/clients',
  summary: 'Đăng ký một ứng dụng dùng đăng nhập chung (chạy thử)',
  description: 'A new client is in test mode. The secret, where it has one, stands in this answer and never again.',
  access: officer('sign-on.clients'),
  body: Type.Object(
    {
      ...ClientFacts.properties,
      kind: ClientKindShape,
      authMethod: AuthMethodShape,
      keys: Type.Optional(PublicKeys.properties.keys),
      sharesSubject: Type.Boolean(),
      dpopBound: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ client: ClientPage, secret: Type.Union([Type.String(), Type.Null()]) }),
  status: 201,
  problems: ['sign-on.facts-incorrect', 'sign-on.keys-incorrect', 'sign-on.too-many-clients'],
  limits: { perMinute: 30 },
});

export const getClient = operation({
  id: 'sign-on.get-client',
  method: 'GET',
  path: '/sign-on/clients/:clientId',
  summary: 'Xem một ứng dụng: cài đặt, khóa, người thử, lịch sử thay đổi',
  access: officer(),
  params: Which,
  answer: ClientPage,
  problems: unseen,
});

export const updateClient = operation({
  id: 'sign-on.update-client',
  method: 'PATCH',
  path: '/sign-on/clients/:clientId',
  summary: 'Sửa thông tin của một ứng dụng',
  description:
    'In test mode it takes effect at once. Of a live client it waits for a second officer (decide-proposal).',
  access: officer('sign-on.clients'),
  params: Which,
  body: Type.Object({ version: Type.Integer(), changes: Type.Partial(ClientFacts) }, { additionalProperties: false }),
  answer: Done,
  problems: [...unseen, 'sign-on.facts-incorrect', 'sign-on.client-changed', 'sign-on.client-suspended'],
});

export const rotateSecret = operation({
  id: 'sign-on.rotate-secret',
  method: 'POST',
  path: '/sign-on/clients/:clientId/secret',
  summary: 'Cấp khóa bí mật mới cho một ứng dụng',
  description: 'The secret stands in this answer and never again. The one before stops at once.',
  access: officer('sign-on.clients', toSign),
  params: Which,
  answer: Type.Object({ client: ClientPage, secret: Type.String() }),
  problems: [...unseen, 'sign-on.no-secret-here', 'sign-on.client-suspended'],
  limits: { perMinute: 10 },
});

export const setKeys = operation({
  id: 'sign-on.set-keys',
  method: 'PUT',
  path: '/sign-on/clients/:clientId/keys',
  summary: 'Đặt các khóa công khai của một ứng dụng',
  description:
    'A JWK Set of public keys (ES256 or PS256/RS256 of 2048 bits and more), each with its kid. Private parts are refused.',
  access: officer('sign-on.clients', toSign),
  params: Which,
  body: PublicKeys,
  answer: Done,
  problems: [...unseen, 'sign-on.keys-incorrect', 'sign-on.no-keys-here', 'sign-on.client-suspended'],
});

export const putLive = operation({
  id: 'sign-on.put-live',
  method: 'POST',
  path: '/sign-on/clients/:clientId/live',
  summary: 'Đề nghị đưa ứng dụng vào hoạt động chính thức',
  description: 'Takes effect when a second officer agrees (decide-proposal).',
  access: officer('sign-on.clients'),
  params: Which,
  answer: Done,
  problems: [...unseen, 'sign-on.already-live', 'sign-on.not-ready-for-live', 'sign-on.client-suspended'],
});

export const decideProposal = operation({
  id: 'sign-on.decide-proposal',
  method: 'POST',
  path: '/sign-on/clients/:clientId/decision',
  summary: 'Đồng ý hoặc không đồng ý với đề nghị về một ứng dụng',
  access: officer('sign-on.approve', toSign),
  params: Which,
  body: Type.Object(
    { version: Type.Integer(), agrees: Type.Boolean(), reason: Type.Optional(Type.String({ maxLength: 500 })) },
    { additionalProperties: false },
  ),
  answer: Done,
  problems: [
    ...unseen,
    'sign-on.nothing-proposed',
    'sign-on.not-your-own-proposal',
    'sign-on.client-changed',
    'sign-on.reason-needed',
    'sign-on.not-ready-for-live',
    'sign-on.client-suspended',
  ],
});

export const withdrawProposal = operation({
  id: 'sign-on.withdraw-proposal',
  method: 'DELETE',
  path: '/sign-on/clients/:clientId/proposal',
  summary: 'Rút đề nghị đang chờ phê duyệt',
  access: officer('sign-on.clients'),
  params: Which,
  answer: Done,
  problems: [...unseen, 'sign-on.nothing-proposed'],
});

export const suspendClient = operation({
  id: 'sign-on.suspend-client',
  method: 'POST',
  path: '/sign-on/clients/:clientId/suspension',
  summary: 'Tạm dừng một ứng dụng',
  description: 'Nobody signs in through it from then on, and its tokens stop.',
  access: officer(undefined, toSign),
  params: Which,
  body: Type.Object({ reason: Why }, { additionalProperties: false }),
  answer: Done,
  problems: [...unseen, 'sign-on.client-suspended'],
});

export const resumeClient = operation({
  id: 'sign-on.resume-client',
  method: 'DELETE',
  path: '/sign-on/clients/:clientId/suspension',
  summary: 'Cho một ứng dụng hoạt động trở lại',
  access: officer(undefined, toSign),
  params: Which,
  answer: Done,
  problems: [...unseen, 'sign-on.not-suspended', 'sign-on.resumed-by-approver'],
});

export const listTesters = operation({
  id: 'sign-on.list-testers',
  method: 'GET',
  path: '/sign-on/clients/:clientId/testers',
  summary: 'Những người được đăng nhập khi ứng dụng còn chạy thử',
  access: officer(),
  params: Which,
  answer: Type.Pick(ClientPage, ['testers']),
  problems: unseen,
});

export const addTester = operation({
  id: 'sign-on.add-tester',
  method: 'POST',
  path: '/sign-on/clients/:clientId/testers',
  summary: 'Thêm người thử, theo số định danh cá nhân và họ tên',
  description: 'The person is told. A POST, so that the number stands in no address.',
  access: officer('sign-on.clients'),
  params: Which,
  body: Type.Object(
    { personalNumber: Type.String({ maxLength: 20 }), fullName: Text(100) },
    { additionalProperties: false },
  ),
  answer: Done,
  problems: [...unseen, 'sign-on.no-such-tester', 'sign-on.too-many-testers', 'sign-on.already-live'],
  limits: { perMinute: 20 },
});

export const removeTester = operation({
  id: 'sign-on.remove-tester',
  method: 'DELETE',
  path: '/sign-on/clients/:clientId/testers/:accountId',
  summary: 'Bỏ một người thử',
  access: officer('sign-on.clients'),
  params: Type.Object({ clientId: ClientId, accountId: Id() }),
  answer: Done,
  problems: [...unseen, 'sign-on.no-such-tester'],
});
