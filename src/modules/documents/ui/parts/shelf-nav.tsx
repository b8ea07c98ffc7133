/** The shelves above a list, with how many wait on each. */
export function ShelfNav<Shelf extends string>({
  label,
  path,
  shelves,
  current,
  counts,
  names,
}: {
  label: string;
  path: string;
  shelves: readonly Shelf[];
  current: Shelf;
  counts: Readonly<Record<string, number>>;
  names: Readonly<Record<Shelf, string>>;
}) {
  return (
    <nav aria-label={label}>
      <ul className="govuk-list lt-figures">
        {shelves.map((shelf) => (
          <li key={shelf}>
            <a
              className="govuk-link"
              href={`${path}?ngan=${shelf}`}
              aria-current={shelf === current ? 'page' : undefined}
            >
              {names[shelf]}
              {counts[shelf] === undefined ? null : ` (${counts[shelf] >= 100 ? '99+' : counts[shelf]})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
