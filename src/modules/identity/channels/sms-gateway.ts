import type { Config } from '#platform/config.ts';

export interface Sms {
  /** Ten digits beginning with 0. */
  to: string;
  text: string;
  /** The same for each attempt, so that a gateway that knows it sends once. */
  id: string;
}

export type SmsOutcome =
  | { outcome: 'accepted' }
  /** Busy or away: worth another attempt. */
  | { outcome: 'temporary-failure'; reason: string }
  /** The gateway understood and will not: another attempt changes nothing. */
  | { outcome: 'permanent-failure'; reason: string };

const TIMEOUT_MS = 10_000;

/**
 * Hands a message to an HTTP gateway: one POST of JSON with a bearer token. What the body looks like is the operator's to say
 * (SMS_BODY), with {to} {text} {sender} {id} in its strings. Places are filled after the JSON is read, so that no text can break it.
 * Never throws, and no reason tells of the number or the text: reasons are logged.
 */
export async function sendSms(gateway: NonNullable<Config['sms']>, sms: Sms): Promise<SmsOutcome> {
  const filled = fillPlaces(gateway.body, { ...sms, sender: gateway.sender });
  try {
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': sms.id,
        ...(gateway.token ? { authorization: `Bearer ${gateway.token}` } : {}),
      },
      body: JSON.stringify(filled),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // A redirect would carry the code and the token somewhere else.
      redirect: 'error',
    });
    await answer.body?.cancel();
    if (answer.ok) return { outcome: 'accepted' };
    const again = answer.status >= 500 || answer.status === 429 || answer.status === 408 || answer.status === 401;
    return { outcome: again ? 'temporary-failure' : 'permanent-failure', reason: String(answer.status) };
  } catch (error) {
    return { outcome: 'temporary-failure', reason: error instanceof Error ? error.name : 'unknown' };
  }
}

function fillPlaces(part: unknown, places: Record<string, string>): unknown {
  if (typeof part === 'string')
    return part.replace(/\{(to|text|sender|id)\}/g, (_whole, name: string) => places[name] ?? '');
  if (Array.isArray(part)) return part.map((one) => fillPlaces(one, places));
  if (part && typeof part === 'object')
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, fillPlaces(value, places)]));
  return part;
}
