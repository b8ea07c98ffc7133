import { formatMoney } from '#platform/text.ts';
import type { Version } from './version-of.ts';

interface PaperView {
  name: string;
  why: string;
  case: string | null;
}

export interface StartView {
  code: string;
  name: string;
  /** Null where the procedure cannot be filed online here. */
  firstPageId: string | null;
  /** Needed by everyone. */
  papers: PaperView[];
  /** Needed in some cases only. */
  sometimes: PaperView[];
  limit: string | null;
  fees: string[];
}

/** What to know and to have ready before the first question, from the procedure's own record. */
export function viewStart(version: Version, locale: 'vi' | 'en'): StartView {
  const online = version.filingWays.find((way) => way.channel === 'online');
  const papers = version.components.filter((component) => component.kind === 'file' && component.electronic);
  const shown = (paper: Version['components'][number]): PaperView => ({
    name: paper.name[locale],
    why: paper.why[locale],
    case: paper.case?.[locale] ?? null,
  });
  return {
    code: version.code,
    name: version.name[locale],
    firstPageId: (version.fileable && version.form?.pages[0]?.id) || null,
    papers: papers.filter(isForEveryone).map(shown),
    sometimes: papers.filter((paper) => !isForEveryone(paper)).map(shown),
    limit: online?.limitNote[locale] || null,
    fees: (online?.fees ?? []).map((fee) => `${fee.name[locale]}: ${priceOf(fee, locale)}`),
  };
}

function isForEveryone({ required, case: inCase, when }: Version['components'][number]): boolean {
  return required && inCase === null && when === undefined;
}

type Fee = Version['filingWays'][number]['fees'][number];

/** The amount with its note; a free one says so in its note. */
function priceOf(fee: Fee, locale: 'vi' | 'en'): string {
  const note = fee.note[locale].trim();
  if (fee.amount === null || (fee.amount === 0 && note !== '')) return note;
  return [formatMoney(fee.amount), note].filter(Boolean).join('. ');
}
