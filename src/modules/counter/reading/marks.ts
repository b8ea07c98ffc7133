import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { Mark } from '../shapes.ts';
import type { Said } from '../words.ts';

export interface LabelledMark extends Mark {
  label: Said;
  /** whether the form has such a field or paper at all */
  known: boolean;
}

/** Marks with the names that people know the fields by. A mark on a paper points at the field that holds the paper. */
export function labelMarks(version: ProcedureVersion, marks: readonly Mark[]): LabelledMark[] {
  const fields = version.form?.pages.flatMap((page) => page.fields) ?? [];
  return marks.map((mark) => {
    const field = fields.find((one) => one.key === mark.key && (one.kind === 'paper') === (mark.target === 'paper'));
    return { ...mark, label: field?.label ?? { vi: mark.key, en: mark.key }, known: field !== undefined };
  });
}
