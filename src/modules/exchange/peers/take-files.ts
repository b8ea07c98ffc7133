import type { ProblemError } from '#platform/problem.ts';
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
  const wanted = messages.map(distinct);
  const asked = new Map(wanted.flat().map((file) => [nameOf(file), file]));
  const standing = await deps.files.payloads.offsets([...asked.values()], senderOf(peer));
  const offsets = new Map([...asked.keys()].map((name, index) => [name, standing[index] ?? 0]));
  return wanted.map((files) => {
    const lacks = [];
    for (const file of files) {
      const offset = offsets.get(nameOf(file)) ?? 0;
      if (typeof offset !== 'number') return payloadRefused(offset);
      if (offset < file.bytes) lacks.push({ sha256: file.sha256, offset });
    }
    return lacks.length > 0 ? { outcome: 'lacks' as const, lacks } : undefined;
  });
}

/** One payload may be announced with two lengths; then each is looked at. */
const nameOf = ({ sha256, bytes }: { sha256: string; bytes: number }): string => `${sha256} ${bytes}`;

/**
 * A day's measure that is full is no fault of the document. Bytes that were spoilt on the way come again, and so do those that nobody made
 * a file of within the hour for which content without a file is kept, because the node that sent them was away.
 */
const COME_AGAIN = [
  'files.axis-daily-limit',
  'files.daily-limit',
  'files.digest-differs',
  'files.incomplete',
  'files.not-found',
];

function payloadRefused(problem: ProblemError): Result {
  return COME_AGAIN.includes(problem.code)
    ? { outcome: 'later', code: problem.code }
    : refused('payload-refused', { why: problem.say('vi') });
}

const distinct = (sounds: readonly Sound[]) => [
  ...new Map(sounds.flatMap(({ envelope }) => envelope.files).map((file) => [file.sha256, file])).values(),
];

/** The payloads of each message become files of this node, all of them together, kept before anything refers to them. */
export async function takeFiles(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly (readonly Sound[])[],
): Promise<{ of: LocalFiles; refusals: (Result | undefined)[] }> {
  // A consignment that several messages are about is taken with the first of them.
  const sounds = new Map(messages.flat().map((sound) => [sound.carried.consignmentId, sound]));
  const wanted = [...sounds.values()].flatMap(({ carried, envelope, sender }) =>
    envelope.files.map(({ fileId, sha256, name, mediaType }) => ({
      consignmentId: carried.consignmentId,
      fileId,
      sha256,
      file: { name, mediaType, owner: sender.id, ...senderOf(peer) },
    })),
  );
  const stored = await deps.files.payloads.finishAll(wanted);
  const of = new Map<string, { fileId: string; localId: string }[]>([...sounds.keys()].map((id) => [id, []]));
  const refusals = new Map<string, Result>();
  for (const [index, { consignmentId, fileId }] of wanted.entries()) {
    const localId = stored[index];
    if (typeof localId === 'string') of.get(consignmentId)?.push({ fileId, localId });
    else if (localId && !refusals.has(consignmentId)) refusals.set(consignmentId, payloadRefused(localId));
  }
  const kept = [...of].flatMap(([consignmentId, local]) =>
    refusals.has(consignmentId)
      ? []
      : local.map(({ localId }) => ({
          fileId: localId,
          owner: sounds.get(consignmentId)?.sender.id ?? '',
          reference: `consignment:${consignmentId}`,
        })),
  );
  const stay = await deps.files.keepAll(kept);
  if (stay.length !== kept.length) throw new Error('A payload that has just become a file does not stay');
  return {
    of,
    refusals: messages.map((one) =>
      one.map(({ carried }) => refusals.get(carried.consignmentId)).find((refusal) => refusal !== undefined),
    ),
  };
}
