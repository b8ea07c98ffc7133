import type { AnswerOf, Context } from '#platform/operation.ts';
import { accountOf } from '#platform/access.ts';
import { partsOf } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { listMyClients as contract } from '../contract/people.ts';
import { dataItems, type DataItemName } from '../data-items.ts';
import type { ProviderDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { itemsFor } from './uses.ts';

type MyClient = AnswerOf<typeof contract>['clients'][number];

interface Tools {
  deps: ProviderDeps;
  clients: ClientBook;
}

/** The systems that the caller signed in to or allowed, the latest first: which data each may have and has had, and when last. */
export async function listMyClients(
  { deps, clients }: Tools,
  { actor }: Pick<Context, 'actor'>,
): Promise<{ clients: MyClient[] }> {
  const accountId = accountOf(actor) ?? '';
  const database = deps.database.of<Tables>();
  const [consents, uses] = await Promise.all([
    database
      .selectFrom('sign_on.consent')
      .select(['client_id', 'capacity', 'scopes', 'given_at'])
      .where('account_id', '=', accountId)
      .where('withdrawn_at', 'is', null)
      .execute(),
    database.selectFrom('sign_on.client_use').selectAll().where('account_id', '=', accountId).execute(),
  ]);
  const listed: MyClient[] = [];
  for (const clientId of new Set([...consents, ...uses].map((row) => row.client_id))) {
    const client = await clients.find(clientId);
    if (!client) continue;
    const allowed = consents.filter((row) => row.client_id === clientId);
    const used = uses.filter((row) => row.client_id === clientId);
    const scopes = new Set(allowed.flatMap((row) => row.scopes));
    const received = new Set(used.flatMap((row) => row.items as DataItemName[]));
    const may = itemsFor(client, scopes);
    const capacities = new Set([...allowed, ...used].map((row) => row.capacity));
    listed.push({
      clientId,
      name: { vi: client.facts.nameVi, en: client.facts.nameEn },
      about: { vi: client.facts.aboutVi, en: client.facts.aboutEn },
      agencyName: (await deps.directory.getAgency(client.agencyId)).name,
      allowed: allowed.length > 0,
      lasting: scopes.has('offline_access'),
      items: [...new Set([...may, ...received])].map((item) => ({
        what: dataItems[item].name,
        why: client.data.find((one) => one.item === item)?.reason ?? '',
        may: may.includes(item),
        received: received.has(item),
      })),
      inTheNameOf: await namesOf(deps, [...capacities], actor),
      givenAt: latest(allowed.map((row) => row.given_at)),
      lastAt: latest(used.map((row) => row.last_at)),
      dataAt: latest(used.map((row) => row.data_at)),
    });
  }
  const key = (one: MyClient): string => one.lastAt ?? one.givenAt ?? '';
  return { clients: listed.toSorted((a, b) => key(b).localeCompare(key(a))) };
}

/** Whom else the caller signed in for; those whose mandate is over go unnamed. */
async function namesOf(
  { mandates, clock }: ProviderDeps,
  capacities: readonly string[],
  actor: Context['actor'],
): Promise<string[]> {
  if (actor.kind !== 'citizen') return [];
  const names = await Promise.all(
    capacities.flatMap((capacity) => {
      const { suffix } = partsOf(capacity);
      return suffix ? [mandates.standing(suffix, actor.personId, clock.now())] : [];
    }),
  );
  return [...new Set(names.flatMap((one) => (one ? [one.name] : [])))];
}

function latest(moments: readonly (Date | null)[]): string | null {
  const known = moments.flatMap((one) => (one ? [one.getTime()] : []));
  return known.length === 0 ? null : new Date(Math.max(...known)).toISOString();
}
