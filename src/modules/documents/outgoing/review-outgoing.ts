import type { OfficerActor } from '#platform/access.ts';
import { requireOutgoing } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { moveOutgoing, type Moved } from './move-outgoing.ts';
import { appendEvent, lockOutgoing, partiesOf } from './outgoing-row.ts';
import { requireComplete } from './read-draft.ts';
import { renderOutgoing } from './render-outgoing.ts';
import { agencyFacts } from '../style.ts';
import { findOutgoing } from './outgoing-row.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';
import { stateWords } from '../words.ts';

/** Hands the draft to whoever approves. It is typeset once before, so that what cannot be printed is said to the drafter. */
export async function submitDraft(
  deps: DocumentsDeps,
  input: { id: string; version: number },
  actor: OfficerActor,
): Promise<Moved> {
  const row = await findOutgoing(deps.database.of<Tables>(), input.id);
  requireOutgoing(actor, row && partiesOf(row), 'submit');
  if (row && row.state === 'draft' && row.version === input.version) {
    requireComplete(row.content);
    const { content, created_at: createdAt } = row;
    await renderOutgoing(
      deps,
      { content, number: null, notation: null, issuedOn: null, createdAt },
      await agencyFacts(deps, row.agency_id),
    );
  }
  return moveOutgoing(deps, { ...input, step: 'submit', check: ({ content }) => requireComplete(content) }, actor);
}

/** Approves the version that was read, and no other. */
export const approveDraft = (
  deps: DocumentsDeps,
  input: { id: string; version: number; note?: string | undefined },
  actor: OfficerActor,
): Promise<Moved> => moveOutgoing(deps, { ...input, step: 'approve' }, actor);

export const returnDraft = (
  deps: DocumentsDeps,
  input: { id: string; note: string },
  actor: OfficerActor,
): Promise<Moved> => moveOutgoing(deps, { ...input, step: 'return' }, actor);

export const discardDraft = (deps: DocumentsDeps, input: { id: string }, actor: OfficerActor): Promise<Moved> =>
  moveOutgoing(deps, { ...input, step: 'discard' }, actor);

/** After the number only this takes a document away; the number stays in the book, marked. */
export const voidOutgoing = (
  deps: DocumentsDeps,
  input: { id: string; note: string },
  actor: OfficerActor,
): Promise<Moved> => moveOutgoing(deps, { ...input, step: 'void' }, actor);

const open: readonly string[] = ['draft', 'in-review', 'approved'];

/** An opinion on the draft, while it can still change. */
export async function commentDraft(
  deps: DocumentsDeps,
  input: { id: string; text: string },
  actor: OfficerActor,
): Promise<{ id: string }> {
  return deps.database.transaction<Tables, { id: string }>(async (trx) => {
    const row = await lockOutgoing(trx, input.id);
    requireOutgoing(actor, row && partiesOf(row), 'comment');
    if (!row) throw documentsProblem('not-found');
    if (!open.includes(row.state))
      throw documentsProblem('wrong-state', { params: { state: stateWords[row.state].vi } });
    const at = deps.clock.now();
    const { version } = row;
    await appendEvent(trx, row.id, { kind: 'comment', from: null, to: null, version, at, actor, note: input.text });
    await tellAgency(trx, deps, row.agency_id);
    return { id: row.id };
  });
}
