import { createHash } from 'node:crypto';
import type { WholePayload } from '#modules/files/index.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import { NotAnAnswer } from './ask-peer.ts';
import { localNames } from './local-files.ts';
import { PIECE_BYTES, PREFIX, readEnvelope, type ConsignmentMessage, type Result } from './messages.ts';
import { waitWith } from './send-payloads.ts';
import { readWord } from './signed-word.ts';
import { MOST_TOGETHER, readTogetherStatement, SMALL_BYTES, writeTogether } from './together.ts';

/** A consignment, its copies, and what the other node lacks of it. */
export interface Wanted {
  message: ConsignmentMessage;
  copies: readonly DeliveryRow[];
  lacks: NonNullable<Result['lacks']>;
}

interface Small {
  sha256: string;
  bytes: number;
  fileId: string;
  of: Wanted;
}

/** Requests of a round, before the queue is looked at again: what is express does not wait for hundreds of small files. */
const MOST_REQUESTS = 8;
/** A node of older code does not know this request. After so long it is asked again. */
const OLDER_MS = 10 * 60_000;
/** How a node of older code answers, or a proxy before it that lets only less through. */
const UNKNOWN = [404, 405, 413];

const older = new WeakMap<ExchangeDeps['nodes'], Map<string, number>>();

/**
 * Sends what is small and wanted from its first byte on, many payloads in one request. What the other node does not take of them waits, each
 * with its own document.
 * @returns what is to go by itself: what is large or partly there, cannot be read here, or all of it to a node of older code
 */
export async function sendTogether(deps: ExchangeDeps, peer: string, wanted: readonly Wanted[]): Promise<Wanted[]> {
  if (isOlder(deps, peer)) return [...wanted];
  const small = await smallOf(deps, wanted);
  const alone = new Set(wanted.flatMap(({ lacks }) => lacks.map(({ sha256 }) => sha256)));
  for (const { sha256 } of small) alone.delete(sha256);
  for (const bundle of bundlesOf(small).slice(0, MOST_REQUESTS)) {
    const contents = await deps.files.readSmall(
      bundle.map(({ fileId }) => fileId),
      SMALL_BYTES,
    );
    const payloads = bundle.flatMap((one) => {
      const content = contents.get(one.fileId);
      if (!content) alone.add(one.sha256);
      return content ? [{ ...one, content }] : [];
    });
    if (payloads.length > 0 && !(await sendOne(deps, peer, payloads))) {
      for (const { sha256 } of small) alone.add(sha256);
      break;
    }
  }
  return wanted
    .map((one) => ({ ...one, lacks: one.lacks.filter(({ sha256 }) => alone.has(sha256)) }))
    .filter(({ lacks }) => lacks.length > 0);
}

function isOlder(deps: ExchangeDeps, peer: string): boolean {
  return (older.get(deps.nodes)?.get(peer) ?? 0) > deps.clock.now().getTime();
}

function noteOlder(deps: ExchangeDeps, peer: string): void {
  const until = deps.clock.now().getTime() + OLDER_MS;
  older.set(deps.nodes, new Map([...(older.get(deps.nodes) ?? []), [peer, until]]));
}

async function smallOf(deps: ExchangeDeps, wanted: readonly Wanted[]): Promise<Small[]> {
  const carried = ({ message }: Wanted) => [message.carried, ...message.earlier];
  const local = await localNames(
    deps,
    wanted.flatMap((one) => carried(one).map(({ consignmentId }) => consignmentId)),
  );
  return wanted.flatMap((one) => {
    const files = new Map(
      carried(one).flatMap(({ consignmentId, envelope }) =>
        (readEnvelope(envelope)?.files ?? []).map((file) => [
          file.sha256,
          { bytes: file.bytes, fileId: local.get(`${consignmentId} ${file.fileId}`) ?? file.fileId },
        ]),
      ),
    );
    return one.lacks.flatMap(({ sha256, offset }) => {
      const file = files.get(sha256);
      return file && offset === 0 && file.bytes <= SMALL_BYTES ? [{ sha256, ...file, of: one }] : [];
    });
  });
}

function bundlesOf(small: readonly Small[]): Small[][] {
  const bundles: Small[][] = [];
  let room = 0;
  for (const one of small) {
    const last = bundles.at(-1);
    if (last && last.length < MOST_TOGETHER && one.bytes <= room) last.push(one);
    else {
      bundles.push([one]);
      room = PIECE_BYTES;
    }
    room -= one.bytes;
  }
  return bundles;
}

/** @returns false where the node does not know this request */
async function sendOne(
  deps: ExchangeDeps,
  peer: string,
  payloads: readonly (Small & WholePayload)[],
): Promise<boolean> {
  const body = writeTogether(payloads);
  const digest = createHash('sha256').update(body).digest();
  const response = await deps.nodes.call(peer, {
    method: 'POST',
    path: `${PREFIX}/payloads`,
    headers: { 'content-type': 'application/octet-stream' },
    body,
    digest,
  });
  const text = await response.text();
  if (UNKNOWN.includes(response.status)) {
    noteOlder(deps, peer);
    return false;
  }
  if (response.status >= 500) throw new NotAnAnswer(`The node answered ${response.status} to payloads`);
  if (response.status !== 200) {
    await waitWith(
      deps,
      payloads.flatMap(({ of }) => of.copies),
    );
    return true;
  }
  const word = await readWord(deps, peer, text);
  const results = 'code' in word ? undefined : readTogetherStatement(word, { digest, payloads: payloads.length });
  if (!results) {
    const code = 'code' in word ? word.code : 'not-about-this';
    throw exchangeProblem('peer-answer-refused', { params: { node: peer, code } });
  }
  const left = payloads.filter((_one, index) => results[index] !== 'taken');
  if (left.length > 0)
    await waitWith(
      deps,
      left.flatMap(({ of }) => of.copies),
    );
  return true;
}
