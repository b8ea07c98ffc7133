import { Type, type Static } from 'typebox';
import { officer, toSign } from '#platform/access.ts';
import { Id, Instant, operation, Text } from '#platform/operation.ts';
import { alarmKinds } from './copy/alarms.ts';

const NodeId = Type.String({ pattern: '^[a-z][a-z0-9-]{2,39}$' });
const Nothing = Type.Object({});
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const right = 'nodes.manage';

const SelfShape = Type.Object({
  nodeId: NodeId,
  name: Type.String(),
  url: Type.String(),
  role: Type.Enum(['alone', 'registrar', 'member']),
  /** SHA-256 of the public key in use, 64 hexadecimal digits. */
  fingerprint: Type.String(),
  /** Of the key that signs the directory; on the registrar only. */
  registrarFingerprint: Nullable(Type.String()),
});

const CopyShape = Type.Object({
  serial: Type.Integer(),
  issuedAt: Instant(),
  validUntil: Instant(),
  cameFrom: Type.String(),
  takenAt: Instant(),
  usableUntil: Instant('The end with the grace after it'),
});

const NodeLineShape = Type.Object({
  id: NodeId,
  name: Type.String(),
  url: Type.String(),
  agencies: Type.Integer(),
  keys: Type.Array(
    Type.Object({ keyId: Type.String(), fingerprint: Type.String(), from: Instant(), until: Nullable(Instant()) }),
  ),
});

const JoiningShape = Type.Object({
  id: Id(),
  nodeId: NodeId,
  name: Type.String(),
  url: Type.String(),
  /** All but the end, which is typed as the other side reads it out. */
  fingerprintBeginning: Type.String(),
  askedAt: Instant(),
  /** The node is known already, and comes with another key. */
  replaces: Type.Boolean(),
});

export const viewFederation = operation({
  id: 'nodes.view-federation',
  method: 'GET',
  path: '/nodes',
  summary: 'Danh bạ các nút như nút này đang biết, và tình trạng của nó',
  access: officer(right),
  answer: Type.Object({
    self: SelfShape,
    copy: Nullable(CopyShape),
    refreshing: Type.Object({
      triedAt: Nullable(Instant()),
      heardAt: Nullable(Instant()),
      nextAt: Nullable(Instant()),
      failures: Type.Integer(),
      refused: Nullable(Type.String()),
      /** Nodes with which no secure connection comes about, and why. */
      untrusted: Type.Array(Type.Object({ node: Type.String(), code: Type.String() })),
    }),
    alarms: Type.Array(Type.Enum([...alarmKinds])),
    nodes: Type.Array(NodeLineShape),
    joining: Type.Array(JoiningShape),
  }),
});
export type FederationView = Static<(typeof viewFederation)['answer']>;

export const listHomes = operation({
  id: 'nodes.list-homes',
  method: 'GET',
  path: '/nodes/homes',
  summary: 'Các cơ quan trong danh bạ và nút của từng cơ quan',
  access: officer(right),
  query: Type.Object({
    q: Type.Optional(Text(100)),
    nodeId: Type.Optional(NodeId),
    after: Type.Optional(Type.String({ maxLength: 35 })),
  }),
  answer: Type.Object({
    homes: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        nodeId: NodeId,
        since: Instant(),
        before: Type.Array(Type.Object({ nodeId: NodeId, since: Instant(), until: Instant() })),
      }),
    ),
    next: Nullable(Type.String()),
  }),
});

export const refreshDirectory = operation({
  id: 'nodes.refresh-directory',
  method: 'POST',
  path: '/nodes/refresh',
  summary: 'Làm mới danh bạ các nút ngay',
  access: officer(right),
  answer: Type.Object({ outcome: Type.String() }),
  problems: ['nodes.stands-alone'],
  limits: { perMinute: 10 },
});

export const askToJoin = operation({
  id: 'nodes.ask-to-join',
  method: 'POST',
  path: '/nodes/join',
  summary: 'Xin cho nút này vào danh bạ',
  access: officer(right, toSign),
  answer: Type.Object({ state: Type.Enum(['waiting', 'admitted', 'refused']), fingerprint: Type.String() }),
  problems: ['nodes.stands-alone', 'nodes.node-away', 'nodes.plain-http', 'nodes.redirected'],
  limits: { perMinute: 5 },
});

export const admitNode = operation({
  id: 'nodes.admit-node',
  method: 'POST',
  path: '/nodes/joining/:joiningId/admit',
  summary: 'Kết nạp một nút, sau khi đã so dấu vân tay khóa với bên kia',
  access: officer(right, toSign),
  params: Type.Object({ joiningId: Id() }),
  body: Type.Object({ fingerprintEnding: Text(80) }),
  answer: Nothing,
  problems: ['nodes.not-the-registrar', 'nodes.joining-gone', 'nodes.fingerprint-differs'],
});

export const refuseNode = operation({
  id: 'nodes.refuse-node',
  method: 'POST',
  path: '/nodes/joining/:joiningId/refuse',
  summary: 'Từ chối một nút xin vào danh bạ',
  access: officer(right, toSign),
  params: Type.Object({ joiningId: Id() }),
  answer: Nothing,
  problems: ['nodes.not-the-registrar', 'nodes.joining-gone'],
});

export const removeNode = operation({
  id: 'nodes.remove-node',
  method: 'POST',
  path: '/nodes/:nodeId/remove',
  summary: 'Đưa một nút không còn cơ quan nào ra khỏi danh bạ',
  access: officer(right, toSign),
  params: Type.Object({ nodeId: NodeId }),
  answer: Nothing,
  problems: ['nodes.not-the-registrar', 'nodes.unknown-node', 'nodes.node-has-agencies'],
});

export const moveAgency = operation({
  id: 'nodes.move-agency',
  method: 'POST',
  path: '/nodes/move-agency',
  summary: 'Đặt hoặc chuyển nút của một cơ quan',
  access: officer(right, toSign),
  body: Type.Object({ agencyCode: Text(35), nodeId: NodeId }),
  answer: Nothing,
  problems: ['nodes.not-the-registrar', 'nodes.unknown-agency', 'nodes.unknown-node', 'nodes.already-there'],
});

export const rotateKey = operation({
  id: 'nodes.rotate-key',
  method: 'POST',
  path: '/nodes/rotate-key',
  summary: 'Đổi khóa của nút này',
  access: officer(right, toSign),
  body: Type.Object({
    /** The present key may be in other hands: it ends now, without overlap. */
    atOnce: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({ keyId: Type.String() }),
  problems: ['nodes.stands-alone', 'nodes.not-joined', 'nodes.node-away'],
  limits: { perMinute: 5 },
});

export const rotateRegistrarKey = operation({
  id: 'nodes.rotate-registrar-key',
  method: 'POST',
  path: '/nodes/rotate-registrar-key',
  summary: 'Đổi khóa ký danh bạ; khóa kế tiếp đã được công bố từ trước',
  access: officer(right, toSign),
  answer: Type.Object({ fingerprint: Type.String() }),
  problems: ['nodes.not-the-registrar'],
  limits: { perMinute: 5 },
});
