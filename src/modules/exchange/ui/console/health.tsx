import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { SummaryList, Tag, type Column } from '#ui/index.ts';
import type { getFlows } from '../../contract.ts';
import { sinceWords } from './copy-words.ts';
import { consoleWords } from './words.ts';

type Flows = AnswerOf<typeof getFlows>;
type ByNode = Flows['byNode'][number];
type Locale = 'vi' | 'en';

/** What the node's operator must know beside the queues: is the evidence sealed in time, is the directory of nodes fresh. */
export function Health({ health, now, locale }: { health: NonNullable<Flows['health']>; now: string; locale: Locale }) {
  const t = consoleWords(locale);
  const { sealing, directory } = health;
  const alarms = {
    off: <Tag>{t.sealOff}</Tag>,
    none: <Tag tone="ok">{t.sealWell}</Tag>,
    late: <Tag tone="wait">{t.sealLate}</Tag>,
    closed: <Tag tone="bad">{say(t.sealClosed, { hours: sealing.limitHours })}</Tag>,
  };
  const time = (at: string | undefined): string => (at ? formatDateTime(at) : t.sealNever);
  return (
    <>
      <h2 className="govuk-heading-m">{t.health}</h2>
      <SummaryList
        rows={[
          {
            key: t.sealing,
            value: (
              <>
                {alarms[sealing.alarm]}{' '}
                {say(t.sealLast, { sealed: time(sealing.sealedAt), stamped: time(sealing.stampedAt) })}
              </>
            ),
          },
          { key: t.sealWaiting, value: sealing.waiting.toLocaleString(locale) },
          ...(directory
            ? [
                {
                  key: t.directory,
                  value: (
                    <>
                      <Tag tone={directory.alarms > 0 ? 'bad' : 'ok'}>
                        {directory.alarms > 0 ? say(t.directoryAlarms, { n: directory.alarms }) : t.directoryWell}
                      </Tag>{' '}
                      <a className="govuk-link" href="/can-bo/truc/nut">
                        {directory.issuedAt && directory.validUntil
                          ? say(t.directoryAge, {
                              age: sinceWords(t, directory.issuedAt, now),
                              until: formatDateTime(directory.validUntil),
                            })
                          : t.directoryNone}
                      </a>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

export function nodeColumns(now: string, locale: Locale): Column<ByNode>[] {
  const t = consoleWords(locale);
  return [
    { key: 'node', heading: t.node, rowHeading: true, cell: ({ node }) => node.name },
    { key: 'waiting', heading: t.nodeWaiting, numeric: true, cell: (row) => row.waiting.toLocaleString(locale) },
    { key: 'oldest', heading: t.oldest, cell: (row) => (row.oldestAt ? sinceWords(t, row.oldestAt, now) : '–') },
    { key: 'there', heading: t.nodeThere, numeric: true, cell: (row) => row.there.toLocaleString(locale) },
    {
      key: 'news',
      heading: t.nodeNews,
      cell: (row) => (row.news + row.untold).toLocaleString(locale),
    },
    {
      key: 'state',
      heading: t.nodeState,
      cell: (row) =>
        row.failures > 0 ? (
          <Tag tone="bad">
            {say(t.nodeFails, {
              n: row.failures,
              why: row.why ?? '–',
              time: row.nextTryAt ? formatDateTime(row.nextTryAt) : '–',
            })}
          </Tag>
        ) : row.answeredAt ? (
          say(t.nodeAnswers, { time: formatDateTime(row.answeredAt) })
        ) : (
          t.nodeNever
        ),
    },
  ];
}
