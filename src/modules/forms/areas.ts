import type { Answers, Field, FieldError, FormContext, FormDefinition } from './types.ts';
import { keepVisible } from './visibility.ts';

export interface AreaAnswer {
  field: Field;
  pageId: string;
  code: string;
  level: 'commune' | 'province' | 'any';
}

/**
 * The administrative areas among the answers. The form knows only the shape of a code; whether it exists today is a
 * question for `directory`, asked by whoever stores the answers. What is wrong is told with `areaError`.
 */
export function areaAnswers(form: FormDefinition, answers: Answers, context: FormContext = {}): AreaAnswer[] {
  const kept = keepVisible(form, answers, context);
  return form.pages.flatMap((page) =>
    page.fields.flatMap((field) => {
      const code = kept[field.key];
      if (field.kind !== 'area' || typeof code !== 'string') return [];
      return [{ field, pageId: page.id, code, level: field.areaLevel ?? 'any' }];
    }),
  );
}

/** `abolished` names the units of today that took the place of the one chosen, for example 'Phường Đức Xuân'. */
export function areaError(answer: AreaAnswer, fault: { unknown: true } | { abolished: string[] }): FieldError {
  const base = { path: answer.field.key, pageId: answer.pageId };
  if ('unknown' in fault) {
    return {
      ...base,
      code: 'area-unknown',
      vi: 'Chưa tìm thấy địa danh này. Hãy chọn lại tỉnh, thành phố rồi chọn xã, phường trong danh sách',
      en: 'This place was not found. Choose the province again, then the commune from the list',
    };
  }
  const today = fault.abolished.join(', ');
  return {
    ...base,
    code: 'area-abolished',
    vi: today
      ? `Đơn vị này đã sắp xếp lại, nay thuộc ${today}. Hãy chọn tên mới`
      : 'Đơn vị này không còn trong danh mục hiện nay. Hãy chọn xã, phường theo tên mới',
    en: today
      ? `This unit was reorganised and is now part of ${today}. Choose the new name`
      : 'This unit no longer exists. Choose the commune by its new name',
  };
}
