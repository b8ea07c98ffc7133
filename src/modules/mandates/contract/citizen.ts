import { Type } from 'typebox';
import { citizen } from '#platform/access.ts';
import { DateOnly, Id, operation, Text } from '#platform/operation.ts';
import { FullName, MandateView, OrganisationView, PersonalNumber, Scope, UseView } from './shapes.ts';

const MandateParams = Type.Object({ mandateId: Id() });

/** Both sides: whom I may act for, and who may act for me. Looking also finds the reader's own children in the birth acts. */
export const listMyMandates = operation({
  id: 'mandates.list-mine',
  method: 'GET',
  path: '/mandates/mine',
  summary: 'Tôi được làm thay ai, và ai được làm thay tôi',
  access: citizen(),
  answer: Type.Object({
    asAgent: Type.Array(MandateView),
    asPrincipal: Type.Array(MandateView),
    organisations: Type.Array(
      Type.Object(
        { organisation: OrganisationView, staff: Type.Array(MandateView) },
        {
          description: 'Those that the reader represents',
        },
      ),
    ),
  }),
});

export const getMyMandate = operation({
  id: 'mandates.get-mine',
  method: 'GET',
  path: '/mandates/mine/:mandateId',
  summary: 'Xem một việc đại diện hoặc ủy quyền của tôi',
  access: citizen(),
  params: MandateParams,
  answer: Type.Object({
    mandate: MandateView,
    part: Type.Enum(['principal', 'agent', 'representative']),
    mayEnd: Type.Boolean(),
    mayAccept: Type.Boolean(),
    uses: Type.Array(UseView),
  }),
  problems: ['mandates.not-found'],
});

/** What others did in the reader's name, the latest first. */
export const listUses = operation({
  id: 'mandates.list-uses',
  method: 'GET',
  path: '/mandates/uses',
  summary: 'Những việc đã làm thay tôi',
  access: citizen(),
  query: Type.Object({ after: Type.Optional(Id()) }),
  answer: Type.Object({ uses: Type.Array(UseView), next: Type.Union([Id(), Type.Null()]) }),
});

export const getGivingRules = operation({
  id: 'mandates.get-giving-rules',
  method: 'GET',
  path: '/mandates/giving-rules',
  summary: 'Điều kiện khi ủy quyền',
  access: citizen(),
  answer: Type.Object({ latest: DateOnly('The latest last day of an authority given today') }),
});

/** Two factors: a stolen password alone must not let a stranger in for years. The number and the name must belong to one person. */
export const giveAuthority = operation({
  id: 'mandates.give-authority',
  method: 'POST',
  path: '/mandates/authorities',
  summary: 'Ủy quyền cho người khác làm thay tôi',
  access: citizen({ level: 2 }),
  body: Type.Object(
    {
      agentPersonalId: PersonalNumber,
      agentFullName: FullName,
      scope: Scope,
      validFrom: Type.Optional(DateOnly()),
      validTo: DateOnly(),
    },
    { additionalProperties: false },
  ),
  answer: MandateView,
  status: 201,
  problems: [
    'mandates.only-oneself',
    'mandates.person-not-matched',
    'mandates.for-oneself',
    'mandates.scope-not-valid',
    'mandates.term-not-valid',
    'mandates.dates-not-valid',
    'mandates.already-stands',
    'mandates.too-young',
  ],
  limits: { perMinute: 10 },
});

export const acceptAuthority = operation({
  id: 'mandates.accept-authority',
  method: 'POST',
  path: '/mandates/mine/:mandateId/acceptance',
  summary: 'Nhận làm thay theo ủy quyền',
  access: citizen(),
  params: MandateParams,
  answer: MandateView,
  problems: ['mandates.not-found', 'mandates.only-oneself', 'mandates.not-waiting', 'mandates.too-young'],
});

/** By the principal, by the agent (who gives it back, or does not take it on), or by the representative for staff. */
export const endMandate = operation({
  id: 'mandates.end-mandate',
  method: 'POST',
  path: '/mandates/mine/:mandateId/end',
  summary: 'Chấm dứt ủy quyền',
  access: citizen(),
  params: MandateParams,
  body: Type.Object({ why: Type.Optional(Text(500)) }, { additionalProperties: false }),
  answer: MandateView,
  problems: [
    'mandates.not-found',
    'mandates.only-oneself',
    'mandates.already-ended',
    'mandates.ends-by-law-only',
    'mandates.text-not-valid',
  ],
});

/** The legal representative gives part of what they may do to somebody who works for the organisation. */
export const delegateStaff = operation({
  id: 'mandates.delegate-staff',
  method: 'POST',
  path: '/mandates/organisations/:organisationId/staff',
  summary: 'Giao nhân viên làm thủ tục thay tổ chức',
  access: citizen({ level: 2 }),
  params: Type.Object({ organisationId: Id() }),
  body: Type.Object(
    { agentPersonalId: PersonalNumber, agentFullName: FullName, scope: Scope, validTo: DateOnly() },
    { additionalProperties: false },
  ),
  answer: MandateView,
  status: 201,
  problems: [
    'mandates.only-oneself',
    'mandates.not-representative',
    'mandates.person-not-matched',
    'mandates.for-oneself',
    'mandates.scope-not-valid',
    'mandates.wider-than-own',
    'mandates.term-not-valid',
    'mandates.already-stands',
  ],
  limits: { perMinute: 10 },
});
