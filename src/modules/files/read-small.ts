import { sql } from 'kysely';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

/**
 * Several small files in memory, by two statements however many they are. What is not there, or infected, is left out, and so is what is
 * longer than `most` bytes.
 */
export async function readSmall(tools: Tools, ids: readonly string[], most: number): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; sha256: Buffer }>`
    select f.id, f.sha256 from files.file f join files.content c using (sha256)
    where f.id = any(${ids}::uuid[]) and c.scan <> 'infected' and f.bytes <= ${most}`.execute(
    tools.database.of<Tables>(),
  );
  if (rows.length === 0) return new Map();
  const contents = await tools.content.readMany([
    ...new Map(rows.map(({ sha256 }) => [sha256.toString('hex'), sha256])).values(),
  ]);
  return new Map(
    rows.flatMap(({ id, sha256 }) => {
      const content = contents.get(sha256.toString('hex'));
      return content ? [[id, content] as const] : [];
    }),
  );
}
