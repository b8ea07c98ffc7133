import { fold, nfc } from '#platform/text.ts';
import type { ProcedureRecord, ProcedureSummary } from './types.ts';

export function summaryOf(record: ProcedureRecord): ProcedureSummary {
  const { code, name, sector, level, executingLevel, audiences, description } = record;
  return { code, name, sector, level, executingLevel, audiences, description, fileable: record.form !== null };
}

/** The texts that a search looks through. */
export function searchTexts(record: ProcedureRecord) {
  const { name, keywords, description, sector, results, subjects } = record;
  const all = [
    record.code,
    name.vi,
    name.en,
    ...keywords,
    sector.name.vi,
    description.vi,
    description.en,
    subjects.vi,
    ...results.map((result) => result.name.vi),
  ];
  return {
    name_exact: nfc(name.vi).toLowerCase(),
    name_folded: fold(name.vi),
    keywords_folded: `| ${keywords.map(fold).join(' | ')} |`,
    text_folded: all.map(fold).join(' | '),
  };
}
