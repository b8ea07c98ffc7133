import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { actorReference } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { buildNationalAreas, NATIONAL_REVISION } from './areas/national.ts';
import { planMerge } from './areas/plan-merge.ts';
import { parsePackage, readPackageText } from './areas/read-package.ts';
import type { ImportReport } from './areas/report.ts';
import { closeAreas, insertAreas, insertFormerNames, insertLinks, readBook, regradeLinks } from './areas/store.ts';
import { tellAreasChanged } from './caches.ts';
import { areasImported } from './events.ts';

export interface NationalLoad {
  /** False when these very data had been loaded before. */
  loaded: boolean;
  areas: number;
  links: number;
  milliseconds: number;
  report: ImportReport | null;
}

/** Only one load or import at a time, whichever process does it. */
export const AREAS_LOCK = sql`select pg_advisory_xact_lock(hashtext('directory.areas'))`;

/**
 * Fills the areas from the public package on the first start, and completes them when a newer version of this software
 * knows more. Does nothing when the same data were loaded before, so every start may call it.
 */
export async function loadNationalAreas(deps: PlatformDeps): Promise<NationalLoad> {
  const started = performance.now();
  const text = readPackageText();
  const sha256 = createHash('sha256').update(`${NATIONAL_REVISION}\n`).update(text).digest('hex');
  return deps.database.transaction<unknown, NationalLoad>(async (trx) => {
    await AREAS_LOCK.execute(trx);
    const known = await sql`select from directory.area_import where sha256 = ${sha256}`.execute(trx);
    if (known.rows.length > 0) return { loaded: false, areas: 0, links: 0, milliseconds: since(started), report: null };
    const national = buildNationalAreas(parsePackage(text));
    const existing = await readBook(deps.database);
    const first = existing.areaCount === 0;
    const plan = first ? undefined : planMerge(existing, national.book, national.report.source);
    if (plan) {
      await closeAreas(trx, plan.closed);
      await regradeLinks(trx, plan.regraded);
    }
    const areas = plan?.newAreas ?? [...national.book.areas()];
    const links = plan?.newLinks ?? [...national.book.links()];
    await insertAreas(trx, areas);
    await insertLinks(trx, links);
    await insertFormerNames(trx, national.formerNames);
    const report = plan?.report ?? national.report;
    await recordImport(deps, trx, sha256, report);
    return { loaded: true, areas: areas.length, links: links.length, milliseconds: since(started), report };
  });
}

const since = (started: number): number => Math.round(performance.now() - started);

type Trx = Parameters<Parameters<PlatformDeps['database']['transaction']>[0]>[0];

/** Keeps the report, announces the import and lets every process forget what it knew. */
export async function recordImport(
  deps: PlatformDeps,
  trx: Trx,
  sha256: string,
  report: ImportReport,
): Promise<string> {
  const id = newId();
  const actor = actorReference({ kind: 'system', name: 'directory' });
  await sql`insert into directory.area_import (id, source, sha256, report, actor)
    values (${id}, ${report.source}, ${sha256}, ${JSON.stringify(report)}::jsonb, ${JSON.stringify(actor)}::jsonb)`.execute(
    trx,
  );
  await deps.publish(trx, areasImported, {
    importId: id,
    source: report.source,
    added: report.added,
    changed: report.changed,
    conflicts: report.conflicts,
    unknown: report.unknown,
  });
  await tellAreasChanged(deps, trx);
  return id;
}
