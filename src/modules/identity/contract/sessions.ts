import { Type } from 'typebox';
import { anyone, citizen, officer, signedIn } from '#platform/access.ts';
import { Id, Instant, operation } from '#platform/operation.ts';
import { verificationNames } from '../verification/kind.ts';

/** A browser as its owner recognises it: 'Chrome' on 'Android'. Neither for a program that keeps its token itself. */
const Device = {
  browser: Type.Optional(Type.String()),
  system: Type.Optional(Type.String()),
};

export const listSessions = operation({
  id: 'identity.list-sessions',
  method: 'GET',
  path: '/identity/sessions',
  summary: 'Các phiên đang đăng nhập của tôi',
  access: signedIn(),
  answer: Type.Object({
    sessions: Type.Array(
      Type.Object({
        id: Id(),
        current: Type.Boolean(),
        ...Device,
        source: Type.String({ description: 'Network address at the sign-in.' }),
        createdAt: Instant(),
        seenAt: Instant('Exact to ten minutes.'),
        expiresAt: Instant(),
        level: Type.Integer(),
        actingFor: Type.Boolean(),
      }),
    ),
  }),
});

export const endSession = operation({
  id: 'identity.end-session',
  method: 'DELETE',
  path: '/identity/sessions/:sessionId',
  summary: 'Kết thúc một phiên đăng nhập của tôi',
  access: signedIn(),
  params: Type.Object({ sessionId: Id() }),
  answer: Type.Object({ ended: Type.Boolean() }),
  problems: ['identity.session-not-found'],
});

export const endOtherSessions = operation({
  id: 'identity.end-other-sessions',
  method: 'DELETE',
  path: '/identity/sessions/others',
  summary: 'Kết thúc mọi phiên đăng nhập khác của tôi',
  access: signedIn(),
  answer: Type.Object({ ended: Type.Integer() }),
});

/** The newest first; `before` is the id of the last one seen. */
export const listSignIns = operation({
  id: 'identity.list-sign-ins',
  method: 'GET',
  path: '/identity/sign-ins',
  summary: 'Lịch sử đăng nhập của tôi',
  access: signedIn(),
  query: Type.Object({ before: Type.Optional(Id()) }),
  answer: Type.Object({
    signIns: Type.Array(
      Type.Object({
        id: Id(),
        at: Instant(),
        succeeded: Type.Boolean(),
        kind: Type.Enum([...verificationNames, 'upstream']),
        ...Device,
        source: Type.String(),
      }),
    ),
    more: Type.Boolean(),
  }),
});

/** Why the session whose cookie is shown has ended, where its owner should know; for the sign-in page. */
export const whyEnded = operation({
  id: 'identity.why-ended',
  method: 'GET',
  path: '/identity/sessions/current/end',
  summary: 'Vì sao phiên đăng nhập đã kết thúc',
  access: anyone(),
  answer: Type.Object({
    why: Type.Optional(
      Type.Enum([
        'other-device',
        'ended-from-list',
        'mandate-ended',
        'password-changed',
        'recovered',
        'locked',
        'closed',
      ]),
    ),
  }),
});

const actingFor = {
  mandateId: Id(),
  kind: Type.Enum(['person', 'organisation']),
  id: Id(),
  name: Type.String(),
  scope: Type.Array(Type.String()),
};
const ActingFor = Type.Object(actingFor);

/** For whom the person may act today, and for whom this session acts. */
export const listCapacities = operation({
  id: 'identity.list-capacities',
  method: 'GET',
  path: '/identity/sessions/current/capacities',
  summary: 'Những người và tổ chức mà tôi có thể thay mặt',
  access: citizen(),
  answer: Type.Object({
    current: Type.Optional(Id('Mandate of this session')),
    capacities: Type.Array(
      Type.Object({
        ...actingFor,
        relation: Type.Enum(['parent', 'guardian', 'authority', 'representative', 'staff']),
        validTo: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
});

/** From now on this session acts for somebody else, or for oneself again. */
export const actFor = operation({
  id: 'identity.act-for',
  method: 'POST',
  path: '/identity/sessions/current/capacity',
  summary: 'Chọn tư cách: cho mình hoặc thay mặt người khác',
  access: citizen(),
  body: Type.Object({ mandateId: Type.Union([Id(), Type.Null()]) }),
  answer: Type.Object({ actingFor: Type.Optional(ActingFor) }),
  problems: ['identity.mandate-not-standing'],
});

/** The posts that the officer holds today, and the one of this session. */
export const listMyPosts = operation({
  id: 'identity.list-my-posts',
  method: 'GET',
  path: '/identity/sessions/current/posts',
  summary: 'Những vị trí công tác tôi đang giữ và vị trí của phiên này',
  access: officer(),
  answer: Type.Object({
    current: Type.String({ description: 'Appointment of this session; empty where a program asks' }),
    posts: Type.Array(
      Type.Object({
        appointmentId: Id(),
        position: Type.String(),
        unit: Type.String(),
        agencyName: Type.String(),
      }),
    ),
  }),
});

/** From now on this session acts in another post, with the rights of that one only. */
export const changePost = operation({
  id: 'identity.change-post',
  method: 'POST',
  path: '/identity/sessions/current/post',
  summary: 'Đổi sang vị trí công tác khác mà tôi đang giữ, không cần đăng xuất',
  access: officer(),
  body: Type.Object({ appointmentId: Id() }),
  answer: Type.Object({ position: Type.String(), agencyName: Type.String(), rights: Type.Array(Type.String()) }),
  problems: ['identity.no-post'],
});
