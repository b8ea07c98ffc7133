import { isDeepStrictEqual } from 'node:util';
import type { Envelope, findSent, getConsignment, sendConsignment } from '#modules/exchange/contract.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { CallFailure, type ProgramClient } from './program-client.ts';

/** An envelope whose files lie here and have no place at the node yet. */
export type Local = Omit<Envelope, 'files'> & { files: { name: string; bytes: number; sha256: string }[] };

/**
 * What the node took over under this key: its receipt, where it is what is to be sent now. Undefined where there is nothing under the key.
 * @throws CallFailure `key-used` where it is something else: the words say which, and what to do
 */
export async function takenBefore(
  client: ProgramClient,
  key: string,
  local: Local,
): Promise<AnswerOf<typeof sendConsignment> | undefined> {
  const consignmentId = await findByKey(client, key);
  if (consignmentId === undefined) return undefined;
  const kept = await client.json<AnswerOf<typeof getConsignment>>(`/api/exchange/consignments/${consignmentId}`);
  if (isSame(local, kept.envelope)) return { consignmentId, receipt: kept.receipt, repeated: true };
  throw new CallFailure(
    'key-used',
    `Another document was taken over under this key: ${kept.notation}, ${consignmentId}. Nothing was sent. See it with "lienthong exchange status ${consignmentId}"; to send this one, give it a key of its own (--send-key).`,
    false,
  );
}

async function findByKey(client: ProgramClient, key: string): Promise<string | undefined> {
  try {
    const path = `/api/exchange/sent/by-key?key=${encodeURIComponent(key)}`;
    return (await client.json<AnswerOf<typeof findSent>>(path)).consignmentId;
  } catch (error) {
    if (error instanceof CallFailure && error.code === 'exchange.not-found') return undefined;
    throw error;
  }
}

/** Everything but where the files lie, and what the node filled in for groups. */
function isSame(local: Local, kept: Envelope): boolean {
  const { to: asked, files, groups = [], ...facts } = local;
  const { to, files: sent, groups: opened = [], asGiven: _asGiven, ...rest } = kept;
  const refs = (all: readonly { ref: string }[]) => all.map(({ ref }) => ref).toSorted();
  const recipients = groups.length > 0 ? to.filter((code) => asked.includes(code)) : to;
  return (
    isDeepStrictEqual(facts, rest) &&
    isDeepStrictEqual(refs(groups), refs(opened)) &&
    isDeepStrictEqual(asked.toSorted(), recipients.toSorted()) &&
    isDeepStrictEqual(
      files,
      sent.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    )
  );
}
