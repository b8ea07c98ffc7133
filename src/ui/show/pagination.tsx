import { useSpoken } from '../text/words.ts';

/** Links to the page before and after (keyset paging: no page numbers). Nothing where there is neither. */
export function Pagination({
  previous,
  next,
  label,
}: {
  previous?: string | undefined;
  next?: string | undefined;
  label?: string;
}) {
  const say = useSpoken();
  if (!previous && !next) return null;
  return (
    <nav className="lt-pagination" aria-label={label ?? say('pages')}>
      {previous ? (
        <a className="govuk-link lt-pagination__link" href={previous} rel="prev">
          <span aria-hidden="true">← </span>
          {say('previous')}
        </a>
      ) : null}
      {next ? (
        <a className="govuk-link lt-pagination__link lt-pagination__link--next" href={next} rel="next">
          {say('next')}
          <span aria-hidden="true"> →</span>
        </a>
      ) : null}
    </nav>
  );
}
