import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDate, vnDate } from '#platform/time.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { likelyDay } from './areas/likely-day.ts';
import { REFORM_DAY } from './areas/model.ts';
import type { AreaBook } from './areas/book.ts';
import { planActs } from './areas/plan-acts.ts';
import { planSuccessions, planUnits, type ImportPlan, type Source } from './areas/plan-import.ts';
import { dayOfFileName, readAreaFile, type AreaFile } from './areas/read-file.ts';
import type { ImportReport } from './areas/report.ts';
import { closeAreas, insertAreas, insertLinks, moveAreas, readBook, regradeLinks } from './areas/store.ts';
import { directoryProblem } from './errors.ts';
import { AREAS_LOCK, recordImport } from './load-national-areas.ts';

/** Larger than any public list of the country's units. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface AreaSource {
  /** A file on this machine; or give `content` with a `name`. */
  path?: string;
  content?: string;
  name?: string;
  /**
   * The day on which a list of units stood, YYYY-MM-DD. Where missing it is read from the file name (`units-2026-07.json`),
   * and else taken to be the day with which the list agrees best.
   */
  asOf?: string;
}

/**
 * Reads a public data set, or acts, into the areas (the forms: areas/read-file.ts), and answers what it did. Nothing is ever
 * removed, contradictions are reported and not written, and importing the same file again changes nothing.
 * @throws directory.unreadable-areas
 */
export async function importAreas(deps: PlatformDeps, source: AreaSource): Promise<ImportReport> {
  const content = source.content ?? readText(source.path);
  const name = source.name ?? (source.path ? basename(source.path) : 'content');
  const file = readAreaFile(content);
  const told = source.asOf ?? dayOfFileName(name);
  if (told !== undefined && !isDate(told))
    throw directoryProblem('unreadable-areas', { params: { reason: `"${told}" is not a day (YYYY-MM-DD).` } });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return deps.database.transaction<unknown, ImportReport>(async (trx) => {
    await AREAS_LOCK.execute(trx);
    const book = await readBook(deps.database);
    const asOf = told ?? (file.form === 'units' ? likelyDay(book, file, vnDate(deps.clock.now())) : REFORM_DAY);
    const plan = planFor(file)(book, { name, asOf });
    await moveAreas(trx, plan.moved);
    await closeAreas(trx, plan.closed);
    await insertAreas(trx, plan.newAreas);
    await insertLinks(trx, plan.newLinks);
    await regradeLinks(trx, plan.regraded);
    await recordImport(deps, trx, sha256, plan.report);
    return plan.report;
  });
}

function planFor(file: AreaFile): (book: AreaBook, source: Source) => ImportPlan {
  switch (file.form) {
    case 'units':
      return (book, source) => planUnits(book, file, source);
    case 'successions':
      return (book, source) => planSuccessions(book, file, source);
    case 'acts':
      return (book, source) => planActs(book, file, source);
  }
}

function readText(path: string | undefined): string {
  if (path === undefined) throw directoryProblem('unreadable-areas', { params: { reason: 'no file was given.' } });
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw directoryProblem('unreadable-areas', { params: { reason: `${basename(path)} cannot be opened.` }, cause });
  }
  if (bytes.length > MOST_BYTES)
    throw directoryProblem('unreadable-areas', { params: { reason: 'it is larger than 64 MiB.' } });
  return bytes.toString('utf8');
}
