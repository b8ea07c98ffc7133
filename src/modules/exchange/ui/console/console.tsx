import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId, newId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  frameData,
  Notice,
  Pagination,
  SelectField,
  Tag,
  TextField,
  type Column,
} from '#ui/index.ts';
import { getFlows, getSteering, listCopies, steerMany, type ConsoleFilter } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { stateAtNode } from '../rules.ts';
import { kindWord, priorityWord, words } from '../words.ts';
import { whyLines, type ShownCopy } from './copy-words.ts';
import { FlowsNow } from './flows.tsx';
import { consoleWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const path = '/can-bo/truc/dieu-hanh';
const states = ['queued', 'delivering', 'held', 'failed', 'rejected', 'expired'] as const;
const acts = ['go-on', 'try-again', 'release', 'hold'] as const;

/** What the address asks for. What is no state or number asks for nothing. */
function filterOf(search: URLSearchParams): ConsoleFilter {
  const state = states.find((one) => one === search.get('trang-thai'));
  const priority = /^[0-4]$/.test(search.get('khan') ?? '') ? Number(search.get('khan')) : undefined;
  const code = (name: string): string => (search.get(name) ?? '').trim().slice(0, 35);
  return {
    ...(state ? { state } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(code('gui') ? { sender: code('gui') } : {}),
    ...(code('nhan') ? { recipient: code('nhan') } : {}),
  };
}

const addressOf = ({ state, priority, sender, recipient }: ConsoleFilter): string =>
  new URLSearchParams({
    ...(state ? { 'trang-thai': state } : {}),
    ...(priority === undefined ? {} : { khan: String(priority) }),
    ...(sender ? { gui: sender } : {}),
    ...(recipient ? { nhan: recipient } : {}),
  }).toString();

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const search = new URL(request.url).searchParams;
  const filter = filterOf(search);
  const after = search.get('sau') ?? '';
  const act = search.get('lan') ?? '';
  const place = /^[0-9]{1,15}\.[0-9a-f-]{36}$/.test(after) ? { after } : {};
  const [flows, found, steering] = await Promise.all([
    api.call(getFlows),
    api.try(listCopies, { query: { ...filter, ...place } }),
    isId(act) ? api.try(getSteering, { params: { steeringId: act } }) : undefined,
  ]);
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    flows,
    filter,
    copies: found.ok ? found.answer.copies : [],
    next: found.ok ? found.answer.next : undefined,
    refused: found.ok ? undefined : found.problem.title,
    steering: steering?.ok ? steering.answer : undefined,
    actId: newId(),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const text = (name: string): string => String(form.get(name) ?? '');
  const filter = filterOf(new URL(request.url).searchParams);
  const act = acts.find((one) => one === text('viec')) ?? 'go-on';
  const id = text('lan');
  // A state of the filter from which the act does not lead on is the page's, not the act's: "all failed ones" is said on the button.
  const { state: _shown, ...others } = filter;
  const tried = await api.try(steerMany, {
    body: { ...(isId(id) ? { id } : {}), act, filter: others, reason: text('ly-do') },
  });
  if (!tried.ok) {
    const title = tried.problem.errors?.[0]?.message ?? tried.problem.title;
    return data({ title, reason: text('ly-do') }, { status: tried.problem.status });
  }
  const shown = addressOf(filter);
  throw redirect(`${path}?${shown}${shown ? '&' : ''}lan=${tried.answer.steeringId}`, 303);
}

export default function ConsolePage() {
  const { frame, officer, flows, filter, copies, next, refused, steering, actId } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { locale } = frame;
  const t = consoleWords(locale);
  const axis = words(locale);
  const inbox = useLive(`exchange.inbox:${officer.agencyId}`);
  const flow = useLive('exchange.flow:node');
  const stateNames = { ...t, queued: t.queued, delivering: t.delivering };
  const shown = addressOf(filter);
  const maySteer = officer.actor.rights.includes('exchange.operate');
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here="console"
      title={t.title}
      error={acted !== undefined || refused !== undefined}
    >
      {acted ? <Notice tone="bad" alert title={acted.title} /> : null}
      {steering ? (
        <Notice
          tone={steering.endedAt ? 'ok' : 'info'}
          title={say(steering.endedAt ? t.progressDone : t.progress, {
            time: formatDateTime(steering.askedAt),
            moved: steering.moved,
            total: steering.total,
            over: steering.passedOver,
          })}
        />
      ) : null}
      <p className="govuk-body">
        {flows.scope === 'node' ? t.ofNode : t.ofAgency}{' '}
        <output className="lt-muted">{inbox || flow ? t.live : ''}</output>
      </p>
      <FlowsNow flows={flows} locale={locale} />
      <h2 className="govuk-heading-m" id="can-xem">
        {t.list}
      </h2>
      {refused ? <Notice tone="bad" alert title={refused} /> : null}
      <form method="get" action={`${path}#can-xem`}>
        <div className="lt-grid">
          <SelectField
            name="trang-thai"
            label={t.state}
            value={filter.state ?? ''}
            placeholder={t.allStuck}
            options={states.map((value) => ({ value, label: stateNames[value] }))}
          />
          <SelectField
            name="khan"
            label={t.priority}
            value={filter.priority === undefined ? '' : String(filter.priority)}
            placeholder={t.anyPriority}
            options={[0, 1, 2, 3, 4].map((one) => ({ value: String(one), label: priorityWord(axis, one) }))}
          />
          <TextField name="gui" label={t.senderCode} value={filter.sender ?? ''} width={10} />
          <TextField name="nhan" label={t.recipientCode} value={filter.recipient ?? ''} width={10} />
        </div>
        <Button look="secondary">{t.filter}</Button>
      </form>
      <DataTable
        caption={filter.state ? say(t.listOf, { state: stateNames[filter.state] }) : t.listStuck}
        rows={copies}
        rowKey={(row) => row.deliveryId}
        empty={t.nothingStuck}
        columns={columnsOf(locale, officer.agencyId)}
      />
      <Pagination next={next ? `${path}?${shown}${shown ? '&' : ''}sau=${encodeURIComponent(next)}` : undefined} />
      {maySteer ? (
        <Details summary={t.many} open={acted !== undefined}>
          <p className="govuk-body">{t.manyHint}</p>
          <p className="govuk-body">{t.goOnHint}</p>
          <StaffForm>
            <input type="hidden" name="lan" value={actId} />
            <TextField name="ly-do" label={t.reason} value={acted?.reason ?? ''} width={30} />
            <ButtonGroup>
              {acts.map((act) => (
                <Button key={act} look={act === 'hold' ? 'warning' : 'secondary'} name="viec" value={act}>
                  {{ 'go-on': t.goOn, 'try-again': t.tryAgain, release: t.release, hold: t.hold }[act]}
                </Button>
              ))}
            </ButtonGroup>
          </StaffForm>
        </Details>
      ) : null}
    </AxisFrame>
  );
}

function columnsOf(locale: 'vi' | 'en', ownAgencyId: string): Column<ShownCopy>[] {
  const t = consoleWords(locale);
  const axis = words(locale);
  return [
    {
      key: 'document',
      heading: t.document,
      rowHeading: true,
      cell: (copy) => (
        <>
          <a className="govuk-link" href={`${path}/${copy.deliveryId}`}>
            {copy.notation ?? (copy.recipient.id === ownAgencyId ? t.coming : t.ofOthers)}
          </a>
          {copy.subject ? <p className="govuk-body">{copy.subject}</p> : null}
          {copy.kind === 'new' ? null : <Tag tone="wait">{kindWord(axis, copy.kind)}</Tag>}
        </>
      ),
    },
    { key: 'sender', heading: t.sender, cell: (copy) => copy.sender.name },
    { key: 'recipient', heading: t.recipient, cell: (copy) => copy.recipient.name },
    {
      key: 'priority',
      heading: t.priority,
      cell: (copy) =>
        copy.priority > 0 ? <Tag tone="bad">{priorityWord(axis, copy.priority)}</Tag> : priorityWord(axis, 0),
    },
    {
      key: 'state',
      heading: t.state,
      cell: (copy) => (
        <>
          <Tag
            tone={
              copy.transport === 'held' || copy.transport === 'queued' || copy.transport === 'delivering'
                ? 'wait'
                : 'bad'
            }
          >
            {stateAtNode(copy.atNode, locale) ?? axis[copy.transport]}
          </Tag>{' '}
          <time className="lt-muted" dateTime={copy.transportAt}>
            {formatDateTime(copy.transportAt)}
          </time>
        </>
      ),
    },
    {
      key: 'why',
      heading: t.why,
      cell: (copy) => (
        <ul className="govuk-list">
          {whyLines(t, copy, locale).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
    },
  ];
}
