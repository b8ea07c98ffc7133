import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { DataTable, Tag, type Column } from '#ui/index.ts';
import { businessNames } from '../delivery/business.ts';
import type { listChanges } from '../contract.ts';
import { kindWord, words } from './words.ts';

type Change = AnswerOf<typeof listChanges>['changes'][number];
type Answer = Change['answers'][number];

/** What was asked about a document, and what each recipient answered. */
export function Changes({ changes, locale }: { changes: readonly Change[]; locale: 'vi' | 'en' }) {
  const t = words(locale);
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="de-nghi">
      <h2 className="govuk-heading-m" id="de-nghi">
        {t.changes}
      </h2>
      {changes.map((change) => (
        <div key={change.consignmentId}>
          <p className="govuk-body">
            <Tag tone="wait">{kindWord(t, change.kind)}</Tag> {formatDateTime(change.askedAt)} · {t.reason}:{' '}
            {change.reason}
          </p>
          {change.kind === 'recall' ? null : (
            <p className="govuk-body">
              <a className="govuk-link" href={`/can-bo/truc/van-ban/${change.consignmentId}`}>
                {change.notation}
              </a>
              : {change.subject}
            </p>
          )}
          <DataTable
            caption={t.answers}
            captionHidden
            rows={change.answers}
            rowKey={(row) => row.recipient.code}
            columns={answerColumns(locale)}
          />
        </div>
      ))}
    </section>
  );
}

function answerColumns(locale: 'vi' | 'en'): Column<Answer>[] {
  const t = words(locale);
  return [
    { key: 'recipient', heading: t.recipient, rowHeading: true, cell: ({ recipient }) => recipient.name },
    {
      key: 'answer',
      heading: t.answer,
      cell: ({ answer, transport }) =>
        answer ? (
          <Tag tone={answer === '15' ? 'ok' : 'bad'}>{businessNames[answer][locale]}</Tag>
        ) : (
          <Tag tone="wait">{transport === 'delivered' ? t.waitsAnswer : t[transport]}</Tag>
        ),
    },
    { key: 'at', heading: t.answeredAt, cell: ({ answeredAt }) => (answeredAt ? formatDateTime(answeredAt) : '–') },
    { key: 'note', heading: t.noteOnly, cell: ({ note }) => note ?? '–' },
  ];
}
