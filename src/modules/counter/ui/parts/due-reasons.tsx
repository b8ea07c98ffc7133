import { Details } from '#ui/index.ts';

interface Trace {
  vi: string;
  en: string;
}

/** Why a due time is what it is, in the calendar's own words, one step per line. */
export function DueReasons({
  summary,
  due,
  locale,
}: {
  summary: string;
  due: readonly { dueAt: string; why: Trace; trace: readonly Trace[] }[];
  locale: 'vi' | 'en';
}) {
  if (due.length === 0) return null;
  return (
    <Details summary={summary}>
      {due.map((one) => (
        <section key={one.dueAt + one.why.en}>
          <p className="govuk-body">{one.why[locale]}:</p>
          <ol className="govuk-list govuk-list--number">
            {one.trace.map((step, index) => (
              // Steps have no id of their own and never change their order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>{step[locale]}</li>
            ))}
          </ol>
        </section>
      ))}
    </Details>
  );
}
