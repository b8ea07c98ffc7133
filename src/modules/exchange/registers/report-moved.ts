import type { Static } from 'typebox';
import type { incomingMoved } from '#modules/documents/events.ts';
import { isId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { isProblem } from '#platform/problem.ts';
import { businessCodes, type BusinessCode } from '../business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { reportStatus } from '../report-status.ts';
import { HOUSE } from '../house.ts';

/** A step in the recipient's register is a status for the sender: nobody reports by hand what the book says already. */
export async function reportMoved(
  deps: ExchangeDeps,
  moved: Static<(typeof incomingMoved)['payload']>,
  log: Log,
): Promise<void> {
  const code = businessCodes.find((one) => one === moved.exchangeCode);
  if (!code || !moved.packetRef || !isId(moved.packetRef)) return;
  try {
    await reportStatus(
      deps,
      { deliveryId: moved.packetRef, code, ...noteOf(code, moved.note) },
      { agencyId: moved.agencyId, actor: HOUSE },
    );
  } catch (error) {
    // Reported further already, by hand on the page of the axis: the sender knows more than this step says.
    if (!isProblem(error)) throw error;
    log.info({ deliveryId: moved.packetRef, code, refused: error.code }, 'a step of the register says nothing new');
  }
}

function noteOf(code: BusinessCode, note: string | null): { note?: string } {
  if (note?.trim()) return { note };
  return code === '02' ? { note: 'Không tiếp nhận' } : {};
}
