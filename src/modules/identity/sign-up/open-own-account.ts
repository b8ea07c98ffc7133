import { newId } from '#platform/id.ts';
import type { Context } from '#platform/operation.ts';
import { giveContact } from '../contacts/give-contact.ts';
import type { IdentityDeps } from '../deps.ts';
import { deviceOf } from '../device.ts';
import { identityProblem } from '../errors.ts';
import { loginKey } from '../secrets.ts';
import { startSession, type StartedSession } from '../start-session.ts';
import { addProofing } from '../support/add-proofing.ts';
import type { Tables } from '../tables.ts';
import { hashPassword, passwordMatches } from '../verification/password-pool.ts';
import { DOOR } from './steps.ts';
import { refuseWeak, setPassword } from './set-password.ts';
import { openSignUp, type SignUp } from './ticket.ts';

export interface Opened extends StartedSession {
  accountId: string;
  name: string;
}
export type DoorCall = Pick<Context, 'source' | 'device' | 'userAgent'>;

/** The last step: the account exists, at level 1, and its owner is signed in. A second click on the same form signs in again. */
export async function openOwnAccount(
  deps: IdentityDeps,
  given: { ticket: string; password: string },
  call: DoorCall,
): Promise<Opened> {
  const state = openSignUp(deps, given.ticket);
  const { personId, fullName, birthDate, personalId, phone } = state;
  if (!personId || !fullName || !phone || !state.phoneProved) throw identityProblem('step-missing');
  refuseWeak(given.password, { personalId, fullName, ...(birthDate ? { birthDate } : {}) });
  const hash = await hashPassword(deps.config, given.password);
  const now = deps.clock.now();
  const at = now.toISOString();
  const opened = await deps.database.transaction<Tables, Opened | undefined>(async (trx) => {
    const account = await trx
      .insertInto('identity.account')
      .values({
        id: newId(),
        kind: 'citizen',
        person_id: personId,
        name: fullName,
        login_key: loginKey(deps.config.secrets.masterKey, personalId),
        created_at: now,
      })
      // By no index in particular: a person has one account and one number, and two that insert at once may meet at either.
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!account) return undefined;
    const detail = { ticket: state.id, card: state.card ?? 'none' };
    await addProofing(trx, { accountId: account.id, how: 'register-match', level: 1, actor: DOOR, now, detail });
    await setPassword(trx, account.id, hash, now);
    await giveContact(trx, deps.config, { accountId: account.id, kind: 'phone', value: phone, now });
    await deps.evidence.record(trx, {
      kind: 'identity.account-opened',
      subject: `account:${account.id}`,
      actor: DOOR,
      data: { how: 'register-match', level: 1, card: detail.card },
    });
    const proofs = [
      { kind: 'sms-code' as const, at },
      { kind: 'password' as const, at },
    ];
    return { ...(await start(trx, account.id, proofs, call, now)), accountId: account.id, name: fullName };
  });
  return opened ?? again(deps, state, given.password, call);
}

/** Somebody pressed twice: the account is the one that this very form opened, and the password is the same. */
async function again(deps: IdentityDeps, state: SignUp, password: string, call: DoorCall): Promise<Opened> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.account as a')
    .innerJoin('identity.proofing as p', 'p.account_id', 'a.id')
    .innerJoin('identity.password as w', 'w.account_id', 'a.id')
    .select(['a.id', 'a.name', 'w.hash', 'p.detail'])
    .where('a.person_id', '=', state.personId ?? '')
    .where('a.closed_at', 'is', null)
    .where('a.locked_at', 'is', null)
    .where('p.how', '=', 'register-match')
    .executeTakeFirst();
  const mine = (row?.detail as { ticket?: string } | undefined)?.ticket === state.id;
  if (!row || !mine || !(await passwordMatches(deps.config, row.hash, password)))
    throw identityProblem('sign-up-refused');
  const now = deps.clock.now();
  const proofs = [{ kind: 'password' as const, at: now.toISOString() }];
  const started = await deps.database.transaction<Tables, StartedSession>((trx) =>
    start(trx, row.id, proofs, call, now),
  );
  return { ...started, accountId: row.id, name: row.name };
}

export function start(
  trx: Parameters<typeof startSession>[0],
  accountId: string,
  proofs: Parameters<typeof startSession>[1]['proofs'],
  call: DoorCall,
  now: Date,
): Promise<StartedSession> {
  const device = deviceOf(call.device, call.userAgent);
  return startSession(trx, {
    account: { id: accountId, kind: 'citizen' },
    appointmentId: null,
    proofs,
    source: call.source ?? 'local',
    now,
    ...(device ? { device } : {}),
  });
}
