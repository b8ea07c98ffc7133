import type { AssuranceLevel } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { isProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { UsableAccount } from './accounts.ts';
import { assuranceOf } from './assurance.ts';
import type { IdentityDeps } from './deps.ts';
import { deviceHash, deviceOf, isDeviceToken, newDeviceToken, type Device } from './device.ts';
import { identityProblem } from './errors.ts';
import { openFlow, sealFlow, subjectFor, subjectIn, type Flow } from './flow.ts';
import { recordTry } from './guessing.ts';
import { LEAST_FOR_OFFICERS, neededLevel, offersThatRaise, wishesSecondStep } from './next-step.ts';
import { noticeOfNewDevice } from './new-device.ts';
import { prepareProof } from './prepare-proof.ts';
import { startSession, type StartedSession } from './start-session.ts';
import { subjectOf, type Named } from './subject.ts';
import type { Tables } from './tables.ts';
import { firstKinds, takeProof, type GivenProof } from './take-proof.ts';
import type { Offer, VerificationCall, VerificationName } from './verification/kind.ts';
import { offersOf } from './verification/kinds.ts';
import { trustedDevice } from './verification/trusted-device.ts';

export type SignInDeps = PlatformDeps & Pick<IdentityDeps, 'directory' | 'evidence'>;

/** What is known of a call to sign in. */
export interface SignInCall extends Pick<VerificationCall, 'source' | 'locale'> {
  /** The device cookie that the browser showed. */
  device: string | undefined;
  userAgent: string | undefined;
}

export interface Given extends Named {
  /** Which of the officer's posts. */
  appointmentId?: string | undefined;
  proof?: GivenProof | undefined;
  level?: AssuranceLevel | undefined;
  /** The caller is a browser that will keep the session in a cookie: the session is then for this browser only. */
  browser?: boolean | undefined;
  /** Send the code of the next step now. */
  send?: boolean | undefined;
}

export type Outcome =
  | { outcome: 'signed-in'; started: StartedSession; deviceToken?: string }
  | { outcome: 'more'; flow: string; offers: Offer[]; sent?: VerificationName; deviceToken?: string };

/**
 * Begins a sign-in, with the first proof or without. Refuses alike whether the account is unknown, locked or closed, or the proof is
 * wrong; slows guessing down without ever locking the account, so that a stranger cannot lock anybody out.
 */
export async function signIn(deps: SignInDeps, given: Given, call: SignInCall): Promise<Outcome> {
  const named = Boolean(given.officerId || given.personalId);
  // A passkey may say by itself whose it is; anything else needs a name first.
  const subject = named || (given.proof && given.proof.kind !== 'passkey') ? subjectOf(deps.config, given) : undefined;
  const shown = isDeviceToken(call.device) ? call.device : undefined;
  const deviceToken = given.browser ? (shown ?? newDeviceToken()) : undefined;
  const flow: Flow = {
    ...(subject ? { subject: subjectFor(subject) } : {}),
    ...(given.appointmentId ? { appointmentId: given.appointmentId } : {}),
    proofs: [],
    wanted: given.level ?? 1,
    ...(deviceToken ? { device: deviceHash(deviceToken).toString('base64url') } : {}),
  };
  const fresh = deviceToken !== undefined && deviceToken !== shown ? { deviceToken } : {};
  if (!given.proof) {
    const offers = firstKinds(subject?.kind ?? 'citizen').map(({ name }) => ({ kind: name }));
    const more = { outcome: 'more' as const, flow: sealFlow(deps, flow), offers, ...fresh };
    return given.send ? sendFirst(deps, more, offers.find(isSent), { ...call, device: deviceToken }) : more;
  }
  const result = await proceed(deps, flow, given.proof, { ...call, device: deviceToken }, given.send);
  return { ...result, ...fresh };
}

/** Goes on with a sign-in under way. @throws identity.flow-over, identity.wrong-proof and those of `signIn` */
export async function continueSignIn(
  deps: SignInDeps,
  given: { flow: string; proof: GivenProof; send?: boolean | undefined },
  call: SignInCall,
): Promise<Outcome> {
  const flow = openFlow(deps, given.flow, call.device);
  return proceed(deps, flow, given.proof, flow.device ? call : { ...call, device: undefined }, given.send);
}

const isSent = ({ kind }: Offer): boolean => kind === 'sms-code' || kind === 'email-code';

/** Whoever has given the right password, or asked for a code instead, wants it. One that cannot be sent now is asked for on the page. */
async function sendFirst(
  deps: SignInDeps,
  more: Extract<Outcome, { outcome: 'more' }>,
  offer: Offer | undefined,
  call: SignInCall,
): Promise<Outcome> {
  if (!offer || !isSent(offer)) return more;
  try {
    await prepareProof(deps, { flow: more.flow, kind: offer.kind }, { ...call, actor: { kind: 'anonymous' } });
    return { ...more, sent: offer.kind };
  } catch (error) {
    if (isProblem(error)) return more;
    throw error;
  }
}

async function proceed(
  deps: SignInDeps,
  flow: Flow,
  given: GivenProof,
  call: SignInCall,
  send = false,
): Promise<Outcome> {
  const device = deviceOf(call.device, call.userAgent);
  const { account, proof } = await takeProof(deps, subjectIn(flow), given, {
    source: call.source,
    locale: call.locale,
    purpose: 'sign-in',
    device,
    first: flow.proofs.length === 0,
  });
  await refuseChanged(deps, account, flow);
  const appointmentId = account.officerId ? await postOf(deps, account.officerId, flow.appointmentId) : null;
  const next: Flow = { ...flow, subject: subjectFor(account.subject), proofs: [...flow.proofs, proof] };
  const offers = await offersOf(deps, account);
  const needed = neededLevel(account, next.wanted, wishesSecondStep(offers));
  const reached = () => assuranceOf(account.level, next.proofs)?.level ?? 0;
  if (reached() < needed && account.kind === 'citizen' && next.wanted === 1) {
    const trusted = await trustedDevice(deps, account, device?.hash);
    if (trusted) next.proofs = [...next.proofs, trusted];
  }
  const more = reached() < needed ? offersThatRaise(account.level, next.proofs, offers) : [];
  if (more.length > 0) {
    const answer = { outcome: 'more' as const, flow: sealFlow(deps, next), offers: more };
    return send ? sendFirst(deps, answer, more[0], call) : answer;
  }
  if (account.kind === 'officer' && reached() < LEAST_FOR_OFFICERS) throw identityProblem('no-second-factor');
  const started = await begin(deps, account, { flow: next, appointmentId, device, source: call.source });
  return { outcome: 'signed-in', started };
}

async function begin(
  deps: SignInDeps,
  account: UsableAccount,
  made: { flow: Flow; appointmentId: string | null; device: Device | undefined; source: string },
): Promise<StartedSession> {
  const now = deps.clock.now();
  const { device, source } = made;
  const attempt = {
    subject: account.subject.key,
    source,
    device,
    accountId: account.id,
    kind: firstNameOf(made.flow),
    succeeded: true,
  };
  const notice = await noticeOfNewDevice(deps, attempt, now);
  return deps.database.transaction<Tables, StartedSession>(async (trx) => {
    await recordTry(deps, attempt, trx);
    if (notice) await notice(trx);
    return startSession(trx, {
      account,
      appointmentId: made.appointmentId,
      proofs: made.flow.proofs,
      source,
      now,
      ...(device ? { device } : {}),
    });
  });
}

const firstNameOf = (flow: Flow): VerificationName => {
  const kind = flow.proofs[0]?.kind ?? 'password';
  return (kind.startsWith('passkey') ? 'passkey' : kind) as VerificationName;
};

/** A password that has been changed since it was given in this sign-in proves nothing any more. */
async function refuseChanged(deps: SignInDeps, account: UsableAccount, flow: Flow): Promise<void> {
  const given = flow.proofs.find(({ kind }) => kind === 'password');
  if (!given) return;
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.password')
    .select('changed_at')
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  if (!row || row.changed_at.toISOString() > given.at) throw identityProblem('flow-over');
}

/** The post to act with: the one chosen, or the only one. @throws identity.which-post, identity.no-post */
async function postOf(deps: SignInDeps, officerId: string, chosen: string | undefined): Promise<string> {
  const posts = await deps.directory.appointmentsOf(officerId, vnDate(deps.clock.now()));
  if (chosen === undefined && posts.length > 1) throw identityProblem('which-post');
  const post = chosen === undefined ? posts[0] : posts.find(({ id }) => id === chosen);
  if (!post) throw identityProblem('no-post');
  return post.id;
}
