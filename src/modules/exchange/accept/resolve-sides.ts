import { vnDate } from '#platform/time.ts';
import type { Envelope } from '../contract.ts';
import type { AgencyFacts, ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';

/** What one consignment carries: all communes, provinces and ministries of the country are 3,400. The copies are one statement. */
export const MOST_RECIPIENTS = 10_000;

/** The recipient agencies, each once, with the code under which the sender named it. */
export type Recipients = ReadonlyMap<string, { code: string; agency: AgencyFacts }>;

/**
 * Who sends and who receives. The sender in the envelope must be the agency in whose name it is handed over; an agency that has ended is
 * refused and its successor named, never quietly replaced. An agency that is at home at another node sends from there: what began here would
 * be refused by the recipients' nodes, and its next change would not know of it.
 * @throws exchange.not-this-sender, exchange.sender-moved, exchange.no-recipients, exchange.too-many-recipients, exchange.unknown-agency, exchange.agency-ended, exchange.twice-the-same
 */
export async function resolveSides(
  deps: Pick<ExchangeDeps, 'directory' | 'clock' | 'nodes'>,
  envelope: Envelope,
  senderAgencyId: string,
): Promise<Recipients> {
  const sender = await deps.directory.findAgencyByCode(envelope.from);
  if (sender?.id !== senderAgencyId)
    throw exchangeProblem('not-this-sender', { fields: [fieldOf('/envelope/from', 'sender', {})] });
  const home = await deps.nodes.homeOf(sender.id);
  if (!home.here)
    throw exchangeProblem('sender-moved', {
      params: { agency: sender.name, node: home.name, url: home.url },
      fields: [fieldOf('/envelope/from', 'moved', {})],
    });
  if (envelope.to.length === 0)
    throw exchangeProblem('no-recipients', { fields: [fieldOf('/envelope/to', 'empty', {})] });
  return resolveRecipients(deps, envelope.to);
}

/** @throws exchange.too-many-recipients, exchange.unknown-agency, exchange.agency-ended, exchange.twice-the-same */
export async function resolveRecipients(
  deps: Pick<ExchangeDeps, 'directory' | 'clock'>,
  to: readonly string[],
): Promise<Recipients> {
  if (to.length > MOST_RECIPIENTS)
    throw exchangeProblem('too-many-recipients', {
      params: { count: to.length, most: MOST_RECIPIENTS },
      fields: [fieldOf('/envelope/to', 'too-many', {})],
    });
  const today = vnDate(deps.clock.now());
  const found = new Map<string, { code: string; agency: AgencyFacts }>();
  for (const [index, code] of to.entries()) {
    const path = `/envelope/to/${index}`;
    const agency = await deps.directory.findAgencyByCode(code);
    if (!agency)
      throw exchangeProblem('unknown-agency', { params: { code }, fields: [fieldOf(path, 'unknown', { code })] });
    if (agency.validTo !== null && agency.validTo < today) {
      const next = agency.successorId ? await deps.directory.getAgency(agency.successorId) : undefined;
      const successor = next ? `${next.name} (${next.code})` : '–';
      throw exchangeProblem('agency-ended', {
        params: { code, successor },
        fields: [fieldOf(path, 'ended', { code })],
      });
    }
    if (found.has(agency.id))
      throw exchangeProblem('twice-the-same', { params: { code }, fields: [fieldOf(path, 'twice', { code })] });
    found.set(agency.id, { code, agency });
  }
  return found;
}

function fieldOf(path: string, code: string, { code: agencyCode }: { code?: string }) {
  const of = agencyCode ? ` ${agencyCode}` : '';
  return { path, code, vi: `Xin xem lại mã cơ quan${of}.`, en: `Check the agency code${of}.` };
}
