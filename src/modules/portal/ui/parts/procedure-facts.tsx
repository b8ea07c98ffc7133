import type { Fee, FilingWay, ProcedureVersion, TimeLimit } from '#modules/procedures/index.ts';
import { formatMoney } from '#platform/text.ts';
import { SummaryList, type Locale } from '#ui/index.ts';
import { procedureWords } from '../procedure-words.ts';
import { said, saidText } from './said.tsx';

type Part = { procedure: ProcedureVersion; locale: Locale };

/** A time limit in words: "5 ngày làm việc". */
export function limitText(limit: TimeLimit, locale: Locale): string {
  const t = procedureWords[locale].limitOf;
  return limit.unit === 'same-day' ? t['same-day'] : t[limit.unit](limit.amount);
}

/** "Lệ phí: không mất tiền", "Bản sao: 8.000 đồng. Tính cho một bản.", or who sets the amount. */
export function feeText(fee: Fee, locale: Locale): string {
  const t = procedureWords[locale];
  const name = saidText(fee.name, locale);
  if (fee.amount === 0) return `${name}: ${t.free}`;
  const note = saidText(fee.note, locale);
  if (fee.amount === null) return `${name}: ${note || t.feeElsewhere}`;
  return [`${name}: ${formatMoney(fee.amount)}`, note].filter(Boolean).join('. ');
}

/** The way that the page speaks of first: online where that is possible. */
function firstWay(procedure: ProcedureVersion): FilingWay | undefined {
  return procedure.filingWays.find((way) => way.channel === 'online') ?? procedure.filingWays[0];
}

/** Who, time, money, result and place, in one look. */
export function AtAGlance({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const way = firstWay(procedure);
  return (
    <SummaryList
      rows={[
        { key: t.who, value: said(procedure.subjects, locale) },
        { key: t.limit, value: way && (way.limit ? limitText(way.limit, locale) : said(way.limitNote, locale)) },
        { key: t.fee, value: way && <Lines of={way.fees.map((fee) => feeText(fee, locale))} none={t.noFee} /> },
        { key: t.result, value: <Lines of={procedure.results.map((result) => saidText(result.name, locale))} /> },
        { key: t.where, value: said(procedure.intakeAddress, locale) },
      ]}
    />
  );
}

function Lines({ of, none }: { of: readonly string[]; none?: string }) {
  if (of.length === 0) return none;
  if (of.length === 1) return of[0];
  return (
    <ul className="govuk-list lt-lines">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** How the time is counted, with an example where the limit is the same day. */
export function HowLong({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const way = firstWay(procedure);
  if (!way) return null;
  const { limit } = way;
  const example = limit?.unit === 'same-day' ? aroundCutoff(procedure.sameDayCutoff) : undefined;
  return (
    <>
      {limit ? (
        <p>
          <strong>{limitText(limit, locale)}</strong>
        </p>
      ) : null}
      {way.limitNote.vi ? <p>{said(way.limitNote, locale)}</p> : null}
      {example ? <p>{t.sameDayExample(example.before, example.after)}</p> : null}
      {limit && limit.unit !== 'calendar-day' ? <p>{t.workingDays}</p> : null}
    </>
  );
}

/** An hour before and after '15:00': '14:00' and '16:00'. Undefined where an hour more would be another day. */
function aroundCutoff(cutoff: string | null): { before: string; after: string } | undefined {
  const [hour = '', minute = ''] = cutoff?.split(':') ?? [];
  const at = Number(hour);
  if (cutoff === null || at < 1 || at > 22) return undefined;
  const clock = (value: number): string => `${String(value).padStart(2, '0')}:${minute}`;
  return { before: clock(at - 1), after: clock(at + 1) };
}

/** Ways of filing; the time is said again only where it differs from way to way. */
export function WaysToFile({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const times = new Set(procedure.filingWays.map((way) => JSON.stringify([way.limit, way.limitNote.vi])));
  return procedure.filingWays.map((way) => (
    <div key={way.channel} className="lt-way">
      <h3 className="govuk-heading-s">{t.channel[way.channel]}</h3>
      <p>{said(way.description, locale)}</p>
      {times.size > 1 ? (
        <p className="lt-muted">
          {[way.limit ? limitText(way.limit, locale) : '', saidText(way.limitNote, locale)].filter(Boolean).join('. ')}
        </p>
      ) : null}
    </div>
  ));
}
