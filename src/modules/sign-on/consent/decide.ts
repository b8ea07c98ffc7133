import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import type { decideConsent as contract } from '../contract/consent.ts';
import { ticketEnd } from '../tickets.ts';
import { openTicket } from './read-question.ts';

/**
 * Seals the answer for the way back. Nothing is written yet: only where the browser shows the interaction's own cookie does the answer
 * count, so nobody answers on a page that an attacker led them to.
 */
export function decide(
  tools: Parameters<typeof openTicket>[0],
  { ticket: sealed, allow }: InputOf<typeof contract>['body'],
  { actor }: Pick<Context, 'actor'>,
): AnswerOf<typeof contract> {
  const ticket = openTicket(tools, sealed, actor);
  const decision = tools.tickets.decision.seal({ ticket, allowed: allow }, ticketEnd(tools.deps.clock.now()));
  return { next: `/oidc/interaction/${ticket.uid}/finish?phieu=${decision}` };
}
