import { createHash } from 'node:crypto';

export type SealFacts = {
  node: string;
  number: number;
  fromSeq: number;
  toSeq: number;
  leaves: number;
  root: Buffer;
  previous: Buffer;
  at: Date;
};

/** What a seal says, in canonical JSON (RFC 8785): the bytes under its signature and its time stamp, and what the next seal links to. */
export function sealStatement(facts: SealFacts): string {
  const { at, fromSeq, leaves, node, number, previous, root, toSeq } = facts;
  return JSON.stringify({
    at: at.toISOString(),
    fromSeq,
    leaves,
    node,
    number,
    previous: previous.toString('hex'),
    root: root.toString('hex'),
    toSeq,
    v: 1,
  });
}

export function statementDigest(statement: string): Buffer {
  return createHash('sha256').update(statement).digest();
}
