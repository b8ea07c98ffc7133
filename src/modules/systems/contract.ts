import { Type, type Static } from 'typebox';
import { anyone, officer, officerOrProgram, toSign } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { programRights } from './access.ts';

const Code = Type.String({ minLength: 3, maxLength: 35 });
const Agency = Type.Object({ id: Id(), code: Type.String(), name: Type.String() });
const State = Type.Enum(['active', 'suspended', 'ended']);

/** What an officer fills in. */
const Facts = Type.Object({
  name: Text(200),
  about: Type.Optional(Text(2000)),
  contactName: Text(200),
  contactEmail: Type.String({ format: 'email', maxLength: 254 }),
  rights: Type.Array(Type.Enum([...programRights]), { maxItems: programRights.length, uniqueItems: true }),
  /** Codes of agencies below the own one in whose name it may speak as well. */
  speaksFor: Type.Array(Code, { maxItems: 1000, uniqueItems: true }),
});
export type SystemFacts = Static<typeof Facts>;

export const SystemLine = Type.Object({
  systemId: Id(),
  name: Type.String(),
  agency: Agency,
  state: State,
  rights: Type.Array(Type.String()),
  keysInForce: Type.Integer(),
  hasSecret: Type.Boolean(),
  lastSeen: Type.Optional(Type.Object({ at: Instant(), by: Type.Enum(['key', 'secret']) })),
});

const Key = Type.Object({
  keyId: Id(),
  keyid: Type.String({ description: 'As it stands in the signature: sys:<keyId>' }),
  label: Type.String(),
  thumbprint: Type.String({ description: 'SHA-256 of the SubjectPublicKeyInfo, hex' }),
  addedAt: Instant(),
  endsAt: Type.Optional(Instant()),
  inForce: Type.Boolean(),
});

const oneSystem = Type.Object({ systemId: Id() });

export const registerSystem = operation({
  id: 'systems.register-system',
  method: 'POST',
  path: '/systems',
  summary: 'Đăng ký một hệ thống của cơ quan',
  access: officer('systems.manage', toSign),
  body: Facts,
  answer: Type.Object({ systemId: Id() }),
  status: 201,
  problems: ['systems.unknown-agency', 'systems.not-below'],
});

export const listSystems = operation({
  id: 'systems.list-systems',
  method: 'GET',
  path: '/systems',
  summary: 'Xem các hệ thống của cơ quan, và hệ thống của cơ quan khác được thay mặt cơ quan',
  access: officer('systems.manage'),
  answer: Type.Object({ systems: Type.Array(SystemLine), speakForUs: Type.Array(SystemLine) }),
});

export const getSystem = operation({
  id: 'systems.get-system',
  method: 'GET',
  path: '/systems/:systemId',
  summary: 'Xem một hệ thống, khóa và những gì đã thay đổi',
  access: officer('systems.manage'),
  params: oneSystem,
  answer: Type.Object({
    ...SystemLine.properties,
    about: Type.String(),
    contactName: Type.String(),
    contactEmail: Type.String(),
    speaksFor: Type.Array(Agency),
    stateWhy: Type.Optional(Type.String()),
    secretAt: Type.Optional(Instant()),
    keys: Type.Array(Key),
    changes: Type.Array(
      Type.Object({
        at: Instant(),
        by: Type.String(),
        kind: Type.String(),
        data: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    version: Type.Integer(),
  }),
  problems: ['systems.not-found'],
});

export const changeSystem = operation({
  id: 'systems.change-system',
  method: 'PUT',
  path: '/systems/:systemId',
  summary: 'Sửa thông tin và quyền của một hệ thống',
  access: officer('systems.manage', toSign),
  params: oneSystem,
  body: Type.Object({ ...Facts.properties, version: Type.Integer({ minimum: 1 }) }),
  answer: Type.Object({ version: Type.Integer() }),
  problems: [
    'systems.not-found',
    'systems.ended',
    'systems.changed-meanwhile',
    'systems.unknown-agency',
    'systems.not-below',
  ],
});

export const setSystemState = operation({
  id: 'systems.set-state',
  method: 'POST',
  path: '/systems/:systemId/states',
  summary: 'Tạm dừng, cho chạy lại, hoặc ngừng hẳn một hệ thống',
  access: officer('systems.manage', toSign),
  params: oneSystem,
  body: Type.Object({ state: State, why: Type.Optional(Text(500)) }),
  answer: Type.Object({ state: State }),
  problems: ['systems.not-found', 'systems.ended', 'systems.why-missing'],
});

export const addKey = operation({
  id: 'systems.add-key',
  method: 'POST',
  path: '/systems/:systemId/keys',
  summary: 'Thêm một khóa công khai P-256',
  description: 'The keys before it stay in force until they are ended: a program changes over without a pause.',
  access: officer('systems.manage', toSign),
  params: oneSystem,
  body: Type.Object({ label: Text(100), publicKey: Text(4000) }),
  answer: Key,
  status: 201,
  problems: [
    'systems.not-found',
    'systems.ended',
    'systems.key-unreadable',
    'systems.key-private',
    'systems.key-not-p256',
    'systems.key-known',
    'systems.too-many-keys',
  ],
});

export const endKey = operation({
  id: 'systems.end-key',
  method: 'POST',
  path: '/systems/:systemId/keys/:keyId/ending',
  summary: 'Ngừng một khóa, ngay hoặc sau một thời gian',
  access: officer('systems.manage', toSign),
  params: Type.Object({ systemId: Id(), keyId: Id() }),
  body: Type.Object({ afterHours: Type.Integer({ minimum: 0, maximum: 2160 }) }),
  answer: Type.Object({ endsAt: Instant() }),
  problems: ['systems.not-found'],
});

export const renewSecret = operation({
  id: 'systems.renew-secret',
  method: 'POST',
  path: '/systems/:systemId/secret',
  summary: 'Cấp mã bí mật mới cho phần mềm của trục cũ; mã chỉ hiện một lần',
  description: 'For clients of the older axis, which cannot sign. The earlier secret stops at once.',
  access: officer('systems.manage', toSign),
  params: oneSystem,
  answer: Type.Object({ secret: Type.String() }),
  status: 201,
  problems: ['systems.not-found', 'systems.ended'],
});

export const dropSecret = operation({
  id: 'systems.drop-secret',
  method: 'DELETE',
  path: '/systems/:systemId/secret',
  summary: 'Bỏ mã bí mật của một hệ thống',
  access: officer('systems.manage', toSign),
  params: oneSystem,
  answer: Type.Object({ dropped: Type.Boolean() }),
  problems: ['systems.not-found', 'systems.ended'],
});

export const whoAmI = operation({
  id: 'systems.who-am-i',
  method: 'GET',
  path: '/systems/self',
  summary: 'Thử kết nối: hệ thống này là ai, thay mặt ai, được làm gì',
  access: officerOrProgram(),
  answer: Type.Object({
    systemId: Type.Optional(Id()),
    name: Type.String(),
    agency: Agency,
    rights: Type.Array(Type.String()),
    now: Instant('The time of the node'),
  }),
});

export const checkSignature = operation({
  id: 'systems.check-signature',
  method: 'POST',
  path: '/systems/signature-checks',
  summary: 'Kiểm thử chữ ký: phần nào của một yêu cầu đã ký chưa đúng',
  description:
    'Describe a signed request as it was or would be sent. Nothing is carried out and no nonce is used up. The answer names the first thing that is wrong, the time here, the address that must be signed, and the text that this node would have verified.',
  access: anyone(),
  body: Type.Object({
    method: Type.String({ pattern: '^[A-Z]{3,7}$' }),
    /** From the root: /api/exchange/consignments */
    path: Type.String({ pattern: '^/api/', maxLength: 2000 }),
    headers: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 8000 }), { maxProperties: 50 }),
    /** Base64. */
    body: Type.Optional(Type.String({ maxLength: 100_000 })),
  }),
  answer: Type.Object({
    holds: Type.Boolean(),
    wrong: Type.Optional(
      Type.Object({
        code: Type.String(),
        part: Type.Optional(Type.String()),
        vi: Type.String(),
        en: Type.String(),
      }),
    ),
    now: Instant(),
    targetUri: Type.String(),
    digestOfBody: Type.Optional(Type.String()),
    signatureBase: Type.Optional(Type.String()),
  }),
  limits: { perMinute: 60, bodyBytes: 256 * 1024 },
});
