import type { ActingFor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import type { Account } from '#modules/identity/index.ts';
import { partsOf } from './capacity.ts';
import type { ProviderDeps } from './deps.ts';

/** Who a capacity is today. */
export interface Standing {
  account: Account;
  actingFor?: ActingFor;
  post?: { agencyId: string; position: string };
}

/** Undefined as soon as the account is stopped, the mandate is over or not yet in force, or the post has ended: its tokens are dead with it. */
export async function standingOf(deps: ProviderDeps, capacity: string): Promise<Standing | undefined> {
  const { accountId, suffix } = partsOf(capacity);
  const account = await deps.identity.findAccount(accountId);
  if (!account || account.stopped) return undefined;
  const now = deps.clock.now();
  if (account.kind === 'officer') {
    const posts = await deps.directory.appointmentsOf(account.officerId ?? '', vnDate(now));
    const post = posts.find(({ agencyId }) => agencyId === suffix);
    return post && { account, post: { agencyId: post.agencyId, position: post.position } };
  }
  if (suffix === undefined) return { account };
  const actingFor = await deps.mandates.standing(suffix, account.personId ?? '', now);
  return actingFor && { account, actingFor };
}
