import type { ReactNode } from 'react';
import { useSpoken } from '../text/words.ts';
import type { ErrorItem } from './field-errors.ts';

/**
 * The list of what has to be put right, above the h1. It takes the focus when the page opens (HTML `autofocus`, so no
 * JavaScript is needed) and each line leads to its control. `PageFrame errors={…}` places it; use it directly only
 * inside a page part.
 */
export function ErrorSummary({ items, children }: { items: readonly ErrorItem[]; children?: ReactNode }) {
  const say = useSpoken();
  if (items.length === 0 && !children) return null;
  return (
    // A page that comes back after a mistake must begin at the mistake, also without JavaScript.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <div className="govuk-error-summary" tabIndex={-1} autoFocus>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{say('errorSummary')}</h2>
        <div className="govuk-error-summary__body">
          {children}
          <ul className="govuk-list govuk-error-summary__list">
            {items.map((item) => (
              <li key={item.href}>
                <a href={item.href}>{item.text}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
