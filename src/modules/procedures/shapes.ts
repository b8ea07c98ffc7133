/** The shapes of `types.ts` as they go over the wire. */
import { Type, type TSchema } from 'typebox';
import { Instant } from '#platform/operation.ts';
import type { FormDefinition, Rule } from '#modules/forms/index.ts';
import type { ProcedureRecord } from './types.ts';

const closed = { additionalProperties: false };
const short = (max = 300) => Type.String({ minLength: 1, maxLength: max });
const Words = Type.Object({ vi: short(6000), en: Type.String({ maxLength: 6000 }) }, closed);
/** A note may say nothing. */
const NoteWords = Type.Object({ vi: Type.String({ maxLength: 6000 }), en: Type.String({ maxLength: 6000 }) }, closed);
const OrNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const oneOf = <const V extends readonly string[]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });
const list = <S extends TSchema>(schema: S, most = 100) => Type.Array(schema, { maxItems: most });

export const CODE = '^[1-3]\\.[0-9]{6}$';
export const Code = Type.String({ pattern: CODE, description: 'Mã thủ tục, ví dụ 1.001193' });

const Level = oneOf(['fullProcess', 'partial', 'information'] as const);
const ExecutingLevel = oneOf(['commune', 'province', 'ministry'] as const);
const Audiences = Type.Array(oneOf(['citizen', 'business'] as const), { minItems: 1, maxItems: 2 });
const Sector = Type.Object({ code: short(20), name: Words }, closed);
const Body = Type.Object({ code: Type.Optional(short(40)), name: Words }, closed);

const Limit = Type.Union([
  Type.Object(
    {
      unit: oneOf(['working-day', 'working-hour', 'calendar-day'] as const),
      amount: Type.Integer({ minimum: 1, maximum: 3650 }),
    },
    closed,
  ),
  Type.Object({ unit: Type.Literal('same-day') }, closed),
]);

/**
 * Forms and rules are recursive; `definitionFaults` of the room `forms` judges them, so here they are any object. The
 * answer passes them on as they were published.
 */
const Form = Type.Unsafe<FormDefinition>({ type: 'object', additionalProperties: true });
const RuleTree = Type.Unsafe<Rule>({ type: 'object', additionalProperties: true });

export const RecordFields = {
  code: Code,
  name: Words,
  sector: Sector,
  decision: Type.Optional(Type.Object({ number: short(100), issuedOn: Type.Optional(short(10)) }, closed)),
  level: Level,
  executingLevel: ExecutingLevel,
  audiences: Audiences,
  subjects: Words,
  description: Words,
  keywords: list(short(100)),
  steps: list(Type.Object({ case: OrNull(Words), steps: list(Words) }, closed), 30),
  filingWays: list(
    Type.Object(
      {
        channel: oneOf(['inPerson', 'online', 'publicPost'] as const),
        limit: OrNull(Limit),
        limitNote: Words,
        fees: list(
          Type.Object(
            { name: Words, amount: OrNull(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })), note: NoteWords },
            closed,
          ),
          30,
        ),
        description: Words,
      },
      closed,
    ),
    3,
  ),
  components: list(
    Type.Object(
      {
        code: short(60),
        name: Words,
        why: Words,
        case: OrNull(Words),
        originals: Type.Integer({ minimum: 0, maximum: 100 }),
        copies: Type.Integer({ minimum: 0, maximum: 100 }),
        electronic: Type.Boolean(),
        required: Type.Boolean(),
        kind: oneOf(['file', 'show', 'form', 'data'] as const),
        when: Type.Optional(RuleTree),
        formName: Type.Optional(Words),
        formUrl: Type.Optional(Type.String({ maxLength: 500 })),
      },
      closed,
    ),
  ),
  sets: Type.Integer({ minimum: 1, maximum: 20 }),
  conditions: list(Words),
  results: list(Type.Object({ code: short(60), name: Words }, closed)),
  legalGrounds: list(
    Type.Object(
      { number: short(100), name: Words, issuedOn: Type.Optional(short(10)), issuer: Type.Optional(short(200)) },
      closed,
    ),
  ),
  executingBodies: list(Body),
  competentBody: Words,
  coordinatingBodies: list(Body),
  intakeAddress: Words,
  form: OrNull(Form),
  sameDayCutoff: OrNull(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })),
  handlerPath: OrNull(Type.String({ maxLength: 200, pattern: '^/[A-Za-z0-9/:-]+$' })),
  checked: oneOf(['full', 'summary'] as const),
};

export const RecordShape = Type.Unsafe<ProcedureRecord>(Type.Object(RecordFields, closed));

export const VersionShape = Type.Object({
  id: Type.String(),
  ...RecordFields,
  version: Type.Integer(),
  publishedAt: Instant(),
  fileable: Type.Boolean(),
});

export const SummaryShape = Type.Object({
  code: Type.String(),
  name: Words,
  sector: Sector,
  level: Level,
  executingLevel: ExecutingLevel,
  audiences: Audiences,
  description: Words,
  fileable: Type.Boolean(),
});

export const LifeEventShape = Type.Object({
  code: Type.String(),
  kind: oneOf(['citizen', 'business'] as const),
  position: Type.Integer(),
  name: Words,
  description: Words,
  procedureCodes: Type.Array(Type.String()),
});

export const ChangeShape = Type.Object({
  path: Type.String(),
  class: oneOf(['wording', 'extends', 'breaks'] as const),
});

/** The record as the national database answers `LayThuTuc`; its names are part of that interface. */
export const NationalShape = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });
