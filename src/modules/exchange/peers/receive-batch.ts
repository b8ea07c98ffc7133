import canonicalize from 'canonicalize';
import { isDatabaseGone, isOutOfRoom } from '#platform/database/gone.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { keepAnswer } from './keep-answer.ts';
import {
  ANSWER_KIND,
  isMisdirected,
  type Answer,
  type Batch,
  type ConsignmentMessage,
  type Message,
  type NewsMessage,
  type Result,
  type SentMessage,
} from './messages.ts';
import { receiveSent } from '../following/receive-sent.ts';
import { tellHomes } from '../following/tell-home.ts';
import { receiveConsignments } from './receive-consignments.ts';
import { receiveManyNews } from './receive-many-news.ts';

/**
 * Takes what another node sends, in its order, and answers with a receipt over the request, sealed for anybody and signed with the node's
 * key for the node that asked.
 */
export async function receiveBatch(deps: ExchangeDeps, peer: string, batch: Batch, digest: Buffer): Promise<Answer> {
  const results: Result[] = [];
  for (const run of runsOf(batch.messages)) results.push(...(await receiveRun(deps, peer, run)));
  await recordRefusals(deps, peer, batch.messages, results);
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

type Run =
  | { kind: 'consignment'; messages: ConsignmentMessage[] }
  | { kind: 'news'; messages: NewsMessage[] }
  | { kind: 'sent'; messages: SentMessage[] };

/** Messages of one kind that follow each other. */
function runsOf(messages: readonly Message[]): Run[] {
  const runs: Run[] = [];
  for (const message of messages) {
    const last = runs.at(-1);
    if (last?.kind === message.kind) (last.messages as Message[]).push(message);
    else runs.push({ kind: message.kind, messages: [message] } as Run);
  }
  return runs;
}

async function receiveRun(deps: ExchangeDeps, peer: string, run: Run): Promise<Result[]> {
  if (run.kind === 'consignment')
    return together(deps, peer, run.messages, (messages) => receiveConsignments(deps, peer, messages));
  if (run.kind === 'news')
    return together(
      deps,
      peer,
      run.messages,
      (messages) => receiveManyNews(deps, peer, messages),
      // What follows a piece of news that must wait must wait too, or it would be out of order.
      ({ deliveryId }) => deliveryId,
    );
  const results: Result[] = [];
  for (const message of run.messages)
    results.push(await orLater(deps, peer, message, () => receiveSent(deps, peer, message)));
  return results;
}

/**
 * In one transaction; where that fails for a reason of ours, one by one, so that one message that we cannot take does not hold up the
 * others. What it had taken is undone by then, and comes again.
 */
async function together<Of extends Message>(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly Of[],
  take: (messages: readonly Of[]) => Promise<Result[]>,
  lineOf?: (message: Of) => string,
): Promise<Result[]> {
  try {
    return await take(messages);
  } catch (error) {
    refuseAll(error);
    if (messages.length > 1)
      deps.log.info(
        { peer, messages: messages.length, err: error },
        'messages of another node are taken in one by one',
      );
  }
  const results: Result[] = [];
  const waiting = new Set<string>();
  for (const message of messages) {
    const line = lineOf?.(message);
    const result =
      line !== undefined && waiting.has(line)
        ? ({ outcome: 'later' } as const)
        : await orLater(deps, peer, message, async () => (await take([message]))[0] ?? { outcome: 'later' });
    if (line !== undefined && result.outcome === 'later') waiting.add(line);
    results.push(result);
  }
  return results;
}

/** No message's fault: the other node is to wait with all it has for us, and not with these for longer than with others. */
function refuseAll(error: unknown): void {
  if (isDatabaseGone(error) || isOutOfRoom(error)) throw error;
}

/** One message that fails for a reason of ours must not hold up the others: it comes again. */
async function orLater(
  deps: ExchangeDeps,
  peer: string,
  message: Message,
  take: () => Promise<Result>,
): Promise<Result> {
  try {
    return await take();
  } catch (error) {
    refuseAll(error);
    deps.log.error({ peer, kind: message.kind, err: error }, 'a message of another node could not be taken in');
    return { outcome: 'later' };
  }
}

const isRefusal = (result: Result): boolean =>
  result.outcome === 'refused' || (result.copies ?? []).some((copy) => copy.outcome === 'refused');

/** Refusals are evidence like deliveries. */
async function recordRefusals(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly Message[],
  results: readonly Result[],
): Promise<void> {
  const refusals = messages.flatMap((message, index) => {
    const result = results[index];
    return result && isRefusal(result) ? [{ message, result }] : [];
  });
  if (refusals.length === 0) return;
  await deps.database.transaction<Tables, void>(async (trx) => {
    await deps.evidence.recordAll(
      trx,
      refusals.map(({ message, result }) => ({
        kind: 'exchange.peer-refused',
        subject:
          message.kind === 'news' ? `delivery:${message.deliveryId}` : `consignment:${message.carried.consignmentId}`,
        actor: { kind: 'system', name: `node:${peer}` },
        data: {
          node: peer,
          kind: message.kind,
          code: result.code ?? null,
          copies: (result.copies ?? []).slice(0, 200),
        },
      })),
    );
  });
}
