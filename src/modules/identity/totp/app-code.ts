import { Secret, TOTP } from 'otpauth';
import type { Config } from '#platform/config.ts';
import { createSealer, type Sealer } from '#platform/sealed.ts';
import { readCode } from '../codes/check-code.ts';

const PERIOD_SECONDS = 30;
/** Steps before and after that are taken for now: a minute and a half in all. */
const SKEW = 1;
/** Steps within which a code that is not of now tells that a clock is wrong. */
const FAR = 20;

export interface AppSecret {
  accountId: string;
  /** Base32, as people type it. */
  secret: string;
}

export const secretSealer = ({ secrets }: Config): Sealer<string> =>
  createSealer<string>(secrets.masterKey, 'identity.totp');
/** A secret that is offered and not yet confirmed: nothing is kept of it. */
export const offerSealer = ({ secrets }: Config): Sealer<AppSecret> =>
  createSealer<AppSecret>(secrets.masterKey, 'identity.totp-offer');

/** 160 bits, what RFC 4226 recommends. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** SHA-1, six digits, half a minute: what every app can do; several ignore anything else that they are told. */
const appOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Liên Thông', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });

export const uriOf = (secret: string, label: string): string => appOf(secret, label).toString();

/** Pure. Which step of thirty seconds a code belongs to, and how far that is from now; undefined for no code of this app. */
export function stepOf(secret: string, given: string, now: Date): { step: number; near: boolean } | undefined {
  const token = readCode(given);
  if (!token) return undefined;
  const delta = appOf(secret).validate({ token, timestamp: now.getTime(), window: FAR });
  if (delta === null) return undefined;
  return { step: Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta, near: Math.abs(delta) <= SKEW };
}
