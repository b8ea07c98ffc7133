import type { FastifyRequest } from 'fastify';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { mayActAt } from './may-act-at.ts';
import { stepUpHref } from '#platform/web/api.ts';
import { capacityOf, spokenOf } from '../capacity.ts';
import type { Client } from '../clients/client.ts';
import { wantedLevel } from '../levels.ts';
import { ticketEnd, type ConsentTicket, type Decision } from '../tickets.ts';
import { allowedScopes } from './metadata.ts';
import type { ProviderTools } from './configuration.ts';
import { signedInAs } from './session-adapter.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
type SignedIn = CitizenActor | OfficerActor;

/** What the browser is to do next. */
export type NextStep =
  | { to: string }
  /** Back into the library, with the answer to what it asked. */
  | { result: InteractionResults };

/** Pages that ask the person; they come back to the interaction, and say in `tu` from where. */
const CONSENT_PAGE = '/dang-nhap/ung-dung';

/**
 * Decides what the person in front of an interaction is asked next. Everything is judged by the portal's session of this request; the
 * library has checked that the interaction's own cookie came with it, so nobody answers for another browser.
 */
export async function nextStep(
  tools: ProviderTools,
  interaction: Interaction,
  request: FastifyRequest,
): Promise<NextStep> {
  const client = await tools.clients.find(String(interaction.params['client_id']));
  if (!client || client.suspendedAt !== null) return refuse('invalid_client', 'the client is not in use');
  const { actor } = request;
  const here = `/oidc/interaction/${interaction.uid}`;
  const from = new URL(request.url, 'http://here.invalid').searchParams.get('tu');
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return { to: signInPage(interaction, here) };
  const stop = await whyStopped(tools, client, actor);
  if (stop) return { to: consentPage(tools, ticketFor(interaction, client, actor, { stopped: stop })) };
  if (interaction.prompt.name === 'login') return login(tools, interaction, client, actor, { here, from });
  return { to: consentPage(tools, ticketFor(interaction, client, actor)) };
}

function signInPage(interaction: Interaction, here: string): string {
  const page = String(interaction.params['scope'] ?? '')
    .split(' ')
    .includes('officer')
    ? '/can-bo/dang-nhap'
    : '/dang-nhap';
  return `${page}?ve=${encodeURIComponent(`${here}?tu=dang-nhap`)}`;
}

async function whyStopped(
  tools: ProviderTools,
  client: Client,
  actor: SignedIn,
): Promise<ConsentTicket['stopped'] | undefined> {
  if (!(await tools.clients.opensTo(client, actor.accountId))) return 'tester';
  if (!mayActAt(actor, client)) return 'capacity';
  return undefined;
}

async function login(
  tools: ProviderTools,
  interaction: Interaction,
  client: Client,
  actor: SignedIn,
  { here, from }: { here: string; from: string | null },
): Promise<NextStep> {
  const { reasons } = interaction.prompt;
  if (reasons.includes('id_token_hint') || reasons.includes('claims_id_token_sub_value'))
    return refuse('login_required', 'somebody else is signed in');
  const level = wantedLevel(interaction.params['acr_values'], client.facts.leastLevel);
  const has = actor.assurance?.level ?? 1;
  if (has < level) {
    // Back from proving more and still too low: this account cannot reach it, so the person is told and the client is too.
    if (from === 'xac-nhan')
      return { to: consentPage(tools, ticketFor(interaction, client, actor, { stopped: 'level', level })) };
    return { to: stepUpHref(`${here}?tu=xac-nhan`, { level }) };
  }
  // An interaction knows its beginning to the second only: what was proved in that second counts as before it.
  const stale = reasons.includes('login_prompt') || reasons.includes('max_age');
  const provedAt = Date.parse(actor.assurance?.provedAt ?? '');
  if (stale && !(provedAt >= (interaction.iat + 1) * 1000))
    return from === 'xac-nhan'
      ? refuse('login_required', 'the person was not authenticated again')
      : { to: stepUpHref(`${here}?tu=xac-nhan`, { level, maxAgeMinutes: 0 }) };
  return { result: await loginResult(tools, actor) };
}

/** Who the library is to believe is signed in. */
export async function loginResult({ capacities }: ProviderTools, actor: SignedIn): Promise<InteractionResults> {
  const capacity = capacityOf(actor);
  const spoken = spokenOf(actor);
  if (!capacity || !spoken) throw new Error('Somebody who is signed in has no capacity');
  await capacities.remember(capacity, spoken);
  const { acr, amr, loginTs } = signedInAs(actor) as { acr: string; amr: string[]; loginTs: number };
  return { login: { accountId: capacity, acr, amr, ts: loginTs, remember: true } };
}

function ticketFor(
  interaction: Interaction,
  client: Client,
  actor: SignedIn,
  stop: Pick<ConsentTicket, 'stopped' | 'level'> = {},
): ConsentTicket {
  const asked = String(interaction.params['scope'] ?? 'openid').split(' ');
  return {
    uid: interaction.uid,
    sessionId: actor.sessionId ?? '',
    capacity: capacityOf(actor) ?? '',
    clientId: client.id,
    scopes: asked.filter((scope) => allowedScopes(client).includes(scope)),
    redirectUri: String(interaction.params['redirect_uri']),
    ...stop,
  };
}

function consentPage({ tickets, deps }: ProviderTools, ticket: ConsentTicket): string {
  return `${CONSENT_PAGE}?phieu=${tickets.consent.seal(ticket, ticketEnd(deps.clock.now()))}`;
}

/**
 * The person's answer has come back through the browser. It counts only for the interaction and the session that it was asked in, and
 * in whose name; otherwise the person is asked anew.
 */
export async function afterDecision(
  tools: ProviderTools,
  provider: Provider,
  interaction: Interaction,
  decision: Decision | undefined,
  actor: Actor,
): Promise<NextStep> {
  const again = { to: `/oidc/interaction/${interaction.uid}` };
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return again;
  const { ticket } = decision ?? {};
  const client = await tools.clients.find(String(interaction.params['client_id']));
  if (
    !decision ||
    !ticket ||
    ticket.uid !== interaction.uid ||
    ticket.sessionId !== (actor.sessionId ?? '') ||
    ticket.clientId !== client?.id
  )
    return again;
  if (ticket.stopped === 'level')
    return refuse('unmet_authentication_requirements', 'the requested assurance level was not reached');
  if (!decision.allowed || ticket.stopped) return refuse('access_denied', 'the person refused');
  const capacity = capacityOf(actor);
  if (!capacity || capacity !== ticket.capacity) return again;
  const signedIn = await loginResult(tools, actor);
  const spoken = spokenOf(actor);
  const grantId = await writeGrant(provider, interaction.grantId, capacity, ticket);
  await tools.consents.give({
    capacity,
    clientId: ticket.clientId,
    scopes: ticket.scopes,
    sub: tools.capacities.pairwise(client.sector, spoken?.subject ?? ''),
  });
  // Who it is again, too: the person may have chosen another capacity since the library last asked.
  return { result: { ...signedIn, consent: { grantId } } };
}

async function writeGrant(
  provider: Provider,
  known: string | undefined,
  capacity: string,
  { clientId, scopes }: ConsentTicket,
): Promise<string> {
  const found = known ? await provider.Grant.find(known) : undefined;
  const grant =
    found?.accountId === capacity && found.clientId === clientId
      ? found
      : new provider.Grant({ accountId: capacity, clientId });
  grant.addOIDCScope(scopes.join(' '));
  return grant.save();
}

const refuse = (error: string, description: string): NextStep => ({
  result: { error, error_description: description },
});
