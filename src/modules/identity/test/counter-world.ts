import { buildHouse, type House } from '#app';
import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { demoAgencies, demoAgency, demoOfficer, demoOfficers, demoPeople, demoPerson } from '#seeds/demo/index.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import type { Printed } from './cards.ts';

/** The whole house without the demo accounts: people of the register, officers of two communes, nobody signed up yet. */
export interface CounterWorld {
  node: TestNode;
  house: House;
  clock: ReturnType<typeof testClock>;
  /** An officer with the right, proved well enough a moment ago, at the commune of the first argument. */
  officer(key: string, rights?: string[], level?: 1 | 2): Promise<OfficerActor>;
  /** A citizen's actor for an account that was opened. */
  citizen(accountId: string, personKey: string): CitizenActor;
  card(key: string): Printed;
  kinds(subject: string): Promise<string[]>;
}

export async function counterWorld(): Promise<CounterWorld> {
  const clock = testClock('2026-11-23T02:00:00Z');
  let house: House | undefined;
  const node = await startNode({
    clock,
    env: { WORLD: 'demo' },
    filled: {
      as: 'people_without_accounts',
      async fill() {
        if (house) await peopleAndAgencies(house);
      },
    },
    // What officers and people are signed in as is given by the tests: sessions of their own are asked for by name.
    build(deps) {
      house = buildHouse(deps);
      return house.rooms;
    },
  });
  if (!house) throw new Error('The house was not built');
  const { identity, evidence } = house.doors;
  return {
    node,
    house,
    clock,
    async officer(key, rights = ['identity.support'], level = 2) {
      const { id, name, appointments } = demoOfficer(key);
      const [accountId = ''] = await identity.createAccounts([{ name, code: '123456', officer: { officerId: id } }]);
      const post = appointments.at(-1);
      return {
        kind: 'officer',
        accountId,
        officerId: id,
        agencyId: post?.agencyId ?? demoAgency('phuong-phan-dinh-phung').id,
        name,
        position: post?.position ?? '',
        rights,
        assurance: { level, provedAt: clock.now().toISOString(), methods: ['pwd', 'otp', 'mfa'] },
      };
    },
    citizen: (accountId, personKey) => ({
      kind: 'citizen',
      accountId,
      personId: demoPerson(personKey).id,
      name: demoPerson(personKey).fullName,
      assurance: { level: 1, provedAt: clock.now().toISOString(), methods: ['pwd'] },
    }),
    card(key) {
      const { personalId, fullName, birthDate, gender } = demoPerson(key);
      return { personalId, fullName, birthDate, sex: gender };
    },
    kinds: async (subject) => (await evidence.historyOf(subject)).map(({ kind }) => kind),
  };
}

async function peopleAndAgencies({ doors: { directory, population } }: House): Promise<void> {
  await directory.loadNationalAreas();
  await directory.loadAgencies(demoAgencies);
  await directory.loadOfficers(demoOfficers);
  const source = { actor: { kind: 'system', name: 'test' } as const, source: 'test' };
  for (const person of demoPeople)
    await population.recordPerson(
      {
        id: person.id,
        personalId: person.personalId,
        fullName: person.fullName,
        sex: person.gender,
        birthDate: person.birthDate,
      },
      source,
    );
}

export const anonymous: Actor = { kind: 'anonymous' };
