import { randomBytes } from 'node:crypto';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log.ts';
import { checkToken, stampNonce, stampQuestion, tokenOf } from '#modules/signing/index.ts';
import type { Authority } from './authorities.ts';
import { lastSeal } from './seal.ts';
import type { Tables } from './tables.ts';

/** How far the clock of an authority may be from ours before its time is not believed. */
const clocksApartMs = 5 * 60_000;
const firstPauseMs = 60_000;
const longestPauseMs = 30 * 60_000;

export type StampDeps = {
  database: Database;
  clock: Clock;
  log: Log;
  authorities: readonly Authority[];
  everyMinutes: number;
};

/**
 * Gets a time stamp over the newest seal when it is time, from the first authority that gives a good one. An authority that fails is
 * left alone for a minute, then two, four … up to half an hour, and then asked once to see whether it is back.
 * @returns the number of the seal that was stamped
 */
export function createStamping(deps: StampDeps): () => Promise<number | undefined> {
  const failing = new Map<Authority, { times: number; until: number }>();

  return async () => {
    const { clock, log, authorities } = deps;
    const db = deps.database.of<Tables>();
    if (authorities.length === 0) return undefined;
    const seal = await lastSeal(db);
    if (!seal) return undefined;
    const last = await db
      .selectFrom('evidence.stamp')
      .select(['seal_number', 'at'])
      .orderBy('seal_number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const now = clock.now().getTime();
    if (last && (last.seal_number >= seal.number || now - last.at.getTime() < deps.everyMinutes * 60_000))
      return undefined;
    for (const authority of authorities) {
      const before = failing.get(authority);
      if (before && now < before.until) continue;
      try {
        const { token, at } = await stampBy(authority, seal.digest, clock);
        await db
          .insertInto('evidence.stamp')
          .values({ seal_number: seal.number, authority: authority.name, token, gen_time: at, at: clock.now() })
          .onConflict((conflict) => conflict.column('seal_number').doNothing())
          .execute();
        failing.delete(authority);
        log.info({ seal: seal.number, authority: authority.name }, 'a seal has a time stamp');
        return seal.number;
      } catch (error) {
        const times = (before?.times ?? 0) + 1;
        const pause = Math.min(firstPauseMs * 2 ** (times - 1), longestPauseMs);
        failing.set(authority, { times, until: now + pause });
        log.warn({ err: error, authority: authority.name, times }, 'an authority gave no time stamp');
      }
    }
    return undefined;
  };
}

/** Asks for a token and checks it before it is kept: what cannot be believed later is no time stamp. */
async function stampBy(authority: Authority, digest: Buffer, clock: Clock): Promise<{ token: Buffer; at: Date }> {
  const nonce = stampNonce(randomBytes(12));
  const token = await tokenOf(await authority.ask(await stampQuestion(digest, nonce)));
  const around = { now: clock.now(), ms: clocksApartMs };
  const { at } = await checkToken(token, { digest, nonce, roots: await authority.roots(), around });
  return { token, at };
}
