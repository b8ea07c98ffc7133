import type { AnswerOf, Context } from '#platform/operation.ts';
import { changeDemand, ownerOf } from './change-demand.ts';
import { listContacts } from './contacts/list-contacts.ts';
import type { getSecurity as operation } from './contract/factors.ts';
import { proofsOf } from './list-offers.ts';
import { freshOthers, standForPassword } from './recovery/proved-without-password.ts';
import { neededLevel, wishesSecondStep } from './next-step.ts';
import type { Tables } from './tables.ts';
import type { VerificationTools } from './verification/kind.ts';
import { offersOf } from './verification/kinds.ts';

type Answer = AnswerOf<typeof operation>;

/** What the account is entered with, for its owner. No secret and no full number is among it. */
export async function getSecurity(tools: VerificationTools, { actor }: Pick<Context, 'actor'>): Promise<Answer> {
  const owner = await ownerOf(tools, actor);
  const db = tools.database.of<Tables>();
  const mine = 'account_id';
  const sessionId = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.sessionId : undefined;
  const [proofs, demand, offers, contacts, password, passkeys, totp, codes, devices, session] = await Promise.all([
    actor.kind === 'citizen' || actor.kind === 'officer' ? proofsOf(tools, actor) : [],
    changeDemand(tools, owner),
    offersOf(tools, owner),
    listContacts(tools, owner.id),
    db.selectFrom('identity.password').select('changed_at').where(mine, '=', owner.id).executeTakeFirst(),
    db.selectFrom('identity.passkey').selectAll().where(mine, '=', owner.id).orderBy('added_at').execute(),
    db.selectFrom('identity.totp').select('added_at').where(mine, '=', owner.id).executeTakeFirst(),
    db.selectFrom('identity.recovery_code').select(['made_at', 'used_at']).where(mine, '=', owner.id).execute(),
    db
      .selectFrom('identity.trusted_device')
      .selectAll()
      .where(mine, '=', owner.id)
      .where('expires_at', '>', tools.clock.now())
      .orderBy('trusted_at', 'desc')
      .execute(),
    sessionId
      ? db.selectFrom('identity.session').select('device_hash').where('id', '=', sessionId).executeTakeFirst()
      : undefined,
  ]);
  const here = session?.device_hash;
  return {
    accountLevel: owner.level,
    demand: { level: demand.level, maxAgeMinutes: demand.maxAgeMinutes ?? 10 },
    secondStep: neededLevel(owner, 1, wishesSecondStep(offers)) > 1,
    ...(password
      ? {
          password: {
            changedAt: password.changed_at.toISOString(),
            mayReplace: standForPassword(owner.level, freshOthers(proofs, tools.clock.now())),
          },
        }
      : {}),
    ...contacts,
    passkeys: passkeys.map((one) => ({
      id: one.id,
      name: one.name,
      addedAt: one.added_at.toISOString(),
      ...(one.used_at ? { usedAt: one.used_at.toISOString() } : {}),
      synced: one.synced,
      stopped: one.stopped_at !== null,
    })),
    ...(totp ? { totp: { addedAt: totp.added_at.toISOString() } } : {}),
    ...(codes[0]
      ? {
          recoveryCodes: {
            left: codes.filter(({ used_at }) => !used_at).length,
            madeAt: codes[0].made_at.toISOString(),
          },
        }
      : {}),
    trustedDevices: devices.map((one) => ({
      id: one.id,
      name: one.device_name,
      trustedAt: one.trusted_at.toISOString(),
      expiresAt: one.expires_at.toISOString(),
      current: here ? one.device_hash.equals(here) : false,
    })),
  };
}
