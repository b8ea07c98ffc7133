import type { Actor, OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { systemsProblem } from './errors.ts';

/** What may be given to a program. Rights that a person answers for with a signature or a judgement are not among them. */
export const programRights = ['exchange.send', 'exchange.receive'] as const;
export type ProgramRight = (typeof programRights)[number];

/** Pure. Whose systems an officer manages: those of the own agency. */
export function mayManage(actor: Actor, system: { agencyId: string }): boolean {
  if (actor.kind === 'system') return true;
  return actor.kind === 'officer' && actor.rights.includes('systems.manage') && actor.agencyId === system.agencyId;
}

/** That another agency has such a system is nobody's business: 404. */
export function requireManaged(actor: Actor, system: { agencyId: string } | undefined): void {
  if (!system || !mayManage(actor, system)) throw systemsProblem('not-found');
}

/** The first gate has let only officers in; this tells the compiler. */
export function officerOf(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}
