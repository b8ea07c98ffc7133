import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  ButtonGroup,
  frameData,
  Notice,
  SummaryList,
  Tag,
  TextField,
  Timeline,
} from '#ui/index.ts';
import { businessNames, type BusinessCode } from '../../delivery/business.ts';
import { getPath, steerDelivery } from '../../contract.ts';
import { AxisFrame } from '../axis-frame.tsx';
import { toneOf } from '../copies.tsx';
import { frameOfficer } from '../officer.ts';
import { kindWord, priorityWord, words } from '../words.ts';
import { ruleWords, stateAtNode } from '../rules.ts';
import { whyLines } from './copy-words.ts';
import { consoleWords } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

const acts = ['hold', 'release', 'try-again'] as const;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { deliveryId = '' } = params;
  if (!isId(deliveryId)) throw new Response(null, { status: 404 });
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    copy: await api.call(getPath, { params: { deliveryId } }),
    did: new URL(request.url).searchParams.has('xong'),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const reason = String(form.get('ly-do') ?? '');
  const act = acts.find((one) => one === form.get('viec')) ?? 'hold';
  const tried = await api.try(steerDelivery, {
    params: { deliveryId: params['deliveryId'] ?? '' },
    body: { act, reason },
  });
  if (tried.ok) throw redirect(`/can-bo/truc/dieu-hanh/${params['deliveryId']}?xong=1`, 303);
  return data(
    { title: tried.problem.errors?.[0]?.message ?? tried.problem.title, reason },
    { status: tried.problem.status },
  );
}

export default function PathPage() {
  const { frame, officer, copy, did } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale } = frame;
  const t = consoleWords(locale);
  const axis = words(locale);
  useLive(`exchange.inbox:${officer.agencyId}`);
  useLive('exchange.flow:node');
  const named = ({ name, code }: { name: string; code: string }): string => `${name} (${code})`;
  const actNames = { hold: t.one_hold, release: t.one_release, 'try-again': t.one_again };
  const byNames: Record<string, string> = { officer: t.by_officer, program: t.by_program, system: t.by_system };
  const stateName = (state: string): string =>
    state in businessNames
      ? `${state} – ${businessNames[state as BusinessCode][locale]}`
      : ((axis as Record<string, string>)[state] ?? state);
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here="console"
      heading={copy.subject ?? t.pathTitle}
      title={t.pathTitle}
      error={refused !== undefined}
      backLink={{ href: '/can-bo/truc/dieu-hanh', text: t.back }}
      aside={
        copy.may.length > 0 ? (
          <StaffForm>
            <h2 className="govuk-heading-m">{t.act}</h2>
            <TextField name="ly-do" label={t.reason} value={refused?.reason ?? ''} />
            <ButtonGroup>
              {copy.may.map((act) => (
                <Button key={act} look="secondary" name="viec" value={act}>
                  {actNames[act]}
                </Button>
              ))}
            </ButtonGroup>
          </StaffForm>
        ) : (
          <p className="govuk-body">{copy.toldBy ? say(t.toldBy, { node: copy.toldBy }) : t.cannotAct}</p>
        )
      }
    >
      {refused ? <Notice tone="bad" alert title={refused.title} /> : did ? <Notice tone="ok" title={t.did} /> : null}
      <p className="govuk-body">
        <Tag tone={copy.atNode ? 'wait' : toneOf(copy.transport)}>
          {stateAtNode(copy.atNode, locale) ?? axis[copy.transport]}
        </Tag>{' '}
        {copy.kind === 'new' ? null : <Tag tone="wait">{kindWord(axis, copy.kind)}</Tag>}{' '}
        {copy.priority > 0 ? <Tag tone="bad">{priorityWord(axis, copy.priority)}</Tag> : null}
      </p>
      <SummaryList
        rows={[
          ...(copy.notation
            ? [
                {
                  key: t.document,
                  value: (
                    <a className="govuk-link" href={`/can-bo/truc/van-ban/${copy.consignmentId}`}>
                      {copy.notation}
                    </a>
                  ),
                },
              ]
            : []),
          { key: t.sender, value: named(copy.sender) },
          { key: t.recipient, value: named(copy.recipient) },
          { key: t.why, value: `${whyLines(t, copy, locale).join('. ')}.` },
          { key: t.code, value: <span className="lt-code lt-break">{copy.deliveryId}</span> },
        ]}
      />
      <h2 className="govuk-heading-m">{t.steps}</h2>
      <Timeline
        entries={copy.steps.toReversed().map((step, index) => ({
          id: `${step.at} ${index}`,
          title: stateName(step.to),
          when: formatDateTime(step.at),
          at: step.at,
          who: [
            byNames[step.by] ?? step.by,
            step.node,
            step.toldBy ? say(axis.toldBy, { node: step.toldBy }) : undefined,
          ]
            .filter(Boolean)
            .join(' · '),
          tone: ['rejected', 'expired', 'failed', '02', '16'].includes(step.to)
            ? 'bad'
            : step.to === 'delivered' || step.to === '06'
              ? 'ok'
              : 'plain',
          // A rule that says no more than the state is not said twice.
          children: [
            step.machine === 'transport' && ruleWords(step.rule, locale) !== stateName(step.to)
              ? ruleWords(step.rule, locale)
              : '',
            step.note ?? '',
          ]
            .filter(Boolean)
            .join('. '),
        }))}
      />
    </AxisFrame>
  );
}
