import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import type { ActingFor, Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createIdentity, type Identity, type Proof, type ProofKind } from '#modules/identity/index.ts';
import { createMandates, type Mandates } from '#modules/mandates/index.ts';
import { createNotices } from '#modules/notices/index.ts';
import { createPopulation } from '#modules/population/index.ts';
import { createSignOn, type SignOn } from '#modules/sign-on/index.ts';
import { CLIENTS_TOPIC } from '#modules/sign-on/clients/client-book.ts';
import { enterClient, type NewClient } from '#modules/sign-on/clients/register-client.ts';
import { startNode, type TestNode, type TestNodeOptions } from '#test/world/node.ts';
import { freePort } from '#test/world/free-port.ts';
import { Browser } from './portal-browser.ts';
import { newClient } from './world.ts';

export { Browser };

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

/** A mandate of a test, with any time to the millisecond: the room that keeps them is not asked. */
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
  accounts: Record<Who | 'officer', string>;
  mandates: Map<string, TestMandate>;
  signOn: SignOn;
  /** The room, for mandates as they are in life. */
  room: Mandates;
  /** An officer of the ministry, until the post ends. */
  officer: { officerId: string; position: string };
  /** A registered client in test mode. */
  client(changed?: Partial<NewClient> & { id?: string; agencyId?: string }): Promise<string>;
  change(clientId: string, columns: Record<string, unknown>): Promise<void>;
  /** A browser with an open session of the portal; with a password unless told. */
  signedIn(who: Who | 'officer', proofs?: readonly ProofKind[]): Promise<Browser>;
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
  const rooms: {
    identity?: Identity;
    mandates?: Mandates;
    signOn?: SignOn;
    world?: () => Promise<Record<Who | 'officer', string>>;
  } = {};
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
      const room = createMandates({ ...deps, population, evidence });
      const standing = async (mandateId: string, agent: string, at: Date): Promise<ActingFor | undefined> => {
        const mandate = mandates.get(mandateId);
        if (!mandate) return room.standing(mandateId, agent, at);
        return mandate.agent === agent && mandate.from <= at && at < mandate.to ? mandate.actingFor : undefined;
      };
      const identity = createIdentity({
        ...deps,
        directory,
        evidence,
        population,
        mandates: { standing, capacitiesOf: async () => [] },
        demoCitizens: () => [],
      });
      const signOn = createSignOn({
        ...deps,
        directory,
        evidence,
        population,
        identity,
        mandates: { ...room, standing },
      });
      rooms.mandates = room;
      rooms.signOn = signOn;
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
        await directory.loadOfficers([clerk]);
        const [lan = '', nam = '', officer = ''] = await identity.createAccounts([
          ...(['lan', 'nam'] as const).map((who) => ({
            name: people[who].name,
            code: 'mật-khẩu-thử-nghiệm',
            citizen: { personId: people[who].personId, personalId: people[who].personalId },
            level: who === 'lan' ? (2 as const) : (1 as const),
            ...(who === 'lan' ? { phone: PHONE } : {}),
          })),
          { name: clerk.name, code: 'mật-khẩu-thử-nghiệm', officer: { officerId: clerk.id } },
        ]);
        return { lan, nam, officer };
      };
      return { rooms: [evidence, directory, notices, population, room, identity, signOn], sessions: identity.sessions };
    },
  });
  const { identity, mandates: room, signOn, world } = rooms;
  if (!identity || !room || !signOn || !world) throw new Error('The rooms were not built');
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
    room,
    signOn,
    officer: { officerId: clerk.id, position: clerk.appointments[0].position },
    async client({ id = newId(), agencyId = ministry, ...changed } = {}) {
      const doors = { ...node.deps, ...unused };
      await enterClient(doors, { ...newClient(), ...changed, id, agencyId }, SYSTEM);
      return id;
    },
    change,
    async signedIn(who, proofs = ['password']) {
      // Some time ago, as when somebody comes who was signed in already.
      const at = new Date(Date.now() - 60_000).toISOString();
      const { token, sessionId } = await identity.startSession({
        accountId: accounts[who === 'officer' ? 'lan' : who],
        proofs: (who === 'officer' ? (['password', 'totp'] as const) : proofs).map((kind): Proof => ({ kind, at })),
        source: '127.0.0.1',
      });
      // How officers sign in is tried by the identity room; here their session is open already.
      if (who === 'officer')
        await node.database.pool.query(
          `update identity.session set account_id = $1, appointment_id = (select id from directory.appointment where officer_id = $2)
           where id = $3`,
          [accounts.officer, clerk.id, sessionId],
        );
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

const clerk = {
  id: '0199cccc-0000-7000-8000-00000000000f',
  name: 'Đỗ Thị Hạnh',
  personId: null,
  appointments: [
    {
      agencyId: ministry,
      position: 'Chuyên viên Cục Hành chính tư pháp',
      rights: [],
      validFrom: '2020-01-01',
      validTo: null,
    },
  ],
} as const;

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
