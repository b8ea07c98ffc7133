import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { toSign } from '#platform/access.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer, stepUpHref } from '#platform/web/api.ts';
import {
  readStaffForm,
  Button,
  DataTable,
  fieldErrors,
  frameData,
  Notice,
  StaffFrame,
  type Column,
} from '#ui/index.ts';
import type { ClientPage } from '../../contract/client-shapes.ts';
import { getClient } from '../../contract/clients.ts';
import { actOnClient } from './act-on-client.ts';
import { ClientFactsList } from './client-facts.tsx';
import { ConnectPart, KeysPart, SecretOnce } from './client-keys.tsx';
import { LivePart, ProposalPart, SuspensionPart, TestersPart } from './client-acts.tsx';
import { StateTags } from './list.tsx';
import { typedOf } from './read-form.ts';
import { fieldProblems, frameOfficer, hasProved } from './staff.ts';
import { changeWords, words, type ClientWords } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const client = await api.call(getClient, { params: { clientId: params['clientId'] ?? '' } });
  return { frame: frameData(api, request), officer: frameOfficer(api), client, proved: hasProved(api) };
}

/** Which field a refusal without fields belongs to. */
const placeOf: Record<string, string> = {
  'sign-on.no-such-tester': 'personalNumber',
  'sign-on.reason-needed': 'reason',
};

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const clientId = params['clientId'] ?? '';
  const typed = typedOf(await readStaffForm(api, request));
  const tried = await actOnClient(api, clientId, typed);
  if (tried.ok) {
    // A secret is in this answer only, so there is nothing to come back to.
    if (typeof tried.answer.secret === 'string') return { secret: tried.answer.secret, typed: {}, errors: [] };
    throw redirect(`/can-bo/ung-dung/${clientId}`);
  }
  const { problem } = tried;
  const errors = fieldProblems(problem).map((one) =>
    one.path === 'reason' && typed['viec'] === 'tam-dung' ? { ...one, path: 'suspendReason' } : one,
  );
  const all =
    errors.length > 0
      ? errors
      : [{ path: placeOf[problem.code] ?? 'noi-dung', code: problem.code, message: problem.title }];
  return data({ secret: undefined, typed, errors: all }, { status: problem.status });
}

/** One application: what it is, how to connect, its keys and testers, going live, stopping, and what was done to it. */
export default function ClientPageView() {
  const { frame, officer, client, proved } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const errors = fieldErrors(sent?.errors, locale);
  const typed = sent?.typed ?? {};
  const part = { client, t, errors, typed, proved };
  return (
    <StaffFrame
      title={client.name[locale]}
      locale={locale}
      path={frame.path}
      {...officer}
      errors={errors}
      backLink={{ href: '/can-bo/ung-dung', text: t.toList }}
      aside={<ConnectPart client={client} t={t} />}
    >
      <h1 className="govuk-heading-l">{client.name[locale]}</h1>
      <p>
        <StateTags row={client} t={t} /> {client.agencyName}
      </p>
      {client.suspended ? (
        <Notice tone="bad" title={t.suspendedNow}>
          {client.suspendedWhy}
        </Notice>
      ) : null}
      {sent?.secret ? <SecretOnce secret={sent.secret} t={t} /> : null}
      {proved ? null : (
        <Notice>
          <p>{t.proveWhy}</p>
          <Button look="secondary" href={stepUpHref(frame.path, toSign)}>
            {t.proveFirst}
          </Button>
        </Notice>
      )}
      <ProposalPart {...part} />
      <ClientFactsList client={client} t={t} />
      <LivePart {...part} />
      <KeysPart {...part} />
      <TestersPart {...part} />
      <SuspensionPart {...part} />
      <h2 className="govuk-heading-m">{t.historyTitle}</h2>
      <DataTable
        caption={t.historyTitle}
        captionHidden
        rows={client.history}
        rowKey={(row) => row.id}
        columns={historyColumns(t, locale)}
      />
    </StaffFrame>
  );
}

function historyColumns(t: ClientWords, locale: 'vi' | 'en'): Column<ClientPage['history'][number]>[] {
  return [
    {
      key: 'what',
      heading: t.historyWhat,
      rowHeading: true,
      cell: (row) => changeWords[row.kind]?.[locale] ?? row.kind,
    },
    { key: 'who', heading: t.historyWho, cell: (row) => row.by },
    {
      key: 'when',
      heading: t.historyWhen,
      cell: (row) => <time dateTime={row.at}>{formatDateTime(row.at)}</time>,
    },
  ];
}
