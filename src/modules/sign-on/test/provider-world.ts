import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import type { ActingFor, Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createIdentity, type Identity, type Proof, type ProofKind } from '#modules/identity/index.ts';
import { createNotices } from '#modules/notices/index.ts';
import { createPopulation } from '#modules/population/index.ts';
import { createSignOn } from '#modules/sign-on/index.ts';
import { decideConsent } from '#modules/sign-on/contract.ts';
import { createClient } from '#platform/client.ts';
import { CLIENTS_TOPIC } from '#modules/sign-on/clients/client-book.ts';
import { enterClient, type NewClient } from '#modules/sign-on/clients/register-client.ts';
import { startNode, type TestNode, type TestNodeOptions } from '#test/world/node.ts';
import { freePort } from '#test/world/node-process.ts';
import { newClient } from './world.ts';

const SYSTEM: Actor = { kind: 'system', name: 'world' };

export const ministry = '0199cccc-0000-7000-8000-000000000001';
export const province = '0199cccc-0000-7000-8000-000000000002';
export const people = {
  lan: { personId: '0199cccc-0000-7000-8000-00000000000a', personalId: '001190012345', name: 'Trần Thị Lan' },
  nam: { personId: '0199cccc-0000-7000-8000-00000000000b', personalId: '001088012346', name: 'Lê Văn Nam' },
  child: { personId: '0199cccc-0000-7000-8000-00000000000c', personalId: '001320012347', name: 'Trần Minh Anh' },
} as const;
/** Lan's, confirmed. */
export const PHONE = '+84912345678';
export type Who = 'lan' | 'nam';

/** A mandate of a test: the room that keeps them is not asked. */
export interface TestMandate {
  agent: string;
  actingFor: ActingFor;
  from: Date;
  to: Date;
}

export interface ProviderWorld {
  node: TestNode;
  url: string;
  issuer: string;
  identity: Identity;
  accounts: Record<Who, string>;
  mandates: Map<string, TestMandate>;
  /** A registered client in test mode. */
  client(changed?: Partial<NewClient> & { id?: string; agencyId?: string }): Promise<string>;
  change(clientId: string, columns: Record<string, unknown>): Promise<void>;
  /** A browser with an open session of the portal; with a password unless told. */
  signedIn(who: Who, proofs?: readonly ProofKind[]): Promise<Browser>;
  close(): Promise<void>;
}

/** The rooms that signing in at a client needs, as in production, on a port of its own; `beside` is a second process of the same node. */
export async function startProvider(
  options: { beside?: ProviderWorld } & Partial<Omit<TestNodeOptions, 'build' | 'beside'>> = {},
): Promise<ProviderWorld> {
  const { beside, env = {}, ...rest } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const mandates = beside?.mandates ?? new Map<string, TestMandate>();
  const rooms: { identity?: Identity; world?: () => Promise<Record<Who, string>> } = {};
  const publicUrl = beside ? beside.issuer.slice(0, -'/oidc'.length) : url;
  const node = await startNode({
    ...rest,
    ...(beside ? { beside: beside.node } : {}),
    env: { PORT: String(port), PUBLIC_URL: publicUrl, SIGN_ON_INNER_ADDRESSES: 'yes', ...env },
    build(deps) {
      const evidence = createEvidence(deps);
      const directory = createDirectory(deps);
      const notices = createNotices(deps);
      const population = createPopulation({ ...deps, evidence });
      const standing = async (mandateId: string, agent: string, at: Date): Promise<ActingFor | undefined> => {
        const mandate = mandates.get(mandateId);
        return mandate && mandate.agent === agent && mandate.from <= at && at < mandate.to
          ? mandate.actingFor
          : undefined;
      };
      const identity = createIdentity({
        ...deps,
        directory,
        evidence,
        population,
        mandates: { standing, capacitiesOf: async () => [] },
        demoCitizens: () => [],
      });
      const signOn = createSignOn({ ...deps, directory, evidence, population, identity, mandates: { standing } });
      rooms.identity = identity;
      rooms.world = async () => {
        await directory.loadAgencies([
          agency(ministry, 'Bộ Tư pháp', 'G15'),
          agency(province, 'UBND tỉnh Thái Nguyên', 'H55'),
        ]);
        for (const { personId, personalId, name } of Object.values(people))
          await population.recordPerson(
            {
              id: personId,
              personalId,
              fullName: name,
              sex: personalId[3] === '0' ? 'male' : 'female',
              birthDate: `${personalId[3] === '3' ? '20' : '19'}${personalId.slice(4, 6)}-05-19`,
            },
            { actor: SYSTEM, source: 'test' },
          );
        const [lan = '', nam = ''] = await identity.createAccounts(
          (['lan', 'nam'] as const).map((who) => ({
            name: people[who].name,
            code: 'mật-khẩu-thử-nghiệm',
            citizen: { personId: people[who].personId, personalId: people[who].personalId },
            level: who === 'lan' ? 2 : 1,
            ...(who === 'lan' ? { phone: PHONE } : {}),
          })),
        );
        return { lan, nam };
      };
      return { rooms: [evidence, directory, notices, population, identity, signOn], sessions: identity.sessions };
    },
  });
  const { identity, world } = rooms;
  if (!identity || !world) throw new Error('The rooms were not built');
  const accounts = beside?.accounts ?? (await world());
  const change = async (clientId: string, columns: Record<string, unknown>): Promise<void> => {
    const names = Object.keys(columns);
    await node.database.pool.query(
      `update sign_on.client set ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')} where id = $1`,
      [clientId, ...Object.values(columns)],
    );
    await node.database.pool.query("select pg_notify('lienthong_live', $1)", [`${CLIENTS_TOPIC}:all`]);
    // The message has gone round when one of ours that was sent after it is back.
    await heardByAll(node);
  };
  return {
    node,
    url,
    issuer: `${publicUrl}/oidc`,
    identity,
    accounts,
    mandates,
    async client({ id = newId(), agencyId = ministry, ...changed } = {}) {
      const doors = { ...node.deps, ...unused };
      await enterClient(doors, { ...newClient(), ...changed, id, agencyId }, SYSTEM);
      return id;
    },
    change,
    async signedIn(who, proofs = ['password']) {
      // Some time ago, as when somebody comes who was signed in already.
      const at = new Date(Date.now() - 60_000).toISOString();
      const { token } = await identity.startSession({
        accountId: accounts[who],
        proofs: proofs.map((kind): Proof => ({ kind, at })),
        source: '127.0.0.1',
      });
      return new Browser(url, { lt_session: token });
    },
    close: () => node.close(),
  };
}

const unused = {
  directory: { getAgency: async () => ({ id: ministry, name: 'Bộ Tư pháp', level: 'ministry' }) },
  evidence: { record: async () => undefined },
  population: { findByNumber: async () => undefined },
  identity: { accountOfPerson: async () => undefined },
};

/** Until every live message sent before has been heard by this process. */
export async function heardByAll(node: TestNode): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    const stop = node.deps.live.subscribe('test.heard:all', () => {
      stop();
      resolve();
    });
  });
  await node.database.pool.query("select pg_notify('lienthong_live', 'test.heard:all')");
  await heard;
}

const agency = (id: string, name: string, code: string) => ({
  id,
  name,
  shortName: name,
  level: 'ministry' as const,
  parentId: null,
  areaCode: null,
  codes: [{ code, validFrom: '2020-09-07', validTo: null }],
  address: '',
  phone: '',
  validFrom: '2016-04-01',
  validTo: null,
  successorId: null,
});

export interface KeyPair {
  privateKey: CryptoKey;
  publicJwk: JWK & { kid: string };
}

export async function keyPair(kid = 'khoa-thu'): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

interface Cookie {
  value: string;
  path: string;
}

/** As much of a browser as the protocol needs: cookies by path, redirects by hand. */
export class Browser {
  readonly #url: string;
  readonly #cookies = new Map<string, Cookie>();

  constructor(url: string, cookies: Record<string, string> = {}) {
    this.#url = url;
    for (const [name, value] of Object.entries(cookies)) this.#cookies.set(`${name} /`, { value, path: '/' });
  }

  cookie(name: string): string | undefined {
    return [...this.#cookies].find(([key]) => key.startsWith(`${name} `))?.[1].value;
  }

  /** A copy: what a thief of the cookies has. */
  stolen(url = this.#url): Browser {
    const thief = new Browser(url);
    for (const [key, cookie] of this.#cookies) thief.#cookies.set(key, cookie);
    return thief;
  }

  set(name: string, value: string): void {
    this.#cookies.set(`${name} /`, { value, path: '/' });
  }

  forget(name: string): void {
    for (const key of this.#cookies.keys()) if (key.startsWith(`${name} `)) this.#cookies.delete(key);
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#url);
    const headers = new Headers(init.headers);
    headers.set('accept', headers.get('accept') ?? 'text/html');
    const fitting = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
    if (fitting.length > 0)
      headers.set('cookie', fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) this.#keep(header);
    return response;
  }

  #keep(header: string): void {
    const [pair = '', ...attributes] = header.split('; ');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const over = attributes.some((one) => /^expires=thu, 01 jan 1970/i.test(one));
    if (over || value === '') this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value, path });
  }

  /** Follows redirects and self-forwarding pages until the way leads off `/oidc`: to the client, or to a page that asks. */
  async go(address: string): Promise<URL> {
    let at = new URL(address, this.#url);
    for (let hops = 0; hops < 12; hops++) {
      const response = await this.fetch(at.href);
      const body = await response.text();
      const next = response.headers.get('location') ?? /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body)?.[1];
      if (!next) throw new Error(`The way ends at ${at.pathname} with ${response.status}: ${body.slice(0, 400)}`);
      at = new URL(next, at);
      if (at.origin !== new URL(this.#url).origin || !at.pathname.startsWith('/oidc')) return at;
    }
    throw new Error('The way has no end');
  }

  /** Answers the consent question that `at` leads to, and follows on. */
  async answer(at: URL, allow = true): Promise<URL> {
    return this.go(await this.#decide(at, allow));
  }

  /** The sealed answer to a question, not yet taken back. */
  async decision(at: URL, allow = true): Promise<string> {
    return new URL(await this.#decide(at, allow), this.#url).searchParams.get('phieu') ?? '';
  }

  async #decide(at: URL, allow: boolean): Promise<string> {
    const ticket = at.searchParams.get('phieu');
    if (at.pathname !== '/dang-nhap/ung-dung' || !ticket) throw new Error(`No question at ${at.pathname}`);
    const client = createClient(this.#url, () => ({ authorization: `Bearer ${this.cookie('lt_session')}` }));
    return (await client.get(decideConsent, { body: { ticket, allow } })).next;
  }

  /** The interaction under way, as its cookie names it. */
  interaction(): string {
    return this.cookie('lt_oidc_step') ?? '';
  }

  /** Through the sign-on to the client, allowing what is asked on the way. */
  async through(address: string): Promise<URL> {
    const at = await this.go(address);
    return at.pathname === '/dang-nhap/ung-dung' ? this.answer(at) : at;
  }
}
