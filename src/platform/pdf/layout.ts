import { legalAssumption } from '../legal.ts';

/** Page and type sizes of administrative documents, as set in `official.typ`. */
export const officialLayout = legalAssumption({
  id: 'pdf.official-layout',
  statement:
    'Administrative documents are A4 with margins 20 mm top and bottom, 30 mm left, 15 mm right, body 14 pt, header 12.5 pt, ' +
    'motto 13.5 pt, recipients 11 pt, page number centred at the top from page 2, all in a face of Times New Roman metrics.',
  source: 'Nghị định 30/2020/NĐ-CP, Phụ lục I',
  value: { marginMm: [20, 15, 20, 30], bodyPt: 14, headerPt: 12.5, mottoPt: 13.5, recipientsPt: 11 },
  configuredBy: 'official-layout in src/platform/pdf/official.typ, or the `layout` argument of a template',
});
