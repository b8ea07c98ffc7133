import { Type } from 'typebox';
import { officer, officerOrProgram } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';

const Code = Type.String({ minLength: 3, maxLength: 35 });

/** What one can know of a recipient before anything is sent. */
export const getCapabilities = operation({
  id: 'exchange.get-capabilities',
  method: 'GET',
  path: '/exchange/capabilities/:code',
  summary: 'Xem một cơ quan có nhận được văn bản qua trục không, và nhận thế nào',
  access: officerOrProgram(),
  params: Type.Object({ code: Code }),
  answer: Type.Object({
    code: Type.String(),
    /** ended: see the successor. unknown: no agency has this code. */
    state: Type.Enum(['receives', 'ended', 'unknown']),
    name: Type.Optional(Type.String()),
    successor: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() })),
    /** here: in the pages of its node; pull and push: by a system of its own; held: not for the time being; elsewhere: at another node, which knows. */
    mode: Type.Optional(Type.Enum(['here', 'pull', 'push', 'held', 'elsewhere'])),
    node: Type.Optional(Type.Object({ nodeId: Type.String(), name: Type.Optional(Type.String()) })),
    largestFileBytes: Type.Optional(Type.Integer()),
    mostFiles: Type.Optional(Type.Integer()),
    /** false: its system takes the document alone. */
    attachments: Type.Optional(Type.Boolean()),
    /** false: it cannot open what the sender has encrypted. */
    encrypted: Type.Optional(Type.Boolean()),
    kinds: Type.Optional(Type.Array(Type.Enum(['new', 'recall', 'update', 'replace']))),
    /** By group and code, as 2.18. Left out: every type. */
    types: Type.Optional(Type.Array(Type.String())),
    /** The same in one sentence, for people. */
    says: Type.Object({ vi: Type.String(), en: Type.String() }),
  }),
});

const Group = Type.Object({
  groupId: Id(),
  name: Type.String(),
  version: Type.Integer(),
  members: Type.Integer(),
  changedAt: Instant(),
});

export const listGroups = operation({
  id: 'exchange.list-groups',
  method: 'GET',
  path: '/exchange/groups',
  summary: 'Xem các nhóm nơi nhận: của cơ quan, và nhóm có sẵn',
  access: officerOrProgram('exchange.send'),
  answer: Type.Object({
    groups: Type.Array(Group),
    /** Kept by nobody: they are what the directory of agencies says today. */
    house: Type.Array(Type.Object({ ref: Type.String(), name: Type.String(), members: Type.Integer() })),
  }),
});

export const saveGroup = operation({
  id: 'exchange.save-group',
  method: 'PUT',
  path: '/exchange/groups',
  summary: 'Lập hoặc sửa một nhóm nơi nhận của cơ quan',
  description: 'Each saving is a new version; earlier ones are kept, and what was sent to them names them.',
  access: officer('exchange.send'),
  body: Type.Object({
    name: Text(200),
    /** Of the version that was looked at; left out for a new group. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    codes: Type.Array(Code, { minItems: 1, maxItems: 10_000 }),
  }),
  answer: Group,
  problems: ['exchange.unknown-agency', 'exchange.agency-ended', 'exchange.twice-the-same', 'exchange.group-changed'],
});

export const getGroup = operation({
  id: 'exchange.get-group',
  method: 'GET',
  path: '/exchange/groups/:ref',
  summary: 'Xem những cơ quan trong một nhóm nơi nhận',
  access: officerOrProgram('exchange.send'),
  params: Type.Object({ ref: Text(100) }),
  answer: Type.Object({
    ref: Type.String(),
    name: Type.String(),
    version: Type.Optional(Type.Integer()),
    members: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  }),
  problems: ['exchange.group-unknown'],
});
