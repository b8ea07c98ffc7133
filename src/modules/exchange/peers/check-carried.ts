import { vnDate } from '#platform/time.ts';
import type { Envelope } from '../contract.ts';
import type { AgencyFacts, ExchangeDeps } from '../deps.ts';
import { digestOf } from '../accept/receipt.ts';
import { readEnvelope, type Carried, type Consigned, type Result } from './messages.ts';
import { refused } from './refusal.ts';
import { checkVoucher } from './voucher.ts';

/** A carried consignment whose envelope is the one that the receipt was given for. */
export interface Sound {
  carried: Carried;
  envelope: Envelope;
  digest: Buffer;
  sender: AgencyFacts;
  /** Copies for agencies at home here. */
  copies: (Carried['copies'][number] & { agencyId: string })[];
  /** Copies that are not taken, each with the reason. */
  apart: NonNullable<Result['copies']>;
}

/** The envelope's bytes are canonical, and digest, key, sender and id are those of the receipt. */
export function readSound(carried: Consigned): { envelope: Envelope; digest: Buffer } | Result {
  const envelope = readEnvelope(carried.envelope);
  if (!envelope) return refused('envelope-malformed');
  const { canonical, digest } = digestOf(envelope);
  if (canonical !== carried.envelope) return refused('receipt-differs');
  try {
    const said = JSON.parse(carried.receipt.statement) as Record<string, unknown>;
    const sound =
      said['digest'] === `sha-256=:${digest.toString('base64')}:` &&
      said['consignmentId'] === carried.consignmentId &&
      said['senderKey'] === carried.key &&
      said['from'] === envelope.from &&
      said['acceptedAt'] === carried.acceptedAt;
    return sound ? { envelope, digest } : refused('receipt-differs');
  } catch {
    return refused('receipt-differs');
  }
}

/**
 * Whether this node takes a consignment from that one. The node that signs is the home of the sender, or was when it accepted the
 * consignment; or it is a former home of the recipients that passes on what had reached it before they moved. Whoever hands it on, the
 * node of origin vouches for the receipt, and the sender was at home there.
 */
export async function checkCarried(deps: ExchangeDeps, peer: string, carried: Carried): Promise<Sound | Result> {
  const read = readSound(carried);
  if ('outcome' in read) return read;
  const { envelope } = read;
  const sender = await deps.directory.findAgencyByCode(envelope.from);
  if (!sender) return refused('unknown-sender', { code: envelope.from });
  const speaksForSender = async (node: string): Promise<boolean> => {
    const home = await deps.nodes.homeOf(sender.id);
    const nowAt = home.here ? deps.nodes.self().nodeId : home.nodeId;
    return node === nowAt || deps.nodes.wasHomeOf(node, sender.id, new Date(carried.acceptedAt));
  };
  if (!(await speaksForSender(carried.origin))) {
    // The sender may have moved there since our directory was signed. Refused at once, its first documents from there would be lost to it.
    const heard = await deps.nodes.refresh().catch(() => false);
    if (!(await speaksForSender(carried.origin)))
      return heard
        ? refused('not-this-sender', { code: envelope.from })
        : { outcome: 'later', code: 'exchange.not-this-sender' };
  }
  const vouched = await checkVoucher(deps, carried);
  if (vouched === 'unknown') return { outcome: 'later', code: 'exchange.not-vouched' };
  if (vouched === 'false') return refused('not-vouched', { node: carried.origin });
  const ofSender = await speaksForSender(peer);
  const sound: Sound = { carried, ...read, sender, copies: [], apart: [] };
  const named = new Set(envelope.to);
  const today = vnDate(deps.clock.now());
  for (const copy of carried.copies) {
    const { deliveryId, code } = copy;
    const agency = named.has(code) ? await deps.directory.findAgencyByCode(code) : undefined;
    if (!named.has(code)) sound.apart.push({ deliveryId, ...refused('not-in-envelope', { code }) });
    else if (!agency) sound.apart.push({ deliveryId, ...refused('unknown-agency', { code }) });
    else if (agency.validTo !== null && agency.validTo < today)
      sound.apart.push({ deliveryId, ...(await ended(deps, agency, code)) });
    else if (!(await deps.nodes.homeOf(agency.id)).here)
      sound.apart.push({ deliveryId, outcome: 'misdirected', code: 'exchange.not-at-home' });
    else if (!ofSender && !(await deps.nodes.wasHomeOf(peer, agency.id, new Date(carried.takenAt))))
      sound.apart.push({ deliveryId, ...refused('not-this-sender', { code: envelope.from }) });
    else sound.copies.push({ ...copy, agencyId: agency.id });
  }
  return sound;
}

async function ended(deps: ExchangeDeps, agency: AgencyFacts, code: string) {
  const next = agency.successorId ? await deps.directory.getAgency(agency.successorId) : undefined;
  return refused('agency-ended', { code, successor: next ? `${next.name} (${next.code})` : '–' });
}
