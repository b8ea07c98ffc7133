import { formatDate } from '#platform/time.ts';
import { SummaryList, useLocale } from '#ui/index.ts';
import type { FoundUnit } from '../../shapes.ts';
import { words } from '../words.ts';

/** Before this day the areas are known only as they stood at the end, see areas/provinces.ts. */
const FIRST_KNOWN_DAY = '2008-08-01';

/** Units of any time, each with the units of today on its land. */
export function FoundUnits({ units }: { units: readonly FoundUnit[] }) {
  const t = words[useLocale()];
  return units.map((unit) => {
    const stands = unit.code !== null && unit.validTo === null;
    const rows = [
      ...(unit.code ? [{ key: t.code, value: <span className="lt-code">{unit.code}</span> }] : []),
      { key: t.time, value: timeOf(unit, t) },
      ...(stands
        ? []
        : [
            {
              key: unit.today.length > 1 ? t.nowOneOf : t.now,
              value: (
                <>
                  <ul className="govuk-list">
                    {unit.today.map((area) => (
                      <li key={area.code} lang="vi">
                        <strong>{area.path}</strong> ({t.withCode(area.code)})
                      </li>
                    ))}
                  </ul>
                  {unit.today.length > 1 ? <span className="lt-muted">{t.dividedNote}</span> : null}
                </>
              ),
            },
          ]),
      ...(unit.instrument ? [{ key: t.ground, value: inFull(unit.instrument), lang: 'vi' }] : []),
    ];
    return (
      <SummaryList key={`${unit.code}-${unit.validFrom}-${unit.path}`} title={unit.path} headingLevel={3} rows={rows} />
    );
  });
}

function timeOf({ validFrom, validTo }: FoundUnit, t: (typeof words)['vi' | 'en']): string {
  if (validFrom === null) return t.before;
  const known = validFrom > FIRST_KNOWN_DAY;
  if (validTo === null) return known ? t.since(formatDate(validFrom)) : t.always;
  return known ? t.between(formatDate(validFrom), formatDate(validTo)) : t.until(formatDate(validTo));
}

/** 'NQ 202/2025/QH15; QĐ …' with the words that readers may not know by their letters. */
function inFull(instrument: string): string {
  return instrument
    .replace(/\bNQ (?=\d+–)/g, 'Các nghị quyết số ')
    .replace(/\bNQ /g, 'Nghị quyết số ')
    .replace(/(^|; )QĐ /g, '$1Quyết định số ');
}
