import type { Static } from 'typebox';
import type { incomingMoved } from '#modules/documents/events.ts';
import { isId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { businessCodes, type BusinessCode } from '../delivery/business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { reportStatus } from '../delivery/report-status.ts';
import { HOUSE } from '../house.ts';
import { isRefusal } from './is-refusal.ts';

/** A step in the recipient's register is a status for the sender: nobody reports by hand what the book says already. */
export async function reportMoved(
  deps: ExchangeDeps,
  moved: Static<(typeof incomingMoved)['payload']>,
  log: Log,
): Promise<void> {
  const code = businessCodes.find((one) => one === moved.exchangeCode);
  if (!code || !moved.packetRef || !isId(moved.packetRef)) return;
  const deliveryId = moved.packetRef;
  const report = (step: BusinessCode) =>
    reportStatus(deps, { deliveryId, code: step, ...noteOf(step, moved.note) }, { agencyId: moved.agencyId, actor: HOUSE }); // prettier-ignore
  try {
    // Two workers may hear of two steps at once, and of the later one first: what is given to somebody has been registered.
    if (BEHIND_THE_BOOK.has(code)) await report('03').catch(orPassed);
    await report(code);
  } catch (error) {
    // Reported further already, by hand on the page of the axis: the sender knows more than this step says.
    if (!isRefusal(error)) throw error;
    log.info({ deliveryId, code, refused: error.code }, 'a step of the register says nothing new');
  }
}

const BEHIND_THE_BOOK: ReadonlySet<BusinessCode> = new Set(['04', '05', '06']);

function orPassed(error: unknown): void {
  if (!isRefusal(error)) throw error;
}

function noteOf(code: BusinessCode, note: string | null): { note?: string } {
  if (note?.trim()) return { note };
  return code === '02' ? { note: 'Không tiếp nhận' } : {};
}
