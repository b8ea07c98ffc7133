import type { ProgramActor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import { vxpProblem } from './errors.ts';
import type { Tables } from './tables.ts';

/** What a client gives of an agency. */
export interface Named {
  code: string;
  mail?: string;
}

/**
 * A client says that it serves an agency of its own: from now on what is for that agency waits for the client. Which agencies there are, and
 * what they are called, is the directory's; a client registers none that the directory does not know, or for which it may not speak.
 */
export async function registerAgency(deps: VxpDeps, { mail }: Named, actor: ProgramActor): Promise<void> {
  await deps.database
    .of<Tables>()
    .insertInto('vxp.agency')
    .values({ agency_id: actor.agencyId, system_id: actor.systemId, mail: mail ?? '', at: deps.clock.now() })
    .onConflict((conflict) =>
      conflict.column('agency_id').doUpdateSet({ system_id: actor.systemId, mail: mail ?? '', at: deps.clock.now() }),
    )
    .execute();
  await deps.exchange.border.setMode('pull', actor);
}

/** The client no longer serves it: documents arrive in the pages of the node again, and none is lost. @throws vxp.not-registered */
export async function deleteAgency(deps: VxpDeps, actor: ProgramActor): Promise<void> {
  const gone = await deps.database
    .of<Tables>()
    .deleteFrom('vxp.agency')
    .where('agency_id', '=', actor.agencyId)
    .returning('agency_id')
    .executeTakeFirst();
  if (!gone) throw vxpProblem('not-registered');
  await deps.exchange.border.setMode('here', actor);
}

export async function listAgencies({ directory, database }: VxpDeps) {
  const [agencies, rows] = await Promise.all([
    directory.listAgencies(),
    database.of<Tables>().selectFrom('vxp.agency').select(['agency_id', 'mail']).execute(),
  ]);
  const mails = new Map(rows.map((row) => [row.agency_id, row.mail]));
  return agencies.map(({ id, parentId, code, name }) => ({
    id,
    pid: parentId ?? '',
    code,
    name,
    mail: mails.get(id) ?? '',
  }));
}
