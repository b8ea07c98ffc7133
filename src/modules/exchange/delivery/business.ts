import { legalAssumption } from '#platform/legal.ts';

/**
 * The second machine: what people at the recipient did with the document, by the status codes of Quyết định 28/2018/QĐ-TTg. Steps may be
 * skipped forward, never back. A recall, update or replacement asks; 15 agrees, 16 refuses.
 */
export const businessCodes = ['01', '02', '03', '04', '05', '06', '15', '16'] as const;
export type BusinessCode = (typeof businessCodes)[number];

/** What the sender may ask of a document already sent. */
export type ChangeKind = 'recall' | 'update' | 'replace';

export const businessNames: Record<BusinessCode, { vi: string; en: string }> = {
  '01': { vi: 'Đã đến', en: 'Arrived' },
  '02': { vi: 'Từ chối tiếp nhận', en: 'Refused' },
  '03': { vi: 'Đã tiếp nhận', en: 'Registered' },
  '04': { vi: 'Phân công', en: 'Assigned' },
  '05': { vi: 'Đang xử lý', en: 'In progress' },
  '06': { vi: 'Hoàn thành', en: 'Finished' },
  '15': { vi: 'Đồng ý', en: 'Agreed' },
  '16': { vi: 'Từ chối', en: 'Declined' },
};

const forward = legalAssumption({
  id: 'exchange.business-transitions',
  statement:
    'A recipient moves a document 01 → 02 or 03, then 03 → 04 → 05 → 06, skipping forward but never back; 02 ends it; after a recall, update or replacement the recipient answers 15 or 16, and 15 on a recall or replacement ends it.',
  source: 'Quyết định 28/2018/QĐ-TTg (status codes); the order is inferred from their meanings',
  value: {
    '01': ['02', '03'],
    '02': [],
    '03': ['04', '05', '06'],
    '04': ['05', '06'],
    '05': ['06'],
    '06': [],
  } satisfies Record<string, readonly BusinessCode[]> as Record<string, readonly BusinessCode[]>,
  configuredBy: 'constant in exchange/delivery/business.ts',
});

/** Where a document stands with one recipient. `asked`: a change waits for an answer. `ended`: an agreed recall or replacement took it back. */
export interface Standing {
  code: BusinessCode | null;
  asked: ChangeKind | null;
}

/** People's steps: report a code of 02–06. @returns whether the table allows it */
export function mayReport({ code }: Standing, to: BusinessCode): boolean {
  return code !== null && (forward[code]?.includes(to) ?? false);
}

/** Whether the sender may (still) ask for a change: not of what was refused or taken back, and one at a time. */
export function mayAsk({ code, asked }: Standing): boolean {
  return asked === null && code !== '02' && code !== '15';
}

/** The recipient's answer to a change. @returns the standing after it, or undefined when nothing was asked */
export function answerChange({ code, asked }: Standing, agrees: boolean): Standing | undefined {
  if (asked === null) return undefined;
  if (!agrees) return { code, asked: null };
  return { code: asked === 'update' ? code : '15', asked: null };
}
