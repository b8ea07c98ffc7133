import type { StatusFacts } from '#modules/edxml/index.ts';
import type { ProgramActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import { recallByStatus } from './recall-by-status.ts';
import type { Tables } from './tables.ts';

/**
 * Takes a status packet: 01–06 are reports and 15 and 16 answers of the recipient, 13 takes back what the sender has sent. The same packet
 * again answers the first DocId and changes nothing.
 * @throws vxp.unknown-document, exchange.out-of-order, exchange.reason-missing, exchange.nothing-asked, exchange.cannot-ask
 */
export async function takeStatus(
  deps: VxpDeps,
  facts: StatusFacts,
  given: { sha256: string; signature: string },
  actor: ProgramActor,
): Promise<string> {
  const sha256 = Buffer.from(given.sha256, 'hex');
  const before = await deps.database
    .of<Tables>()
    .selectFrom('vxp.taken_status')
    .select('id')
    .where('agency_id', '=', actor.agencyId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (before) return before.id;
  const subject =
    facts.code === '13' ? await recallByStatus(deps, facts, given.sha256, actor) : await pass(deps, facts, actor);
  return deps.database.transaction<Tables, string>(async (trx) => {
    const row = await trx
      .insertInto('vxp.taken_status')
      .values({ agency_id: actor.agencyId, sha256, id: newId(), at: deps.clock.now() })
      // Two of the same at once: both answer the id of the first.
      .onConflict((conflict) =>
        conflict.columns(['agency_id', 'sha256']).doUpdateSet((eb) => ({ at: eb.ref('vxp.taken_status.at') })),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    const { code } = facts;
    await deps.evidence.record(trx, { kind: 'vxp.status-accepted', subject, actor, data: { code, ...given } });
    return row.id;
  });
}

/** A status of what this agency's client was given, by the name that the sender gave it. */
async function pass(deps: VxpDeps, facts: StatusFacts, actor: ProgramActor): Promise<string> {
  const { border } = deps.exchange;
  const handed = await findHanded(deps, facts, actor.agencyId);
  const deliveryId = handed.delivery_id;
  const note = facts.description;
  const said = { deliveryId, ...(note ? { note } : {}) };
  const subject = `delivery:${deliveryId}`;
  // A client that reports has the document, though it may not have said so by updateStatus.
  if (handed.lock_id) await confirmQuietly(deps, { deliveryId, lockId: handed.lock_id }, actor);
  if (facts.code === '01') return subject;
  try {
    if (facts.code === '15' || facts.code === '16')
      await border.answer({ ...said, agrees: facts.code === '15' }, actor);
    else await border.report({ ...said, code: facts.code as '02' }, actor);
  } catch (error) {
    // Two of the same at once, or a process that was killed between the word and the line that says it was taken: it is the first one.
    const again = isProblem(error) && (await border.wasSaid({ ...said, code: facts.code }, actor.agencyId));
    if (!again) throw error;
  }
  return subject;
}

async function confirmQuietly(deps: VxpDeps, lock: { deliveryId: string; lockId: string }, actor: ProgramActor) {
  try {
    await deps.exchange.border.confirm(lock, actor);
  } catch (error) {
    // Confirmed under another hold, or refused: the report says by its own refusal what is not possible.
    if (!isProblem(error)) throw error;
  }
}

async function findHanded(deps: VxpDeps, { about }: StatusFacts, agencyId: string) {
  const documentId =
    about.documentId ??
    `${about.organId},${about.issuedOn?.replaceAll('-', '/')},${about.number}/${about.notation ?? ''}`;
  const sender = about.organId ? await deps.directory.findAgencyByCode(about.organId) : undefined;
  const row = await deps.database
    .of<Tables>()
    .selectFrom('vxp.handed')
    .select(['delivery_id', 'lock_id'])
    .where('agency_id', '=', agencyId)
    .where('document_id', '=', documentId)
    .$if(sender !== undefined, (query) => query.where('sender_agency_id', '=', sender?.id ?? ''))
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (row) return row;
  // Taken in the pages, or by another program of the agency.
  const had = await deps.exchange.border.hadUnder(agencyId, documentId, sender?.id);
  if (!had) throw vxpProblem('unknown-document', { params: { documentId } });
  return { delivery_id: had, lock_id: null };
}
