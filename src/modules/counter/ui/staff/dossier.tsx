import { isId } from '#platform/id.ts';
import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useNavigate,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { useMemo } from 'react';
import { listOfficers } from '#modules/directory/contract.ts';
import { getProcedureVersion } from '#modules/procedures/contract.ts';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  frameData,
  Inset,
  Notice,
  StaffFrame,
  StepProgress,
  SummaryList,
  Tag,
  TextArea,
  Timeline,
} from '#ui/index.ts';
import { getDossier } from '../../contract.ts';
import { DueReasons } from '../parts/due-reasons.tsx';
import { pictureOf } from '../parts/steps.ts';
import { toneOf } from '../parts/tone.ts';
import { actOnDossier, markRows, typedOf } from './act-on-dossier.ts';
import { ActionForms } from './action-forms.tsx';
import { Facts, Papers } from './dossier-parts.tsx';
import { frameOfficer } from './officer.ts';
import { useKeys } from '#platform/web/use-keys.ts';
import { doneWords, words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { dossierId = '' } = params;
  // A mistyped address is a page that is not there.
  if (!isId(dossierId)) throw new Response(null, { status: 404 });
  const dossier = await api.call(getDossier, { params: { dossierId } });
  const [version, colleagues] = await Promise.all([
    api.call(getProcedureVersion, { params: { versionId: dossier.procedureVersionId } }),
    api.call(listOfficers, { params: { id: dossier.agency.id }, query: {} }),
  ]);
  const items = (version.form?.pages ?? [])
    .flatMap((page) => page.fields)
    .map((field) => ({
      value: `${field.kind === 'paper' ? 'paper' : 'field'}:${field.key}`,
      label: field.label[api.locale],
    }));
  return {
    frame: frameData(api, request),
    officer: frameOfficer(api),
    dossier,
    items,
    markRows,
    colleagues: colleagues.officers.map(({ id, name, position }) => ({ id, name, position })),
    did: new URL(request.url).searchParams.get('xong') ?? '',
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const dossierId = params['dossierId'] ?? '';
  const form = await readStaffForm(api, request);
  const tried = await actOnDossier(api, dossierId, form);
  // A new GET: reloading must not act again.
  if (tried.ok)
    throw redirect(`/can-bo/ho-so/${dossierId}?xong=${encodeURIComponent(typedOf(form)['viec'] ?? '')}`, 303);
  const lines = (tried.problem.errors ?? []).map((error) => error.message);
  return data({ typed: typedOf(form), title: tried.problem.title, lines }, { status: tried.problem.status });
}

export default function DossierPage() {
  const { frame, officer, dossier, items, markRows: rows, colleagues, did } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const done = Object.entries(doneWords(locale)).find(([name]) => name === did)?.[1];
  const navigate = useNavigate();
  const next = dossier.next;
  const late = dossier.supplements.find((one) => one.isLate);
  // Not the agency's queue: each change of any dossier would read this one again.
  useLive(`counter.dossier:${dossier.agency.id}.${dossier.id}`);
  useKeys(
    useMemo(
      () => ({
        n: () => void (next && navigate(`/can-bo/ho-so/${next}`)),
        u: () => void navigate('/can-bo'),
      }),
      [next, navigate],
    ),
  );
  return (
    <StaffFrame
      title={`${dossier.code} ${dossier.procedureName[locale]}`}
      locale={locale}
      path={frame.path}
      {...officer}
      error={refused !== undefined}
      backLink={{ href: '/can-bo', text: t.backToQueue }}
      keys={[...(next ? [{ keys: 'N', does: t.keyNext }] : []), { keys: 'U', does: t.keyBack }]}
      aside={
        <>
          <Facts dossier={dossier} t={t} locale={locale} />
          <DueReasons summary={t.why} due={dossier.due} locale={locale} />
          <ActionForms
            dossier={dossier}
            colleagues={colleagues}
            items={items}
            markRows={rows}
            typed={refused?.typed ?? {}}
          />
        </>
      }
    >
      {done && !refused ? <Notice tone="ok" title={done} /> : null}
      {late ? <Notice tone="warning" title={say(t.answerLateHint, { day: formatDate(late.answerBy) })} /> : null}
      {dossier.alarms.map((alarm) => (
        <Notice key={alarm.id} tone="bad" title={t.alarm}>
          <p>{alarm.text}</p>
        </Notice>
      ))}
      {refused ? (
        <Notice tone="bad" title={refused.title} alert>
          {refused.lines.length > 0 ? (
            <ul className="govuk-list govuk-list--bullet">
              {[...new Set(refused.lines)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      <h1 className="govuk-heading-l">{dossier.procedureName[locale]}</h1>
      <p className="govuk-body">
        <span className="lt-code">{dossier.code}</span>{' '}
        <Tag tone={toneOf(dossier.state, dossier.pausedFor !== null)}>{dossier.stateLabel[locale]}</Tag>{' '}
        {next ? (
          <a className="govuk-link" href={`/can-bo/ho-so/${next}`}>
            {t.nextDossier}
          </a>
        ) : null}
      </p>
      <StepProgress label={t.journey} steps={pictureOf(dossier.steps, locale)} />
      <h2 className="govuk-heading-m">{t.answers}</h2>
      {dossier.revision > 1 ? <p className="lt-muted">{say(t.revision, { n: dossier.revision })}</p> : null}
      {dossier.summary.map((section) => (
        <SummaryList
          key={section.pageId}
          title={section.title}
          headingLevel={3}
          rows={section.rows.map((row) => ({ key: row.label, value: row.value }))}
        />
      ))}
      {dossier.copies > 0 ? (
        <Inset>
          <strong>{say(t.copies, { n: dossier.copies })}</strong>
          <br />
          {t.copiesHint}
        </Inset>
      ) : null}
      <Papers dossier={dossier} t={t} locale={locale} />
      <h2 className="govuk-heading-m">{t.notes}</h2>
      {dossier.notes.map((note) => (
        <div className="lt-card" key={note.id}>
          <p className="govuk-body">{note.text}</p>
          <p className="lt-muted">
            {note.by} · <time dateTime={note.at}>{formatDateTime(note.at)}</time>
          </p>
        </div>
      ))}
      <StaffForm>
        <TextArea name="ghi-chu" label={t.note} value={refused?.typed['ghi-chu'] ?? ''} rows={2} />
        <Button look="secondary" name="viec" value="ghi-chu">
          {t.addNote}
        </Button>
      </StaffForm>
      <h2 className="govuk-heading-m">{t.history}</h2>
      <Timeline
        headingLevel={3}
        entries={dossier.timeline.toReversed().map((line) => ({
          id: line.id,
          title: line.title[locale],
          when: formatDateTime(line.at),
          at: line.at,
          who: line.by[locale],
          ...(line.note ? { children: <p className="govuk-body">{line.note}</p> } : {}),
        }))}
      />
    </StaffFrame>
  );
}
