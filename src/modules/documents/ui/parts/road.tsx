import { formatDateTime } from '#platform/time.ts';
import { say } from '#platform/web/words.ts';
import { Timeline, useLocale } from '#ui/index.ts';
import type { EventLine } from '../../shapes.ts';
import { nameOf } from '../../words.ts';
import { words } from '../words.ts';

/** What happened, newest first. */
export function Road({
  events,
  names,
}: {
  events: readonly EventLine[];
  names: Readonly<Record<string, { vi: string; en: string }>>;
}) {
  const locale = useLocale();
  const t = words(locale);
  return (
    <section aria-labelledby="qua-trinh">
      <h2 className="govuk-heading-m" id="qua-trinh">
        {t.road}
      </h2>
      <Timeline
        entries={events.toReversed().map((event) => ({
          id: event.id,
          title: nameOf(names, event.kind)[locale],
          when: formatDateTime(event.at),
          at: event.at,
          who: [
            event.byName,
            event.byPosition,
            event.version === undefined ? '' : say(t.version, { version: event.version }),
          ]
            .filter(Boolean)
            .join(' · '),
          tone: event.kind === 'return' || event.kind === 'void' || event.kind === 'refuse' ? 'bad' : 'plain',
          ...(event.note ? { children: <p>{event.note}</p> } : {}),
        }))}
      />
    </section>
  );
}
