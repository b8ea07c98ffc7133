import type { AnswerOf, Context } from '#platform/operation.ts';
import { qrSvg } from '#platform/pdf/qr.ts';
import { provedOwner } from '../change-demand.ts';
import type { beginTotp as operation } from '../contract/factors.ts';
import { identityProblem } from '../errors.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { newSecret, offerSealer, uriOf } from './app-code.ts';

const OFFER_MINUTES = 20;

/**
 * A secret for an authenticator app, as a picture and as text. Kept nowhere: it comes back sealed with the first code. With the ticket
 * of an offer that was made, that one is shown again.
 */
export async function beginTotp(
  tools: VerificationTools,
  given: { ticket?: string },
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, actor);
  const now = tools.clock.now();
  const sealer = offerSealer(tools.config);
  const offered = given.ticket === undefined ? undefined : sealer.open(given.ticket, now);
  if (given.ticket !== undefined && offered?.accountId !== owner.id) throw identityProblem('totp-offer-over');
  const secret = offered?.secret ?? newSecret();
  const ticket =
    given.ticket ?? sealer.seal({ accountId: owner.id, secret }, new Date(now.getTime() + OFFER_MINUTES * 60_000));
  const uri = uriOf(secret, owner.name);
  return { ticket, uri, qr: await qrSvg(uri), secret: secret.replace(/(.{4})(?=.)/g, '$1 ') };
}
