import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { apiOf, requireCitizen } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { Button, Details, frameData, Notice, PageFrame, SummaryList, Tag, TextField } from '#ui/index.ts';
import { acceptAuthority, endMandate, getMyMandate } from '../contract.ts';
import { procedureNames } from './procedure-names.ts';
import { sayScope, saySource, sayTime, sayUse, toneOf, when } from './say-mandate.ts';
import { words } from './words.ts';

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const mandateId = params['mandateId'] ?? '';
  if (!isId(mandateId)) throw new Response(null, { status: 404 });
  const [shown, names] = await Promise.all([api.call(getMyMandate, { params: { mandateId } }), procedureNames(api)]);
  return {
    frame: frameData(api, request),
    ...shown,
    names,
    did: new URL(request.url).searchParams.get('xong') ?? '',
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireCitizen(api, request);
  const mandateId = params['mandateId'] ?? '';
  if (!isId(mandateId)) throw new Response(null, { status: 404 });
  const form = await request.formData();
  const what = String(form.get('viec') ?? '');
  const why = String(form.get('ly-do') ?? '')
    .trim()
    .slice(0, 500);
  const tried =
    what === 'nhan'
      ? await api.try(acceptAuthority, { params: { mandateId } })
      : await api.try(endMandate, { params: { mandateId }, body: why === '' ? {} : { why } });
  if (tried.ok) throw redirect(`/cua-toi/uy-quyen/${mandateId}?xong=${what === 'nhan' ? 'nhan' : 'cham-dut'}`, 303);
  return data({ why, refused: tried.problem.title }, { status: tried.problem.status });
}

export default function MandatePage() {
  const { frame, mandate, part, mayEnd, mayAccept, uses, names, did } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = words(frame.locale);
  const title = part === 'agent' ? mandate.principal.name : mandate.agent.name;
  const label = mayAccept ? t.waitingForMe : t[mandate.state];
  return (
    <PageFrame
      {...frame}
      title={title}
      error={refused !== undefined}
      backLink={{ href: '/cua-toi/uy-quyen', text: t.back }}
    >
      {did === 'nhan' && !refused ? <Notice tone="ok" title={t.didAccept} /> : null}
      {did === 'cham-dut' && !refused ? <Notice tone="ok" title={t.didEnd} /> : null}
      {did === 'uy-quyen' ? <Notice tone="ok" title={t.didGive} /> : null}
      {refused ? <Notice tone="bad" title={refused.refused} alert /> : null}
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">
        {t[mandate.kind]} <Tag tone={toneOf(mandate.state)}>{label}</Tag>
      </p>
      {mayAccept ? <p className="govuk-body">{say(t.acceptHint, { who: mandate.principal.name })}</p> : null}
      <SummaryList
        rows={[
          { key: t.principal, value: mandate.principal.name },
          { key: t.agent, value: mandate.agent.name },
          {
            key: t.scope,
            value: (
              <ul className="govuk-list">
                {sayScope(mandate.scope, names, t).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          ...sayTime(mandate, t),
          { key: t.source, value: saySource(mandate, t) },
          ...(mandate.endedAt ? [{ key: t.endedOn, value: when(mandate.endedAt) }] : []),
          ...(mandate.endedWhy ? [{ key: t.endedWhy, value: mandate.endedWhy }] : []),
        ]}
      />
      {mayAccept ? (
        <form method="post" noValidate>
          <Button name="viec" value="nhan">
            {t.accept}
          </Button>
        </form>
      ) : null}
      {mayEnd ? (
        <Details summary={mayAccept ? t.decline : part === 'agent' ? t.giveBack : t.end} open={refused !== undefined}>
          <form method="post" noValidate>
            <p className="govuk-body">{say(t.endAsk, { who: mandate.agent.name })}</p>
            <TextField name="ly-do" label={t.endWhy} optional value={refused?.why ?? ''} maxLength={500} />
            <Button look="warning" name="viec" value="cham-dut">
              {t.endConfirm}
            </Button>
          </form>
        </Details>
      ) : mandate.state === 'ended' ? null : (
        <p className="lt-muted">{t.endsByLaw}</p>
      )}
      <h2 className="govuk-heading-m">{t.usesOfOne}</h2>
      {uses.length === 0 ? <p className="govuk-body">{t.noUsesOfOne}</p> : null}
      {uses.length > 0 ? (
        <SummaryList rows={uses.map((use) => ({ key: when(use.at), value: sayUse(use, t) }))} />
      ) : null}
    </PageFrame>
  );
}
