import { breaksConstraint } from '#platform/database/database.ts';
import type { ExchangeDeps } from '../deps.ts';
import { readSound, type Sound } from '../peers/check-carried.ts';
import type { Result, SentMessage } from '../peers/messages.ts';
import { keysAreOfOthers } from '../peers/receive-consignments.ts';
import { findLacks, takeFiles } from '../peers/take-files.ts';
import { refused } from '../peers/refusal.ts';
import { checkVoucher } from '../peers/voucher.ts';
import type { Tables } from '../tables.ts';
import { keepTold, type ToldCopy } from './keep-told.ts';

/**
 * The former home of an agency tells what the agency sent from there and how it stands. Believed from the node that accepted it, for
 * an agency that was at home there then and is at home here now, and only with the word of that node for the receipt.
 */
export async function receiveSent(deps: ExchangeDeps, peer: string, message: SentMessage): Promise<Result> {
  const carried = { ...message.carried, copies: [] };
  const read = readSound(carried);
  if ('outcome' in read) return read;
  const { envelope } = read;
  const sender = await deps.directory.findAgencyByCode(envelope.from);
  if (!sender) return refused('unknown-sender', { code: envelope.from });
  if (carried.origin !== peer || !(await deps.nodes.wasHomeOf(peer, sender.id, new Date(carried.acceptedAt))))
    return refused('not-this-sender', { code: envelope.from });
  if (!(await deps.nodes.homeOf(sender.id)).here) return { outcome: 'misdirected', code: 'exchange.not-at-home' };
  const vouched = await checkVoucher(deps, carried);
  if (vouched === 'unknown') return { outcome: 'later', code: 'exchange.not-vouched' };
  if (vouched === 'false') return refused('not-vouched', { node: peer });
  const sound: Sound = { carried, ...read, sender, copies: [], apart: [] };
  const copies: ToldCopy[] = [];
  for (const copy of message.copies) {
    const { deliveryId, code } = copy;
    const agency = envelope.to.includes(code) ? await deps.directory.findAgencyByCode(code) : undefined;
    if (agency) copies.push({ ...copy, agencyId: agency.id });
    else
      sound.apart.push({
        deliveryId,
        ...refused(envelope.to.includes(code) ? 'unknown-agency' : 'not-in-envelope', { code }),
      });
  }
  return take(deps, peer, sound, copies);
}

async function take(deps: ExchangeDeps, peer: string, sound: Sound, copies: readonly ToldCopy[]): Promise<Result> {
  const { carried, envelope } = sound;
  const known = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('id')
    .where('id', 'in', [carried.consignmentId, ...(envelope.about ? [envelope.about] : [])])
    .execute();
  const here = new Set(known.map(({ id }) => id));
  // The document that a change is about comes first, from whichever node accepted that.
  if (envelope.about && !here.has(envelope.about)) return { outcome: 'later', code: 'exchange.about-unknown' };
  const unknown = here.has(carried.consignmentId) ? [] : [sound];
  const [lacks] = await findLacks(deps, peer, [unknown]);
  if (lacks) return lacks;
  const files = await takeFiles(deps, peer, [unknown]);
  const [refusal] = files.refusals;
  if (refusal) return refusal;
  const ids = [...files.of.values()].flat().map(({ localId }) => localId);
  if (ids.length > 0) await deps.files.shareWith(ids, sound.sender.id);
  const keep = (key: string) =>
    deps.database.transaction<Tables, void>((trx) =>
      keepTold(deps, trx, { peer, sound: { ...sound, carried: { ...carried, key } }, files: files.of, copies }),
    );
  try {
    await keep(carried.key);
  } catch (error) {
    if (!breaksConstraint(error, 'consignment_key')) throw error;
    // The same word twice at once breaks it too: then the consignment is there under its own key by now, or comes again.
    if (!(await keysAreOfOthers(deps, [sound]))) throw error;
    // Its system has used the key here as well, before this node knew of the first use: both were accepted, and both are shown.
    await keep(`${carried.key} (${peer})`);
  }
  return { outcome: 'taken', ...(sound.apart.length > 0 ? { copies: sound.apart } : {}) };
}
