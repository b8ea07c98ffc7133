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

/** A table that scrolls sideways inside its own box on a phone, reachable by keyboard. */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  const say = useSpoken();
  return (
    // Focusable, because without a mouse a box that scrolls can only be scrolled when it has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="lt-table-box" tabIndex={0} aria-label={caption}>
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
                  <td key={column.key} className={className}>
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
