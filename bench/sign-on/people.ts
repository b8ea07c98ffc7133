import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPeople } from '#seeds/demo/index.ts';
import { signIn } from '#modules/identity/contract.ts';
import { decideConsent } from '#modules/sign-on/contract.ts';
import { newClient } from '#modules/sign-on/test/world.ts';
import { enterClient } from '#modules/sign-on/clients/register-client.ts';
import { createClient } from '#platform/client.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { withHouse } from '#test/faults/embedded-node.ts';
import { demoCitizens } from '../../src/worlds/demo-citizens.ts';
import { authorizeUrl, follow, Jar, REDIRECT_URI, type RelyingParty } from './client.ts';

/** Registers the relying party of the bench, as an agency's administrator would. */
export async function enterRelyingParty(dir: string): Promise<RelyingParty> {
  return withHouse(dir, async ({ directory, evidence, population, identity }, deps) => {
    const [agency] = await directory.listAgencies({});
    if (!agency) throw new Error('The demo world has no agency');
    const { id, secret } = await enterClient(
      { ...deps, directory, evidence, population, identity },
      {
        ...newClient({ authMethod: 'client_secret_basic', redirectUris: [REDIRECT_URI], backchannelLogoutUri: null }),
        id: 'bench-app',
        agencyId: agency.id,
      },
      { kind: 'system', name: 'bench' },
    );
    return { id, secret: secret ?? '' };
  });
}

/** Cookies of demo people who are signed in on the portal and have allowed the relying party what it asks. */
export async function warmPeople(url: string, dir: string, party: RelyingParty, many: number): Promise<string[]> {
  const code = readFileSync(join(dir, 'secrets', 'demo-code'), 'utf8').trim();
  const cookies: string[] = [];
  for (const [turn, { personalId }] of grownUps(many).entries()) {
    const begun = await createClient(url).get(signIn, {
      body: { personalId, proof: { kind: 'password', password: code } },
    });
    if (begun.outcome !== 'signed-in') throw new Error('A demo person needs more than the password');
    const jar = new Jar();
    jar.kept.set(SESSION_COOKIE, begun.token);
    const asked = await follow(jar, authorizeUrl(`${url}/oidc`, party, turn));
    // Allowed in an earlier part of the bench already: nobody is asked twice.
    if (!asked.url.startsWith(REDIRECT_URI)) {
      const ticket = new URL(asked.url).searchParams.get('phieu') ?? '';
      const client = createClient(url, () => ({ authorization: `Bearer ${begun.token}` }));
      const { next } = await client.get(decideConsent, { body: { ticket, allow: true } });
      const end = await follow(jar, `${url}${next}`);
      if (!end.url.startsWith(REDIRECT_URI)) throw new Error(`The first sign-in ended at ${end.url}`);
    }
    cookies.push(jar.header());
  }
  return cookies;
}

/** People of the demo world who can sign in. */
export const grownUps = (many: number): { personalId: string }[] => demoCitizens(demoPeople).slice(0, many);

let signIns = 0;
/** One password sign-in, whole, from an address of its own, because one address may not try so many a minute: argon2id, session, history. @returns milliseconds */
export async function passwordSignIn(url: string, dir: string, personalId: string): Promise<number> {
  const code = readFileSync(join(dir, 'secrets', 'demo-code'), 'utf8').trim();
  signIns += 1;
  const source = `10.0.${(signIns >> 8) & 255}.${signIns & 255}`;
  const started = performance.now();
  await createClient(url, () => ({ 'x-forwarded-for': source })).get(signIn, {
    body: { personalId, proof: { kind: 'password', password: code } },
  });
  return performance.now() - started;
}
