import type { Component, ProcedureVersion } from '#modules/procedures/index.ts';
import { Details, Tag, type Locale } from '#ui/index.ts';
import { procedureWords } from '../procedure-words.ts';
import { said, saidText } from './said.tsx';

type Part = { procedure: ProcedureVersion; locale: Locale };

/** The papers, each with the reason it is asked for; those of special cases wait behind a line of their own. */
export function PapersNeeded({ procedure, locale }: Part) {
  const t = procedureWords[locale];
  const usual = procedure.components.filter((component) => component.case === null);
  const special = procedure.components.filter((component) => component.case !== null);
  if (procedure.components.length === 0) return <p>{t.needNone}</p>;
  return (
    <>
      <Papers components={usual} procedure={procedure} locale={locale} />
      {special.length > 0 ? (
        <Details summary={t.special(special.length)}>
          <Papers components={special} procedure={procedure} locale={locale} />
        </Details>
      ) : null}
      <p className="lt-muted">{t.sets(procedure.sets)}</p>
    </>
  );
}

function Papers({ components, procedure, locale }: Part & { components: readonly Component[] }) {
  const t = procedureWords[locale];
  return (
    <ul className="lt-papers">
      {components.map((component) => (
        <li key={component.code} className="lt-papers__paper">
          <h3 className="govuk-heading-s">{said(component.name, locale)}</h3>
          {component.case ? <p className="lt-muted">{t.caseOf(saidText(component.case, locale))}</p> : null}
          <p>
            <span className="lt-muted">{t.why}</span> {said(component.why, locale)}
          </p>
          <p className="lt-papers__facts">
            <Tag tone={component.kind === 'file' ? 'now' : 'plain'}>{howToGive(component, procedure, locale)}</Tag>
            {component.kind === 'file' && !component.required ? <Tag>{t.optional}</Tag> : null}
            {component.kind === 'file' && component.electronic ? (
              <span className="lt-muted">{t.electronic}</span>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What the person does with a paper: hands it in, shows it, fills it in, or nothing at all. */
function howToGive(component: Component, procedure: ProcedureVersion, locale: Locale): string {
  const t = procedureWords[locale];
  if (component.kind === 'show') return t.show;
  if (component.kind === 'form') return procedure.fileable ? t.form : t.formOnPaper;
  if (component.kind === 'data') return t.lookup;
  const counts = [
    component.originals > 0 ? t.originals(component.originals) : '',
    component.copies > 0 ? t.copies(component.copies) : '',
  ].filter(Boolean);
  return counts.length > 0 ? `${t.handIn} ${counts.join(', ')}` : t.handIn;
}
