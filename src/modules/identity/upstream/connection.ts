import { importJWK } from 'jose';
import * as client from 'openid-client';
import type { UpstreamConfig } from '#platform/config.ts';
import type { Log } from '#platform/log.ts';
import { refusal } from './refusal.ts';

/** The other provider may answer slowly, but never hold up our pages for longer. */
export const ANSWERS_WITHIN_SECONDS = 3;
/** What it says of itself changes seldom; its keys are asked for again whenever one is unknown. */
const KEEP_MS = 10 * 60_000;
/** While it cannot be reached, what it said of itself within a day is believed. */
const KEEP_WHILE_DOWN_MS = 24 * 3_600_000;
/** How old the answer to "can it be reached?" may be on the sign-in page. */
const LOOK_AGAIN_MS = { up: 60_000, down: 15_000 } as const;
/** Minutes that the clocks of two government data centres have been seen apart; tokens older than that are over. */
export const CLOCK_TOLERANCE_SECONDS = 300;

export interface Connection {
  settings: UpstreamConfig;
  /** As it was when last looked at; never waits for it. Old answers are renewed behind the page. */
  state(): 'up' | 'down';
  /** @throws identity.upstream-unavailable */
  server(): Promise<client.Configuration>;
  /** Somebody found that it does not answer. */
  isDown(): void;
}

/** How the node speaks to the other provider: its discovery document, kept, and whether it can be reached. */
export function createConnection(settings: UpstreamConfig, log: Log): Connection {
  let kept: { server: client.Configuration; at: number } | undefined;
  let asking: Promise<client.Configuration> | undefined;
  let state: 'up' | 'down' = 'up';
  let lookedAt = 0;

  const note = (now: 'up' | 'down'): void => {
    if (now !== state) log.warn({ issuer: settings.issuer, state: now }, 'the upstream sign-on changed');
    state = now;
    lookedAt = Date.now();
  };

  /** One question at a time, whoever asks. */
  function ask(): Promise<client.Configuration> {
    asking ??= discover(settings)
      .then((server) => {
        kept = { server, at: Date.now() };
        note('up');
        return server;
      })
      .catch((error: unknown) => {
        note('down');
        throw error;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  return {
    settings,
    state() {
      // The failure is in the state; nobody waits for this answer.
      if (Date.now() - lookedAt > LOOK_AGAIN_MS[state]) ask().catch(() => undefined);
      return state;
    },
    async server() {
      if (kept && Date.now() - kept.at < KEEP_MS) return kept.server;
      try {
        return await ask();
      } catch {
        if (kept && Date.now() - kept.at < KEEP_WHILE_DOWN_MS) return kept.server;
        throw refusal(settings, 'upstream-unavailable');
      }
    },
    isDown: () => note('down'),
  };
}

async function discover(settings: UpstreamConfig): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer);
  return client.discovery(
    issuer,
    settings.clientId,
    { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    await proofOfOurselves(settings),
    {
      timeout: ANSWERS_WITHIN_SECONDS,
      execute: [
        // A token that came over TLS need not be signature-checked, says the standard. What opens accounts is.
        client.enableNonRepudiationChecks,
        // Plain HTTP only to this machine (checked in the settings): two nodes on one desk, and the tests.
        ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    },
  );
}

async function proofOfOurselves({ key, secret }: UpstreamConfig): Promise<client.ClientAuth> {
  if (!key) return client.ClientSecretBasic(secret);
  const cryptoKey = (await importJWK(key.key.export({ format: 'jwk' }), 'ES256')) as CryptoKey;
  return client.PrivateKeyJwt(key.kid ? { key: cryptoKey, kid: key.kid } : cryptoKey);
}
