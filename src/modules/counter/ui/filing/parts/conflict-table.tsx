import { DataTable } from '#ui/index.ts';
import type { ConflictView } from '../view.ts';
import type { FilingWords } from '../words.ts';

/** What was typed beside what is stored, for each item that differs. */
export function ConflictTable({ rows, t }: { rows: ConflictView['rows']; t: FilingWords }) {
  return (
    <DataTable
      caption={t.conflictTitle}
      captionHidden
      columns={[
        { key: 'label', heading: t.conflictItem, cell: (row) => row.label, rowHeading: true },
        { key: 'typed', heading: t.conflictTyped, cell: (row) => row.typed },
        { key: 'stored', heading: t.conflictStored, cell: (row) => row.stored },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  );
}
