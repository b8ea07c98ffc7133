import type { ReactNode } from 'react';
import { useSpoken } from '../text/words.ts';

export type SummaryRow = {
  key: ReactNode;
  /** Left out or empty: "Chưa cung cấp". */
  value?: ReactNode;
  /** A "Sửa" link; `what` is read aloud after it ("Sửa họ và tên con"). `text` where there is nothing to change ("Xem"). */
  change?: { href: string; what: string; text?: string } | undefined;
  lang?: string | undefined;
};

/** Facts in two columns; with `title`, in a card with its own heading. */
export function SummaryList({
  rows,
  title,
  headingLevel = 2,
}: {
  rows: readonly SummaryRow[];
  title?: string;
  headingLevel?: 2 | 3;
}) {
  const say = useSpoken();
  const anyChange = rows.some((row) => row.change);
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  return (
    <>
      {title ? <Heading className="govuk-heading-m lt-summary-title">{title}</Heading> : null}
      <dl className="govuk-summary-list">
        {rows.map((row, index) => (
          <div
            key={index}
            className={`govuk-summary-list__row${anyChange && !row.change ? ' govuk-summary-list__row--no-actions' : ''}`}
          >
            <dt className="govuk-summary-list__key">{row.key}</dt>
            <dd className="govuk-summary-list__value" lang={row.lang}>
              {row.value === undefined || row.value === null || row.value === '' ? (
                <span className="lt-muted">{say('notProvided')}</span>
              ) : (
                row.value
              )}
            </dd>
            {row.change ? (
              <dd className="govuk-summary-list__actions">
                <a className="govuk-link" href={row.change.href}>
                  {row.change.text ?? say('change')}
                  <span className="govuk-visually-hidden"> {row.change.what}</span>
                </a>
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </>
  );
}
