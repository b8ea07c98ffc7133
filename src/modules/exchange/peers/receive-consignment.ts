import { breaksConstraint } from '#platform/database/database.ts';
import { isProblem } from '#platform/problem.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { checkCarried, type Sound } from './check-carried.ts';
import { insertCarried } from './insert-carried.ts';
import type { ConsignmentMessage, Result } from './messages.ts';
import { refused } from './refusal.ts';
import { senderOf } from './receive-payload.ts';

type LocalFiles = Map<string, { fileId: string; localId: string }[]>;

/**
 * Takes copies over from another node: from the answer on, delivering them is this node's work. Nothing is taken before every payload is
 * here, and what has been taken once is not taken again, however often it comes.
 */
export async function receiveConsignment(
  deps: ExchangeDeps,
  peer: string,
  message: ConsignmentMessage,
): Promise<Result> {
  const main = await checkCarried(deps, peer, message.carried);
  if ('outcome' in main) return main;
  const apart = main.apart.length > 0 ? { copies: main.apart } : {};
  if (main.copies.length === 0) {
    const misdirected = main.apart.every((copy) => copy.outcome === 'misdirected');
    return misdirected ? { outcome: 'misdirected', code: 'exchange.not-at-home' } : { outcome: 'taken', ...apart };
  }
  const earlier: Sound[] = [];
  for (const carried of message.earlier) {
    const sound = await checkCarried(deps, peer, carried);
    if ('outcome' in sound) return sound;
    earlier.push(sound);
  }
  const unknown = await notYetHere(deps, [...earlier, main]);
  const lacks = await findLacks(deps, peer, unknown);
  if (lacks) return lacks;
  const files = await takeFiles(deps, peer, unknown);
  if ('outcome' in files) return files;
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      for (const sound of earlier) await insertCarried(deps, trx, peer, sound, files.of, { earlier: true });
      await insertCarried(deps, trx, peer, main, files.of, { earlier: false });
    });
  } catch (error) {
    if (breaksConstraint(error, 'consignment_key')) return refused('key-used');
    throw error;
  }
  return { outcome: 'taken', ...apart };
}

async function notYetHere(deps: ExchangeDeps, sounds: readonly Sound[]): Promise<Sound[]> {
  const known = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('id')
    .where(
      'id',
      'in',
      sounds.map(({ carried }) => carried.consignmentId),
    )
    .execute();
  const here = new Set(known.map(({ id }) => id));
  return sounds.filter(({ carried }) => !here.has(carried.consignmentId));
}

/** Which payloads are missing, and from where; undefined when all of them are here. Only what is asked for here may be uploaded. */
export async function findLacks(
  { files }: ExchangeDeps,
  peer: string,
  sounds: readonly Sound[],
): Promise<Result | undefined> {
  const lacks = [];
  for (const { sha256, bytes } of distinct(sounds)) {
    try {
      const offset = await files.payloads.offset(sha256, bytes, senderOf(peer));
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

/** The payloads become files of this node, kept before anything refers to them. */
export async function takeFiles(
  { files }: ExchangeDeps,
  peer: string,
  sounds: readonly Sound[],
): Promise<{ of: LocalFiles } | Result> {
  const of: LocalFiles = new Map();
  for (const { carried, envelope, sender } of sounds) {
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
    await files.keep(
      local.map(({ localId }) => localId),
      sender.id,
      `consignment:${carried.consignmentId}`,
    );
    of.set(carried.consignmentId, local);
  }
  return { of };
}
