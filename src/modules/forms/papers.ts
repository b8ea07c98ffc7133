import type { Answers, FormContext, FormDefinition } from './types.ts';
import { keepVisible } from './visibility.ts';

export interface PaperAnswer {
  key: string;
  pageId: string;
  component: string;
  fileIds: string[];
}

/** The files among the answers, by the component of the dossier that they stand for. */
export function paperAnswers(form: FormDefinition, answers: Answers, context: FormContext = {}): PaperAnswer[] {
  const kept = keepVisible(form, answers, context);
  return form.pages.flatMap((page) =>
    page.fields.flatMap((field) => {
      const fileIds = kept[field.key];
      if (field.paper === undefined || !Array.isArray(fileIds)) return [];
      return [{ key: field.key, pageId: page.id, component: field.paper.component, fileIds }];
    }),
  );
}
