import { breaksConstraint, sqlState } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { Outcome } from '#platform/gather.ts';
import { platformProblem } from '#platform/problem.ts';
import type { StoredFacts } from '../deps.ts';
import { findFilesSent } from '../border/look-up.ts';
import { askChange, changeOf } from '../changes/ask-change.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { HOUSE } from '../house.ts';
import { keepTryingHours } from '../legal.ts';
import { requireTakes } from '../mailbox/limits.ts';
import { homesElsewhere } from '../peers/route.ts';
import { issueReceipt } from './receipt.ts';
import { resolveSides } from './resolve-sides.ts';
import type { Tables } from '../tables.ts';
import { findEarlier, findSent, nameOf, type SentRow } from './find-sent.ts';
import type { Offer, Ready, Sent } from './offer.ts';
import { KEY_INDEX, REFUSED, takeOver } from './take-over.ts';

/**
 * Takes over what several callers hand over at the same time: one look at what is there already, one at the files, one statement, one wait
 * for the disk. Each caller gets an answer of its own; what is refused, or fails, spoils nothing for the others.
 * @param offers no two of them bear the same sender and key
 */
export async function acceptBatch(deps: ExchangeDeps, offers: readonly Offer[]): Promise<Outcome<Sent>[]> {
  try {
    return await acceptTogether(deps, offers);
  } catch (error) {
    // Something about one of them: each is tried alone, so that only that one fails.
    if (offers.length === 1 || !isOfOne(error)) throw error;
    const outcomes: Outcome<Sent>[] = [];
    for (const offer of offers)
      outcomes.push(...(await acceptTogether(deps, [offer]).catch((alone: unknown) => [{ error: alone }])));
    return outcomes;
  }
}

async function acceptTogether(deps: ExchangeDeps, offers: readonly Offer[]): Promise<Outcome<Sent>[]> {
  const outcomes = new Map<Offer, Outcome<Sent>>();
  // What is there already, and what is to be looked at of it if it is not: asked at the same time.
  const [known, facts] = await Promise.all([findSent(deps, offers), findFacts(deps, offers)]);
  const unknown = offers.filter((offer) => {
    const before = known.get(nameOf(offer));
    if (before)
      outcomes.set(
        offer,
        attempt(() => sameAgain(before, offer)),
      );
    return before === undefined;
  });
  const ready = await makeReady(deps, unknown, facts, outcomes);
  for (const group of groupsOf(ready)) await take(deps, group, outcomes);
  return offers.map((offer) => outcomes.get(offer) ?? { error: new Error('An offer was forgotten') });
}

/** New documents go together. A change locks rows of the document it is about, so each has a transaction of its own. */
function groupsOf(ready: readonly Ready[]): Ready[][] {
  const together = ready.filter(({ change }) => !change);
  return [...(together.length > 0 ? [together] : []), ...ready.filter(({ change }) => change).map((one) => [one])];
}

async function take(deps: ExchangeDeps, group: readonly Ready[], outcomes: Map<Offer, Outcome<Sent>>): Promise<void> {
  try {
    await write(deps, group);
    for (const { offer, id, receipt } of group)
      outcomes.set(offer, { result: { consignmentId: id, receipt, repeated: false } });
  } catch (error) {
    const [one, ...more] = group;
    if (!one || more.length > 0) throw error;
    outcomes.set(one.offer, await outcomeOfFailed(deps, one, error));
  }
}

/** A change waits for the rows of the document that it is about, so it needs a transaction around it. */
async function write(deps: ExchangeDeps, group: readonly Ready[]): Promise<void> {
  const [{ id, offer, change, recipients } = {}] = group;
  if (!change || !id || !offer || !recipients) return takeOver(deps, deps.database.of<Tables>(), group);
  await deps.database.transaction<Tables, void>(async (trx) => {
    await takeOver(deps, trx, group);
    await askChange(trx, { id, senderAgencyId: offer.agencyId, ...change }, recipients);
  });
}

/**
 * A file that is gone, a key that another process took, a value that no column takes (classes 22 and 23 of PostgreSQL's codes), a deadlock: the
 * database itself is well.
 */
const isOfOne = (error: unknown): boolean => {
  const state = sqlState(error) ?? '';
  return state === REFUSED || state === '40P01' || /^2[23]/.test(state);
};

async function outcomeOfFailed(deps: ExchangeDeps, one: Ready, error: unknown): Promise<Outcome<Sent>> {
  if (sqlState(error) === REFUSED) return { error: await refusalOf(deps, one) };
  if (!breaksConstraint(error, KEY_INDEX)) return { error };
  // Another process has taken the key since it was looked up: this is its receipt.
  const before = (await findSent(deps, [one.offer])).get(nameOf(one.offer));
  return before ? attempt(() => sameAgain(before, one.offer)) : { error };
}

/** The file was gone or found infected since it was looked at: its sender hears it in the words of the file room. */
async function refusalOf(deps: ExchangeDeps, { id, files }: Ready): Promise<unknown> {
  try {
    for (const file of files) await deps.files.keep([file.id], file.owner, `consignment:${id}`);
    return platformProblem('unavailable', { retryAfter: 2 });
  } catch (error) {
    return error;
  }
}

function sameAgain(row: SentRow, { digest }: Offer): Sent {
  if (!row.digest.equals(digest)) throw exchangeProblem('key-used');
  return { consignmentId: row.id, receipt: row.receipt, repeated: true };
}

interface Facts {
  stored: ReadonlyMap<Offer, readonly (StoredFacts | undefined)[]>;
  earlier: Awaited<ReturnType<typeof findEarlier>>;
}

/** The files of all of them, and the documents that changes are about. */
async function findFacts(deps: ExchangeDeps, offers: readonly Offer[]): Promise<Facts> {
  const sentBefore = await filesSentBefore(deps, offers);
  const asked = offers.flatMap((offer) =>
    offer.envelope.files.map(({ fileId }) => ({
      id: fileId,
      actor: sentBefore.get(offer)?.has(fileId) ? HOUSE : offer.actor,
    })),
  );
  const [found, earlier] = await Promise.all([
    asked.length > 0 ? deps.files.getManyFor(asked) : [],
    findEarlier(deps, offers),
  ]);
  let place = 0;
  const stored = offers.map((offer) => {
    const files = found.slice(place, place + offer.envelope.files.length);
    place += offer.envelope.files.length;
    return [offer, files] as const;
  });
  return { stored: new Map(stored), earlier };
}

/** By the right of a change: what the same agency has sent before goes on to its new recipients. Few offers ask for it. */
async function filesSentBefore(
  deps: ExchangeDeps,
  offers: readonly Offer[],
): Promise<ReadonlyMap<Offer, ReadonlySet<string>>> {
  const asking = offers.filter(({ filesOf }) => filesOf !== undefined);
  if (asking.length === 0) return new Map();
  const found = await Promise.all(
    asking.map(async (offer): Promise<[Offer, Set<string>]> => {
      const files = await findFilesSent(deps, offer.filesOf ?? '', offer.agencyId);
      return [offer, new Set(files.map(({ fileId }) => fileId))];
    }),
  );
  return new Map(found);
}

/** Everything that can be refused is looked at before anything is written. */
async function makeReady(
  deps: ExchangeDeps,
  offers: readonly Offer[],
  { stored, earlier }: Facts,
  outcomes: Map<Offer, Outcome<Sent>>,
): Promise<Ready[]> {
  const tried = await Promise.allSettled(offers.map((offer) => readyOf(deps, offer, stored.get(offer) ?? [], earlier)));
  const made = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  for (const [index, offer] of offers.entries()) {
    const one = tried[index];
    if (one?.status === 'rejected') outcomes.set(offer, { error: one.reason as unknown });
  }
  return made;
}

async function readyOf(
  deps: ExchangeDeps,
  offer: Offer,
  stored: readonly (StoredFacts | undefined)[],
  earlier: ReadonlyMap<string, { conversation: string; kind: string; senderAgencyId: string }>,
): Promise<Ready> {
  const { envelope, key, digest, agencyId } = offer;
  const change = changeOf(envelope);
  const recipients = await resolveSides(deps, envelope, agencyId);
  const about = change ? earlier.get(change.about) : undefined;
  // A recall of a recall would leave everybody guessing: what was asked for is answered, not taken back.
  if (change && (!about || about.kind === 'recall' || about.senderAgencyId !== agencyId))
    throw exchangeProblem('about-unknown');
  const files = await requireFiles(deps, offer, stored);
  await requireTakes(deps, envelope, recipients);
  const id = newId();
  const at = deps.clock.now();
  const hours = envelope.keepTryingHours ?? keepTryingHours[envelope.priority] ?? 168;
  const receipt = await issueReceipt(deps.signing, {
    node: deps.config.publicUrl,
    consignmentId: id,
    senderKey: key,
    from: envelope.from,
    digest,
    recipients: recipients.size,
    acceptedAt: at,
  });
  const expiresAt = new Date(at.getTime() + hours * 3_600_000);
  const conversation = about?.conversation ?? id;
  const away = (await homesElsewhere(deps, recipients.keys())).size > 0;
  return { offer, id, at, expiresAt, conversation, recipients, away, files, receipt, ...(change ? { change } : {}) };
}

/** The files are there, this sender may hand them on, and they are what the envelope says. */
async function requireFiles(
  deps: ExchangeDeps,
  { envelope, actor }: Offer,
  stored: readonly (StoredFacts | undefined)[],
): Promise<StoredFacts[]> {
  const files: StoredFacts[] = [];
  for (const [index, file] of envelope.files.entries()) {
    // Where it is not there for this sender, the file room says so in its own words.
    const found = stored[index] ?? (await deps.files.getFor(file.fileId, actor));
    if (found.sha256 !== file.sha256 || found.bytes !== file.bytes)
      throw exchangeProblem('file-differs', {
        params: { name: file.name },
        fields: [
          {
            path: `/envelope/files/${index}`,
            code: 'differs',
            vi: 'Tệp không khớp với gói.',
            en: 'The file does not agree with the envelope.',
          },
        ],
      });
    files.push(found);
  }
  return files;
}

function attempt(work: () => Sent): Outcome<Sent> {
  try {
    return { result: work() };
  } catch (error) {
    return { error };
  }
}
