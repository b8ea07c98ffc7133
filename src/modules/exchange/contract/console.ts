import { Type, type Static } from 'typebox';
import { officer } from '#platform/access.ts';
import { binary, DateOnly, Id, Instant, operation, Text } from '#platform/operation.ts';
import { transportStates } from '../delivery/transport.ts';

const State = Type.Enum([...transportStates]);
const AgencyName = Type.Object({ id: Id(), code: Type.String(), name: Type.String() });

/** Where copies wait for a person. */
export const stuckStates = ['held', 'failed', 'rejected', 'expired'] as const;
/** Where they wait for the platform or the recipient's system. */
export const waitingStates = ['queued', 'delivering'] as const;

/** Which copies are meant. Without a state, those that are stuck. */
export const ConsoleFilter = Type.Object({
  state: Type.Optional(Type.Enum(['held', 'failed', 'rejected', 'expired', 'queued', 'delivering'])),
  priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
  sender: Type.Optional(Type.String({ maxLength: 35, description: 'Mã cơ quan gửi' })),
  recipient: Type.Optional(Type.String({ maxLength: 35, description: 'Mã cơ quan nhận' })),
});
export type ConsoleFilter = Static<typeof ConsoleFilter>;

export const ConsoleCopy = Type.Object({
  deliveryId: Id(),
  consignmentId: Id(),
  kind: Type.Enum(['new', 'recall', 'update', 'replace']),
  priority: Type.Integer(),
  sender: AgencyName,
  recipient: AgencyName,
  transport: State,
  transportAt: Instant(),
  acceptedAt: Instant(),
  expiresAt: Instant(),
  attempts: Type.Integer(),
  /** The rule of the transport's table that brought it here, and the reason that was given. */
  rule: Type.String(),
  reason: Type.Optional(Type.String()),
  /** Why one that waits does not go: an earlier one of its conversation, the recipient's system, or only the queue. */
  waitsFor: Type.Optional(Type.Enum(['earlier', 'recipient', 'turn'])),
  /** The node at which a copy that is under way is, where that is another one. */
  atNode: Type.Optional(Type.String()),
  /** The node that took it over before its sender moved here; it is held or tried again there. */
  toldBy: Type.Optional(Type.String()),
  /** Only of what the own agency sends. */
  notation: Type.Optional(Type.String()),
  subject: Type.Optional(Type.String()),
  may: Type.Array(Type.Enum(['hold', 'release', 'try-again'])),
});

export const getFlows = operation({
  id: 'exchange.get-flows',
  method: 'GET',
  path: '/exchange/console/flows',
  summary: 'Dòng văn bản trên trục lúc này: đang chờ, mắc lại, theo độ khẩn và nơi nhận',
  description:
    'Of the own agency; with the right exchange.operate-node, of the whole node, without contents and subjects.',
  access: officer(),
  answer: Type.Object({
    scope: Type.Enum(['agency', 'node']),
    at: Instant(),
    /** The last hour by the minute, oldest first. Counted once a minute. */
    minutes: Type.Array(Type.Object({ at: Instant(), accepted: Type.Integer(), delivered: Type.Integer() })),
    now: Type.Array(Type.Object({ state: State, copies: Type.Integer() })),
    byPriority: Type.Array(Type.Object({ priority: Type.Integer(), copies: Type.Integer(), oldestAt: Instant() })),
    /** The twenty longest queues. */
    byRecipient: Type.Array(
      Type.Object({ recipient: AgencyName, copies: Type.Integer(), oldestAt: Instant(), highest: Type.Integer() }),
    ),
    oldestAt: Type.Optional(Instant()),
    /** Of those that are under way, the ones that are at another node. */
    atNodes: Type.Integer(),
    /** For the node's operators: the way to each other node. */
    byNode: Type.Array(
      Type.Object({
        node: Type.Object({ id: Type.String(), name: Type.String() }),
        waiting: Type.Integer({ description: 'Bản chờ sang nút này' }),
        oldestAt: Type.Optional(Instant()),
        there: Type.Integer({ description: 'Bản đang ở nút này' }),
        news: Type.Integer({ description: 'Tin báo chờ gửi về nút này' }),
        untold: Type.Integer({ description: 'Bản đã gửi của cơ quan chuyển sang nút này, chưa báo xong' }),
        failures: Type.Integer(),
        answeredAt: Type.Optional(Instant()),
        nextTryAt: Type.Optional(Instant()),
        why: Type.Optional(Type.String()),
      }),
    ),
    /** For the node's operators: seals of the evidence, and the directory of nodes. */
    health: Type.Optional(
      Type.Object({
        sealing: Type.Object({
          alarm: Type.Enum(['off', 'none', 'late', 'closed']),
          limitHours: Type.Number(),
          waiting: Type.Integer(),
          sealedAt: Type.Optional(Instant()),
          stampedAt: Type.Optional(Instant()),
          unsealedSince: Type.Optional(Instant()),
          unstampedSince: Type.Optional(Instant()),
        }),
        directory: Type.Optional(
          Type.Object({
            alarms: Type.Integer(),
            issuedAt: Type.Optional(Instant()),
            validUntil: Type.Optional(Instant()),
            heardAt: Type.Optional(Instant()),
          }),
        ),
      }),
    ),
    /** Steps that the statistics have yet to count. */
    uncounted: Type.Integer(),
  }),
});

export const listCopies = operation({
  id: 'exchange.list-copies',
  method: 'GET',
  path: '/exchange/console/deliveries',
  summary: 'Các bản văn bản đang mắc lại hoặc đang chờ, kèm lý do và quy tắc',
  access: officer(),
  query: Type.Object({
    ...ConsoleFilter.properties,
    after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}\\.[0-9a-f-]{36}$' })),
  }),
  answer: Type.Object({ copies: Type.Array(ConsoleCopy), next: Type.Optional(Type.String()) }),
  problems: ['exchange.unknown-agency'],
});

export const getPath = operation({
  id: 'exchange.get-path',
  method: 'GET',
  path: '/exchange/console/deliveries/:deliveryId',
  summary: 'Đường đi của một bản văn bản qua từng chặng',
  access: officer(),
  params: Type.Object({ deliveryId: Id() }),
  answer: Type.Object({
    ...ConsoleCopy.properties,
    business: Type.Optional(Type.String()),
    steps: Type.Array(
      Type.Object({
        at: Instant(),
        machine: Type.Enum(['transport', 'business']),
        from: Type.Optional(Type.String()),
        to: Type.String(),
        rule: Type.String(),
        /** A person, a program, or the platform itself. */
        by: Type.String(),
        /** The node that made the step, where it was another one; and who told of it, where that was a third. */
        node: Type.Optional(Type.String()),
        toldBy: Type.Optional(Type.String()),
        note: Type.Optional(Type.String()),
      }),
    ),
  }),
  problems: ['exchange.not-found'],
});

const SteeringState = Type.Object({
  steeringId: Id(),
  act: Type.Enum(['hold', 'release', 'try-again', 'go-on']),
  reason: Type.String(),
  askedAt: Instant(),
  total: Type.Integer(),
  moved: Type.Integer(),
  /** Those that had moved on by themselves before their turn. */
  passedOver: Type.Integer(),
  endedAt: Type.Optional(Instant()),
});

export const steerMany = operation({
  id: 'exchange.steer-many',
  method: 'POST',
  path: '/exchange/console/steerings',
  summary: 'Tạm giữ, cho chuyển tiếp hoặc thử lại tất cả các bản theo bộ lọc, có lý do',
  description:
    'Works through the copies in the background; get-steering tells how far it is. `go-on` releases what is held and tries again what has failed; what has expired or was refused is sent anew by its sender.',
  access: officer('exchange.operate'),
  body: Type.Object({
    id: Type.Optional(Id('Do bên gọi đặt: gửi lại là cùng một lần can thiệp')),
    act: Type.Enum(['hold', 'release', 'try-again', 'go-on']),
    filter: ConsoleFilter,
    reason: Text(500),
  }),
  answer: SteeringState,
  status: 202,
  problems: ['exchange.unknown-agency', 'exchange.nothing-to-steer', 'exchange.not-found'],
});

export const getSteering = operation({
  id: 'exchange.get-steering',
  method: 'GET',
  path: '/exchange/console/steerings/:steeringId',
  summary: 'Một lần can thiệp nhiều bản đã làm đến đâu',
  access: officer('exchange.operate'),
  params: Type.Object({ steeringId: Id() }),
  answer: SteeringState,
  problems: ['exchange.not-found'],
});

const Took = Type.Union([Type.Null(), Type.Object({ median: Type.Number(), p90: Type.Number() })]);

/** Figures of the documents handed over in a time, whatever the day on which the rest of their way happened. */
export const Figures = Type.Object({
  documents: Type.Integer(),
  copies: Type.Integer(),
  delivered: Type.Integer(),
  rejected: Type.Integer(),
  expired: Type.Integer(),
  failed: Type.Integer(),
  /** How many copies reached each code of Quyết định 28/2018/QĐ-TTg. */
  codes: Type.Object({
    '01': Type.Integer(),
    '02': Type.Integer(),
    '03': Type.Integer(),
    '04': Type.Integer(),
    '05': Type.Integer(),
    '06': Type.Integer(),
  }),
  /** Copies with a date to be answered by, and how many were finished by then and after. */
  withDue: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  asked: Type.Integer(),
  agreed: Type.Integer(),
  declined: Type.Integer(),
  takenBack: Type.Integer(),
  /** Minutes from handing over, read from classes that are a tenth wide. */
  minutesTo: Type.Object({ '01': Took, '03': Took, '06': Took }),
});
export type Figures = Static<typeof Figures>;

const StatisticsQuery = Type.Object({
  from: DateOnly('Ngày gửi, từ'),
  to: DateOnly('Ngày gửi, đến hết'),
  step: Type.Enum(['month', 'quarter', 'year']),
  side: Type.Enum(['sender', 'recipient']),
  agencyId: Type.Optional(Id('Cơ quan, cùng các cơ quan trực thuộc; mặc định là cơ quan của người xem')),
});
export type StatisticsQuery = Static<typeof StatisticsQuery>;

export const getStatistics = operation({
  id: 'exchange.get-statistics',
  method: 'GET',
  path: '/exchange/statistics',
  summary: 'Thống kê gửi, nhận văn bản điện tử theo cơ quan và kỳ',
  access: officer(),
  query: StatisticsQuery,
  answer: Type.Object({
    agency: Type.Optional(AgencyName),
    parent: Type.Optional(AgencyName),
    /** Everything that had happened by then is counted. Left out on a node that has never counted. */
    countedAt: Type.Optional(Instant()),
    /** Steps that have happened since and are yet to be counted; of the whole node. */
    uncounted: Type.Integer(),
    total: Figures,
    periods: Type.Array(Type.Object({ period: Type.String(), figures: Figures })),
    /** The agency by itself, then each one below it together with all under that. */
    agencies: Type.Array(
      Type.Object({ agency: AgencyName, itself: Type.Boolean(), below: Type.Integer(), figures: Figures }),
    ),
  }),
  problems: ['exchange.not-your-figures', 'exchange.time-backwards'],
});

export const exportStatistics = operation({
  id: 'exchange.export-statistics',
  method: 'GET',
  path: '/exchange/statistics/sheet',
  summary: 'Tải thống kê gửi, nhận văn bản điện tử dưới dạng bảng tính Excel',
  access: officer(),
  query: StatisticsQuery,
  answer: binary('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  problems: ['exchange.not-your-figures', 'exchange.time-backwards'],
  limits: { perMinute: 20 },
});
