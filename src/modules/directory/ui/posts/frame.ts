import type { PageApi } from '#platform/web/api.ts';

/** What the staff frame shows of the officer. The loader has made sure that there is one. */
export function frameOfficer({ actor }: PageApi) {
  if (actor.kind !== 'officer') return { actor: { name: '', position: '', rights: [] as string[] }, agencyName: '' };
  return {
    actor: { name: actor.name, position: actor.position, rights: [...actor.rights] },
    agencyName: actor.agencyName ?? '',
  };
}

/** The text fields of a form. */
export const typedOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
