import type { ClientMetadata } from 'oidc-provider';
import type { KnownClient } from '../clients/client-book.ts';
import type { Client } from '../clients/client.ts';
import { dataItemNames, scopesOf } from '../data-items.ts';

const CIBA = 'urn:openid:params:grant-type:ciba';

/**
 * Scopes that every client may ask for, whatever data it registered: `account` says of the account no more than `acr` does of the
 * sign-in, `officer` says of officers what hangs beside their door, and `dichvucong` names the registered data as the national portal does.
 */
const FOR_EVERYBODY = ['openid', 'account', 'officer', 'dichvucong'] as const;

export const offeredScopes: readonly string[] = [...FOR_EVERYBODY, ...scopesOf(dataItemNames), 'offline_access'];

export const allowedScopes = (client: Pick<Client, 'scopes'>): string[] => [
  ...new Set([...FOR_EVERYBODY, ...client.scopes]),
];

/** Where the library asks for the keys of a client; answered from the register by our `fetch`, never over the network. */
export const clientKeysUrl = (issuer: string, clientId: string): string => `${issuer}/client-keys/${clientId}`;

/** A registered client in the words of the library. */
export function metadataOf(client: KnownClient, issuer: string): ClientMetadata {
  const { facts } = client;
  const flows = ['authorization_code', 'refresh_token'];
  return {
    client_id: client.id,
    client_name: facts.nameVi,
    application_type: client.kind === 'native' ? 'native' : 'web',
    redirect_uris: facts.redirectUris,
    post_logout_redirect_uris: facts.postLogoutRedirectUris,
    response_types: ['code'],
    grant_types: facts.secondDevice ? [...flows, CIBA] : flows,
    token_endpoint_auth_method: client.authMethod,
    id_token_signed_response_alg: client.idTokenAlg,
    scope: allowedScopes(client).join(' '),
    subject_type: 'pairwise',
    // Only its host is read, and only the sector in it counts: `pairwiseIdentifier` of our configuration makes the subject.
    sector_identifier_uri: `https://${client.sector}.sector.invalid/`,
    require_auth_time: true,
    require_pushed_authorization_requests: client.parRequired,
    dpop_bound_access_tokens: client.dpopBound,
    ...(client.secret === null ? {} : { client_secret: client.secret }),
    // The library wants an address of keys from clients that use CIBA with pairwise subjects.
    ...(facts.secondDevice
      ? { jwks_uri: clientKeysUrl(issuer, client.id), backchannel_token_delivery_mode: 'poll' as const }
      : client.jwks
        ? { jwks: client.jwks as NonNullable<ClientMetadata['jwks']> }
        : {}),
    ...(facts.backchannelLogoutUri
      ? { backchannel_logout_uri: facts.backchannelLogoutUri, backchannel_logout_session_required: true }
      : {}),
  };
}
