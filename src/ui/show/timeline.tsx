import type { ReactNode } from 'react';

export type TimelineEntry = {
  /** Stable key. */
  id: string;
  title: ReactNode;
  /** As shown, e.g. '09:12, 23/11/2026'. */
  when: string;
  /** ISO time for machines. */
  at?: string | undefined;
  who?: ReactNode;
  children?: ReactNode;
  tone?: 'plain' | 'ok' | 'bad';
};

/** What happened, in the order given (newest first reads best). */
export function Timeline({
  entries,
  headingLevel = 3,
}: {
  entries: readonly TimelineEntry[];
  headingLevel?: 2 | 3 | 4;
}) {
  const Heading = `h${headingLevel}` as const;
  return (
    <ol className="lt-timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={`lt-timeline__entry lt-timeline__entry--${entry.tone ?? 'plain'}`}>
          <Heading className="lt-timeline__title">{entry.title}</Heading>
          <p className="lt-timeline__when">
            <time dateTime={entry.at}>{entry.when}</time>
            {entry.who ? <> · {entry.who}</> : null}
          </p>
          {entry.children ? <div className="lt-timeline__body">{entry.children}</div> : null}
        </li>
      ))}
    </ol>
  );
}
