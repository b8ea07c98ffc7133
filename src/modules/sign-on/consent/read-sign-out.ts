import type { AnswerOf, Context } from '#platform/operation.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { readSignOutQuestion as contract } from '../contract/consent.ts';
import type { RegisterDeps } from '../deps.ts';
import { signOnProblem } from '../errors.ts';
import type { Tickets } from '../tickets.ts';

/** Which system asks that the person be signed out. @throws sign-on.ticket-over */
export async function readSignOut(
  { deps, clients, tickets }: { deps: Pick<RegisterDeps, 'clock'>; clients: ClientBook; tickets: Tickets },
  sealed: string,
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof contract>> {
  const ticket = tickets.signOut.open(sealed, deps.clock.now());
  const sessionId = 'sessionId' in actor ? (actor.sessionId ?? '') : '';
  if (!ticket || ticket.sessionId !== sessionId) throw signOnProblem('ticket-over');
  const client = ticket.clientId ? await clients.find(ticket.clientId) : undefined;
  return {
    proof: ticket.xsrf,
    ...(client ? { client: { vi: client.facts.nameVi, en: client.facts.nameEn } } : {}),
    ...(ticket.backTo ? { backTo: ticket.backTo } : {}),
  };
}
