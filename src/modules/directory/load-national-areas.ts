import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { actorReference } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { AreaBook } from './areas/book.ts';
import type { AreaVersion, Succession } from './areas/model.ts';
import type { BuiltAreas } from './areas/print-national.ts';
import { NATIONAL_REVISION } from './areas/national.ts';
import { planMerge } from './areas/plan-merge.ts';
import { readPackageBytes } from './areas/read-package.ts';
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
  const sha256 = createHash('sha256').update(`${NATIONAL_REVISION}\n`).update(readPackageBytes()).digest('hex');
  return deps.database.transaction<unknown, NationalLoad>(async (trx) => {
    await AREAS_LOCK.execute(trx);
    const known = await sql`select from directory.area_import where sha256 = ${sha256}`.execute(trx);
    if (known.rows.length > 0) return { loaded: false, areas: 0, links: 0, milliseconds: since(started), report: null };
    const built = await buildAside();
    const empty = await sql`select where not exists (select from directory.area)`.execute(trx);
    const { areas, links, report } = empty.rows.length > 0 ? await fill(trx, built) : await complete(deps, trx, built);
    await insertFormerNames(trx, built.formerNames);
    await recordImport(deps, trx, sha256, report);
    return { loaded: true, areas, links, milliseconds: since(started), report };
  });
}

/** In a process of its own, because only that gives its memory back: the node would keep about 50 MB otherwise. */
async function buildAside(): Promise<BuiltAreas> {
  const program = fileURLToPath(new URL('./areas/print-national.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program], { maxBuffer: 64 * 1024 * 1024 });
  const [areas = '', links = '', formerNames = '', report = ''] = stdout.split('\n');
  return { areas, links, formerNames, report: JSON.parse(report) as ImportReport };
}

interface Filled {
  areas: number;
  links: number;
  report: ImportReport;
}

async function fill(trx: Trx, built: BuiltAreas): Promise<Filled> {
  const areas = await insertAreas(trx, built.areas);
  const links = await insertLinks(trx, built.links);
  return { areas, links, report: built.report };
}

async function complete(deps: PlatformDeps, trx: Trx, built: BuiltAreas): Promise<Filled> {
  const national = new AreaBook(JSON.parse(built.areas) as AreaVersion[], JSON.parse(built.links) as Succession[]);
  const plan = planMerge(await readBook(deps.database), national, built.report.source);
  await closeAreas(trx, plan.closed);
  await insertAreas(trx, plan.newAreas);
  await insertLinks(trx, plan.newLinks);
  await regradeLinks(trx, plan.regraded);
  return { areas: plan.newAreas.length, links: plan.newLinks.length, report: plan.report };
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
