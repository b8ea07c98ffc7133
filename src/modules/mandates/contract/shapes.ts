import { Type, type Static } from 'typebox';
import { DateOnly, Id, Instant, Text } from '#platform/operation.ts';
import { kinds } from '../rules.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const Scope = Type.Array(Type.String({ pattern: '^(dossier|client):(\\*|[0-9A-Za-z._-]{1,80})$' }), {
  minItems: 1,
  maxItems: 30,
  description: "'dossier:*', 'dossier:<procedure code>', 'client:*', 'client:<id>'",
});

export const PersonalNumber = Type.String({ pattern: '^[0-9]{12}$' });
export const FullName = Text(200);

/** A mandate as its own people see it, and officers. */
export const MandateView = Type.Object({
  id: Id(),
  kind: Type.Enum([...kinds]),
  principal: Type.Object({ kind: Type.Enum(['person', 'organisation']), id: Id(), name: Type.String() }),
  agent: Type.Object({ personId: Id(), name: Type.String() }),
  scope: Type.Array(Type.String()),
  validFrom: DateOnly(),
  validTo: orNull(DateOnly('The last day; null while it stands until ended')),
  state: Type.Enum(['waiting', 'future', 'standing', 'resting', 'ended'], {
    description: 'waiting: not taken on yet; resting: does not stand now, but may again',
  }),
  obstacle: orNull(Type.String({ description: 'Why it does not stand' })),
  source: Type.String(),
  sourceRef: orNull(Type.String()),
  sourceOn: orNull(DateOnly()),
  grantedAt: Instant(),
  endedAt: orNull(Instant()),
  endedHow: orNull(Type.Enum(['principal', 'agent', 'officer', 'law'])),
  endedWhy: orNull(Type.String()),
});
export type MandateView = Static<typeof MandateView>;

export const UseView = Type.Object({
  id: Id(),
  at: Instant(),
  what: Type.Enum(['dossier-filed', 'signed-in']),
  subject: Type.String(),
  label: Type.String(),
  mandateId: Id(),
  agentName: Type.String(),
});
export type UseView = Static<typeof UseView>;

export const OrganisationView = Type.Object({
  id: Id(),
  taxNumber: Type.String(),
  enterpriseCode: orNull(Type.String()),
  name: Type.String(),
  kind: Type.Enum(['enterprise', 'cooperative', 'household-business', 'association', 'public-unit', 'other']),
  state: orNull(Type.Enum(['active', 'suspended', 'dissolved'])),
});
export type OrganisationView = Static<typeof OrganisationView>;
