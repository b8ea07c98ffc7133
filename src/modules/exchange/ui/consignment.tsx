import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId } from '#platform/id.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, Button, Details, frameData, Notice, SummaryList, Tag, Timeline } from '#ui/index.ts';
import { businessNames } from '../delivery/business.ts';
import { getConsignment, listChanges } from '../contract.ts';
import { actOn, typedOf } from './act-on-delivery.ts';
import { Changes } from './changes.tsx';
import { Copies } from './copies.tsx';
import { AnswerForm, ReportForm } from './delivery-forms.tsx';
import { AxisFrame } from './axis-frame.tsx';
import { frameOfficer } from './officer.ts';
import { ruleWords } from './rules.ts';
import { kindWord, priorityWord, words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { consignmentId = '' } = params;
  if (!isId(consignmentId)) throw new Response(null, { status: 404 });
  const [consignment, { changes }] = await Promise.all([
    api.call(getConsignment, { params: { consignmentId } }),
    api.call(listChanges, { params: { consignmentId } }),
  ]);
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    consignment,
    changes,
    did: new URL(request.url).searchParams.has('xong'),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const tried = await actOn(api, form);
  // A new GET: reloading must not act again.
  if (tried.ok) throw redirect(`/can-bo/truc/van-ban/${params['consignmentId']}?xong=1`, 303);
  return data({ title: tried.problem.title, typed: typedOf(form) }, { status: tried.problem.status });
}

export default function ConsignmentPage() {
  const { frame, officer, consignment, changes, did } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  useLive(`exchange.inbox:${officer.agencyId}`);
  const { envelope, side, deliveries } = consignment;
  const { document } = envelope;
  const [copy] = deliveries;
  const rights = officer.actor.rights;
  const back =
    side === 'sender' ? { href: '/can-bo/truc/di', text: t.toSent } : { href: '/can-bo/truc', text: t.toArrived };
  const stateWords: Record<string, string> = {
    ...t,
    ...Object.fromEntries(Object.entries(businessNames).map(([code, name]) => [code, name[locale]])),
  };
  const titleOf = ({ rule, to }: { rule: string; to: string }): string =>
    ['hand-over', 'moved-on'].includes(rule) ? t.atTheirNode : (stateWords[to] ?? to);
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here={side === 'sender' ? 'sent' : 'arrived'}
      heading={document.subject}
      title={`${document.number}/${document.notation}`}
      backLink={back}
      error={refused !== undefined}
      aside={
        side === 'recipient' && copy && rights.includes('exchange.receive') ? (
          <>
            {copy.asked ? (
              <AnswerForm deliveryId={copy.deliveryId} asked={copy.asked} typed={refused?.typed} locale={locale} />
            ) : null}
            {consignment.kind === 'new' ? (
              <ReportForm
                deliveryId={copy.deliveryId}
                business={copy.business}
                typed={refused?.typed}
                locale={locale}
              />
            ) : null}
          </>
        ) : side === 'sender' && consignment.kind !== 'recall' && rights.includes('exchange.send') ? (
          <Button look="secondary" href={`/can-bo/truc/van-ban/${consignment.consignmentId}/de-nghi`}>
            {t.askLink}
          </Button>
        ) : undefined
      }
    >
      {refused ? <Notice tone="bad" alert title={refused.title} /> : did ? <Notice tone="ok" title={t.did} /> : null}
      <p className="govuk-body">
        <Tag tone={consignment.kind === 'new' ? 'plain' : 'wait'}>{kindWord(t, consignment.kind)}</Tag>{' '}
        {consignment.priority > 0 ? <Tag tone="bad">{priorityWord(t, consignment.priority)}</Tag> : null}
      </p>
      <SummaryList
        rows={[
          { key: t.notation, value: `${document.number}/${document.notation}` },
          { key: t.type, value: document.type.name },
          { key: t.issued, value: say(t.issuedAt, { place: document.place, day: formatDate(document.issuedOn) }) },
          { key: t.sender, value: `${consignment.from.name} (${consignment.from.code})` },
          {
            key: t.signer,
            value: `${document.signer.name}, ${document.signer.position}${document.signer.competence ? ` (${document.signer.competence})` : ''}`,
          },
          ...(document.dueOn ? [{ key: t.due, value: formatDate(document.dueOn) }] : []),
          ...(envelope.reason ? [{ key: t.reason, value: envelope.reason }] : []),
          {
            key: t.files,
            value:
              consignment.files.length === 0 ? (
                t.noFiles
              ) : (
                <ul className="govuk-list">
                  {consignment.files.map((file) => (
                    <li key={file.fileId}>
                      <a className="govuk-link" href={`/api/files/${file.fileId}/content`}>
                        {file.name}
                      </a>
                    </li>
                  ))}
                </ul>
              ),
          },
          { key: t.sentAt, value: formatDateTime(consignment.acceptedAt) },
          ...(consignment.acceptedBy ? [{ key: t.acceptedBy, value: consignment.acceptedBy }] : []),
        ]}
      />
      <p className="govuk-body">
        <a
          className="govuk-button govuk-button--secondary"
          href={`/api/exchange/consignments/${consignment.consignmentId}/bundle`}
        >
          {t.bundle}
        </a>{' '}
        {consignment.files.length > 0 ? (
          <a
            className="govuk-button govuk-button--secondary"
            href={`/api/exchange/consignments/${consignment.consignmentId}/bundle?payloads=yes`}
          >
            {t.bundleWithFiles}
          </a>
        ) : null}
      </p>
      {side === 'sender' && consignment.acceptedBy ? (
        <p className="govuk-body">{say(t.steeredThere, { node: consignment.acceptedBy })}</p>
      ) : null}
      <Copies
        deliveries={deliveries}
        maySteer={side === 'sender' && !consignment.acceptedBy && rights.includes('exchange.operate')}
        typed={refused?.typed}
        locale={locale}
      />
      <Changes changes={changes} locale={locale} />
      <h2 className="govuk-heading-m">{t.path}</h2>
      <Timeline
        entries={consignment.steps.toReversed().map((step, index) => ({
          id: `${step.at} ${index}`,
          title: titleOf(step),
          when: formatDateTime(step.at),
          at: step.at,
          who: [
            deliveries.find((one) => one.recipient.code === step.recipient)?.recipient.name ?? step.recipient,
            step.node,
            step.toldBy ? say(t.toldBy, { node: step.toldBy }) : undefined,
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
            step.machine === 'transport' && ruleWords(step.rule, locale) !== titleOf(step)
              ? ruleWords(step.rule, locale)
              : undefined,
            step.note,
          ]
            .filter(Boolean)
            .join(': '),
        }))}
      />
      <Details summary={t.receipt}>
        <p className="govuk-body">{t.receiptHint}</p>
        <p className="govuk-body lt-code lt-break">{consignment.receipt.statement}</p>
        <p className="govuk-body lt-code lt-break">{consignment.receipt.seal}</p>
      </Details>
    </AxisFrame>
  );
}
