import { createHash } from 'node:crypto';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { keepAnswer } from './keep-answer.ts';
import { PREFIX, readAnswer, type Answer, type Message, type Result, type Statement } from './messages.ts';

/** The other node did not do its part, for whatever reason of its own: a pause for it, and not for what it was sent. */
export class NotAnAnswer extends Error {
  override readonly name = 'NotAnAnswer';
}

/**
 * Sends messages to a node. What it answers takes effect only when it is that node's own word about exactly this request, under a key that
 * counts now; whoever stands in between, with whatever certificate, can hold an answer back and not make one.
 * @throws exchange.peer-answer-refused
 */
export async function askPeer(deps: ExchangeDeps, peer: string, messages: readonly Message[]): Promise<Result[]> {
  const body = Buffer.from(JSON.stringify({ messages }));
  const response = await deps.nodes.call(peer, {
    method: 'POST',
    path: `${PREFIX}/messages`,
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new NotAnAnswer(`The node answered ${response.status} without a receipt`);
  const request = createHash('sha256').update(body).digest();
  const answer = readAnswer(text);
  const asked = { peer, here: deps.nodes.self().nodeId, request, messages: messages.length };
  const code = answer ? await whyNotBelieved(deps, answer, asked) : 'unreadable';
  if (!answer || code) {
    await recordRefused(deps, peer, { code: code ?? 'unreadable', request, text });
    throw exchangeProblem('peer-answer-refused', { params: { node: peer, code: code ?? 'unreadable' } });
  }
  await keepAnswer(deps, { peer, whose: 'theirs', request, receipt: answer.receipt });
  return answer.statement.results;
}

interface Asked {
  peer: string;
  here: string;
  request: Buffer;
  messages: number;
}

/** The signature comes first: nothing is made of what nobody vouches for. Then: about this request, and for nobody else. */
async function whyNotBelieved(
  { nodes, clock }: ExchangeDeps,
  { statement, receipt }: { statement: Statement; receipt: Answer['receipt'] },
  asked: Asked,
): Promise<string | undefined> {
  const check = await nodes.checkStatement(asked.peer, Buffer.from(receipt.statement), receipt, clock.now());
  if (!check.holds) return check.code;
  const aboutThis =
    statement.node === asked.peer &&
    statement.to === asked.here &&
    statement.digest === `sha-256=:${asked.request.toString('base64')}:` &&
    statement.results.length === asked.messages;
  return aboutThis ? undefined : 'not-about-this';
}

/** Of the answer itself only its digest is kept: it is nobody's word. */
async function recordRefused(
  deps: ExchangeDeps,
  peer: string,
  { code, request, text }: { code: string; request: Buffer; text: string },
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    await deps.evidence.record(trx, {
      kind: 'exchange.peer-answer-refused',
      subject: `node:${peer}`,
      actor: { kind: 'system', name: 'exchange' },
      data: {
        node: peer,
        code,
        request: request.toString('hex'),
        answer: createHash('sha256').update(text).digest('hex'),
      },
    });
  });
}
