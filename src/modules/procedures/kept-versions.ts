import type { PlatformDeps } from '#platform/room.ts';
import { proceduresProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import type { ProcedureRecord, ProcedureVersion } from './types.ts';

/** What is told to every process when a procedure was published. */
export const CHANGED = { topic: 'procedures.changed', key: 'all' } as const;

/** A lost message costs at most this long; a published version itself never changes. */
const CURRENT_KEPT_MS = 30_000;
const MOST_VERSIONS = 1_000;

export interface KeptVersions {
  /** @throws procedures.version-not-found */
  version(id: string): Promise<ProcedureVersion>;
  /** The version in force. @throws procedures.not-found */
  current(code: string): Promise<ProcedureVersion>;
  /** After a publication made here: whoever made it sees it at once, the other processes a moment later. */
  forget(): void;
}

/** Every dossier asks for its version, so versions stay in memory, and which one is in force for a short time. */
export function keepVersions(deps: Pick<PlatformDeps, 'database' | 'live' | 'clock'>): KeptVersions {
  const versions = new Map<string, ProcedureVersion>();
  const current = new Map<string, { id: string; until: number }>();
  let generation = 0;
  const forget = (): void => {
    generation++;
    current.clear();
  };
  deps.live.subscribe(`${CHANGED.topic}:${CHANGED.key}`, forget);

  async function version(id: string): Promise<ProcedureVersion> {
    const known = versions.get(id);
    if (known !== undefined) return known;
    const row = await deps.database
      .of<Tables>()
      .selectFrom('procedures.version')
      .select(['id', 'version', 'published_at', 'record'])
      // The column holds what `publishRecord` checked and wrote.
      .$castTo<{ id: string; version: number; published_at: Date; record: ProcedureRecord }>()
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) throw proceduresProblem('version-not-found');
    const { record } = row;
    const found: ProcedureVersion = {
      ...record,
      id: row.id,
      version: row.version,
      publishedAt: row.published_at.toISOString(),
      fileable: record.form !== null,
    };
    if (versions.size >= MOST_VERSIONS) versions.clear();
    versions.set(id, found);
    return found;
  }

  return {
    version,
    forget,
    async current(code) {
      const known = current.get(code);
      const now = deps.clock.now().getTime();
      if (known !== undefined && now < known.until && now >= known.until - CURRENT_KEPT_MS) return version(known.id);
      const asked = generation;
      const row = await deps.database
        .of<Tables>()
        .selectFrom('procedures.current')
        .select('version_id')
        .where('code', '=', code)
        .executeTakeFirst();
      if (row === undefined) throw proceduresProblem('not-found');
      // An answer that was overtaken by a publication is not kept.
      if (asked === generation) current.set(code, { id: row.version_id, until: now + CURRENT_KEPT_MS });
      return version(row.version_id);
    },
  };
}
