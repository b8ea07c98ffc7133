import { formatMoney } from '#platform/text.ts';
import type { Version } from './version-of.ts';

export interface StartView {
  code: string;
  name: string;
  /** Null where the procedure cannot be filed online here. */
  firstPageId: string | null;
  papers: { name: string; why: string; required: boolean }[];
  limit: string | null;
  fees: string[];
}

/** What to know and to have ready before the first question, from the procedure's own record. */
export function viewStart(version: Version, locale: 'vi' | 'en'): StartView {
  const online = version.filingWays.find((way) => way.channel === 'online');
  return {
    code: version.code,
    name: version.name[locale],
    firstPageId: (version.fileable && version.form?.pages[0]?.id) || null,
    papers: version.components
      .filter((component) => component.kind === 'file' && component.electronic)
      .map((component) => ({ name: component.name[locale], why: component.why[locale], required: component.required })),
    limit: online?.limitNote[locale] || null,
    fees: (online?.fees ?? []).map((fee) =>
      [fee.name[locale], fee.amount === null ? fee.note[locale] : `${formatMoney(fee.amount)} ${fee.note[locale]}`]
        .map((part) => part.trim())
        .filter(Boolean)
        .join(': '),
    ),
  };
}
