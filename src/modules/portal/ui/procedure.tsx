import type { ReactNode } from 'react';
import type { LoaderFunctionArgs } from 'react-router';
import { getProcedure } from '#modules/procedures/contract.ts';
import type { ProcedureVersion } from '#modules/procedures/index.ts';
import { formatDate } from '#platform/time.ts';
import { apiOf } from '#platform/web/api.ts';
import { Button, Notice, PageFrame, SummaryList, type Locale } from '#ui/index.ts';
import type { PageProps } from './page-data.ts';
import { PapersNeeded } from './parts/papers-needed.tsx';
import { AtAGlance, HowLong, WaysToFile } from './parts/procedure-facts.tsx';
import { procedureWords } from './procedure-words.ts';
import { said, saidText } from './parts/said.tsx';
import { portalFrame } from './portal-frame.ts';

export const handle = { cache: { tags: ['procedures'] } };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  const procedure = await api.call(getProcedure, { params: { code: params['code'] ?? '' } });
  return { frame: await portalFrame(api, request), procedure };
}

/** One procedure for the person who has to do it: what it needs, how long, how much, and the button to begin. */
export default function ProcedurePage({ loaderData: { frame, procedure } }: PageProps<typeof loader>) {
  const { locale } = frame;
  const t = procedureWords[locale];
  const sections = sectionsOf(procedure, locale);
  return (
    <PageFrame
      {...frame}
      title={saidText(procedure.name, locale)}
      description={saidText(procedure.description, locale)}
      backLink={{ href: '/', text: t.back }}
      wide
    >
      <p className="lt-muted lt-over">{said(procedure.sector.name, locale)}</p>
      <h1 className="govuk-heading-xl">{said(procedure.name, locale)}</h1>
      <p className="lt-lead">{said(procedure.description, locale)}</p>
      <FileHere procedure={procedure} locale={locale} />
      {procedure.checked === 'summary' ? <Notice tone="warning">{t.summaryOnly}</Notice> : null}
      <h2 className="govuk-heading-m">{t.glance}</h2>
      <AtAGlance procedure={procedure} locale={locale} />
      <nav className="lt-box lt-contents" aria-label={t.contents}>
        <h2 className="govuk-heading-s">{t.contents}</h2>
        <ol className="lt-links">
          {sections.map((section) => (
            <li key={section.id}>
              <a className="govuk-link" href={`#${section.id}`}>
                {section.heading}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="lt-column">
        {sections.map((section) => (
          <section key={section.id} id={section.id} className="lt-section">
            <h2 className="govuk-heading-m">{section.heading}</h2>
            {section.body}
          </section>
        ))}
        <FileHere procedure={procedure} locale={locale} again />
      </div>
    </PageFrame>
  );
}

function FileHere({ procedure, locale, again }: { procedure: ProcedureVersion; locale: Locale; again?: boolean }) {
  const t = procedureWords[locale];
  if (!procedure.fileable) return again ? null : <Notice title={t.notHere}>{t.notHereText}</Notice>;
  return (
    <>
      <Button href={`/nop-ho-so/${procedure.code}`} start>
        {t.file}
      </Button>
      {again ? null : <p className="lt-muted">{t.fileNote}</p>}
    </>
  );
}

type Section = { id: string; heading: string; body: ReactNode };

/** The sections that this procedure has something to say in, in the order a person asks. */
function sectionsOf(procedure: ProcedureVersion, locale: Locale): Section[] {
  const t = procedureWords[locale];
  const sections: (Section | false)[] = [
    { id: 'can-gi', heading: t.need, body: <PapersNeeded procedure={procedure} locale={locale} /> },
    { id: 'bao-lau', heading: t.limit, body: <HowLong procedure={procedure} locale={locale} /> },
    { id: 'cach-nop', heading: t.ways, body: <WaysToFile procedure={procedure} locale={locale} /> },
    procedure.steps.length > 0 && {
      id: 'cac-buoc',
      heading: t.steps,
      body: <Steps procedure={procedure} locale={locale} />,
    },
    procedure.conditions.length > 0 && {
      id: 'dieu-kien',
      heading: t.conditions,
      body: (
        <ul className="govuk-list govuk-list--bullet">
          {procedure.conditions.map((condition) => (
            <li key={condition.vi}>{said(condition, locale)}</li>
          ))}
        </ul>
      ),
    },
    {
      id: 'can-cu',
      heading: t.legal,
      body: (
        <ul className="govuk-list govuk-list--bullet">
          {procedure.legalGrounds.map((ground) => (
            <li key={ground.number}>
              {said(ground.name, locale)} <span className="lt-muted">({ground.number})</span>
            </li>
          ))}
        </ul>
      ),
    },
    { id: 've-thu-tuc', heading: t.about, body: <About procedure={procedure} locale={locale} /> },
  ];
  return sections.filter((section) => section !== false);
}

function Steps({ procedure, locale }: { procedure: ProcedureVersion; locale: Locale }) {
  const t = procedureWords[locale];
  return procedure.steps.map((group, index) => (
    <div key={group.case?.vi ?? index}>
      {group.case ? <h3 className="govuk-heading-s">{t.caseOf(saidText(group.case, locale))}</h3> : null}
      <ol className="govuk-list govuk-list--number">
        {group.steps.map((step) => (
          <li key={step.vi}>{said(step, locale)}</li>
        ))}
      </ol>
    </div>
  ));
}

function About({ procedure, locale }: { procedure: ProcedureVersion; locale: Locale }) {
  const t = procedureWords[locale];
  return (
    <SummaryList
      rows={[
        { key: t.code, value: <span className="lt-code">{procedure.code}</span> },
        { key: t.sector, value: said(procedure.sector.name, locale) },
        { key: t.level, value: t.levels[procedure.level] },
        { key: t.body, value: procedure.executingBodies.map((body) => saidText(body.name, locale)).join(', ') },
        { key: t.competent, value: said(procedure.competentBody, locale) },
        { key: t.version, value: t.versionOf(procedure.version, formatDate(procedure.publishedAt)) },
      ]}
    />
  );
}
