import type { ExchangeDeps } from '../deps.ts';
import type { Result } from './messages.ts';
import type { Picked } from './pick-batch.ts';
import { sendPayloads } from './send-payloads.ts';
import { sendTogether, type Wanted } from './send-together.ts';

/** What goes by itself, so many at a time: each is mostly waiting, for the other node and its disk. */
const PAYLOADS = 4;

/** Sends what the other node said that it lacks: what is small in few requests, what is large in pieces. */
export async function sendAllPayloads(
  deps: ExchangeDeps,
  peer: string,
  picked: Picked,
  results: readonly Result[],
): Promise<void> {
  // One payload of several consignments goes once: the others find it there in the next round.
  const going = new Set<string>();
  const wanted = picked.consignments.flatMap((one, index): Wanted[] => {
    const result = results[index];
    if (result?.outcome !== 'lacks') return [];
    return [{ ...one, lacks: (result.lacks ?? []).filter(({ sha256 }) => !going.has(sha256) && going.add(sha256)) }];
  });
  if (wanted.length === 0) return;
  const left = (await sendTogether(deps, peer, wanted)).values();
  const sent = await Promise.allSettled(
    Array.from({ length: PAYLOADS }, async () => {
      for (const { message, copies, lacks } of left) await sendPayloads(deps, peer, message, copies, lacks);
    }),
  );
  // Only when none is under way any more: what follows a failure sets the pause, and that is the end of this walk.
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
}
