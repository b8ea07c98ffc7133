import type { AnswerOf } from '#platform/operation.ts';
import { vnTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { DataTable, StatFigure, Tag, TimePlot, type Column } from '#ui/index.ts';
import type { getFlows } from '../../contract.ts';
import { priorityWord, words } from '../words.ts';
import { sinceWords } from './copy-words.ts';
import { Health, nodeColumns } from './health.tsx';
import { consoleWords } from './words.ts';

type Flows = AnswerOf<typeof getFlows>;

/** What is under way: figures, the last hour, the queues. */
export function FlowsNow({ flows, locale }: { flows: Flows; locale: 'vi' | 'en' }) {
  const t = consoleWords(locale);
  const copies = (state: Flows['now'][number]['state']): number =>
    flows.now.find((one) => one.state === state)?.copies ?? 0;
  const figure = (state: Flows['now'][number]['state'], label: string, tone: 'wait' | 'bad') => (
    <StatFigure
      key={state}
      value={copies(state).toLocaleString(locale)}
      label={label}
      tone={copies(state) > 0 ? tone : 'plain'}
    />
  );
  // An agency's own flow has two sides: what it sends is counted where it is accepted, what it gets where it arrives.
  const ofNode = flows.scope === 'node';
  const sum = (what: 'accepted' | 'delivered'): number => flows.minutes.reduce((all, one) => all + one[what], 0);
  const mark = (place: number): [number, string] => [place, vnTime(new Date(flows.minutes[place]?.at ?? flows.at))];
  return (
    <>
      <div className="lt-figures">
        {figure('queued', t.waiting, 'wait')}
        <StatFigure
          value={(copies('delivering') - flows.atNodes).toLocaleString(locale)}
          label={t.taking}
          tone={copies('delivering') > flows.atNodes ? 'wait' : 'plain'}
        />
        <StatFigure
          value={flows.atNodes.toLocaleString(locale)}
          label={t.atNodes}
          tone={flows.atNodes > 0 ? 'wait' : 'plain'}
        />
        {figure('held', t.held, 'wait')}
        {figure('failed', t.failed, 'bad')}
        {figure('rejected', t.rejected, 'bad')}
        {figure('expired', t.expired, 'bad')}
        <StatFigure
          value={flows.oldestAt ? sinceWords(t, flows.oldestAt, flows.at) : '–'}
          label={t.oldest}
          tone={flows.oldestAt ? 'wait' : 'plain'}
        />
      </div>
      <TimePlot
        label={t.flowTitle}
        series={[
          { label: ofNode ? t.accepted : t.acceptedOwn, values: flows.minutes.map((one) => one.accepted) },
          {
            label: ofNode ? t.delivered : t.deliveredOwn,
            values: flows.minutes.map((one) => one.delivered),
            tone: 'wait',
          },
        ]}
        marks={[mark(2), mark(20), mark(40), mark(59)]}
      />
      <p className="govuk-body">
        {say(ofNode ? t.flowSum : t.flowSumOwn, {
          accepted: sum('accepted').toLocaleString(locale),
          delivered: sum('delivered').toLocaleString(locale),
        })}
      </p>
      <div className="lt-beside">
        <DataTable
          caption={t.byPriority}
          rows={flows.byPriority}
          rowKey={(row) => String(row.priority)}
          empty={t.nobodyWaits}
          columns={laneColumns(flows.at, locale)}
        />
        <DataTable
          caption={t.byRecipient}
          rows={flows.byRecipient}
          rowKey={(row) => row.recipient.id}
          empty={t.nobodyWaits}
          columns={queueColumns(flows.at, locale)}
        />
      </div>
      {flows.health ? <Health health={flows.health} now={flows.at} locale={locale} /> : null}
      {flows.health?.directory ? (
        <DataTable
          caption={t.byNode}
          rows={flows.byNode}
          rowKey={(row) => row.node.id}
          empty={t.noNodes}
          columns={nodeColumns(flows.at, locale)}
        />
      ) : null}
    </>
  );
}

function laneColumns(now: string, locale: 'vi' | 'en'): Column<Flows['byPriority'][number]>[] {
  const t = consoleWords(locale);
  return [
    {
      key: 'priority',
      heading: t.priority,
      rowHeading: true,
      cell: (row) => priorityWord(words(locale), row.priority),
    },
    { key: 'copies', heading: t.copies, numeric: true, cell: (row) => row.copies.toLocaleString(locale) },
    { key: 'oldest', heading: t.oldest, cell: (row) => sinceWords(t, row.oldestAt, now) },
  ];
}

function queueColumns(now: string, locale: 'vi' | 'en'): Column<Flows['byRecipient'][number]>[] {
  const t = consoleWords(locale);
  const axis = words(locale);
  return [
    {
      key: 'recipient',
      heading: t.recipient,
      rowHeading: true,
      cell: ({ recipient }) => (
        <a
          className="govuk-link"
          href={`/can-bo/truc/dieu-hanh?trang-thai=queued&nhan=${encodeURIComponent(recipient.code)}`}
        >
          {recipient.name}
        </a>
      ),
    },
    { key: 'copies', heading: t.copies, numeric: true, cell: (row) => row.copies.toLocaleString(locale) },
    {
      key: 'highest',
      heading: t.highest,
      cell: (row) =>
        row.highest > 0 ? <Tag tone="bad">{priorityWord(axis, row.highest)}</Tag> : priorityWord(axis, 0),
    },
    { key: 'oldest', heading: t.oldest, cell: (row) => sinceWords(t, row.oldestAt, now) },
  ];
}
