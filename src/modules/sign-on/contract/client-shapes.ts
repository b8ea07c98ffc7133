import { Type, type Static } from 'typebox';
import { Id, Instant, Text } from '#platform/operation.ts';
import { dataItemNames } from '../data-items.ts';

export const ClientId = Type.String({
  pattern: '^[A-Za-z0-9_-]{4,64}$',
  description: 'The client_id of the protocol',
});

export const ClientKindShape = Type.Union([
  Type.Literal('web', { description: 'Chạy trên máy chủ và giữ được khóa' }),
  Type.Literal('native', { description: 'Chạy trên máy của người dân, không giữ được khóa' }),
]);

export const AuthMethodShape = Type.Union([
  Type.Literal('private_key_jwt'),
  Type.Literal('client_secret_basic'),
  Type.Literal('none'),
]);

const Address = Type.String({ maxLength: 400 });

export const DataNeed = Type.Object({
  item: Type.String({ enum: dataItemNames }),
  reason: Type.String({
    minLength: 5,
    maxLength: 300,
    description: 'Vì sao cần; người dân đọc câu này khi được hỏi ý kiến',
  }),
});

/** What an agency's administrator writes down of a client. */
export const ClientFacts = Type.Object({
  nameVi: Text(100),
  nameEn: Text(100),
  aboutVi: Text(500, { description: 'Hệ thống này làm gì, dành cho ai' }),
  aboutEn: Text(500),
  purposeVi: Text(300, { description: 'Dùng dữ liệu vào việc gì; người dân đọc câu này khi được hỏi ý kiến' }),
  purposeEn: Text(300),
  legalBasis: Text(300, { description: 'Căn cứ pháp lý' }),
  data: Type.Array(DataNeed, { maxItems: dataItemNames.length }),
  contactName: Text(100),
  contactEmail: Type.String({ format: 'email', maxLength: 254 }),
  contactPhone: Text(30),
  redirectUris: Type.Array(Address, { minItems: 1, maxItems: 10, uniqueItems: true }),
  postLogoutRedirectUris: Type.Array(Address, { maxItems: 10, uniqueItems: true }),
  backchannelLogoutUri: Type.Union([Address, Type.Null()]),
  leastLevel: Type.Integer({ minimum: 1, maximum: 4 }),
  actingFor: Type.Boolean({ description: 'Nhận cả người đăng nhập thay cho con, người được giám hộ, doanh nghiệp' }),
  secondDevice: Type.Boolean({ description: 'Được xin xác nhận trên thiết bị khác (CIBA)' }),
});
export type ClientFacts = Static<typeof ClientFacts>;

export const PublicKeys = Type.Object({
  keys: Type.Array(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown()), { minItems: 1, maxItems: 5 }),
});
export type PublicKeys = Static<typeof PublicKeys>;

const Mode = Type.Union([Type.Literal('test'), Type.Literal('live')]);

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const ClientRow = Type.Object({
  id: ClientId,
  agencyId: Id(),
  agencyName: Type.String(),
  name: Type.Object({ vi: Type.String(), en: Type.String() }),
  kind: ClientKindShape,
  mode: Mode,
  suspended: Type.Boolean(),
  waiting: Type.Boolean({ description: 'Changes wait for a second officer' }),
  lastUsedAt: Nullable(Instant()),
  changedAt: Instant(),
});
export type ClientRow = Static<typeof ClientRow>;

export const ClientChange = Type.Object({
  id: Id(),
  at: Instant(),
  by: Type.String(),
  kind: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
});

/** A refusal as the pages need it: a button that cannot be pressed says why. */
const May = Type.Object({
  keep: Type.Boolean(),
  decide: Type.Boolean(),
  suspend: Type.Boolean(),
  resume: Type.Boolean(),
});

export const ClientPage = Type.Object({
  ...ClientRow.properties,
  facts: ClientFacts,
  sharesSubject: Type.Boolean({ description: 'Sees the same subject as the other clients of its agency' }),
  authMethod: AuthMethodShape,
  dpopBound: Type.Boolean(),
  keys: Type.Array(Type.Object({ kid: Type.String(), kty: Type.String(), alg: Type.String() })),
  hasSecret: Type.Boolean(),
  secretAt: Nullable(Instant()),
  suspendedWhy: Nullable(Type.String()),
  proposal: Nullable(
    Type.Object({
      toLive: Type.Boolean(),
      /** Only what would change. */
      changes: Type.Partial(ClientFacts),
      by: Type.String(),
      at: Instant(),
    }),
  ),
  /** What is missing before it may go live, as field problems with words. */
  missingForLive: Type.Array(Type.Object({ path: Type.String(), vi: Type.String(), en: Type.String() })),
  issuer: Type.String(),
  /** Scopes that it has a use for. */
  scopes: Type.Array(Type.String()),
  testers: Type.Array(Type.Object({ accountId: Id(), name: Type.String(), addedAt: Instant() })),
  history: Type.Array(ClientChange, { description: 'Newest first, at most 50' }),
  version: Type.Integer(),
  may: May,
});
export type ClientPage = Static<typeof ClientPage>;
