import type { AnswerOf } from '#platform/operation.ts';
import type { Locale } from '#platform/problem.ts';
import { Button, Notice } from '#ui/index.ts';
import type { describeUpstream } from '../../upstream/contract.ts';
import { words } from './words.ts';

export interface UpstreamButtonProps extends AnswerOf<typeof describeUpstream> {
  locale: Locale;
  /** Where the person wants to go. */
  back: string;
}

/** The way through another provider, on the sign-in page. While that does not answer, a calm sentence stands in its place. */
export function UpstreamButton({ upstream, locale, back }: UpstreamButtonProps) {
  if (!upstream) return null;
  const t = words(locale);
  if (upstream.state === 'down')
    return (
      <Notice>
        {upstream.name} {t.down}
      </Notice>
    );
  return (
    <>
      <Button look="secondary" href={`/dang-nhap/cong-khac?ve=${encodeURIComponent(back)}`}>
        {t.by} {upstream.name}
      </Button>
      <p className="govuk-hint">{t.byHint}</p>
    </>
  );
}
