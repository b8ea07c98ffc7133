import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Device } from './device.ts';
import { identityProblem } from './errors.ts';
import type { Tables } from './tables.ts';
import type { VerificationKind, VerificationName } from './verification/kind.ts';
import { allKinds } from './verification/kinds.ts';

/**
 * Wrong tries within a quarter of an hour before the next has to wait: of one place on one account, of one address on all accounts,
 * and of everybody on one account. A place is a browser from which the account has signed in before, or else an address. The last two
 * do not hold for such a browser, nor the last for such an address: strangers can lock nobody out of their own home, and never for good.
 */
const WINDOW_MINUTES = 15;
export const MOST_WRONG = { here: 8, source: 200, everywhere: 100 };

export interface Try {
  subject: Buffer;
  source: string;
  device: Device | undefined;
  kind: VerificationKind;
}

/** Tries that this process is looking at: a thousand at the same moment must not all find the counter low. */
const underWay = new Map<string, number>();

/**
 * Runs the check of a proof if guessing has not gone too far; counts it when it was wrong.
 * @throws identity.too-many-attempts
 */
export async function countTry<Result>(
  deps: Pick<PlatformDeps, 'database' | 'clock'>,
  attempt: Try,
  check: () => Promise<Result | undefined>,
  whoOf: () => string | undefined,
): Promise<Result | undefined> {
  const { counter } = attempt.kind;
  if (counter === 'none') return check();
  const subject = `${counter} ${attempt.subject.toString('base64url')}`;
  const keys = [
    `${subject} ${attempt.device?.hash.toString('base64url') ?? ''}`,
    `${subject} ${attempt.source}`,
    subject,
  ];
  for (const key of keys) underWay.set(key, (underWay.get(key) ?? 0) + 1);
  try {
    const [device = 0, source = 0, everywhere = 0] = keys.map((key) => (underWay.get(key) ?? 1) - 1);
    await refuseGuessing(deps, attempt, { device, source, everywhere });
    const result = await check();
    if (result === undefined)
      await recordTry(deps, { ...attempt, accountId: whoOf(), kind: attempt.kind.name, succeeded: false });
    return result;
  } finally {
    for (const key of keys) {
      const left = (underWay.get(key) ?? 1) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
    }
  }
}

export async function recordTry(
  deps: Pick<PlatformDeps, 'database' | 'clock'>,
  row: {
    subject: Buffer;
    source: string;
    device: Device | undefined;
    accountId: string | undefined;
    kind: VerificationName | 'upstream';
    succeeded: boolean;
  },
  executor = deps.database.of<Tables>(),
): Promise<void> {
  await executor
    .insertInto('identity.sign_in')
    .values({
      id: newId(),
      account_id: row.accountId ?? null,
      subject: row.subject,
      source: row.source,
      device_hash: row.device?.hash ?? null,
      device_name: row.device?.name ?? null,
      kind: row.kind,
      succeeded: row.succeeded,
      at: deps.clock.now(),
    })
    .execute();
}

async function refuseGuessing(
  deps: Pick<PlatformDeps, 'database' | 'clock'>,
  { subject, source, device, kind }: Try,
  now: { device: number; source: number; everywhere: number },
): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - WINDOW_MINUTES * 60_000);
  const kinds = allKinds()
    .filter(({ counter }) => counter === kind.counter)
    .map(({ name }) => name);
  const place = device?.hash ?? null;
  const { rows } = await sql<{
    fromDevice: number;
    fromSource: number;
    everywhere: number;
    source: number;
    knownDevice: boolean;
    knownSource: boolean;
  }>`
    select count(*) filter (where device_hash = ${place})::int as "fromDevice",
           count(*) filter (where source = ${source})::int as "fromSource", count(*)::int as everywhere,
           (select count(*)::int from identity.sign_in
             where not succeeded and source = ${source} and at > ${since} and kind = any(${kinds})) as source,
           ${place}::bytea is not null and exists (
             select from identity.sign_in where succeeded and subject = ${subject} and device_hash = ${place}) as "knownDevice",
           exists (select from identity.sign_in where succeeded and subject = ${subject} and source = ${source}) as "knownSource"
    from identity.sign_in where not succeeded and subject = ${subject} and at > ${since} and kind = any(${kinds})`.execute(
    deps.database.of<Tables>(),
  );
  const wrong = rows[0];
  if (!wrong) return;
  const tooMany = wrong.knownDevice
    ? wrong.fromDevice + now.device >= MOST_WRONG.here
    : wrong.fromSource + now.source >= MOST_WRONG.here ||
      wrong.source >= MOST_WRONG.source ||
      (wrong.everywhere + now.everywhere >= MOST_WRONG.everywhere && !wrong.knownSource);
  if (tooMany)
    throw identityProblem('too-many-attempts', {
      params: { minutes: WINDOW_MINUTES },
      retryAfter: WINDOW_MINUTES * 60,
    });
}
