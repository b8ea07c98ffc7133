import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ExchangeDeps } from '../deps.ts';
import type { Carried } from './messages.ts';

export const VOUCHER_KIND = 'lien-thong/bao-dam-bien-nhan@1';

type Vouched = Pick<Carried, 'origin' | 'receipt' | 'expiresAt' | 'conversation'>;

/**
 * What a node of origin says of a consignment that it hands on: this receipt is mine, and so long and in this conversation it is to be
 * delivered. The receipt names the consignment, its key, its sender and the digest of its envelope.
 */
export const statementOf = ({ origin, receipt, expiresAt, conversation }: Vouched, at: string): Buffer =>
  Buffer.from(
    canonicalize({
      kind: VOUCHER_KIND,
      node: origin,
      receipt: `sha-256=:${createHash('sha256').update(receipt.statement).digest('base64')}:`,
      expiresAt,
      conversation,
      at,
    }) ?? '',
  );

export async function vouchFor(
  { nodes, clock }: Pick<ExchangeDeps, 'nodes' | 'clock'>,
  vouched: Vouched,
): Promise<Carried['voucher']> {
  const at = clock.now().toISOString();
  return { at, ...(await nodes.signStatement(statementOf(vouched, at))) };
}

/** How much the clock of the node of origin may be ahead of ours, or behind itself. */
const SKEW_MS = 120_000;

/**
 * 'unknown' where our directory may only be behind: that is asked again. A key that was in other hands can speak of the time before it
 * ended; that is what the node that passes it on stands against, which took the consignment from its origin then.
 */
export async function checkVoucher(
  { nodes, clock }: Pick<ExchangeDeps, 'nodes' | 'clock'>,
  carried: Carried,
): Promise<'holds' | 'unknown' | 'false'> {
  const { origin, voucher, acceptedAt } = carried;
  const at = new Date(voucher.at);
  if (at.getTime() > clock.now().getTime() + SKEW_MS || at.getTime() < Date.parse(acceptedAt) - SKEW_MS) return 'false';
  const check = await nodes.checkStatement(origin, statementOf(carried, voucher.at), voucher, at);
  if (check.holds) return 'holds';
  return check.code === 'unknown-key' ? 'unknown' : 'false';
}
