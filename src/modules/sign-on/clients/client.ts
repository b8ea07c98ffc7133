import type { Selectable } from 'kysely';
import type { JWK } from 'jose';
import { Type, type Static } from 'typebox';
import { readJson } from '#platform/database/read-json.ts';
import { ClientFacts, DataNeed, PublicKeys } from '../contract/client-shapes.ts';
import { scopesOf, type DataItemName } from '../data-items.ts';
import type { SignOnClient } from '../tables.ts';
import type { ClientKind, ClientMode } from './redirect-rules.ts';

/** What waits for a second officer. */
const Proposal = Type.Object({
  toLive: Type.Boolean(),
  changes: Type.Partial(ClientFacts),
  /** For the page. */
  byName: Type.String(),
});
export type Proposal = Static<typeof Proposal>;

/** A client as the rooms' code knows it. */
export interface Client {
  id: string;
  agencyId: string;
  kind: ClientKind;
  mode: ClientMode;
  facts: ClientFacts;
  data: readonly { item: DataItemName; reason: string }[];
  sector: string;
  authMethod: 'private_key_jwt' | 'client_secret_basic' | 'none';
  jwks: { keys: JWK[] } | null;
  secretSealed: string | null;
  secretAt: Date | null;
  dpopBound: boolean;
  /** Old systems read RS256 only. */
  idTokenAlg: 'ES256' | 'RS256';
  /** Its requests come by the back door only (PAR). */
  parRequired: boolean;
  /** What it may ask for, as kept with its data. */
  scopes: readonly string[];
  suspendedAt: Date | null;
  suspendedWhy: string | null;
  proposal: Proposal | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  version: number;
  registeredAt: Date;
  changedAt: Date;
}

export function clientOf(row: Selectable<SignOnClient>): Client {
  const data = readJson(Type.Array(DataNeed), row.data, `sign-on.client.data of ${row.id}`) as Client['data'];
  return {
    id: row.id,
    agencyId: row.agency_id,
    kind: row.kind as ClientKind,
    mode: row.mode as ClientMode,
    facts: {
      nameVi: row.name_vi,
      nameEn: row.name_en,
      aboutVi: row.about_vi,
      aboutEn: row.about_en,
      purposeVi: row.purpose_vi,
      purposeEn: row.purpose_en,
      legalBasis: row.legal_basis,
      data: [...data],
      contactName: row.contact_name,
      contactEmail: row.contact_email,
      contactPhone: row.contact_phone,
      redirectUris: row.redirect_uris,
      postLogoutRedirectUris: row.post_logout_uris,
      backchannelLogoutUri: row.backchannel_logout_uri,
      leastLevel: row.least_level,
      actingFor: row.allow_acting_for,
      secondDevice: row.allow_ciba,
    },
    data,
    sector: row.sector,
    authMethod: row.auth_method as Client['authMethod'],
    jwks:
      row.jwks === null
        ? null
        : (readJson(PublicKeys, row.jwks, `sign-on.client.jwks of ${row.id}`) as { keys: JWK[] }),
    secretSealed: row.secret_sealed,
    secretAt: row.secret_at,
    dpopBound: row.require_dpop,
    idTokenAlg: row.id_token_alg as Client['idTokenAlg'],
    parRequired: row.require_par,
    scopes: row.scopes,
    suspendedAt: row.suspended_at,
    suspendedWhy: row.suspended_why,
    proposal: row.proposal === null ? null : readJson(Proposal, row.proposal, `sign-on.client.proposal of ${row.id}`),
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    version: row.version,
    registeredAt: row.created_at,
    changedAt: row.changed_at,
  };
}

/** What it may ask for: the scopes of its data, and to stay signed in where it runs on a person's own device. */
export function scopesOfClient(data: Client['data'], kind: ClientKind): string[] {
  return ['openid', ...scopesOf(data.map(({ item }) => item)), ...(kind === 'native' ? ['offline_access'] : [])];
}

/** The columns of the facts. */
export function factColumns(facts: ClientFacts, kind: ClientKind) {
  return {
    name_vi: facts.nameVi,
    name_en: facts.nameEn,
    about_vi: facts.aboutVi,
    about_en: facts.aboutEn,
    purpose_vi: facts.purposeVi,
    purpose_en: facts.purposeEn,
    legal_basis: facts.legalBasis,
    data: JSON.stringify(facts.data),
    scopes: scopesOfClient(facts.data as Client['data'], kind),
    contact_name: facts.contactName,
    contact_email: facts.contactEmail,
    contact_phone: facts.contactPhone,
    redirect_uris: facts.redirectUris,
    post_logout_uris: facts.postLogoutRedirectUris,
    backchannel_logout_uri: facts.backchannelLogoutUri,
    least_level: facts.leastLevel,
    allow_acting_for: facts.actingFor,
    allow_ciba: facts.secondDevice,
  };
}
