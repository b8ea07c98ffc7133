import canonicalize from 'canonicalize';
import { isDatabaseGone, isOutOfRoom } from '#platform/database/gone.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { keepAnswer } from './keep-answer.ts';
import { ANSWER_KIND, isMisdirected, type Answer, type Batch, type Message, type Result } from './messages.ts';
import { receiveSent } from '../following/receive-sent.ts';
import { tellHomes } from '../following/tell-home.ts';
import { receiveConsignment } from './receive-consignment.ts';
import { receiveNews } from './receive-news.ts';

/**
 * Takes what another node sends, message by message and in its order, and answers with a receipt over the request, sealed
 * for anybody and signed with the node's key for the node that asked.
 */
export async function receiveBatch(deps: ExchangeDeps, peer: string, batch: Batch, digest: Buffer): Promise<Answer> {
  const results: Result[] = [];
  // What follows a piece of news that must wait must wait too, or it would be out of order.
  const waiting = new Set<string>();
  for (const message of batch.messages) {
    const result =
      message.kind === 'news' && waiting.has(message.deliveryId)
        ? ({ outcome: 'later' } as const)
        : await receive(deps, peer, message);
    if (message.kind === 'news' && result.outcome === 'later') waiting.add(message.deliveryId);
    if (isRefusal(result)) await recordRefusal(deps, peer, message, result);
    results.push(result);
  }
  // What a recipient's node says of a copy is news for its sender, also where that has moved to another node.
  if (batch.messages.some(({ kind }) => kind === 'news')) await tellHomes(deps);
  if (results.some(isMisdirected)) await askDirectory(deps);
  const at = deps.clock.now();
  const statement =
    canonicalize({
      kind: ANSWER_KIND,
      node: deps.nodes.self().nodeId,
      to: peer,
      digest: `sha-256=:${digest.toString('base64')}:`,
      at: at.toISOString(),
      results,
    }) ?? '';
  const bytes = Buffer.from(statement);
  const [sealed, signed] = await Promise.all([deps.signing.sealBytes(bytes), deps.nodes.signStatement(bytes)]);
  const receipt = { statement, seal: sealed.toString('base64'), ...signed };
  await keepAnswer(deps, { peer, whose: 'ours', request: digest, receipt });
  return { receipt };
}

/** The other node has a directory of another day than ours, and ours may be the older one: at most once a minute it is fetched. */
const asked = new WeakMap<ExchangeDeps, number>();

async function askDirectory(deps: ExchangeDeps): Promise<void> {
  const now = deps.clock.now().getTime();
  if (now - (asked.get(deps) ?? 0) < 60_000) return;
  asked.set(deps, now);
  await deps.nodes.refresh().catch((error: unknown) => deps.log.info({ err: error }, 'the directory was not fetched'));
}

/** One message that fails for a reason of ours must not hold up the others: it comes again. */
async function receive(deps: ExchangeDeps, peer: string, message: Message): Promise<Result> {
  try {
    if (message.kind === 'news') return await receiveNews(deps, peer, message);
    if (message.kind === 'sent') return await receiveSent(deps, peer, message);
    return await receiveConsignment(deps, peer, message);
  } catch (error) {
    // No message's fault: the other node is to wait with all it has for us, and not with these for longer than with others.
    if (isDatabaseGone(error) || isOutOfRoom(error)) throw error;
    deps.log.error({ peer, kind: message.kind, err: error }, 'a message of another node could not be taken in');
    return { outcome: 'later' };
  }
}

const isRefusal = (result: Result): boolean =>
  result.outcome === 'refused' || (result.copies ?? []).some((copy) => copy.outcome === 'refused');

/** Refusals are evidence like deliveries. */
async function recordRefusal(deps: ExchangeDeps, peer: string, message: Message, result: Result): Promise<void> {
  const subject =
    message.kind === 'news' ? `delivery:${message.deliveryId}` : `consignment:${message.carried.consignmentId}`;
  await deps.database.transaction<Tables, void>(async (trx) => {
    await deps.evidence.record(trx, {
      kind: 'exchange.peer-refused',
      subject,
      actor: { kind: 'system', name: `node:${peer}` },
      data: { node: peer, kind: message.kind, code: result.code ?? null, copies: (result.copies ?? []).slice(0, 200) },
    });
  });
}
