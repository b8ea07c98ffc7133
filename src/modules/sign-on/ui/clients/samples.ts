import type { ClientPage } from '../../contract/client-shapes.ts';

/** Makes a key pair with what Node brings along: the private key into a file, the public one on the screen. */
export const makeKeyPair = `node -e "const {generateKeyPairSync:g}=require('crypto'),k=g('ec',{namedCurve:'P-256'}),j=x=>({...x.export({format:'jwk'}),kid:'khoa-1',alg:'ES256',use:'sig'});require('fs').writeFileSync('private-key.json',JSON.stringify(j(k.privateKey)),{mode:0o600});console.log(JSON.stringify({keys:[j(k.publicKey)]}))"`;

export function discoveryCommand({ issuer }: Pick<ClientPage, 'issuer'>): string {
  return `curl -s ${issuer}/.well-known/openid-configuration`;
}

/** Starts the sample application of this kind as this client. */
export function runCommand(client: Pick<ClientPage, 'issuer' | 'id' | 'kind' | 'facts'>): string {
  const [redirect = ''] = client.facts.redirectUris;
  const env = `ISSUER=${client.issuer} CLIENT_ID=${client.id} REDIRECT_URI=${redirect}`;
  return client.kind === 'web'
    ? `${env} CLIENT_KEY=private-key.json node examples/ministry-web/server.ts`
    : `${env} node examples/mobile-client/app.ts`;
}
