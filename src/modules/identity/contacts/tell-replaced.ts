import type { Executor } from '#platform/database/database.ts';
import type { Locale } from '#platform/problem.ts';
import { postMessage, wayOut } from '../channels/messages.ts';
import { replacedSubject, replacedText } from '../channels/words.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { channelOf, type ContactKind } from './contact-value.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Tells the phone or mailbox that codes went to until now: a change by somebody else would otherwise be seen by them alone. */
export async function tellReplaced(
  tools: Pick<VerificationTools, 'config' | 'clock' | 'jobs'>,
  trx: Executor,
  before: { kind: ContactKind; value: string },
  locale: Locale,
): Promise<void> {
  const channel = channelOf(before.kind);
  if (!wayOut(tools.config, channel)) return;
  await postMessage(
    tools,
    trx,
    { kind: before.kind, to: before.value, subject: replacedSubject(locale), text: replacedText(locale) },
    channel,
    new Date(tools.clock.now().getTime() + DAY_MS),
  );
}
