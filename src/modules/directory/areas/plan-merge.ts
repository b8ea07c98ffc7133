import { addDays } from '#platform/time.ts';
import type { AreaBook } from './book.ts';
import { REFORM_DAY, type AreaVersion, type Succession } from './model.ts';
import { fullNameOf } from './names.ts';
import type { ImportPlan } from './plan-import.ts';
import { ReportBuilder } from './report.ts';

/**
 * Brings a book that was loaded earlier, and perhaps corrected since, up to a newer national book: what is missing is
 * added, an act that came since closes the version before it, and where both know something else ours stands.
 */
export function planMerge(book: AreaBook, national: AreaBook, source: string): ImportPlan {
  const report = new ReportBuilder();
  const newAreas: AreaVersion[] = [];
  const closed: AreaVersion[] = [];
  for (const area of national.areas()) {
    if (book.version(area.code, area.validFrom)) {
      report.count('unchanged');
      continue;
    }
    const overlapping = book.versions(area.code).filter((known) => overlaps(known, area));
    const before = overlapping[0];
    if (overlapping.length > 1 || (before && (before.validTo !== null || before.validFrom >= area.validFrom))) {
      report.add(
        'conflict',
        area.code,
        `${fullNameOf(area.kind, area.name)} from ${area.validFrom} crosses what is known, which is kept.`,
      );
      continue;
    }
    if (before) {
      before.validTo = addDays(area.validFrom, -1);
      closed.push(before);
    }
    report.add('added', area.code, `${fullNameOf(area.kind, area.name)} from ${area.validFrom}.`);
    newAreas.push(area);
    book.addArea(area);
  }
  const newLinks: Succession[] = [];
  for (const link of national.links()) {
    const from = book.version(link.fromCode, link.fromSince);
    if (!from || !book.version(link.toCode, link.toSince)) continue;
    if (book.successors(from).some((known) => known.toCode === link.toCode && known.toSince === link.toSince))
      report.count('unchanged');
    else {
      report.count('added');
      newLinks.push(link);
      book.addLink(link);
    }
  }
  const fresh = new Set(newLinks);
  const regraded = book.regrade().filter((link) => !fresh.has(link));
  report.count('changed', regraded.length + closed.length);
  return { newAreas, closed, newLinks, regraded, moved: [], report: report.finish(source, REFORM_DAY) };
}

function overlaps(a: AreaVersion, b: AreaVersion): boolean {
  return (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom);
}
