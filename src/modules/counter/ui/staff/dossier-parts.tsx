import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { SummaryList } from '#ui/index.ts';
import type { OfficerDossierPage } from '../../shapes.ts';
import type { StaffWords } from './words.ts';

interface Props {
  dossier: OfficerDossierPage;
  t: StaffWords;
  locale: 'vi' | 'en';
}

/** The facts that an officer keeps looking at while working. */
export function Facts({ dossier, t }: Props) {
  const due = dossier.dueAt ?? (dossier.state === 'submitted' ? dossier.intakeDueAt : null);
  return (
    <SummaryList
      title={t.facts}
      rows={[
        { key: t.applicant, value: dossier.applicantName },
        ...(dossier.actingFor ? [{ key: t.onBehalfOf, value: dossier.actingFor.name }] : []),
        { key: t.filedAt, value: formatDateTime(dossier.filedAt) },
        {
          key: dossier.dueAt ? t.resultDue : t.intakeDue,
          value: dossier.pausedFor ? t.pausedNow : due ? formatDateTime(due) : '–',
        },
        { key: t.assignee, value: dossier.assignee?.name ?? t.nobody },
      ]}
    />
  );
}

/** The papers with a picture where there is one, the forms that were issued, and the results. */
export function Papers({ dossier, t, locale }: Props) {
  const base = `/api/counter/dossiers/${dossier.id}`;
  return (
    <>
      <h2 className="govuk-heading-m">{t.papers}</h2>
      {dossier.papers.length === 0 ? <p className="govuk-body">{t.noPapers}</p> : null}
      <div className="lt-grid">
        {dossier.papers.map((paper) => (
          <figure className="lt-card" key={paper.fileId}>
            {paper.type.startsWith('image/') ? (
              <img
                src={`/api/files/${paper.fileId}/view`}
                alt={`${paper.label}: ${paper.name}`}
                width="100%"
                loading="lazy"
              />
            ) : null}
            <figcaption>
              <strong>{paper.label}</strong>
              <br />
              <a className="govuk-link" href={`${base}/papers/${paper.fileId}`} target="_blank" rel="noreferrer">
                {say(t.openPaper, { name: paper.name })}
              </a>
            </figcaption>
          </figure>
        ))}
      </div>
      <h2 className="govuk-heading-m">{t.forms}</h2>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href={`${base}/receipt`}>
            {t.receipt}
          </a>
        </li>
        {dossier.forms.map((form) => (
          <li key={form.id}>
            <a className="govuk-link" href={`${base}/forms/${form.id}`}>
              {form.title[locale]}
            </a>{' '}
            <span className="lt-muted">{formatDateTime(form.issuedAt)}</span>
          </li>
        ))}
        {dossier.results.map((result) => (
          <li key={result.fileId}>
            <a className="govuk-link" href={`${base}/results/${result.fileId}`}>
              {t.results}: {result.title[locale]}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
