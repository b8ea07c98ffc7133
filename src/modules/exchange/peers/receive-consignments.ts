import { breaksConstraint } from '#platform/database/database.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { checkCarried, type Sound } from './check-carried.ts';
import { insertCarried } from './insert-carried.ts';
import { insertFresh, isFresh } from './insert-fresh.ts';
import type { ConsignmentMessage, Result } from './messages.ts';
import { refused } from './refusal.ts';
import { findLacks, takeFiles, type LocalFiles } from './take-files.ts';

/** A message whose consignments are the ones that their receipts were given for. */
interface Offered {
  main: Sound;
  /** What a change is about, oldest first. */
  earlier: Sound[];
}

/**
 * Takes copies over from another node, many consignments in one transaction: from the answer on, delivering them is this node's work.
 * Nothing is taken before every payload is here, and what has been taken once is not taken again, however often it comes.
 */
export async function receiveConsignments(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly ConsignmentMessage[],
): Promise<Result[]> {
  const results: (Result | undefined)[] = [];
  const offered: { at: number; offered: Offered }[] = [];
  for (const [at, message] of messages.entries()) {
    const found = await check(deps, peer, message);
    if ('outcome' in found) results[at] = found;
    else offered.push({ at, offered: found });
  }
  const here = await knownHere(
    deps,
    offered.flatMap((one) => soundsOf(one.offered)),
  );
  const unknownOf = ({ main, earlier }: Offered): Sound[] =>
    [...earlier, main].filter(({ carried }) => !here.has(carried.consignmentId));
  const lacks = await findLacks(
    deps,
    peer,
    offered.map((one) => unknownOf(one.offered)),
  );
  const whole = offered.filter(({ at }, index) => {
    const lack = lacks[index];
    if (lack) results[at] = lack;
    return !lack;
  });
  const files = await takeFiles(
    deps,
    peer,
    whole.map((one) => unknownOf(one.offered)),
  );
  const ready = whole.filter(({ at }, index) => {
    const refusal = files.refusals[index];
    if (refusal) results[at] = refusal;
    return !refusal;
  });
  try {
    await insertAll(
      deps,
      peer,
      ready.map((one) => one.offered),
      { here, files: files.of },
    );
  } catch (error) {
    // Which of several it was, they show one by one.
    if (ready.length > 1 || messages.length > 1 || !breaksConstraint(error, 'consignment_key')) throw error;
    if (
      await keysAreOfOthers(
        deps,
        ready.flatMap((one) => soundsOf(one.offered)),
      )
    )
      return [refused('key-used')];
    throw error;
  }
  for (const { at, offered: one } of ready)
    results[at] = { outcome: 'taken', ...(one.main.apart.length > 0 ? { copies: one.main.apart } : {}) };
  return messages.map((_message, at) => results[at] ?? { outcome: 'later' });
}

const soundsOf = ({ main, earlier }: Offered): Sound[] => [...earlier, main];

async function check(deps: ExchangeDeps, peer: string, message: ConsignmentMessage): Promise<Offered | Result> {
  const main = await checkCarried(deps, peer, message.carried);
  if ('outcome' in main) return main;
  if (main.copies.length === 0) {
    const misdirected = main.apart.every((copy) => copy.outcome === 'misdirected');
    if (misdirected) return { outcome: 'misdirected', code: 'exchange.not-at-home' };
    return { outcome: 'taken', ...(main.apart.length > 0 ? { copies: main.apart } : {}) };
  }
  const earlier: Sound[] = [];
  for (const carried of message.earlier) {
    const sound = await checkCarried(deps, peer, carried);
    if ('outcome' in sound) return sound;
    earlier.push(sound);
  }
  return { main, earlier };
}

/**
 * Whether a sender's key stands for another consignment here. The same consignment twice at once may break the constraint too: where both
 * have passed the look for the identifier, PostgreSQL finds the doubled identifier and goes on to the next unique index, which has no
 * `on conflict`. Then nothing is wrong, and the consignment is known when it is looked for again.
 */
export async function keysAreOfOthers(deps: ExchangeDeps, sounds: readonly Sound[]): Promise<boolean> {
  for (const { carried, sender } of sounds) {
    const other = await deps.database
      .of<Tables>()
      .selectFrom('exchange.consignment')
      .select('id')
      .where('sender_agency_id', '=', sender.id)
      .where('sender_key', '=', carried.key)
      .where('id', '!=', carried.consignmentId)
      .executeTakeFirst();
    if (other) return true;
  }
  return false;
}

async function knownHere(deps: ExchangeDeps, sounds: readonly Sound[]): Promise<Set<string>> {
  if (sounds.length === 0) return new Set();
  const known = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('id')
    .where('id', 'in', [...new Set(sounds.map(({ carried }) => carried.consignmentId))])
    .execute();
  return new Set(known.map(({ id }) => id));
}

/** In their order: of what is new and about nothing, as many as follow each other at once; the others one by one. */
async function insertAll(
  deps: ExchangeDeps,
  peer: string,
  offered: readonly Offered[],
  { here, files }: { here: ReadonlySet<string>; files: LocalFiles },
): Promise<void> {
  if (offered.length === 0) return;
  await deps.database.transaction<Tables, void>(async (trx) => {
    let fresh: Sound[] = [];
    const writeFresh = async (): Promise<void> => {
      await insertFresh(deps, trx, peer, fresh, files);
      fresh = [];
    };
    for (const { main, earlier } of offered) {
      if (earlier.length === 0 && isFresh(main) && !here.has(main.carried.consignmentId)) {
        fresh.push(main);
        continue;
      }
      await writeFresh();
      for (const sound of earlier) await insertCarried(deps, trx, peer, sound, files, { earlier: true });
      await insertCarried(deps, trx, peer, main, files, { earlier: false });
    }
    await writeFresh();
  });
}
