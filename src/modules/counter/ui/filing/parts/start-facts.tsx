import { Details } from '#ui/index.ts';
import type { StartView } from '../view-start.ts';
import type { FilingWords } from '../words.ts';

/** Papers to have at hand, how long it takes and what it costs. */
export function StartFacts({ start, t }: { start: StartView; t: FilingWords }) {
  return (
    <>
      <h2 className="govuk-heading-m">{t.startNeeds}</h2>
      {start.papers.length === 0 ? (
        <p className="govuk-body">{t.startNoPapers}</p>
      ) : (
        <>
          <Papers papers={start.papers} />
          <p className="govuk-body lt-muted">{t.startNeedsHint}</p>
        </>
      )}
      {start.sometimes.length > 0 ? (
        <Details summary={t.startSometimes}>
          <Papers papers={start.sometimes} />
        </Details>
      ) : null}
      {start.limit ? (
        <>
          <h2 className="govuk-heading-m">{t.startTime}</h2>
          <p className="govuk-body">{start.limit}</p>
        </>
      ) : null}
      <h2 className="govuk-heading-m">{t.startFee}</h2>
      {start.fees.length === 0 ? (
        <p className="govuk-body">{t.startNoFee}</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {start.fees.map((fee) => (
            <li key={fee}>{fee}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Papers({ papers }: { papers: StartView['papers'] }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {papers.map((paper) => (
        <li key={paper.name}>
          {paper.name}
          {paper.case ? <> ({paper.case})</> : null}
          {paper.why ? <span className="lt-muted"> – {paper.why}</span> : null}
        </li>
      ))}
    </ul>
  );
}
