import type { CitizenActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import type { Catalogue } from './catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import { type Draft, type DraftRow, draftColumns, listDraftRows, showDraft } from './drafts.ts';
import { ownsDraft } from '../access.ts';
import { counterProblem } from '../errors.ts';
import { onBehalfOf, requireInMandate } from '../on-behalf.ts';
import { mostDrafts } from '../legal.ts';
import { readDraftPage } from './read-draft-page.ts';
import type { Answers } from '../shapes.ts';

/** Two clicks on the first "Tiếp tục" arrive within this time. */
const doubleClickMs = 30_000;

/** Makes a draft out of the first page that was answered. Saying the same twice within moments gives the same draft. */
export async function startDraft(
  deps: CounterDeps,
  catalogue: Catalogue,
  body: { procedureCode: string; pageId: string; answers: Answers },
  actor: CitizenActor,
): Promise<Draft> {
  const version = await catalogue.current(body.procedureCode);
  requireInMandate(actor, version.code);
  const actingFor = onBehalfOf(actor);
  const today = catalogue.today();
  const { own } = readDraftPage(version, body.pageId, body.answers, {}, today);
  const now = deps.clock.now();
  const row = await deps.database.transaction<unknown, DraftRow>(async (trx) => {
    // One person's drafts are counted one after the other, so that the limit holds in two browsers.
    await sql`select pg_advisory_xact_lock(hashtext('counter.draft'), hashtext(${actor.accountId}))`.execute(on(trx));
    const mine = await listDraftRows(trx, actor.accountId);
    const twin = mine.find(
      (one) =>
        one.procedureCode === version.code &&
        ownsDraft(actor, one) &&
        one.pageId === body.pageId &&
        one.version === 1 &&
        now.getTime() - one.startedAt.getTime() < doubleClickMs &&
        JSON.stringify(Object.entries(one.answers).toSorted()) === JSON.stringify(Object.entries(own).toSorted()),
    );
    if (twin) return twin;
    if (mine.length >= mostDrafts) throw counterProblem('too-many-drafts', { params: { count: mine.length } });
    const { rows } = await sql<DraftRow>`insert into counter.draft
        (id, account_id, procedure_code, procedure_version_id, answers, page_id, started_at, saved_at, acting_for)
      values (${newId()}, ${actor.accountId}, ${version.code}, ${version.id}, ${JSON.stringify(own)}::jsonb, ${body.pageId}, ${now}, ${now},
        ${actingFor ? JSON.stringify(actingFor) : null}::jsonb)
      returning ${draftColumns}`.execute(on(trx));
    const [made] = rows;
    if (!made) throw new Error('The draft was not stored');
    return made;
  });
  return showDraft(row, version, today);
}
