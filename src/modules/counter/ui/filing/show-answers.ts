import {
  areaAnswers,
  paperAnswers,
  summarise,
  type FormDefinition,
  type SummarySection,
} from '#modules/forms/index.ts';
import { getFile } from '#modules/files/contract.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { Answers } from '../../shapes.ts';
import { namesOf } from './places.ts';

/** Answers as people read them, with the names of places and files. */
export async function showAnswers(api: PageApi, form: FormDefinition, answers: Answers): Promise<SummarySection[]> {
  const codes = areaAnswers(form, answers).map(({ code }) => code);
  const fileIds = paperAnswers(form, answers).flatMap((paper) => paper.fileIds);
  const [places, files] = await Promise.all([
    namesOf(api, [...new Set(codes)]),
    Promise.all(fileIds.map((fileId) => api.try(getFile, { params: { fileId } }))),
  ]);
  const names = new Map(files.flatMap((file) => (file.ok ? [[file.answer.id, file.answer.name] as const] : [])));
  return summarise(form, answers, api.locale, { area: (code) => places.get(code), file: (id) => names.get(id) });
}

/** The shown value of each field of one page. */
export async function showPage(
  api: PageApi,
  form: FormDefinition,
  answers: Answers,
  pageId: string,
): Promise<Map<string, { label: string; value: string }>> {
  const sections = await showAnswers(api, form, answers);
  const rows = sections.find((section) => section.pageId === pageId)?.rows ?? [];
  return new Map(rows.map((row) => [row.key, { label: row.label, value: row.value }]));
}
