import type { AssuranceLevel } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import type { Proof } from './assurance.ts';
import { deviceHash } from './device.ts';
import { identityProblem } from './errors.ts';
import type { Subject } from './subject.ts';

/**
 * A sign-in under way. It leaves the node sealed and comes back with the next proof, so that begun sign-ins, honest or not, cost no row.
 * Whoever replays an older one gains nothing: proofs in it were given, codes are spent once, and wrong tries are counted in the
 * database. It names the subject and not the account: an unknown account has a flow of the same length.
 */
export interface Flow {
  /** Undefined until a proof says who it is (a passkey chosen without typing a number). */
  subject?: { kind: Subject['kind']; key: string };
  appointmentId?: string;
  proofs: Proof[];
  /** What whoever sent the person here wants to be sure of. */
  wanted: AssuranceLevel;
  /** Hash of the device cookie of the browser in which it began. */
  device?: string;
}

/** Time to find the phone, wait for an SMS in a valley, and type it; longer is a stolen page. */
export const FLOW_MINUTES = 10;

const sealers = new WeakMap<Buffer, Sealer<Flow>>();
function sealerOf(masterKey: Buffer): Sealer<Flow> {
  const known = sealers.get(masterKey) ?? createSealer<Flow>(masterKey, 'identity.sign-in-flow');
  sealers.set(masterKey, known);
  return known;
}

type Tools = Pick<PlatformDeps, 'config' | 'clock'>;

export function sealFlow({ config, clock }: Tools, flow: Flow): string {
  return sealerOf(config.secrets.masterKey).seal(flow, new Date(clock.now().getTime() + FLOW_MINUTES * 60_000));
}

/** @throws identity.flow-over when it is over, was changed, or comes from another browser than the one it began in */
export function openFlow({ config, clock }: Tools, sealed: string, device: string | undefined): Flow {
  const flow = sealerOf(config.secrets.masterKey).open(sealed, clock.now());
  const shown = device === undefined ? undefined : deviceHash(device).toString('base64url');
  if (!flow || (flow.device !== undefined && flow.device !== shown)) throw identityProblem('flow-over');
  return flow;
}

export function subjectIn(flow: Flow): Subject | undefined {
  return flow.subject && { kind: flow.subject.kind, key: Buffer.from(flow.subject.key, 'base64url') };
}

export const subjectFor = ({ kind, key }: Subject): NonNullable<Flow['subject']> => ({
  kind,
  key: key.toString('base64url'),
});
