// The library alone: oidc-provider with its in-memory adapter and no house around it, configured as our room configures it.
// A process of its own, so that its processor time can be told. Prints its address and ends with the process that started it.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { REDIRECT_URI, SCOPE } from './client.ts';

const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'peer' };

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

const party = { id: 'bench-app', secret: randomBytes(32).toString('base64url') };
const provider = new Provider(`${url}/oidc`, {
  clients: [
    {
      client_id: party.id,
      client_secret: party.secret,
      application_type: 'web',
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [REDIRECT_URI],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
      subject_type: 'pairwise',
      require_auth_time: true,
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [key] },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  cookies: { long: { httpOnly: true, sameSite: 'lax', signed: false }, short: { httpOnly: true, signed: false } },
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_ctx, accountId, client) => `${client.clientId}.${accountId}`,
  acrValues: ['LoA1', 'LoA2', 'LoA3', 'LoA4'],
  claims: {
    openid: ['sub', 'act', 'acr', 'amr'],
    acr: null,
    amr: null,
    auth_time: null,
    sid: null,
    iss: null,
    profile: ['name'],
  },
  scopes: ['openid', 'offline_access', 'profile'],
  responseTypes: ['code'],
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    requestObjects: { enabled: true },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 1) },
    introspection: { enabled: true },
    revocation: { enabled: true },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
    resourceIndicators: { enabled: false },
  },
  pkce: { required: () => true },
  expiresWithSession: () => false,
  ttl: {
    AuthorizationCode: 60,
    AccessToken: 1800,
    IdToken: 3600,
    Session: 43_200,
    Grant: 2_678_400,
    Interaction: 3600,
  },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: 'Nguyễn Văn Phép Thử', acr: 'LoA1', amr: ['pwd'] }),
  }),
  interactions: { url: (_ctx, interaction) => `/enter/${interaction.uid}` },
});

let people = 0;
/** Whoever comes is signed in as somebody new, and has consented. */
async function enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accountId = `person-${(people += 1)}`;
  const grant = new provider.Grant({ accountId, clientId: party.id });
  grant.addOIDCScope(SCOPE);
  await provider.interactionFinished(request, response, {
    login: { accountId },
    consent: { grantId: await grant.save() },
  });
}

const app = provider.callback();
server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  if (request.url?.startsWith('/enter/'))
    void enter(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  else {
    // As a framework does that mounts the library under a path.
    Object.assign(request, { originalUrl: request.url });
    request.url = request.url?.replace(/^\/oidc/, '') || '/';
    void app(request, response);
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url, party });
