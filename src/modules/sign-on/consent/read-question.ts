import type { Actor } from '#platform/access.ts';
import type { AnswerOf, Context } from '#platform/operation.ts';
import { capacityOf } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { Client } from '../clients/client.ts';
import type { readConsentQuestion as contract } from '../contract/consent.ts';
import { dataItems } from '../data-items.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { ConsentTicket, Tickets } from '../tickets.ts';

interface QuestionTools {
  deps: Pick<RegisterDeps, 'clock' | 'directory'>;
  clients: ClientBook;
  tickets: Tickets;
}

/** The ticket, if it was made for the session of this call. @throws sign-on.ticket-over */
export function openTicket({ deps, tickets }: QuestionTools, sealed: string, actor: Actor): ConsentTicket {
  const ticket = tickets.consent.open(sealed, deps.clock.now());
  const sessionId = 'sessionId' in actor ? (actor.sessionId ?? '') : '';
  if (!ticket || ticket.sessionId !== sessionId) throw signOnProblem('ticket-over');
  return ticket;
}

/** What the person is asked: which system of which agency, in test or live, which data and why, in whose name. */
export async function readQuestion(
  tools: QuestionTools,
  sealed: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof contract>> {
  const ticket = openTicket(tools, sealed, actor);
  const client = await tools.clients.find(ticket.clientId);
  if (!client) throw signOnProblem('ticket-over');
  const agency = await tools.deps.directory.getAgency(client.agencyId);
  const { facts } = client;
  const sameCapacity = capacityOf(actor) === ticket.capacity;
  const actingFor = actor.kind === 'citizen' ? actor.actingFor : undefined;
  return {
    client: {
      name: { vi: facts.nameVi, en: facts.nameEn },
      about: { vi: facts.aboutVi, en: facts.aboutEn },
      purpose: { vi: facts.purposeVi, en: facts.purposeEn },
      agencyName: agency.name,
      mode: client.mode,
    },
    items: itemsOf(client, ticket.scopes),
    lasting: ticket.scopes.includes('offline_access'),
    ...(actingFor ? { actingFor: actingFor.name } : {}),
    mayActFor: facts.actingFor && actor.kind === 'citizen',
    // After another capacity was chosen the question is asked anew, and what stood in the way may be gone.
    ...(ticket.stopped && sameCapacity ? { stopped: ticket.stopped } : {}),
    ...(ticket.level ? { level: ticket.level } : {}),
    redirectUri: ticket.redirectUri,
    again: `/oidc/interaction/${ticket.uid}`,
  };
}

type Item = AnswerOf<typeof contract>['items'][number];

/** Pure. In the order of the register of data: what the asked scopes open of what the agency registered, each with its reason. */
export function itemsOf(client: Pick<Client, 'data'>, scopes: readonly string[]): Item[] {
  const national = scopes.includes('dichvucong');
  const items: Item[] = client.data
    .filter(({ item }) => national || scopes.includes(dataItems[item].scope))
    .map(({ item, reason }) => ({ what: dataItems[item].name, why: reason }));
  if (scopes.includes('account') || national)
    items.push({ what: { vi: 'Mức độ và loại tài khoản', en: 'Level and kind of the account' } });
  if (scopes.includes('officer'))
    items.push({
      what: { vi: 'Cơ quan và chức vụ, nếu ông/bà là cán bộ, công chức', en: 'Agency and position, of officers' },
    });
  return items;
}
