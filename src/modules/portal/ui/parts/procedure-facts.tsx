import type { Channel, Component, Fee, FilingWay, ProcedureVersion, TimeLimit } from '#modules/procedures/index.ts';
import { formatMoney } from '#platform/text.ts';
import { SummaryList, Tag, type Locale } from '#ui/index.ts';
import { procedureWords } from '../procedure-words.ts';
import { said, saidText } from './said.tsx';

type Part = { procedure: ProcedureVersion; locale: Locale };

/** A time limit in words: "5 ngày làm việc". */
export function limitText(limit: TimeLimit, locale: Locale): string {
  const t = procedureWords[locale].limitOf;
  return limit.unit === 'same-day' ? t['same-day'] : t[limit.unit](limit.amount);
}

/** "Không mất tiền", "8.000 đồng", or who sets it. */
export function feeText(fee: Fee, locale: Locale): string {
  const t = procedureWords[locale];
  if (fee.amount === null) return saidText(fee.note, locale) || t.feeElsewhere;
  if (fee.amount === 0) return t.free;
  return formatMoney(fee.amount);
}

/** Time, money, result and place, in one look. */
export function AtAGlance({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const first = wayOf(procedure, 'online') ?? procedure.filingWays[0];
  return (
    <SummaryList
      rows={[
        { key: t.who, value: said(procedure.subjects, locale) },
        { key: t.limit, value: first?.limit ? limitText(first.limit, locale) : first && said(first.limitNote, locale) },
        { key: t.fee, value: first ? <Fees way={first} locale={locale} /> : undefined },
        { key: t.result, value: <Lines of={procedure.results.map((result) => saidText(result.name, locale))} /> },
        { key: t.where, value: said(procedure.intakeAddress, locale) },
      ]}
    />
  );
}

function wayOf(procedure: ProcedureVersion, channel: Channel): FilingWay | undefined {
  return procedure.filingWays.find((way) => way.channel === channel);
}

function Fees({ way, locale }: { way: FilingWay; locale: Locale }) {
  const t = procedureWords[locale];
  if (way.fees.length === 0) return t.free;
  return (
    <Lines
      of={way.fees.map((fee) => {
        const note = fee.amount === null ? '' : saidText(fee.note, locale);
        return `${saidText(fee.name, locale)}: ${lowerFirst(feeText(fee, locale))}${note ? `. ${note}` : ''}`;
      })}
    />
  );
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function Lines({ of }: { of: readonly string[] }) {
  if (of.length === 1) return of[0];
  return (
    <ul className="govuk-list lt-lines">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The papers, each with the reason it is asked for. */
export function WhatYouNeed({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  if (procedure.components.length === 0) return <p>{t.needNone}</p>;
  return (
    <>
      <ul className="lt-papers">
        {procedure.components.map((component) => (
          <li key={component.code} className="lt-papers__paper">
            <h3 className="govuk-heading-s">{said(component.name, locale)}</h3>
            {component.case ? <p className="lt-muted">{t.caseOf(saidText(component.case, locale))}</p> : null}
            <p>
              <span className="lt-muted">{t.why}</span> {said(component.why, locale)}
            </p>
            <p className="lt-papers__facts">
              <Tag tone={component.kind === 'file' ? 'now' : 'plain'}>{handText(component, locale)}</Tag>
              {component.required ? null : <Tag>{t.optional}</Tag>}
              {component.electronic && component.kind === 'file' ? (
                <span className="lt-muted">{t.electronic}</span>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      <p className="lt-muted">{t.sets(procedure.sets)}</p>
    </>
  );
}

function handText(component: Component, locale: Locale): string {
  const t = procedureWords[locale];
  if (component.kind === 'show') return t.show;
  if (component.kind === 'form') return t.form;
  if (component.kind === 'data') return t.lookup;
  const counts = [
    component.originals > 0 ? t.originals(component.originals) : '',
    component.copies > 0 ? t.copies(component.copies) : '',
  ].filter(Boolean);
  return counts.length > 0 ? `${t.handIn} ${counts.join(', ')}` : t.handIn;
}

/** Ways of filing with their time and fee, and what "working day" means. */
export function WaysToFile({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  return (
    <>
      {procedure.filingWays.map((way) => (
        <div key={way.channel} className="lt-way">
          <h3 className="govuk-heading-s">{t.channel[way.channel]}</h3>
          <p>{said(way.description, locale)}</p>
          <p className="lt-muted">
            {[way.limit ? limitText(way.limit, locale) : '', saidText(way.limitNote, locale)]
              .filter(Boolean)
              .join('. ')}
          </p>
        </div>
      ))}
    </>
  );
}

/** How the days are counted, where the limit is in working time. */
export function HowLong({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const way = wayOf(procedure, 'online') ?? procedure.filingWays[0];
  if (!way) return null;
  const { limit } = way;
  return (
    <>
      <p>
        <strong>{limit ? limitText(limit, locale) : said(way.limitNote, locale)}</strong>
      </p>
      {limit?.unit === 'same-day' && procedure.sameDayCutoff ? <p>{t.sameDay(procedure.sameDayCutoff)}</p> : null}
      {limit?.unit === 'working-day' || limit?.unit === 'working-hour' ? <p>{t.workingDays}</p> : null}
      {limit && way.limitNote.vi ? <p>{said(way.limitNote, locale)}</p> : null}
    </>
  );
}
