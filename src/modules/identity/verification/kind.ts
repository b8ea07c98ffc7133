import type { TSchema } from 'typebox';
import type { PlatformDeps } from '#platform/room.ts';
import type { CodePurpose } from '../channels/words.ts';
import type { EvidenceDoor } from '../deps.ts';
import type { AccountLevel, Proof, ProofKind } from '../assurance.ts';

export interface AccountFacts {
  id: string;
  kind: 'citizen' | 'officer';
  level: AccountLevel;
  personId: string | null;
  officerId: string | null;
  name: string;
}

/** A way to prove oneself that an account has, as the page may show it. */
export interface Offer {
  kind: VerificationName;
  /** Masked where it names something: '••• ••• 412'. */
  hint?: string;
}

export const verificationNames = [
  'password',
  'passkey',
  'totp',
  'sms-code',
  'email-code',
  'recovery-code',
  'counter-code',
] as const;
export type VerificationName = (typeof verificationNames)[number];

/** What every kind may use. */
export type VerificationTools = Pick<PlatformDeps, 'database' | 'clock' | 'config' | 'log' | 'jobs' | 'publish'> & {
  evidence: EvidenceDoor;
};

/** What a kind knows of the call it serves. */
export interface VerificationCall {
  /** Network address. */
  source: string;
  locale: 'vi' | 'en';
  /** What the proof is for; 'sign-in' unless told. A code that was sent for one purpose works for no other. */
  purpose?: CodePurpose;
  /** It would begin a sign-in: nothing else has been proved. */
  first?: boolean;
  /** Keyed hash of what was typed to name the account: where there is none, limits count under it as they would for an account. */
  subject?: Buffer;
}

/**
 * One way to prove oneself. Each is a file in this folder, and `kinds.ts` is the map of them: the sign-in, the step-up and the security
 * page know only this shape. A wrong proof is undefined, never an error; for an account that is not there the same work is done, so
 * that neither answer nor time tells who has an account.
 */
export interface VerificationKind<Given extends { kind: VerificationName } = { kind: VerificationName }> {
  readonly name: VerificationName;
  /** Shape of what the person gives, for the contract: an object with `kind` as a constant. */
  readonly given: TSchema;
  /** Which counter of wrong tries it goes to: passwords and one-time codes are counted apart, so that spoiling one leaves the other. */
  readonly counter: 'password' | 'code' | 'none';
  /** Whoever has set it up is asked for a second step at every sign-in. A phone number alone is no such wish. */
  readonly wishesSecondStep?: true;
  offer(tools: VerificationTools, account: AccountFacts): Promise<Offer | undefined>;
  /** Sends a code or makes a challenge. What it answers goes to the page. */
  prepare?(
    tools: VerificationTools,
    account: AccountFacts | undefined,
    call: VerificationCall,
  ): Promise<Record<string, unknown>>;
  /** The account that the proof names by itself, as a passkey does; not yet verified. For signing in without typing a number. */
  ownerOf?(tools: VerificationTools, given: Given): Promise<string | undefined>;
  verify(
    tools: VerificationTools,
    account: AccountFacts | undefined,
    given: Given,
    call: VerificationCall,
  ): Promise<Proof | undefined>;
}

export const proof = (kind: ProofKind, at: Date): Proof => ({ kind, at: at.toISOString() });
