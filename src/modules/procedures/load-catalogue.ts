import type { Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { canonical } from './compare-records.ts';
import { digestOf, PAGE_TAG, publishRecord } from './publish.ts';
import { recordFaults } from './record-faults.ts';
import type { Tables } from './tables.ts';
import type { LifeEvent, ProcedureRecord } from './types.ts';

export interface NationalCatalogue {
  procedures: readonly ProcedureRecord[];
  lifeEvents: readonly LifeEvent[];
}

const loader = { kind: 'system', name: 'procedures.load-catalogue' } as const satisfies Actor;

/**
 * Takes over a catalogue: publishes every record that nobody has published yet, and the life events. A procedure whose
 * version in force came from an officer is left alone; one that came from an earlier catalogue gets a new version when it
 * says something that was never published before. Safe to run at every start. Answers how many versions were published.
 *
 * @throws Error naming the fault when a record is not sound
 */
export async function loadCatalogue(deps: PlatformDeps, given: NationalCatalogue): Promise<{ published: number }> {
  for (const record of given.procedures) {
    const [fault] = recordFaults(record);
    if (fault !== undefined) throw new Error(`procedure ${record.code}: ${fault.path}: ${fault.fault}`);
  }
  return deps.database.transaction<Tables, { published: number }>(async (trx) => {
    const [others, known] = [await publishedByOfficers(trx), await knownDigests(trx)];
    let published = 0;
    for (const record of given.procedures) {
      if (others.has(record.code) || known.has(`${record.code} ${digestOf(record)}`)) continue;
      if ((await publishRecord(deps, trx, record, loader)) !== undefined) published++;
    }
    if (await writeLifeEvents(trx, given.lifeEvents)) await deps.pages.drop(PAGE_TAG, trx);
    return { published };
  });
}

/** Every text that was ever published: a process of an older release must not bring an earlier text back. */
async function knownDigests(trx: Transaction<Tables>): Promise<Set<string>> {
  const rows = await trx.selectFrom('procedures.version').select(['code', 'digest']).execute();
  return new Set(rows.map((row) => `${row.code} ${row.digest}`));
}

async function publishedByOfficers(trx: Transaction<Tables>): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('procedures.current')
    .innerJoin('procedures.version', 'procedures.version.id', 'procedures.current.version_id')
    .select(['procedures.current.code', 'procedures.version.published_by'])
    .execute();
  const isLoader = (by: unknown): boolean =>
    typeof by === 'object' && by !== null && 'name' in by && by.name === loader.name;
  return new Set(rows.filter((row) => !isLoader(row.published_by)).map((row) => row.code));
}

/** Answers whether anything changed. */
async function writeLifeEvents(trx: Transaction<Tables>, events: readonly LifeEvent[]): Promise<boolean> {
  const rows = events.map((event) => ({
    code: event.code,
    kind: event.kind,
    position: event.position,
    name_vi: event.name.vi,
    name_en: event.name.en,
    description_vi: event.description.vi,
    description_en: event.description.en,
    procedure_codes: event.procedureCodes,
  }));
  const before = await trx.selectFrom('procedures.life_event').selectAll().execute();
  const sorted = (list: { code: string }[]) => canonical(list.toSorted((a, b) => a.code.localeCompare(b.code)));
  if (rows.length === 0 || sorted(rows) === sorted(before)) return false;
  await trx.deleteFrom('procedures.life_event').execute();
  await trx.insertInto('procedures.life_event').values(rows).execute();
  return true;
}
