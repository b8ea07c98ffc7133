import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { on } from './dossier-row.ts';
import { formsCircular } from './legal.ts';

export type FormNumber = '01' | '02' | '03';

/** Keeps what an official form says. The page is printed from it whenever somebody asks, always the same. */
export async function issueForm(
  trx: Executor,
  dossierId: string,
  form: FormNumber,
  at: Date,
  data: Record<string, unknown>,
): Promise<string> {
  const id = newId();
  await sql`insert into counter.issued_form (id, dossier_id, circular, form, issued_at, data)
    values (${id}, ${dossierId}, ${formsCircular}, ${form}, ${at}, ${JSON.stringify(data)}::jsonb)`.execute(on(trx));
  return id;
}
