import { Button, ButtonGroup, PageFrame, type frameData } from '#ui/index.ts';
import { words } from './words.ts';

export interface NotSignedInProps {
  frame: ReturnType<typeof frameData>;
  /** Why, in a sentence that also says what to do. */
  why: string;
  back?: string | undefined;
}

/** One page for every refusal: what happened, and the two ways on. */
export function NotSignedIn({ frame, why, back }: NotSignedInProps) {
  const t = words(frame.locale);
  const query = back ? `?ve=${encodeURIComponent(back)}` : '';
  return (
    <PageFrame {...frame} title={t.failed} error>
      <h1 className="govuk-heading-l">{t.failed}</h1>
      <p className="govuk-body">{why}</p>
      <ButtonGroup>
        <Button href={`/dang-nhap/cong-khac${query}`} look="secondary">
          {t.again}
        </Button>
        <Button href={`/dang-nhap${query}`}>{t.otherWays}</Button>
      </ButtonGroup>
    </PageFrame>
  );
}
