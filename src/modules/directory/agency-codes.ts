import { legalAssumption } from '#platform/legal.ts';

/**
 * Electronic identifiers of agencies (mã định danh điện tử), in two forms:
 * Thông tư 10/2016 (QCVN 102): `000.00.13.H53`, most specific first, unused groups zero;
 * QĐ 20/2020/QĐ-TTg: `H53.13`, level 1 first, nothing padded, at most 35 characters.
 */
export type AgencyCodeForm = '2016' | '2020';

export interface ReadAgencyCode {
  form: AgencyCodeForm;
  /** As stored: upper case, without spaces. */
  code: string;
  /** The level-1 code: one letter and two digits. */
  head: string;
  /** Below level 1, from the top down. */
  parts: string[];
}

const PATTERNS = legalAssumption({
  id: 'directory.agency-code-patterns',
  statement: 'Agency identifiers match these patterns and have at most 35 characters.',
  source: 'QĐ 20/2020/QĐ-TTg and Thông tư 10/2016/TT-BTTTT (QCVN 102:2016)',
  value: { 2016: '^\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}$', 2020: '^[A-Z]\\d{2}(\\.[0-9A-Z]{2,3})*$' },
  configuredBy: 'src/modules/directory/agency-codes.ts',
});

legalAssumption({
  id: 'directory.codes-after-the-merger',
  statement: 'A province merged on 01/07/2025 keeps the level-1 code of the province whose name it took.',
  source: 'QĐ 20/2020/QĐ-TTg as amended by QĐ 09/2025/QĐ-TTg, which is older than the merger',
  value: 'kept',
  configuredBy: 'directory.agency_code (rows of the agency, marked unverified)',
});

const FORM_2016 = new RegExp(PATTERNS[2016]);
const FORM_2020 = new RegExp(PATTERNS[2020]);

/** Reads either form, forgiving case and spaces. Undefined for anything else. */
export function readAgencyCode(text: string): ReadAgencyCode | undefined {
  const code = text.replace(/\s+/g, '').toUpperCase();
  if (code.length > 35) return undefined;
  if (FORM_2016.test(code)) {
    const [office = '', division = '', unit = '', head = ''] = code.split('.');
    const down = [unit, division, office];
    while (down.length > 0 && /^0+$/.test(down.at(-1) ?? '')) down.pop();
    return { form: '2016', code, head, parts: down };
  }
  if (FORM_2020.test(code)) {
    const [head = '', ...parts] = code.split('.');
    return { form: '2020', code, head, parts };
  }
  return undefined;
}

/**
 * Proposes the same body's code in the other form: `000.00.13.H53` ⇄ `H53.13`. Only a proposal: it holds where the body
 * kept its number under QĐ 20, so a person confirms it and the agency's own rows are the authority. Undefined where the
 * parts do not fit the widths 2, 2, 3 of the older form (`H55.242`).
 */
export function proposeOtherForm(text: string): string | undefined {
  const read = readAgencyCode(text);
  if (!read) return undefined;
  if (read.form === '2016') return [read.head, ...read.parts].join('.');
  const widths = [2, 2, 3];
  if (read.parts.length > widths.length) return undefined;
  const groups = widths.map((width, i) => read.parts[i] ?? '0'.repeat(width));
  if (groups.some((group, i) => group.length !== widths[i] || !/^\d+$/.test(group))) return undefined;
  return [...groups.toReversed(), read.head].join('.');
}
