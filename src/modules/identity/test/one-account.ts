import type { Actor, Assurance } from '#platform/access.ts';
import type { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AccountFacts } from '#modules/identity/verification/kind.ts';
import { createEvidence } from '#modules/evidence/index.ts';
import { createIdentity, type Identity, type NewAccount } from '#modules/identity/index.ts';
import { createNotices } from '#modules/notices/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { noPopulation } from './no-population.ts';

/** A node with identity, evidence and notices, whose session tokens are the actors themselves. */
export interface FactorsNode extends TestNode {
  identity: Identity;
  identityDeps: Parameters<typeof createIdentity>[0];
  /** Opens a citizen's account and answers who it is, with a fresh proof of the given level. */
  citizen(given?: Partial<NewAccount> & { level?: 1 | 2; proved?: Assurance['level'] }): Promise<Citizen>;
  facts(one: Pick<Citizen, 'accountId'>): Promise<AccountFacts>;
  /** The text of the latest message in the demo world's list. */
  lastMessage(): Promise<{ to: string; text: string; channel: string }>;
}

export interface Citizen {
  accountId: string;
  actor(level?: Assurance['level'], provedAt?: string): Actor;
}

export async function startFactors(
  clock: ReturnType<typeof testClock>,
  env: Record<string, string> = {},
  log?: (line: string) => void,
): Promise<FactorsNode> {
  let identity: Identity | undefined;
  let identityDeps: FactorsNode['identityDeps'] | undefined;
  const node = await startNode({
    clock,
    env,
    ...(log ? { log } : {}),
    build(deps: PlatformDeps) {
      const evidence = createEvidence(deps);
      identityDeps = {
        ...deps,
        directory: {
          officersWith: async () => [],
          getOfficer: async () => ({ name: 'Bế Văn Hậu' }),
          getAgency: async (id) => ({ id, name: '' }),
          listAgencies: async () => [],
          listOfficers: async () => [],
          appointmentsOf: async () => [],
        },
        mandates: { standing: async () => undefined, capacitiesOf: async () => [] },
        population: noPopulation,
        evidence,
        demoCitizens: () => [],
      };
      identity = createIdentity(identityDeps);
      return [evidence, createNotices(deps), identity];
    },
  });
  if (!identity || !identityDeps) throw new Error('identity was not built');
  const door = identity;
  let number = 0;
  return Object.assign(node, {
    identity: door,
    identityDeps,
    async citizen(given: Partial<NewAccount> = {}): Promise<Citizen> {
      number += 1;
      const personId = newId();
      const personalId = `0011900${String(number).padStart(5, '0')}`;
      const name = given.name ?? `Người thử ${number}`;
      const [accountId = ''] = await door.createAccounts([
        { name, code: 'mat-khau-thu', citizen: { personId, personalId }, ...given },
      ]);
      const actor = (level: Assurance['level'] = 1, provedAt = clock.now().toISOString()): Actor => ({
        kind: 'citizen',
        accountId,
        personId,
        name,
        assurance: { level, provedAt, methods: ['pwd'] },
      });
      return { accountId, actor };
    },
    async facts({ accountId }: Pick<Citizen, 'accountId'>): Promise<AccountFacts> {
      const account = await door.findAccount(accountId);
      if (!account) throw new Error('No such account');
      return { ...account, personId: account.personId ?? null, officerId: account.officerId ?? null };
    },
    async lastMessage() {
      const { rows } = await node.database.pool.query<{ hint: string; body: string; channel: string }>(
        'select hint, body, channel from identity.demo_message order by at desc, id desc limit 1',
      );
      const row = rows[0];
      if (!row) throw new Error('No message was sent');
      return { to: row.hint, text: row.body, channel: row.channel };
    },
  });
}

export const problemOf = (answer: { ok: boolean }): string =>
  'problem' in answer ? (answer.problem as { code: string }).code : 'ok';

export const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';
