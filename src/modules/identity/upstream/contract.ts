import { Type } from 'typebox';
import { anyone } from '#platform/access.ts';
import { Instant, operation, Text } from '#platform/operation.ts';

/** For the button on the sign-in page. Answers at once, whether or not the other provider does. */
export const describeUpstream = operation({
  id: 'identity.describe-upstream',
  method: 'GET',
  path: '/identity/upstream',
  summary: 'Hệ thống đăng nhập khác đã nối với cổng này',
  access: anyone(),
  answer: Type.Object({
    upstream: Type.Optional(Type.Object({ name: Type.String(), state: Type.Enum(['up', 'down']) })),
  }),
});

/** Where to send the browser, and what it must bring back. */
export const startUpstream = operation({
  id: 'identity.start-upstream',
  method: 'POST',
  path: '/identity/upstream/flows',
  summary: 'Bắt đầu đăng nhập qua hệ thống khác',
  access: anyone(),
  body: Type.Object({
    /** A path of this site to come back to. */
    back: Type.Optional(Text(2000)),
  }),
  answer: Type.Object({ address: Type.String(), flow: Type.String(), expiresAt: Instant() }),
  status: 201,
  problems: ['identity.upstream-off', 'identity.upstream-unavailable'],
  limits: { perMinute: 120 },
});

/** The other provider's answer, as it came to the return page, with what the browser kept since the start. */
export const finishUpstream = operation({
  id: 'identity.finish-upstream',
  method: 'POST',
  path: '/identity/upstream/sessions',
  summary: 'Đăng nhập bằng câu trả lời của hệ thống khác',
  access: anyone(),
  body: Type.Object({
    /** The query of the return page: code, state, iss, or error. */
    answer: Text(4000),
    flow: Text(8000),
    /** The caller is a browser that will keep the session in a cookie: the session is then for this browser only. */
    browser: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({
    token: Type.String(),
    expiresAt: Instant(),
    back: Type.Optional(Type.String()),
    deviceToken: Type.Optional(
      Type.String({ description: 'For the device cookie of a browser that had none; only where `browser` was said.' }),
    ),
    /** This sign-in opened the account. */
    opened: Type.Boolean(),
  }),
  status: 201,
  problems: [
    'identity.upstream-off',
    'identity.upstream-unavailable',
    'identity.upstream-refused',
    'identity.upstream-flow-over',
    'identity.upstream-answer-wrong',
    'identity.upstream-level-low',
    'identity.upstream-not-enough',
    'identity.upstream-unknown',
    'identity.upstream-differs',
    'identity.upstream-stopped',
    'identity.upstream-mixed',
  ],
  limits: { perMinute: 120 },
});
