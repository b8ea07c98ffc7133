import { createHash } from 'node:crypto';
import { newId } from '#platform/id.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { Answer } from './messages.ts';

/** One node's word to another: the whole of it in a table that only grows, its digest and signature in the evidence. Both sides do this. */
export async function keepAnswer(
  deps: ExchangeDeps,
  {
    peer,
    whose,
    request,
    receipt,
  }: { peer: string; whose: 'ours' | 'theirs'; request: Buffer; receipt: Answer['receipt'] },
): Promise<void> {
  const { statement, seal, keyId, signature } = receipt;
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx
      .insertInto('exchange.peer_answer')
      .values({
        id: newId(),
        peer,
        whose,
        request_digest: request,
        statement,
        seal,
        key_id: keyId,
        signature,
        at: deps.clock.now(),
      })
      .execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.peer-answered',
      subject: `node:${peer}`,
      actor: { kind: 'system', name: whose === 'ours' ? 'exchange' : `node:${peer}` },
      data: {
        node: peer,
        whose,
        request: request.toString('hex'),
        statement: createHash('sha256').update(statement).digest('hex'),
        keyId,
        signature,
      },
    });
  });
}
