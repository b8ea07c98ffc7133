import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import type { getWebhook } from '../../contract.ts';
import { machineWords, outcomeWord } from './words.ts';

export type Try = AnswerOf<typeof getWebhook>['others'][number];

/** One try: when, how long, and what the address said, word for word. */
export function TryLine({ one, locale }: { one: Try; locale: 'vi' | 'en' }) {
  const t = machineWords(locale);
  return (
    <>
      {formatDateTime(one.at)}: {outcomeWord(t, one.failure ?? String(one.status ?? ''))},{' '}
      <span className="lt-muted">{say(t.took, { ms: one.tookMs })}</span>
      {one.answer ? (
        <>
          <br />
          <code className="lt-raw">{one.answer}</code>
        </>
      ) : null}
    </>
  );
}
