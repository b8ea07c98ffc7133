import type { PageApi } from '#platform/web/api.ts';

/** Who works here, for the staff frame. */
export function frameOfficer({ actor }: PageApi) {
  return actor.kind === 'officer'
    ? {
        actor: { name: actor.name, position: actor.position, rights: [...actor.rights] },
        agencyName: actor.agencyName ?? '',
        agencyId: actor.agencyId,
      }
    : { actor: { name: '', position: '', rights: [] }, agencyName: '', agencyId: '' };
}

export type FrameOfficer = ReturnType<typeof frameOfficer>;

/** A place in a list: a whole number, or the beginning. */
export function placeOf(request: Request): { before?: number } {
  const given = new URL(request.url).searchParams.get('truoc') ?? '';
  return /^[1-9]\d{0,14}$/.test(given) ? { before: Number(given) } : {};
}
