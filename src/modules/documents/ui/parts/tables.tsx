import { formatDate, formatDateTime } from '#platform/time.ts';
import { DataTable, Tag, useLocale, type Column, type Locale } from '#ui/index.ts';
import { findType } from '../../document-types.ts';
import type { IncomingLine, OutgoingLine } from '../../shapes.ts';
import { words, type Words } from '../words.ts';
import { StateTag, UrgencyTag } from './tags.tsx';

type Named = { caption: string; captionHidden?: boolean };

export function OutgoingTable({ rows, ...named }: { rows: readonly OutgoingLine[] } & Named) {
  const locale = useLocale();
  const t = words(locale);
  return (
    <DataTable {...named} rows={rows} rowKey={(row) => row.id} empty={t.none} columns={outgoingColumns(t, locale)} />
  );
}

function outgoingColumns(t: Words, locale: Locale): Column<OutgoingLine>[] {
  return [
    { key: 'number', heading: t.number, cell: (row) => <span className="lt-code">{row.notation ?? '–'}</span> },
    {
      key: 'subject',
      heading: t.subject,
      rowHeading: true,
      cell: (row) => (
        <>
          <a className="govuk-link" href={`/can-bo/van-ban/di/${row.id}`} data-row>
            {row.subject}
          </a>{' '}
          <UrgencyTag urgency={row.urgency} />
        </>
      ),
    },
    { key: 'type', heading: t.type, cell: (row) => findType(row.type)?.[locale] ?? row.type },
    { key: 'person', heading: t.person, cell: (row) => `${row.drafterName} · ${row.signerName}` },
    { key: 'state', heading: t.state, cell: (row) => <StateTag state={row.state} book="out" /> },
    {
      key: 'changed',
      heading: t.changed,
      cell: (row) => <time dateTime={row.stateAt}>{formatDateTime(row.stateAt)}</time>,
    },
  ];
}

export function IncomingTable({ rows, ...named }: { rows: readonly IncomingLine[] } & Named) {
  const t = words(useLocale());
  return <DataTable {...named} rows={rows} rowKey={(row) => row.id} empty={t.none} columns={incomingColumns(t)} />;
}

function incomingColumns(t: Words): Column<IncomingLine>[] {
  return [
    {
      key: 'arrival',
      heading: t.arrival,
      numeric: true,
      cell: (row) => <span className="lt-code">{row.number ?? '–'}</span>,
    },
    {
      key: 'subject',
      heading: t.subject,
      rowHeading: true,
      cell: (row) => (
        <>
          <a className="govuk-link" href={`/can-bo/van-ban/den/${row.id}`} data-row>
            {row.subject}
          </a>{' '}
          <UrgencyTag urgency={row.urgency} />
        </>
      ),
    },
    { key: 'number', heading: t.number, cell: (row) => <span className="lt-code">{row.notation}</span> },
    { key: 'sender', heading: t.sender, cell: (row) => row.senderName },
    { key: 'date', heading: t.docDate, cell: (row) => formatDate(row.issuedOn) },
    { key: 'state', heading: t.state, cell: (row) => <StateTag state={row.state} book="in" /> },
    {
      key: 'lead',
      heading: t.lead,
      cell: (row) => (
        <>
          {[row.leadPost, row.leadName].filter(Boolean).join(': ') || '–'}{' '}
          {row.leadVacant ? <Tag tone="bad">{t.vacantPost}</Tag> : null}
        </>
      ),
    },
    {
      key: 'due',
      heading: t.due,
      cell: (row) => (
        <>
          {row.dueAt ? <time dateTime={row.dueAt}>{formatDateTime(row.dueAt)}</time> : '–'}{' '}
          {row.isOverdue ? <Tag tone="bad">{t.overdue}</Tag> : null}
          {row.isDueSoon ? <Tag tone="wait">{t.dueSoon}</Tag> : null}
        </>
      ),
    },
  ];
}
