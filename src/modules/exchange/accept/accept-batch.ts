import { sqlState } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { Outcome } from '#platform/gather.ts';
import type { StoredFacts } from '../deps.ts';
import { findFilesSent } from '../border/look-up.ts';
import { askChange, changeOf } from '../ask-change.ts';
import { DELIVER_HERE } from '../deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { consignmentAccepted } from '../events.ts';
import { keepTryingHours } from '../legal.ts';
import { requireTakes } from '../mailbox/limits.ts';
import { homesElsewhere } from '../peers/route.ts';
import { issueReceipt } from '../receipt.ts';
import { resolveSides } from '../resolve-sides.ts';
import type { Tables } from '../tables.ts';
import { findEarlier, findSent, nameOf, type SentRow } from './find-sent.ts';
import type { Offer, Ready, Sent } from './offer.ts';
import { writeConsignments } from './write-consignments.ts';

/**
 * Takes over what several callers hand over at the same time: one look at what is there already, one at the files, one transaction, one wait
 * for the disk. Each caller gets an answer of its own; what is refused, or fails, spoils nothing for the others.
 * @param offers no two of them bear the same sender and key
 */
export async function acceptBatch(deps: ExchangeDeps, offers: readonly Offer[]): Promise<Outcome<Sent>[]> {
  try {
    return await acceptTogether(deps, offers);
  } catch (error) {
    // One of them brought what no column takes: each is tried alone, so that only that one fails.
    if (offers.length === 1 || !isOfData(error)) throw error;
    const outcomes: Outcome<Sent>[] = [];
    for (const offer of offers)
      outcomes.push(...(await acceptTogether(deps, [offer]).catch((alone: unknown) => [{ error: alone }])));
    return outcomes;
  }
}

const HOUSE = { kind: 'system', name: 'exchange' } as const;

/** Classes 22 and 23 of PostgreSQL's error codes: what was given does not fit, and the database itself is well. */
const isOfData = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? '');

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
  if (group.length === 0) return;
  // While the rows are written, beside and not before: the transaction ends only when they are kept. Asked for first, so that of few
  // connections none is held by a transaction that waits for another one.
  const keeping = keepFiles(deps, group);
  keeping.catch(() => undefined);
  try {
    const taken = await commit(deps, group, keeping);
    const lost = group.filter((one) => !taken.has(one.id));
    const first = await findSent(
      deps,
      lost.map(({ offer }) => offer),
    );
    for (const one of group)
      outcomes.set(
        one.offer,
        attempt(() => answerOf(one, taken, first)),
      );
  } catch (error) {
    if (error instanceof FilesMissing) return takeRest(deps, group, error.of, outcomes);
    if (group.length > 1) throw error;
    for (const { offer } of group) outcomes.set(offer, { error });
  }
}

/** Files were gone or found infected since they were looked at: their senders hear it from the file room, and the others go on. */
async function takeRest(
  deps: ExchangeDeps,
  group: readonly Ready[],
  without: ReadonlySet<string>,
  outcomes: Map<Offer, Outcome<Sent>>,
): Promise<void> {
  for (const one of group) if (without.has(one.id)) outcomes.set(one.offer, { error: await refusalOf(deps, one) });
  await take(
    deps,
    group.filter(({ id }) => !without.has(id)),
    outcomes,
  );
}

/** Undoes a transaction of which some cannot be taken over. */
class FilesMissing extends Error {
  readonly of: ReadonlySet<string>;
  constructor(of: ReadonlySet<string>) {
    super('Files of these are not there any more');
    this.of = of;
  }
}

/**
 * Files are kept before what refers to them is lasting: a crash in between leaves a file too many, never one too few.
 * @returns ids of those that have a file which cannot be kept
 */
async function keepFiles(deps: ExchangeDeps, group: readonly Ready[]): Promise<ReadonlySet<string>> {
  const wanted = group.flatMap(({ id, files }) =>
    files.map((file) => ({ id, fileId: file.id, owner: file.owner, reference: `consignment:${id}` })),
  );
  if (wanted.length === 0) return new Set();
  const kept = new Set<unknown>(await deps.files.keepAll(wanted));
  return new Set(wanted.filter((one) => !kept.has(one)).map(({ id }) => id));
}

async function refusalOf(deps: ExchangeDeps, { id, files }: Ready): Promise<unknown> {
  try {
    for (const file of files) await deps.files.keep([file.id], file.owner, `consignment:${id}`);
    return new Error('A file was not kept, and could be kept a moment later');
  } catch (error) {
    return error;
  }
}

function answerOf(one: Ready, taken: ReadonlySet<string>, first: ReadonlyMap<string, SentRow>): Sent {
  if (taken.has(one.id)) return { consignmentId: one.id, receipt: one.receipt, repeated: false };
  const before = first.get(nameOf(one.offer));
  if (!before) throw new Error('The consignment that took the key is not there');
  return sameAgain(before, one.offer);
}

function sameAgain(row: SentRow, { digest }: Offer): Sent {
  if (!row.digest.equals(digest)) throw exchangeProblem('key-used');
  return { consignmentId: row.id, receipt: row.receipt, repeated: true };
}

/** @returns ids of those that were written; another process may have taken the key of one */
function commit(
  deps: ExchangeDeps,
  group: readonly Ready[],
  keeping: Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string>> {
  return deps.database.transaction<Tables, ReadonlySet<string>>(async (trx) => {
    const { taken, fetching } = await writeConsignments(trx, group);
    const missing = await keeping;
    if (missing.size > 0) throw new FilesMissing(missing);
    const written = group.filter(({ id }) => taken.has(id));
    if (written.length === 0) return taken;
    for (const { id, offer, change, recipients } of written)
      if (change) await askChange(trx, { id, senderAgencyId: offer.agencyId, ...change }, recipients);
    await deps.evidence.recordAll(
      trx,
      written.map(({ id, offer: { digest, envelope, actor }, recipients }) => ({
        kind: 'exchange.consignment-accepted',
        subject: `consignment:${id}`,
        actor,
        data: { digest: digest.toString('hex'), kind: envelope.kind, recipients: recipients.size },
      })),
    );
    await deps.publishAll(
      trx,
      consignmentAccepted,
      written.map(({ id, offer: { agencyId, actor }, recipients }) => ({
        payload: { consignmentId: id, senderAgencyId: agencyId, recipientAgencyIds: [...recipients.keys()] },
        actor,
      })),
    );
    if (somebodyIsServed(written, fetching)) await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    return taken;
  });
}

/**
 * Whether there is a copy that this node brings to somebody. Who fetches by a system of its own needs no job: one for each of their
 * documents was most of what PostgreSQL did at a calm pace.
 */
function somebodyIsServed(written: readonly Ready[], fetching: ReadonlySet<string>): boolean {
  return written.some(({ away, recipients }) => away || [...recipients.keys()].some((id) => !fetching.has(id)));
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
