import type { Database } from '#platform/database/database.ts';
import type { AccountLevel } from './assurance.ts';
import type { Tables } from './tables.ts';

export interface Account {
  id: string;
  kind: 'citizen' | 'officer';
  name: string;
  personId?: string;
  officerId?: string;
  level: AccountLevel;
  /** May not be used: locked for now, or closed for good. */
  stopped?: 'locked' | 'closed';
}

export async function findAccount(database: Database, accountId: string): Promise<Account | undefined> {
  const row = await database
    .of<Tables>()
    .selectFrom('identity.account')
    .select(['id', 'kind', 'name', 'person_id', 'officer_id', 'level', 'locked_at', 'closed_at'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    kind: row.kind as Account['kind'],
    name: row.name,
    level: row.level as AccountLevel,
    ...(row.person_id ? { personId: row.person_id } : {}),
    ...(row.officer_id ? { officerId: row.officer_id } : {}),
    ...(row.closed_at ? { stopped: 'closed' as const } : row.locked_at ? { stopped: 'locked' as const } : {}),
  };
}
