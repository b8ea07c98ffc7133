import { isInnerList, parseDictionary } from 'structured-headers';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import { isProblem } from '#platform/problem.ts';
import {
  digestOf,
  signatureBase,
  SignatureRefusal,
  verifyRequest,
  writeContentDigest,
} from '#platform/web/message-signatures.ts';
import type { checkSignature as operation } from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import { SKEW_SECONDS } from './admit.ts';
import { findKey } from './known-keys.ts';
import { actorOf, problemOf, splitKeyid } from './prove.ts';

/**
 * Says to the maker of a program which part of a signed request is wrong. It answers with nothing but what was sent, the time, and our
 * address: whether a key exists, has ended or belongs to a suspended system is one answer, so that nobody learns of others by asking.
 */
export async function checkSignature(
  deps: SystemsDeps,
  asked: InputOf<typeof operation>['body'],
): Promise<AnswerOf<typeof operation>> {
  const now = deps.clock.now();
  const targetUri = `${deps.config.publicUrl}${asked.path}`;
  const digest = asked.body === undefined ? undefined : digestOf(Buffer.from(asked.body, 'base64'));
  const call = { method: asked.method, url: targetUri, headers: asked.headers };
  const said = {
    now: now.toISOString(),
    targetUri,
    ...(digest ? { digestOfBody: writeContentDigest(digest) } : {}),
    ...baseOf(call),
  };
  try {
    await verifyRequest({
      ...call,
      ...(digest ? { digestOfBody: digest } : {}),
      now,
      maxSkewSeconds: SKEW_SECONDS,
      async keyOf(keyid) {
        const named = splitKeyid(keyid);
        const known = named && (await findKey(deps, named.keyId));
        if (known) await actorOf(deps, known.system, named.code);
        return known?.key;
      },
    });
    return { holds: true, ...said };
  } catch (error) {
    if (!(error instanceof SignatureRefusal) && !isProblem(error)) throw error;
    const problem = error instanceof SignatureRefusal ? problemOf(error, now) : error;
    const part = error instanceof SignatureRefusal ? error.part : undefined;
    const code = error instanceof SignatureRefusal ? error.code : problem.code;
    return {
      holds: false,
      wrong: { code, ...(part ? { part } : {}), vi: problem.say('vi'), en: problem.say('en') },
      ...said,
    };
  }
}

/** The text that the signature should be over; none where the headers cannot be read. */
function baseOf(call: { method: string; url: string; headers: Record<string, string> }): { signatureBase?: string } {
  try {
    const headers = Object.fromEntries(
      Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const [input] = parseDictionary(headers['signature-input'] ?? '').values();
    return input && isInnerList(input) ? { signatureBase: signatureBase(input, { ...call, headers }) } : {};
  } catch {
    return {};
  }
}
