import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate, formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import {
  Button,
  Details,
  frameData,
  Inset,
  Notice,
  PageFrame,
  StepProgress,
  SummaryList,
  Tag,
  Timeline,
} from '#ui/index.ts';
import type { DossierPage } from '../../shapes.ts';
import { DueReasons } from '../parts/due-reasons.tsx';
import { pictureOf } from '../parts/steps.ts';
import { toneOf } from '../parts/tone.ts';
import { sizeOf } from '../filing/papers.ts';
import { loadMyDossier } from './load-dossier.ts';
import { words, type CitizenWords } from './words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { api, dossier } = await loadMyDossier(args);
  const did = new URL(args.request.url).searchParams.get('xong');
  return { frame: frameData(api, args.request), dossier, did };
}

interface Shown {
  dossier: DossierPage;
  locale: 'vi' | 'en';
  t: CitizenWords;
}

export default function MyDossierPage() {
  const { frame, dossier, did } = useLoaderData<typeof loader>();
  const { locale } = frame;
  const t = words(locale);
  const shown = { dossier, locale, t };
  const mayWithdraw = dossier.actions.some((one) => one.name === 'withdraw' && one.allowed);
  return (
    <PageFrame
      {...frame}
      title={`${dossier.procedureName[locale]} ${dossier.code}`}
      backLink={{ href: '/cua-toi/ho-so', text: t.back }}
    >
      {did === 'rut' ? <Notice tone="ok" title={t.withdrawn} /> : null}
      {did === 'bo-sung' ? <Notice tone="ok" title={t.supplemented} /> : null}
      <h1 className="govuk-heading-l">{dossier.procedureName[locale]}</h1>
      <p className="govuk-body">
        <span className="lt-code">{dossier.code}</span>{' '}
        <Tag tone={toneOf(dossier.state, dossier.pausedFor !== null)}>{dossier.stateLabel[locale]}</Tag>
      </p>
      <OpenSupplement {...shown} />
      <Results {...shown} />
      <StepProgress label={t.journey} steps={pictureOf(dossier.steps, locale)} />
      <Facts {...shown} />
      <DueReasons summary={t.whyThisTime} due={dossier.due} locale={locale} />
      {dossier.copies > 0 ? <Inset>{say(t.copies, { n: dossier.copies, agency: dossier.agency.name })}</Inset> : null}
      <Papers {...shown} />
      <Details summary={t.answers}>
        {dossier.summary.map((section) => (
          <SummaryList
            key={section.pageId}
            title={section.title}
            headingLevel={3}
            rows={section.rows.map((row) => ({ key: row.label, value: row.value }))}
          />
        ))}
      </Details>
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
      {mayWithdraw ? (
        <Button href={`/cua-toi/ho-so/${dossier.id}/rut`} look="secondary">
          {t.withdraw}
        </Button>
      ) : null}
    </PageFrame>
  );
}

function OpenSupplement({ dossier, locale, t }: Shown) {
  const open = dossier.supplements.find((one) => one.isOpen);
  if (!open) return null;
  return (
    <Notice tone="warning" title={t.supplementTitle}>
      <p>{open.message}</p>
      <ul className="govuk-list govuk-list--bullet">
        {open.marks.map((mark) => (
          <li key={mark.target + mark.key}>
            <strong>{mark.label[locale]}</strong>: {mark.message}
          </li>
        ))}
      </ul>
      <p>{say(t.legalGround, { text: open.legalGround })}</p>
      <p>{say(open.isLate ? t.supplementLate : t.supplementUntil, { day: formatDate(open.answerBy) })}</p>
      <Button href={`/cua-toi/ho-so/${dossier.id}/bo-sung`}>{t.supplementGo}</Button>
    </Notice>
  );
}

function Results({ dossier, locale, t }: Shown) {
  if (dossier.results.length === 0) return null;
  return (
    <Notice tone="ok" title={t.resultTitle}>
      {dossier.results.map((result) => (
        <p key={result.fileId}>
          <a className="govuk-link" href={`/api/counter/dossiers/${dossier.id}/results/${result.fileId}`}>
            {say(t.download, { name: result.title[locale] })}
          </a>
        </p>
      ))}
      {dossier.state === 'resolved' ? <p>{t.resultHint}</p> : null}
    </Notice>
  );
}

function Facts({ dossier, locale, t }: Shown) {
  const waiting = dossier.pausedFor ? say(t.paused, { why: dossier.stateLabel[locale].toLocaleLowerCase('vi') }) : null;
  const due = dossier.dueAt ? formatDateTime(dossier.dueAt) : dossier.state === 'submitted' ? t.notYetDue : null;
  return (
    <SummaryList
      rows={[
        ...(due ? [{ key: t.dueAt, value: waiting ?? due }] : []),
        ...(dossier.state === 'submitted' && dossier.intakeDueAt && !dossier.pausedFor
          ? [{ key: t.answerBy, value: formatDateTime(dossier.intakeDueAt) }]
          : []),
        ...(dossier.actingFor
          ? [{ key: t.filedBy, value: say(t.filedFor, { who: dossier.applicantName, whom: dossier.actingFor.name }) }]
          : []),
        { key: t.agency, value: dossier.agency.name },
        ...(dossier.agency.phone ? [{ key: t.agencyPhone, value: dossier.agency.phone }] : []),
        { key: t.filedAt, value: formatDateTime(dossier.filedAt) },
      ]}
    />
  );
}

function Papers({ dossier, locale, t }: Shown) {
  const base = `/api/counter/dossiers/${dossier.id}`;
  return (
    <section aria-labelledby="giay-to">
      <h2 className="govuk-heading-m" id="giay-to">
        {t.papersOfDossier}
      </h2>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href={`${base}/receipt`}>
            {t.receipt}
          </a>
        </li>
        {dossier.forms.map((form) => (
          <li key={form.id}>
            <a className="govuk-link" href={`${base}/forms/${form.id}`}>
              {say(t.formOn, { title: form.title[locale], at: formatDateTime(form.issuedAt) })}
            </a>
          </li>
        ))}
      </ul>
      {dossier.papers.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">{t.filedPapers}</h3>
          <ul className="govuk-list">
            {dossier.papers.map((paper) => (
              <li key={paper.fileId}>
                <a className="govuk-link" href={`${base}/papers/${paper.fileId}`}>
                  {paper.label}: {paper.name}
                </a>{' '}
                <span className="lt-muted">({sizeOf(paper.bytes, locale)})</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
