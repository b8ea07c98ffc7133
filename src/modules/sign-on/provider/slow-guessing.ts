import type { Provider } from 'oidc-provider';

/** So many failed proofs of clients may come from one address in a minute; then it waits for the next one. */
const MOST_PER_MINUTE = 120;

const events = [
  'grant.error',
  'introspection.error',
  'revocation.error',
  'pushed_authorization_request.error',
  'backchannel_authentication.error',
] as const;

export interface GuessCounter {
  watch(provider: Provider): void;
  /** Seconds to wait, or none. */
  wait(source: string): number | undefined;
}

/** Guessing at secrets and keys of clients. Codes and refresh tokens are not counted: a busy system shows stale ones without harm. */
export function createGuessCounter(sourceOf: () => string | undefined): GuessCounter {
  const failed = { minute: 0, counts: new Map<string, number>() };
  const ofThisMinute = (): Map<string, number> => {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== failed.minute) {
      failed.minute = minute;
      failed.counts.clear();
    }
    return failed.counts;
  };
  return {
    watch(provider) {
      for (const name of events)
        provider.on(name as 'grant.error', (_ctx, error) => {
          const source = sourceOf();
          if (source === undefined || (error as { error?: string }).error !== 'invalid_client') return;
          const counts = ofThisMinute();
          counts.set(source, (counts.get(source) ?? 0) + 1);
        });
    },
    wait(source) {
      const made = ofThisMinute().get(source) ?? 0;
      return made < MOST_PER_MINUTE ? undefined : 60 - (Math.floor(Date.now() / 1000) % 60);
    },
  };
}
