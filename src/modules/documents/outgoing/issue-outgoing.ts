import type { OfficerActor } from '#platform/access.ts';
import { requireOutgoing } from '../access.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { chooseDispatch, type Choice, type Dispatch } from './dispatch.ts';
import { issuedFacts } from './issued.ts';
import { documentIssued } from '../events.ts';
import { moveOutgoing, setState, type Moved } from './move-outgoing.ts';
import { findOutgoing, partiesOf, requireStep, type OutgoingRow } from './outgoing-row.ts';
import { renderOutgoing } from './render-outgoing.ts';
import { sealAt, stampAt, stampTime } from './sign-pictures.ts';
import { fileName, numberOf, toRender } from './sign-outgoing.ts';
import { agencyFacts, type AgencyFacts } from '../style.ts';
import { storeMade } from '../store-made.ts';
import type { Tables } from '../tables.ts';

type Stored = Awaited<ReturnType<DocumentsDeps['files']['receive']>>;

/** The agency's signature over the signer's, and the announcement to whoever carries documents to their recipients. */
export async function issueOutgoing(
  deps: DocumentsDeps,
  input: { id: string } & Choice,
  actor: OfficerActor,
): Promise<Moved> {
  const row = await findOutgoing(deps.database.of<Tables>(), input.id);
  requireOutgoing(actor, row && partiesOf(row), 'issue');
  if (!row) throw documentsProblem('not-found');
  if (row.state === 'issued') return moveOutgoing(deps, { id: input.id, step: 'issue' }, actor);
  requireStep(row, 'issue');
  const facts = await agencyFacts(deps, row.agency_id);
  // Before anything is signed: afterwards it could not be undone.
  const dispatch = await chooseDispatch(deps, row, input);
  const sealed = await seal(deps, row, facts);
  const stored = await storeMade(deps, { id: row.id, name: fileName(row), pdf: sealed }, actor);
  return moveOutgoing(
    deps,
    {
      id: row.id,
      step: 'issue',
      note: dispatch.note,
      async effect(trx, locked, at) {
        await setState(trx, locked.id, 'issued', at, { file_id: stored.id, sha256: stored.sha256 });
        await announce(deps, trx, locked, { facts, stored, at, actor, dispatch });
      },
    },
    actor,
  );
}

async function seal(deps: DocumentsDeps, row: OutgoingRow, facts: AgencyFacts): Promise<Buffer> {
  if (!row.file_id) throw documentsProblem('files-missing');
  const at = deps.clock.now();
  // Typeset once more only to learn where the signature stands: the same input gives the same page.
  const { place } = await renderOutgoing(deps, toRender(row), facts);
  const appearance = place
    ? await sealAt(place, facts.itself.name)
    : await stampAt([facts.itself.name, `Thời gian ký: ${stampTime(at)}`], 4);
  return deps.signing.signPdf(await deps.files.read(row.file_id), {
    agencyId: row.agency_id,
    agencyName: facts.itself.name,
    signerName: facts.itself.name,
    signerPosition: '',
    reason: `Phát hành văn bản số ${numberOf(row)}`,
    location: facts.style.place,
    at,
    appearance,
  });
}

async function announce(
  deps: DocumentsDeps,
  trx: Trx,
  row: OutgoingRow,
  about: { facts: AgencyFacts; stored: Stored; at: Date; actor: OfficerActor; dispatch: Dispatch },
): Promise<void> {
  const { actor, dispatch, ...rest } = about;
  await deps.publish(
    trx,
    documentIssued,
    {
      ...issuedFacts(row, rest),
      recipients: dispatch.recipients,
      ...(dispatch.groups.length > 0 ? { groups: dispatch.groups, groupCodes: dispatch.groupCodes } : {}),
    },
    { actor },
  );
}
