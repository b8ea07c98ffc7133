import type { Actor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import type { whoAmI as operation } from './contract.ts';
import type { SystemsDeps } from './deps.ts';

/** A program's first question: does my signature hold, and as whom am I known? */
export async function whoAmI(deps: SystemsDeps, actor: Actor): Promise<AnswerOf<typeof operation>> {
  if (actor.kind !== 'officer' && actor.kind !== 'program') throw platformProblem('not-allowed');
  const { id, code, name } = await deps.directory.getAgency(actor.agencyId);
  return {
    ...(actor.kind === 'program' ? { systemId: actor.systemId } : {}),
    name: actor.name,
    agency: { id, code, name },
    rights: [...actor.rights],
    now: deps.clock.now().toISOString(),
  };
}
