import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { StaffForm, Button, DataTable, Details, Tag, type Column } from '#ui/index.ts';
import type { getWebhook } from '../../contract.ts';
import { TryLine, type Try } from './tries.tsx';
import { machineWords, topicWord } from './words.ts';

type Hook = AnswerOf<typeof getWebhook>;
type Push = Hook['pushes'][number];
interface Props {
  hook: Hook;
  locale: 'vi' | 'en';
}

function StateOf({ push, locale }: { push: Push; locale: 'vi' | 'en' }) {
  const t = machineWords(locale);
  if (push.state === 'done') return <Tag tone="ok">{t.done}</Tag>;
  if (push.state === 'given-up') return <Tag tone="bad">{t.givenUp}</Tag>;
  return <>{say(t.due, { at: formatDateTime(push.dueAt) })}</>;
}

/** A first telling that is over can be told again; a replay is told again by its original. */
const mayReplay = (hook: Hook, push: Push): boolean =>
  hook.state !== 'ended' && push.state !== 'waiting' && push.replayOf === undefined;

function ReplayForm({ push, locale }: { push: Push; locale: 'vi' | 'en' }) {
  const t = machineWords(locale);
  return (
    <StaffForm>
      <input type="hidden" name="viec" value="gui-lai-mot" />
      <input type="hidden" name="tin" value={push.pushId} />
      <Button look="secondary">
        {t.again}
        <span className="govuk-visually-hidden"> {say(t.againOf, { at: formatDateTime(push.madeAt) })}</span>
      </Button>
    </StaffForm>
  );
}

function pushColumns(hook: Hook, locale: 'vi' | 'en'): Column<Push>[] {
  const t = machineWords(locale);
  return [
    { key: 'at', heading: t.madeAt, rowHeading: true, cell: (push) => formatDateTime(push.madeAt) },
    {
      key: 'kind',
      heading: t.kind,
      cell: (push) => (
        <>
          {topicWord(t, push.kind)}
          {push.replayOf ? ` (${t.replayOf})` : null}
          <Details summary={t.body}>
            <pre className="lt-raw">{laidOut(push.body)}</pre>
          </Details>
        </>
      ),
    },
    { key: 'state', heading: t.state, cell: (push) => <StateOf push={push} locale={locale} /> },
    {
      key: 'tries',
      heading: t.tries,
      cell: (push) => (
        <ol className="govuk-list">
          {push.attempts.map((one, index) => (
            <li key={`${one.at}-${index}`}>
              <TryLine one={one} locale={locale} />
            </li>
          ))}
        </ol>
      ),
    },
    {
      key: 'act',
      heading: t.act,
      cell: (push) => (mayReplay(hook, push) ? <ReplayForm push={push} locale={locale} /> : null),
    },
  ];
}

export function Pushes({ hook, locale }: Props) {
  const t = machineWords(locale);
  return (
    <DataTable
      caption={t.pushes}
      columns={pushColumns(hook, locale)}
      rows={hook.pushes}
      rowKey={(push) => push.pushId}
      empty={t.noPushes}
    />
  );
}

/** Canonical JSON is one line; people read it in several. */
const laidOut = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

function otherColumns(locale: 'vi' | 'en'): Column<Try>[] {
  const t = machineWords(locale);
  return [
    { key: 'what', heading: t.kind, cell: (one) => (one.deliveryId ? t.document : t.ping) },
    { key: 'answer', heading: t.answer, cell: (one) => <TryLine one={one} locale={locale} /> },
  ];
}

export function Others({ hook, locale }: Props) {
  const t = machineWords(locale);
  if (hook.others.length === 0) return null;
  return (
    <DataTable
      caption={t.others}
      columns={otherColumns(locale)}
      rows={hook.others}
      rowKey={(one) => `${one.at} ${one.deliveryId ?? ''} ${one.tookMs}`}
    />
  );
}
