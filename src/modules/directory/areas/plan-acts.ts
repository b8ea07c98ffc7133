import { addDays } from '#platform/time.ts';
import type { AreaBook } from './book.ts';
import type { AreaVersion, Succession } from './model.ts';
import { fullNameOf, spellingKey, splitFullName } from './names.ts';
import { changeKind, type ImportPlan, type Source } from './plan-import.ts';
import type { ActList } from './read-file.ts';
import { ReportBuilder } from './report.ts';

/**
 * Enters acts that gave units another name or type, also ones that take effect later. Where the same change was assumed
 * for another day and marked unverified, its day is corrected. Entering the same acts again changes nothing.
 */
export function planActs(book: AreaBook, file: ActList, source: Source): ImportPlan {
  const report = new ReportBuilder();
  const plan: Omit<ImportPlan, 'report'> = { newAreas: [], closed: [], newLinks: [], regraded: [], moved: [] };
  for (const act of file.acts) {
    const known = book.at(act.code, act.on);
    const name = known && splitFullName(act.fullName, known.level);
    if (!known || !name) {
      report.add('unknown', act.code, `"${act.fullName}" names no unit that stood on ${act.on}.`);
      continue;
    }
    const says = (area: AreaVersion) => area.kind === name.kind && spellingKey(area.name) === spellingKey(name.name);
    const next = book.versions(act.code).find((area) => area.validFrom > act.on);
    if (says(known) && known.validFrom === act.on) report.count('unchanged');
    else if (says(known) && mayMove(known)) move(known, act);
    else if (!says(known) && next && says(next) && mayMove(next)) move(next, act);
    else if (!says(known) && known.validTo === null && known.validFrom < act.on) change(known, name, act);
    else
      report.add(
        'conflict',
        act.code,
        `${act.fullName} from ${act.on} does not fit ${fullNameOf(known.kind, known.name)} from ${known.validFrom}, which is kept.`,
      );
  }
  return { ...plan, report: report.finish(source.name, source.asOf) };

  /** Only what was an assumption, and a change of the same unit, not its making. */
  function mayMove(area: AreaVersion): boolean {
    const before = book.versions(area.code).findLast((one) => one.validFrom < area.validFrom);
    return area.confidence === 'unverified' && before !== undefined && before.validTo === addDays(area.validFrom, -1);
  }

  function move(area: AreaVersion, act: ActList['acts'][number]): void {
    const from = area.validFrom;
    const before = book.moveBeginning(area, act.on);
    area.instrument = act.instrument;
    area.source = source.name;
    area.confidence = 'code';
    if (before) plan.closed.push(before);
    plan.moved.push({ area, from });
    report.add('changed', act.code, `${act.fullName} began on ${act.on}, not on ${from}.`);
  }

  function change(known: AreaVersion, name: Pick<AreaVersion, 'kind' | 'name'>, act: ActList['acts'][number]): void {
    const told = { instrument: act.instrument, source: source.name, confidence: 'code' } as const;
    const opened: AreaVersion = {
      ...known,
      ...told,
      kind: name.kind,
      name: name.name,
      validFrom: act.on,
      validTo: null,
    };
    const link: Succession = {
      ...told,
      fromCode: known.code,
      fromSince: known.validFrom,
      toCode: known.code,
      toSince: act.on,
      kind: changeKind(known, opened),
    };
    known.validTo = addDays(act.on, -1);
    book.addArea(opened);
    book.addLink(link);
    plan.closed.push(known);
    plan.newAreas.push(opened);
    plan.newLinks.push(link);
    report.add('changed', act.code, `${fullNameOf(known.kind, known.name)} → ${act.fullName} from ${act.on}.`);
  }
}
