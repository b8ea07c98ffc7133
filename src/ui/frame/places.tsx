export type Place = { href: string; text: string; here?: boolean };

/** The neighbouring places of a page, or the filters above a list: one line of pills, the one where the reader is filled. */
export function Places({ label, places }: { label: string; places: readonly Place[] }) {
  return (
    <nav aria-label={label}>
      <ul className="govuk-list lt-places">
        {places.map(({ href, text, here }) => (
          <li key={href}>
            <a className="govuk-link" href={href} aria-current={here ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
