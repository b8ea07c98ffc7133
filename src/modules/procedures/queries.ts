import type { Kysely } from 'kysely';
import { proceduresProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import type { LifeEvent, LifeEventKind, LifeEventWithProcedures, ProcedureSummary } from './types.ts';

/** Those that can be filed here first, then by name. */
export async function listProcedures(db: Kysely<Tables>, since?: Date): Promise<ProcedureSummary[]> {
  let query = db
    .selectFrom('procedures.current')
    .select('summary')
    .$castTo<{ summary: ProcedureSummary }>()
    .orderBy('fileable', 'desc')
    .orderBy('name_folded')
    .orderBy('code');
  if (since !== undefined) query = query.where('published_at', '>', since);
  return (await query.execute()).map((row) => row.summary);
}

/** @throws procedures.not-found */
export async function listVersions(db: Kysely<Tables>, code: string) {
  const rows = await db
    .selectFrom('procedures.version')
    .select(['id', 'version', 'change', 'published_at'])
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
  if (rows.length === 0) throw proceduresProblem('not-found');
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    change: row.change,
    publishedAt: row.published_at.toISOString(),
  }));
}

export async function listLifeEvents(db: Kysely<Tables>, kind: LifeEventKind): Promise<LifeEvent[]> {
  const rows = await db
    .selectFrom('procedures.life_event')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('position')
    .execute();
  return rows.map(lifeEventOf);
}

/** With its procedures in the order in which they are listed. @throws procedures.life-event-not-found */
export async function getLifeEvent(db: Kysely<Tables>, code: string): Promise<LifeEventWithProcedures> {
  const row = await db.selectFrom('procedures.life_event').selectAll().where('code', '=', code).executeTakeFirst();
  if (row === undefined) throw proceduresProblem('life-event-not-found');
  const event = lifeEventOf(row);
  if (event.procedureCodes.length === 0) return { ...event, procedures: [] };
  const found = await db
    .selectFrom('procedures.current')
    .select(['code', 'summary'])
    .$castTo<{ code: string; summary: ProcedureSummary }>()
    .where('code', 'in', event.procedureCodes)
    .execute();
  const summaries = new Map(found.map((one) => [one.code, one.summary]));
  return { ...event, procedures: event.procedureCodes.flatMap((one) => summaries.get(one) ?? []) };
}

const lifeEventOf = (row: {
  code: string;
  kind: string;
  position: number;
  name_vi: string;
  name_en: string;
  description_vi: string;
  description_en: string;
  procedure_codes: string[];
}): LifeEvent => ({
  code: row.code,
  kind: row.kind === 'business' ? 'business' : 'citizen',
  position: row.position,
  name: { vi: row.name_vi, en: row.name_en },
  description: { vi: row.description_vi, en: row.description_en },
  procedureCodes: row.procedure_codes,
});
