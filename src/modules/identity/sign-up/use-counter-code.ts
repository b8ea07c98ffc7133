import { setTimeout as wait } from 'node:timers/promises';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import { loginKey } from '../secrets.ts';
import { tellOwner } from '../support/tell-owner.ts';
import type { Tables } from '../tables.ts';
import { findCounterCode, spendCounterCode } from '../verification/counter-code.ts';
import { hashPassword } from '../verification/password-pool.ts';
import { countDoorTry } from './door-tries.ts';
import { start, type DoorCall, type Opened } from './open-own-account.ts';
import { readNumber } from './read-number.ts';
import { refuseWeak, setPassword } from './set-password.ts';
import { openActivation, sealActivation } from './ticket.ts';

const EVEN_MS = 150;

/** The number and the code on paper, before a password is asked for. The code is not spent yet. */
export async function checkCounterCode(
  deps: IdentityDeps,
  given: { personalId: string; code: string },
  call: DoorCall,
): Promise<{ ticket: string }> {
  const personalId = readNumber(given.personalId);
  const subject = loginKey(deps.config.secrets.masterKey, personalId);
  await countDoorTry(deps, 'counter-code', subject, call.source ?? 'local');
  const even = wait(EVEN_MS);
  const db = deps.database.of<Tables>();
  const account = await db
    .selectFrom('identity.account')
    .select('id')
    .where('login_key', '=', subject)
    .where('closed_at', 'is', null)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
  const now = deps.clock.now();
  const codeId = account && (await findCounterCode(db, deps.config, { accountId: account.id, code: given.code, now }));
  await even;
  if (!account || !codeId) throw identityProblem('code-over');
  return { ticket: sealActivation(deps, { accountId: account.id, codeId, personalId }) };
}

/** Spends the code and leaves a password behind that only its owner knows. */
export async function setFirstPassword(
  deps: IdentityDeps,
  given: { ticket: string; password: string },
  call: DoorCall,
): Promise<Opened> {
  const { accountId, codeId, personalId } = openActivation(deps, given.ticket);
  const account = await deps.database
    .of<Tables>()
    .selectFrom('identity.account')
    .select(['name', 'person_id'])
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .where('locked_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw identityProblem('code-over');
  refuseWeak(given.password, { personalId, fullName: account.name });
  const hash = await hashPassword(deps.config, given.password);
  return deps.database.transaction<Tables, Opened>(async (trx) => {
    const now = deps.clock.now();
    const at = now.toISOString();
    await spendCounterCode(trx, codeId, now);
    await setPassword(trx, accountId, hash, now);
    const actor = { kind: 'citizen', accountId, personId: account.person_id ?? '', name: account.name } as const;
    await deps.evidence.record(trx, {
      kind: 'identity.code-used',
      subject: `account:${accountId}`,
      actor,
      data: { codeId },
    });
    await tellOwner(deps, trx, accountId, 'code-used', actor);
    const proofs = [
      { kind: 'counter-code' as const, at },
      { kind: 'password' as const, at },
    ];
    return { ...(await start(trx, accountId, proofs, call, now)), accountId, name: account.name };
  });
}
