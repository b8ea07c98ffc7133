import type { Actor } from '#platform/access.ts';
import { mayOutgoing, requireOutgoing, type OutgoingAct } from '../access.ts';
import { copiesOf } from '../copies/list-copies.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { findOutgoing, partiesOf } from './outgoing-row.ts';
import { numberOf } from './sign-outgoing.ts';
import { afterOutgoing, outgoingSteps, type OutgoingStep } from '../states.ts';
import type { OutgoingDetail } from '../shapes.ts';
import type { Tables } from '../tables.ts';

export async function getOutgoing(deps: DocumentsDeps, id: string, actor: Actor): Promise<OutgoingDetail> {
  const db = deps.database.of<Tables>();
  const row = await findOutgoing(db, id);
  const parties = row && partiesOf(row);
  requireOutgoing(actor, parties, 'read');
  if (!row) throw documentsProblem('not-found');
  const events = await db
    .selectFrom('documents.outgoing_event')
    .selectAll()
    .where('outgoing_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute();
  const can = (act: OutgoingAct, now: boolean): OutgoingAct[] => (now && mayOutgoing(actor, parties, act) ? [act] : []);
  const open = ['draft', 'in-review', 'approved'].includes(row.state);
  return {
    id: row.id,
    agencyId: row.agency_id,
    state: row.state,
    version: row.version,
    notation: numberOf(row) || null,
    issuedOn: row.issued_on,
    drafterName: row.drafter_name,
    content: row.content,
    sha256: row.sha256,
    events: events.map((event) => ({
      id: event.id,
      kind: event.kind,
      at: event.at.toISOString(),
      byName: event.by_name,
      byPosition: event.by_position,
      note: event.note,
      version: event.version,
    })),
    copies: await copiesOf(db, { outgoingId: id }),
    may: [
      ...can('edit', row.state === 'draft'),
      ...can('comment', open),
      // Each step bears the name of its act.
      ...(Object.keys(outgoingSteps) as OutgoingStep[]).flatMap((step) =>
        can(step, afterOutgoing(step, row.state) !== undefined),
      ),
      ...can('copy', row.state === 'issued'),
    ],
  };
}
