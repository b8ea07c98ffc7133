import { Places } from '#ui/index.ts';

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
    <Places
      label={label}
      places={shelves.map((shelf) => {
        const count = counts[shelf];
        const waiting = count === undefined ? '' : ` (${count >= 100 ? '99+' : count})`;
        return { href: `${path}?ngan=${shelf}`, text: `${names[shelf]}${waiting}`, here: shelf === current };
      })}
    />
  );
}
