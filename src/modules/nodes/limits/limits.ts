import canonicalize from 'canonicalize';
import { Type, type Static } from 'typebox';

/** Messages that an agency's software may be unable to take. A new document is what the axis is for: that it takes. */
export const changeKinds = ['recall', 'update', 'replace'] as const;

/**
 * What an agency's software cannot take. Whatever is not said can be taken: nobody is refused because of what nobody knows. Types of
 * documents are named by group and code, as '2.18'.
 */
export const LimitsShape = Type.Object(
  {
    /** Of one file. */
    mostBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    noAttachments: Type.Optional(Type.Literal(true)),
    noEncrypted: Type.Optional(Type.Literal(true)),
    notKinds: Type.Optional(Type.Array(Type.Enum([...changeKinds]), { minItems: 1, maxItems: 3 })),
    onlyTypes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[12]\\.[1-9][0-9]?$' }), { minItems: 1, maxItems: 200 }),
    ),
  },
  { additionalProperties: false },
);
export type Limits = Static<typeof LimitsShape>;

/** Said in another order it is the same. @returns undefined where nothing is said */
export function settled(limits: Limits | null | undefined): Limits | undefined {
  if (!limits || Object.keys(limits).length === 0) return undefined;
  const { notKinds, onlyTypes, ...rest } = limits;
  return {
    ...rest,
    ...(notKinds ? { notKinds: [...new Set(notKinds)].toSorted() } : {}),
    ...(onlyTypes ? { onlyTypes: [...new Set(onlyTypes)].toSorted() } : {}),
  };
}

export const sameLimits = (one: Limits | null | undefined, other: Limits | null | undefined): boolean =>
  canonicalize(settled(one) ?? null) === canonicalize(settled(other) ?? null);
