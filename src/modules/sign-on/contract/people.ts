import { Type } from 'typebox';
import { citizen } from '#platform/access.ts';
import { Id, Instant, operation, Words } from '#platform/operation.ts';
import { ClientId } from './client-shapes.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

// — What a person allowed —

export const listMyClients = operation({
  id: 'sign-on.list-my-clients',
  method: 'GET',
  path: '/sign-on/my-clients',
  summary: 'Các ứng dụng tôi đã đăng nhập hoặc cho phép, và dữ liệu mỗi ứng dụng đã nhận',
  access: citizen(),
  answer: Type.Object({
    clients: Type.Array(
      Type.Object({
        clientId: ClientId,
        name: Words,
        about: Words,
        agencyName: Type.String(),
        allowed: Type.Boolean({ description: 'Consent stands' }),
        lasting: Type.Boolean({ description: 'May read again for 30 days without the person' }),
        items: Type.Array(
          Type.Object({ what: Words, why: Type.String(), may: Type.Boolean(), received: Type.Boolean() }),
        ),
        inTheNameOf: Type.Array(Type.String()),
        givenAt: Nullable(Instant()),
        lastAt: Nullable(Instant('To the day')),
        dataAt: Nullable(Instant('To the day')),
      }),
    ),
  }),
});

export const withdrawConsent = operation({
  id: 'sign-on.withdraw-consent',
  method: 'POST',
  path: '/sign-on/my-clients/:clientId/withdrawal',
  summary: 'Thôi cho phép một ứng dụng',
  access: citizen(),
  params: Type.Object({ clientId: ClientId }),
  answer: Type.Object({}),
  problems: ['sign-on.nothing-allowed'],
});

// — Approval on a second device —

export const listMyApprovals = operation({
  id: 'sign-on.list-my-approvals',
  method: 'GET',
  path: '/sign-on/my-approvals',
  summary: 'Các yêu cầu đăng nhập đang chờ tôi xác nhận',
  access: citizen(),
  answer: Type.Object({
    /** For the live topic sign-on.approvals:<accountId>. */
    accountId: Id(),
    approvals: Type.Array(
      Type.Object({
        id: Id(),
        name: Words,
        agencyName: Type.String(),
        purpose: Words,
        mode: Type.Union([Type.Literal('test'), Type.Literal('live')]),
        message: Nullable(Type.String({ description: 'Shown on the other device too: to be compared' })),
        items: Type.Array(Type.Object({ what: Words, why: Type.Optional(Type.String()) })),
        level: Type.Integer(),
        madeAt: Instant(),
        expiresAt: Instant(),
      }),
    ),
  }),
});

export const decideApproval = operation({
  id: 'sign-on.decide-approval',
  method: 'POST',
  path: '/sign-on/my-approvals/:approvalId/decision',
  summary: 'Đồng ý hoặc từ chối một yêu cầu đăng nhập từ thiết bị khác',
  description: 'To agree wants a proof of the last five minutes at the level that was asked for; to refuse wants none.',
  access: citizen(),
  params: Type.Object({ approvalId: Id() }),
  body: Type.Object({ allow: Type.Boolean() }, { additionalProperties: false }),
  answer: Type.Object({ allowed: Type.Boolean() }),
  problems: ['sign-on.no-such-approval'],
});
