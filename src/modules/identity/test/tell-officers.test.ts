import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { officersWanted } from '#modules/notices/events.ts';
import { officerId, officerName, startIdentity, type IdentityWorld } from './world.ts';

// Rooms ask for whoever has a right; the accounts of those are told.
let world: IdentityWorld;
const asked: (string | undefined)[][] = [];
const AGENCY = '0199aaaa-0000-7000-8000-000000000002';
const STRANGER = '0199aaaa-0000-7000-8000-0000000000ff';

before(async () => {
  world = await startIdentity({
    with: {
      directory: {
        // One has an account here, the other has none.
        officersWith: async (right, agencyId) => {
          asked.push([right, agencyId]);
          return right === 'nodes.manage' ? [officerId, STRANGER] : [];
        },
        getOfficer: async () => ({ name: officerName }),
        getAgency: async (id) => ({ id, name: 'Cơ quan' }),
        listAgencies: async () => [],
        listOfficers: async () => [],
        appointmentsOf: async () => [],
      },
    },
  });
});
after(() => world?.close());

async function told(right: string): Promise<{ account: string; subject: string; link: string }[]> {
  const { node } = world;
  await node.database.transaction<unknown, void>(async (trx) => {
    await node.deps.publish(trx, officersWanted, {
      right,
      agencyId: AGENCY,
      subject: { vi: 'Cần xem lại', en: 'Look again' },
      body: { vi: 'Có việc cần ông/bà xem.', en: 'Something wants you.' },
      link: '/can-bo/truc/nut',
    });
  });
  await node.runJobs();
  const { rows } = await node.database.pool.query(
    `select payload ->> 'accountId' as account, payload -> 'subject' ->> 'vi' as subject, payload ->> 'link' as link
     from platform.event where name = 'notices.notice-wanted@1'`,
  );
  return rows;
}

test('each officer with the right who has an account gets one notice, and nobody else', async () => {
  assert.deepEqual(await told('exchange.receive'), []);
  assert.deepEqual(await told('nodes.manage'), [
    { account: world.officerAccount, subject: 'Cần xem lại', link: '/can-bo/truc/nut' },
  ]);
  assert.deepEqual(asked, [
    ['exchange.receive', AGENCY],
    ['nodes.manage', AGENCY],
  ]);
});
