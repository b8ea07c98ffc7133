import { hash } from 'node:crypto';
import type { SealedRecord } from '../leaf.ts';

/** What a segment says of itself, in the table and in the first line of its file. */
export type SegmentFacts = {
  number: number;
  /** Of Vietnam, YYYY-MM-DD. */
  day: string;
  records: number;
  /** 0 in a day without records. */
  fromSeq: number;
  toSeq: number;
  /** SHA-256 of the lines of the records, each with its line end. */
  digest: Buffer;
  previous: Buffer;
};

/** What the first segment links to. */
export const beforeFirst: Buffer = Buffer.alloc(32);

const sha256 = (bytes: Buffer | string): Buffer => hash('sha256', bytes, 'buffer');

function factsLine(facts: SegmentFacts, link?: Buffer): string {
  const { day, digest, fromSeq, number, previous, records, toSeq } = facts;
  return JSON.stringify({
    day,
    digest: digest.toString('hex'),
    fromSeq,
    ...(link ? { link: link.toString('hex') } : {}),
    number,
    previous: previous.toString('hex'),
    records,
    toSeq,
    v: 1,
  });
}

/** SHA-256 of the link before and the digest of these facts, which contain the digest of all lines. */
export function linkOf(facts: SegmentFacts): Buffer {
  return sha256(Buffer.concat([facts.previous, sha256(factsLine(facts))]));
}

/** The first line of a file, in canonical JSON (RFC 8785), with its line end. */
export function headOf(facts: SegmentFacts): string {
  return `${factsLine(facts, linkOf(facts))}\n`;
}

export function fileName(facts: SegmentFacts): string {
  return `evidence-${facts.day}-${linkOf(facts).toString('hex').slice(0, 16)}.ndjson`;
}

/** The record in a line that `lineOf` made. @throws SyntaxError */
export function recordIn(line: string): SealedRecord {
  return JSON.parse(line) as SealedRecord;
}

/** The key under which the index finds a subject. */
export function subjectKey(subject: string): string {
  return sha256(subject).readBigInt64BE(0).toString();
}
