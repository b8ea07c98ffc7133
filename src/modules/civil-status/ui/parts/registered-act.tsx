import { formatDate } from '#platform/time.ts';
import { useLive } from '#platform/web/use-live.ts';
import { say } from '#platform/web/words.ts';
import { Button, DataTable, Notice, StepProgress, SummaryList, useLocale, type Step } from '#ui/index.ts';
import type { ActLine } from '../../queries.ts';
import type { EntryKey } from '../../entry.ts';
import { showDate } from '../dates.ts';
import { labels, words } from '../words.ts';

type Difference = { field: EntryKey; filed: string | null; entered: string | null };

/** The act after registration: where it stands, how far number and certificate have come, what was corrected. */
export function RegisteredAct({
  act,
  differences,
  shown,
}: {
  act: ActLine;
  differences: readonly Difference[];
  /** A value as people read it: names of places and lists instead of codes. */
  shown: (field: EntryKey, value: string) => string;
}) {
  const locale = useLocale();
  const t = words(locale);
  const reached = { registered: 1, numbered: 2, certified: 3 }[act.stage];
  const steps: Step[] = [t.stepRegistered, t.stepNumbered, t.stepCertified].map((title, index) => ({
    id: String(index),
    title,
    state: index < reached ? 'done' : index === reached ? 'now' : 'later',
  }));
  return (
    <>
      {act.certificateFileId ? null : <Follow dossierId={act.dossierId} />}
      <Notice tone="ok" title={say(t.registered, { number: act.number })}>
        {say(t.place, { book: act.book, page: act.page, date: formatDate(act.registeredOn) })}
      </Notice>
      <div aria-live="polite">
        <StepProgress label={t.progress} steps={steps} />
        {act.certificateFileId ? (
          <Button href={`/api/files/${act.certificateFileId}/content`}>{t.openCertificate}</Button>
        ) : (
          <noscript>
            <p className="govuk-body">{t.reload}</p>
          </noscript>
        )}
      </div>
      <SummaryList
        title={t.summary}
        rows={[
          { key: labels.childFullName[locale], value: act.childFullName },
          { key: labels.childBirthDate[locale], value: formatDate(act.childBirthDate) },
          { key: labels.childGender[locale], value: act.childGender === 'female' ? t.female : t.male },
          { key: labels.motherFullName[locale], value: act.motherFullName },
          { key: t.personalId, value: act.personalId ?? t.waitingNumber },
          { key: t.registrar, value: act.registrarName },
        ]}
      />
      {differences.length > 0 ? (
        <DataTable
          caption={t.corrections}
          columns={[
            { key: 'item', heading: t.item, rowHeading: true, cell: (row) => labels[row.field][locale] },
            { key: 'filed', heading: t.filed, cell: (row) => (row.filed ? shown(row.field, row.filed) : t.leftEmpty) },
            {
              key: 'entered',
              heading: t.entered,
              cell: (row) => (row.entered ? shown(row.field, showDate(row.entered)) : t.leftEmpty),
            },
          ]}
          rows={differences}
          rowKey={(row) => row.field}
        />
      ) : null}
    </>
  );
}

/** Asks again whenever number or certificate arrive, and no longer than that. */
function Follow({ dossierId }: { dossierId: string }) {
  useLive(`civil-status.birth:${dossierId}`);
  return null;
}
