import { Type } from 'typebox';
import { citizen, officer, toSign } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';

/** What support officers may do at all; giving somebody an account, or taking one away, is signed for. */
const support = officer('identity.support');
const supportSigned = officer('identity.support', toSign);

const Case = Type.Object({ caseId: Id() });
const Card = {
  /** Text of the QR code on the front of the identity card. */
  qr: Text(1000),
  /** The three machine-readable lines on its back. */
  mrz: Text(300),
};
const CARD_PROBLEMS = ['identity.card-unreadable', 'identity.card-differs', 'identity.person-died'];
const CASE_PROBLEMS = ['identity.case-over', 'identity.own-account'];
const HOW = ['register-match', 'in-person', 'upstream', 'appointment', 'world'];
const LOST = ['password', 'phone', 'everything'];

const Recovery = Type.Object({
  id: Id(),
  lost: Type.Array(Type.Enum(LOST)),
  requestedAt: Instant(),
  expiresAt: Instant(),
});

/** A code on paper. Shown once; only its hash is kept. */
const PrintedCode = Type.Object({ code: Type.String(), expiresAt: Instant() });

export const openSupportCase = operation({
  id: 'identity.open-support-case',
  // POST although it looks something up: the number must not stand in a URL, and the looking up itself is recorded.
  method: 'POST',
  path: '/identity/support-cases',
  summary: 'Tìm tài khoản theo số định danh để hỗ trợ, có ghi rõ mục đích',
  access: support,
  body: Type.Object({ personalId: Text(20), purpose: Text(300, { minLength: 10 }) }),
  answer: Type.Object({ caseId: Id(), found: Type.Boolean() }),
  status: 201,
  problems: ['identity.number-shape', 'identity.own-account'],
  limits: { perMinute: 30 },
});

export const readSupportCase = operation({
  id: 'identity.read-support-case',
  method: 'GET',
  path: '/identity/support-cases/:caseId',
  summary: 'Xem thẻ tài khoản trong một lượt hỗ trợ',
  access: support,
  params: Case,
  answer: Type.Object({
    purpose: Type.String(),
    expiresAt: Instant(),
    account: Type.Optional(
      Type.Object({
        id: Id(),
        name: Type.String(),
        level: Type.Integer(),
        openedAt: Instant(),
        stopped: Type.Optional(
          Type.Object({ how: Type.Enum(['locked', 'closed']), why: Type.String(), at: Instant() }),
        ),
        proofings: Type.Array(Type.Object({ how: Type.Enum(HOW), level: Type.Integer(), at: Instant() })),
        ways: Type.Array(Type.Object({ kind: Type.String(), hint: Type.Optional(Type.String()) })),
        signIns: Type.Array(Type.Object({ at: Instant(), succeeded: Type.Boolean() })),
        openSessions: Type.Integer(),
        codeUntil: Type.Optional(Instant()),
        recovery: Type.Optional(Recovery),
      }),
    ),
  }),
  problems: CASE_PROBLEMS,
});

export const proveInPerson = operation({
  id: 'identity.prove-in-person',
  method: 'POST',
  path: '/identity/support-cases/:caseId/proofing',
  summary: 'Xác minh trực tiếp bằng thẻ căn cước, nâng tài khoản lên mức 2',
  access: supportSigned,
  params: Case,
  body: Type.Object(Card),
  answer: Type.Object({ level: Type.Integer(), was: Type.Integer() }),
  problems: [...CASE_PROBLEMS, ...CARD_PROBLEMS, 'identity.no-account', 'identity.account-stopped'],
  limits: { perMinute: 30 },
});

export const openAtCounter = operation({
  id: 'identity.open-at-counter',
  method: 'POST',
  path: '/identity/support-cases/:caseId/account',
  summary: 'Mở tài khoản tại quầy cho người có mặt và mang thẻ căn cước',
  access: supportSigned,
  params: Case,
  body: Type.Object(Card),
  answer: PrintedCode,
  status: 201,
  problems: [...CASE_PROBLEMS, ...CARD_PROBLEMS, 'identity.has-account'],
  limits: { perMinute: 30 },
});

/** For somebody who still has the password or a passkey; who has lost everything needs a recovery. */
export const replacePhone = operation({
  id: 'identity.replace-phone',
  method: 'POST',
  path: '/identity/support-cases/:caseId/phone',
  summary: 'Thay số điện thoại nhận mã cho người có mặt và mang thẻ căn cước',
  access: supportSigned,
  params: Case,
  body: Type.Object({ ...Card, phone: Text(30) }),
  answer: Type.Object({ hint: Type.String({ description: 'Chỉ vài ký tự cuối; phần còn lại được che.' }) }),
  problems: [
    ...CASE_PROBLEMS,
    ...CARD_PROBLEMS,
    'identity.no-account',
    'identity.account-stopped',
    'identity.recovery-needed',
    'identity.contact-known',
    'identity.wrong-phone',
    'identity.no-channel',
  ],
  limits: { perMinute: 30 },
});

export const lockAccount = operation({
  id: 'identity.lock-account',
  method: 'POST',
  path: '/identity/support-cases/:caseId/lock',
  summary: 'Khóa tài khoản, có lý do',
  access: supportSigned,
  params: Case,
  body: Type.Object({ reason: Text(300, { minLength: 10 }) }),
  answer: Type.Object({ sessionsEnded: Type.Integer() }),
  problems: [...CASE_PROBLEMS, 'identity.no-account', 'identity.account-stopped'],
});

export const unlockAccount = operation({
  id: 'identity.unlock-account',
  method: 'POST',
  path: '/identity/support-cases/:caseId/unlock',
  summary: 'Mở khóa tài khoản, có lý do',
  access: supportSigned,
  params: Case,
  body: Type.Object({ reason: Text(300, { minLength: 10 }) }),
  answer: Type.Object({ unlocked: Type.Boolean() }),
  problems: [...CASE_PROBLEMS, 'identity.no-account', 'identity.not-locked'],
});

export const requestRecovery = operation({
  id: 'identity.request-recovery',
  method: 'POST',
  path: '/identity/support-cases/:caseId/recovery',
  summary: 'Đề nghị khôi phục tài khoản cho người đã mất cách đăng nhập',
  access: supportSigned,
  params: Case,
  body: Type.Object({ ...Card, lost: Type.Array(Type.Enum(LOST), { minItems: 1, maxItems: 3, uniqueItems: true }) }),
  answer: Recovery,
  status: 201,
  problems: [
    ...CASE_PROBLEMS,
    ...CARD_PROBLEMS,
    'identity.no-account',
    'identity.account-stopped',
    'identity.recovery-waiting',
  ],
  limits: { perMinute: 30 },
});

export const listRecoveries = operation({
  id: 'identity.list-recoveries',
  method: 'GET',
  path: '/identity/recoveries',
  summary: 'Các đề nghị khôi phục đang chờ người thứ hai của cơ quan mình',
  access: support,
  answer: Type.Object({
    recoveries: Type.Array(
      Type.Object({
        ...Recovery.properties,
        name: Type.String(),
        purpose: Type.String(),
        requestedBy: Type.String(),
        /** The reader asked for it, or it is the reader's own account: somebody else has to decide. */
        mine: Type.Boolean(),
      }),
    ),
  }),
});

export const approveRecovery = operation({
  id: 'identity.approve-recovery',
  method: 'POST',
  path: '/identity/recoveries/:recoveryId/approval',
  summary: 'Người thứ hai đồng ý khôi phục tài khoản; in mã trao tận tay',
  access: supportSigned,
  params: Type.Object({ recoveryId: Id() }),
  answer: PrintedCode,
  problems: ['identity.recovery-gone', 'identity.same-officer', 'identity.account-stopped'],
});

export const refuseRecovery = operation({
  id: 'identity.refuse-recovery',
  method: 'POST',
  path: '/identity/recoveries/:recoveryId/refusal',
  summary: 'Không đồng ý khôi phục tài khoản, có lý do',
  access: support,
  params: Type.Object({ recoveryId: Id() }),
  body: Type.Object({ reason: Text(300, { minLength: 10 }) }),
  answer: Type.Object({ refused: Type.Boolean() }),
  problems: ['identity.recovery-gone'],
});

export const findMyRecovery = operation({
  id: 'identity.find-my-recovery',
  method: 'GET',
  path: '/identity/my-recovery',
  summary: 'Có ai đang xin khôi phục tài khoản của tôi không',
  access: citizen(),
  answer: Type.Object({
    recovery: Type.Optional(
      Type.Object({ ...Recovery.properties, agencyName: Type.String(), cancelled: Type.Boolean() }),
    ),
  }),
});

export const cancelRecovery = operation({
  id: 'identity.cancel-recovery',
  method: 'POST',
  path: '/identity/my-recovery/cancellation',
  summary: 'Hủy đề nghị khôi phục tài khoản của tôi',
  access: citizen(),
  answer: Type.Object({ cancelled: Type.Boolean() }),
  problems: ['identity.recovery-gone'],
});
