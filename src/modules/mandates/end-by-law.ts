import type { Actor } from '#platform/access.ts';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { MandatesDeps } from './deps.ts';
import { basisOf } from './end-mandate.ts';
import { offerDays } from './legal.ts';
import { lockMandate, mandatesThatMayBeOver, mostRead, type Mandate } from './read-mandates.ts';
import { endsForGood, obstacleTo } from './rules.ts';
import type { Tables } from './tables.ts';
import { writeEnd } from './write-mandate.ts';

const SYSTEM: Actor = { kind: 'system', name: 'mandates' };
const DAY = 24 * 3_600_000;

/**
 * Every night: what no day will let stand again is written as ended, so that its people are told. Nothing waits for this: a mandate
 * stops standing at the very moment, because each request asks the rule.
 */
export async function endByLaw(deps: MandatesDeps): Promise<void> {
  const now = deps.clock.now();
  const offersBefore = new Date(now.getTime() - offerDays * DAY);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const found = await mandatesThatMayBeOver(deps.database.of<unknown>(), vnDate(now), offersBefore, after);
    for (const { id } of found) await endOne(deps, id, now, offersBefore);
    const last = found.at(-1);
    if (!last || found.length < mostRead) return;
    after = last.id;
  }
}

async function endOne(deps: MandatesDeps, id: string, at: Date, offersBefore: Date): Promise<void> {
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      const mandate = await lockMandate(trx, id);
      if (!mandate || mandate.facts.endedAt || !isOver(mandate, at, offersBefore)) return;
      await writeEnd(deps, trx, mandate, {
        how: 'law',
        why: null,
        actor: SYSTEM,
        at,
        legalBasis: basisOf[mandate.facts.kind],
      });
    });
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
}

function isOver(mandate: Mandate, at: Date, offersBefore: Date): boolean {
  const { facts } = mandate;
  const taken = facts.acceptedAt ? facts : { ...facts, acceptedAt: mandate.grantedAt };
  const obstacle = obstacleTo(taken, at);
  if (obstacle && endsForGood.has(obstacle)) return true;
  if (!facts.acceptedAt && mandate.grantedAt < offersBefore) return true;
  return facts.under !== null && facts.under.endedAt !== null;
}
