import { say } from '#platform/web/words.ts';
import { useLocale } from '#ui/index.ts';
import { words } from '../words.ts';

type Paper = { fileId: string; name: string; type: string };

/** The pictures of the birth notification, beside the form that is filled in from them. */
export function PaperImages({ dossierId, papers }: { dossierId: string; papers: readonly Paper[] }) {
  const t = words(useLocale());
  return (
    <section aria-labelledby="giay-to">
      <h2 className="govuk-heading-m" id="giay-to">
        {t.papers}
      </h2>
      {papers.length === 0 ? <p className="govuk-body">{t.noPapers}</p> : null}
      {papers.map((paper) => (
        <figure className="lt-card" key={paper.fileId}>
          {paper.type.startsWith('image/') ? (
            <img src={`/api/files/${paper.fileId}/view`} alt={paper.name} width="100%" loading="lazy" />
          ) : null}
          <figcaption className="govuk-body">
            <a
              className="govuk-link"
              href={`/api/counter/dossiers/${dossierId}/papers/${paper.fileId}`}
              target="_blank"
              rel="noreferrer"
            >
              {say(t.openPaper, { name: paper.name })}
            </a>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
