import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Config } from '#platform/config.ts';
import { newId } from '#platform/id.ts';
import type { Locale } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { postMessage } from '../channels/messages.ts';
import { codeSubject, codeText, type CodePurpose } from '../channels/words.ts';
import { channelOf, type Channel, type ContactKind } from '../contacts/contact-value.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';

const MINUTE = 60_000;
export const CODE_MINUTES = 5;
export const CODE_TRIES = 5;

/**
 * Codes that may be asked for. Five tries for each of ten codes an hour leave a guesser one chance in twenty thousand an hour, and a
 * stranger cannot make a phone ring all night. The last is for programs that ask for everybody's: a province's office with hundreds of
 * officers behind one address stays below it.
 */
export const MOST_CODES = { holderPerHour: 10, holderPerDay: 30, contactPerHour: 20, sourcePerHour: 600 };

export interface CodeHolder {
  /** Account id, or an id made of what was typed where there is no account. */
  holder: string;
  purpose: CodePurpose;
  channel: Channel;
}

export interface CodeWanted {
  holder: string;
  purpose: CodePurpose;
  kind: ContactKind;
  /** Undefined where there is nobody to send it to: the same work is done. */
  contact: { id: string; value: string; valueHash: Buffer } | undefined;
  source: string;
  locale: Locale;
}

type Tools = Pick<PlatformDeps, 'database' | 'clock' | 'config' | 'jobs'>;

/** A stand-in for an account that is not there: the same for the same number, so that its limits are those of an account. */
export function holderOf(subject: Buffer | undefined): string {
  const hex = createHash('sha256')
    .update(subject ?? randomBytes(16))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Keyed: six digits behind a plain hash are found in a second by whoever reads the table. */
export function codeHash({ secrets }: Config, { holder, purpose, channel }: CodeHolder, code: string): Buffer {
  return createHmac('sha256', secrets.masterKey).update(`code:${holder}:${purpose}:${channel}:${code}`).digest();
}

/**
 * Makes a code of six digits, keeps its hash in place of the earlier one, and sends it. Too many for one phone are not sent and
 * answered alike: who shares a phone with whom is nobody's business. @throws identity.too-many-codes
 */
export async function issueCode(tools: Tools, wanted: CodeWanted): Promise<{ expiresAt: Date }> {
  const { clock, config, database } = tools;
  const { holder, purpose, contact, source, locale } = wanted;
  const channel = channelOf(wanted.kind);
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * MINUTE);
  const valueHash = contact?.valueHash ?? createHash('sha256').update(holder).digest();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const message = {
    kind: wanted.kind,
    to: contact?.value ?? '',
    subject: codeSubject(purpose, locale),
    text: codeText(purpose, code, locale),
  };
  await database.transaction<Tables, void>(async (trx) => {
    // Two at once for one holder would both find room below the limit.
    await sql`select pg_advisory_xact_lock(hashtextextended(${holder}, 20))`.execute(trx);
    const sent = await countAsked(trx, { holder, valueHash, source, now });
    if (
      sent.holderHour >= MOST_CODES.holderPerHour ||
      sent.holderDay >= MOST_CODES.holderPerDay ||
      sent.source >= MOST_CODES.sourcePerHour
    )
      throw identityProblem('too-many-codes', { retryAfter: 3600 });
    await trx
      .insertInto('identity.code_request')
      .values({ id: newId(), holder, value_hash: valueHash, source, at: now })
      .execute();
    const row = {
      contact_id: contact?.id ?? null,
      code_hash: codeHash(config, { holder, purpose, channel }, code),
      made_at: now,
      expires_at: expiresAt,
      tries: 0,
      used_at: null,
    };
    await trx
      .insertInto('identity.one_time_code')
      .values({ holder, purpose, channel, ...row })
      .onConflict((conflict) => conflict.columns(['holder', 'purpose', 'channel']).doUpdateSet(row))
      .execute();
    const reaches = contact && sent.contact < MOST_CODES.contactPerHour;
    await postMessage(tools, trx, reaches ? message : undefined, channel, expiresAt);
  });
  return { expiresAt };
}

async function countAsked(
  trx: Parameters<ReturnType<typeof sql>['execute']>[0],
  { holder, valueHash, source, now }: { holder: string; valueHash: Buffer; source: string; now: Date },
): Promise<{ holderHour: number; holderDay: number; contact: number; source: number }> {
  const hour = new Date(now.getTime() - 60 * MINUTE);
  const day = new Date(now.getTime() - 24 * 60 * MINUTE);
  const { rows } = await sql<{ holderHour: number; holderDay: number; contact: number; source: number }>`
    select (select count(*)::int from identity.code_request where holder = ${holder} and at > ${hour}) as "holderHour",
           (select count(*)::int from identity.code_request where holder = ${holder} and at > ${day}) as "holderDay",
           (select count(*)::int from identity.code_request where value_hash = ${valueHash} and at > ${hour}) as contact,
           (select count(*)::int from identity.code_request where source = ${source} and at > ${hour}) as source`.execute(
    trx,
  );
  return rows[0] ?? { holderHour: 0, holderDay: 0, contact: 0, source: 0 };
}
