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
