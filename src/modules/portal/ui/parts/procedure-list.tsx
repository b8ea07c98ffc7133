import { Tag, type Locale } from '#ui/index.ts';
import type { ProcedureSummary } from '#modules/procedures/index.ts';
import { said } from './said.tsx';

const words = {
  vi: { online: 'Nộp được tại đây', inform: 'Xem hướng dẫn' },
  en: { online: 'Can be filed here', inform: 'Guidance only' },
} as const;

/** Procedures as a list to choose from: name, one line, and whether it can be filed here. */
export function ProcedureList({ procedures, locale }: { procedures: readonly ProcedureSummary[]; locale: Locale }) {
  const t = words[locale];
  return (
    <ul className="lt-list">
      {procedures.map((procedure) => (
        <li key={procedure.code} className="lt-list__item">
          <p className="lt-list__title">
            <a className="govuk-link" href={`/thu-tuc/${procedure.code}`}>
              {said(procedure.name, locale)}
            </a>
          </p>
          <p className="lt-list__text">{said(procedure.description, locale)}</p>
          <p className="lt-list__facts">
            <Tag tone={procedure.fileable ? 'ok' : 'plain'}>{procedure.fileable ? t.online : t.inform}</Tag>
            <span className="lt-muted">
              {said(procedure.sector.name, locale)} · <span className="lt-code">{procedure.code}</span>
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
