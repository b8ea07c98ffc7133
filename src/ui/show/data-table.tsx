import type { ReactNode } from 'react';
import { classNames } from '../text/class-names.ts';
import { useSpoken } from '../text/words.ts';

export type Column<Row> = {
  /** Unique in the table. */
  key: string;
  heading: ReactNode;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** The row's name: rendered as a row header. At most one column. */
  rowHeading?: boolean;
};

export type DataTableProps<Row> = {
  caption: string;
  /** The caption stays for screen readers where a heading above already says it. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
};

/**
 * A table. On a phone a table with many columns of words becomes a list of cards, each value behind the heading of its
 * column: six columns on 375 px leave one word a line. A table of figures stays one, to be compared down its columns, and
 * scrolls sideways inside its own box, reachable by keyboard.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const say = useSpoken();
  const cards = columns.length > 3 && columns.filter((column) => column.numeric).length < columns.length / 2;
  return (
    // Focusable, because without a mouse a box that scrolls can only be scrolled when it has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classNames('lt-table-box', cards && 'lt-table-box--cards')} tabIndex={0} aria-label={caption}>
      <table className="govuk-table">
        <caption className={captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m'}>
          {caption}
        </caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classNames('govuk-table__header', column.numeric && 'govuk-table__header--numeric')}
              >
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {rows.length === 0 ? (
            <tr className="govuk-table__row">
              <td className="govuk-table__cell lt-muted" colSpan={columns.length}>
                {empty ?? say('emptyTable')}
              </td>
            </tr>
          ) : null}
          {rows.map((row) => (
            <tr className="govuk-table__row" key={rowKey(row)}>
              {columns.map((column) => {
                const className = classNames(
                  column.rowHeading ? 'govuk-table__header' : 'govuk-table__cell',
                  column.numeric && 'govuk-table__cell--numeric',
                );
                return column.rowHeading ? (
                  <th key={column.key} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    className={className}
                    data-label={cards && typeof column.heading === 'string' ? column.heading : undefined}
                  >
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
