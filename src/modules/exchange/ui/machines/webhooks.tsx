import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  Checkboxes,
  DataTable,
  Details,
  fieldErrors,
  frameData,
  Tag,
  TextField,
  type Column,
} from '#ui/index.ts';
import { createWebhook, getWebhookKey, listWebhooks, webhookTopics } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { frameOfficer } from '../officer.ts';
import { TryLine } from './tries.tsx';
import { machineWords, topicWord, webhookTones } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const [{ webhooks }, key] = await Promise.all([api.call(listWebhooks), api.call(getWebhookKey)]);
  return { frame: frameData(api, request), officer: frameOfficer(api), webhooks, key };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const url = String(form.get('dia-chi') ?? '').trim();
  const chosen = form.getAll('bao').map(String);
  const topics = webhookTopics.filter((topic) => chosen.includes(topic));
  const tried = await api.try(createWebhook, { body: { url, topics } });
  if (tried.ok) throw redirect(`/can-bo/truc/webhook/${tried.answer.webhookId}?xong=thu`, 303);
  const fields = (tried.problem.errors ?? []).map(({ path, message }) => ({
    path: path.includes('topics') ? 'bao' : 'dia-chi',
    message,
  }));
  const lines = fields.length > 0 ? fields : [{ path: 'dia-chi', message: tried.problem.title }];
  return data({ url, chosen, lines }, { status: tried.problem.status });
}

type Row = AnswerOf<typeof listWebhooks>['webhooks'][number];

function columnsOf(locale: 'vi' | 'en'): Column<Row>[] {
  const t = machineWords(locale);
  return [
    {
      key: 'url',
      heading: t.address,
      rowHeading: true,
      cell: (row) => (
        <a className="govuk-link" href={`/can-bo/truc/webhook/${row.webhookId}`}>
          {row.url}
        </a>
      ),
    },
    { key: 'state', heading: t.state, cell: (row) => <Tag tone={webhookTones[row.state]}>{t[row.state]}</Tag> },
    {
      key: 'topics',
      heading: t.topics,
      cell: (row) => row.topics.map((topic) => topicWord(t, topic)).join('; '),
    },
    { key: 'waiting', heading: t.waiting, numeric: true, cell: (row) => row.waiting },
    {
      key: 'last',
      heading: t.last,
      cell: (row) => (row.last ? <TryLine one={row.last} locale={locale} /> : t.noTry),
    },
  ];
}

/** Where the axis tells the agency's software what has happened. */
export default function WebhooksPage() {
  const { frame, officer, webhooks, key } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = machineWords(locale);
  const errors = fieldErrors(sent?.lines, locale);
  return (
    <AxisFrame frame={frame} officer={officer} here="webhooks" title={t.title} errors={errors}>
      <p className="govuk-body">{t.lead}</p>
      <DataTable
        caption={t.caption}
        columns={columnsOf(locale)}
        rows={webhooks}
        rowKey={(row) => row.webhookId}
        empty={t.none}
      />
      <StaffForm className="lt-column">
        <h2 className="govuk-heading-m">{t.newTitle}</h2>
        <TextField
          name="dia-chi"
          label={t.address}
          hint={t.newHint}
          value={sent?.url ?? ''}
          error={errors.of('dia-chi')}
          spellCheck={false}
        />
        <Checkboxes
          name="bao"
          label={t.topics}
          small
          values={sent?.chosen ?? ['arrived', 'status', 'transport']}
          error={errors.of('bao')}
          options={webhookTopics.map((value) => ({ value, label: topicWord(t, value) }))}
        />
        <Button>{t.create}</Button>
      </StaffForm>
      <Details summary={t.key}>
        <p>{say(t.keyWhy, { keyid: key.keyid })}</p>
        <pre className="lt-raw">{key.publicKey}</pre>
      </Details>
    </AxisFrame>
  );
}
