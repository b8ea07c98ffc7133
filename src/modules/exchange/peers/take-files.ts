import { isProblem } from '#platform/problem.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Sound } from './check-carried.ts';
import type { Result } from './messages.ts';
import { senderOf } from './receive-payload.ts';
import { refused } from './refusal.ts';

/** By consignment: the files as the envelope names them, and as they are named on this node. */
export type LocalFiles = ReadonlyMap<string, readonly { fileId: string; localId: string }[]>;

/**
 * Of each message, which payloads are missing, and from where; undefined when all of its payloads are here. Only what is asked for here may
 * be uploaded.
 */
export async function findLacks(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly (readonly Sound[])[],
): Promise<(Result | undefined)[]> {
  const offsets = new Map<string, Promise<number>>();
  const offsetOf = (sha256: string, bytes: number): Promise<number> => {
    const known = offsets.get(`${sha256} ${bytes}`) ?? deps.files.payloads.offset(sha256, bytes, senderOf(peer));
    offsets.set(`${sha256} ${bytes}`, known);
    return known;
  };
  const found: (Result | undefined)[] = [];
  for (const sounds of messages) found.push(await lacksOf(sounds, offsetOf));
  return found;
}

async function lacksOf(
  sounds: readonly Sound[],
  offsetOf: (sha256: string, bytes: number) => Promise<number>,
): Promise<Result | undefined> {
  const lacks = [];
  for (const { sha256, bytes } of distinct(sounds)) {
    try {
      const offset = await offsetOf(sha256, bytes);
      if (offset < bytes) lacks.push({ sha256, offset });
    } catch (error) {
      return payloadRefused(error);
    }
  }
  return lacks.length > 0 ? { outcome: 'lacks', lacks } : undefined;
}

/** A day's measure that is full is no fault of the document, and bytes that were spoilt on the way come again. */
function payloadRefused(error: unknown): Result {
  if (!isProblem(error)) throw error;
  if (['files.axis-daily-limit', 'files.daily-limit', 'files.digest-differs', 'files.incomplete'].includes(error.code))
    return { outcome: 'later', code: error.code };
  return refused('payload-refused', { why: error.say('vi') });
}

const distinct = (sounds: readonly Sound[]) => [
  ...new Map(sounds.flatMap(({ envelope }) => envelope.files).map((file) => [file.sha256, file])).values(),
];

/** The payloads of each message become files of this node, kept before anything refers to them. */
export async function takeFiles(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly (readonly Sound[])[],
): Promise<{ of: LocalFiles; refusals: (Result | undefined)[] }> {
  const of = new Map<string, { fileId: string; localId: string }[]>();
  const refusals: (Result | undefined)[] = [];
  for (const sounds of messages) refusals.push(await takeOf(deps, peer, sounds, of));
  const kept = [...of].flatMap(([consignmentId, local]) => {
    const owner = ownerOf(messages, consignmentId);
    return local.map(({ localId }) => ({ fileId: localId, owner, reference: `consignment:${consignmentId}` }));
  });
  const stay = await deps.files.keepAll(kept);
  if (stay.length !== kept.length) throw new Error('A payload that has just become a file does not stay');
  return { of, refusals };
}

const ownerOf = (messages: readonly (readonly Sound[])[], consignmentId: string): string =>
  messages.flat().find(({ carried }) => carried.consignmentId === consignmentId)?.sender.id ?? '';

async function takeOf(
  { files }: ExchangeDeps,
  peer: string,
  sounds: readonly Sound[],
  of: Map<string, { fileId: string; localId: string }[]>,
): Promise<Result | undefined> {
  for (const { carried, envelope, sender } of sounds) {
    if (of.has(carried.consignmentId)) continue;
    const local = [];
    for (const { fileId, sha256, name, mediaType } of envelope.files) {
      try {
        const file = { name, mediaType, owner: sender.id, ...senderOf(peer) };
        const stored = await files.payloads.finish(sha256, file);
        local.push({ fileId, localId: stored.id });
      } catch (error) {
        return payloadRefused(error);
      }
    }
    of.set(carried.consignmentId, local);
  }
  return undefined;
}
