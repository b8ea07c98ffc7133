import { Type, type Static } from 'typebox';
import type { ExchangeDeps } from '../deps.ts';
import { parsed, shapeOf } from './shape.ts';

type Nodes = Pick<ExchangeDeps, 'nodes' | 'clock'>;

/** A node's signed word about what it was sent: the statement, and the signature of its key in the directory. */
const Word = Type.Object({
  statement: Type.String({ minLength: 1, maxLength: 20_000 }),
  keyId: Type.String({ minLength: 1, maxLength: 80 }),
  signature: Type.String({ minLength: 1, maxLength: 200 }),
});
type Word = Static<typeof Word>;
const isWord = shapeOf(Word);

/** From whom, to whom, and when: the beginning of each such statement. */
export interface By {
  node: string;
  to: string;
  at: string;
}

export async function signWord({ nodes, clock }: Nodes, peer: string, statementOf: (by: By) => string): Promise<Word> {
  const statement = statementOf({ node: nodes.self().nodeId, to: peer, at: clock.now().toISOString() });
  return { statement, ...(await nodes.signStatement(Buffer.from(statement))) };
}

/** The signature comes first: nothing is made of what nobody vouches for. @returns what is said, or why it is not believed */
export async function readWord(
  { nodes, clock }: Nodes,
  peer: string,
  text: string,
): Promise<{ by: By; statement: string; said: unknown } | { code: string }> {
  const word = parsed(text);
  if (!isWord(word)) return { code: 'unreadable' };
  const check = await nodes.checkStatement(peer, Buffer.from(word.statement), word, clock.now());
  if (!check.holds) return { code: check.code };
  const said = parsed(word.statement);
  const { at } = (said ?? {}) as { at?: unknown };
  return { by: { node: peer, to: nodes.self().nodeId, at: String(at) }, statement: word.statement, said };
}
