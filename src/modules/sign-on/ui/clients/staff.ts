import { meets, toSign } from '#platform/access.ts';
import type { PageApi } from '#platform/web/api.ts';

/** What the staff frame shows of the officer. The loader has made sure that there is one. */
export function frameOfficer(api: PageApi): {
  actor: { name: string; position: string; rights: string[] };
  agencyName: string;
} {
  const { actor } = api;
  if (actor.kind !== 'officer') return { actor: { name: '', position: '', rights: [] }, agencyName: '' };
  return {
    actor: { name: actor.name, position: actor.position, rights: [...actor.rights] },
    agencyName: actor.agencyName ?? '',
  };
}

/** Whether the officer has proved enough, and lately, for the acts that want it. */
export function hasProved(api: PageApi): boolean {
  return api.actor.kind === 'officer' && meets(toSign, api.actor.assurance, new Date());
}

/** The errors of a problem by the name of the field, wherever the field lay in what was sent. */
export function fieldProblems(problem: { errors?: { path: string; code: string; message: string }[] }) {
  return (problem.errors ?? []).map((one) => ({
    ...one,
    path: one.path.replace(/^\/?(changes\/)?/, '').replace(/\/.*$/, ''),
  }));
}
