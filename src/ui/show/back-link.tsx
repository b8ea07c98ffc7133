import { useSpoken } from '../text/words.ts';

/** The way back, above the heading of a question page. Usually given to `PageFrame backLink={…}`. */
export function BackLink({ href, children }: { href: string; children?: string | undefined }) {
  const say = useSpoken();
  return (
    <a className="govuk-back-link" href={href}>
      {children ?? say('back')}
    </a>
  );
}
