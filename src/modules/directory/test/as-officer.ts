import { demoOfficer } from '#seeds/demo/index.ts';
import type { Actor } from '#platform/access.ts';

/** An officer of the demo world in the newest of their posts. */
export function asOfficer(key: string): Actor {
  const officer = demoOfficer(key);
  const post = officer.appointments.at(-1);
  if (!post) throw new Error(`${key} holds no post`);
  return {
    kind: 'officer',
    accountId: officer.id,
    officerId: officer.id,
    agencyId: post.agencyId,
    name: officer.name,
    position: post.position,
    rights: post.rights,
  };
}
