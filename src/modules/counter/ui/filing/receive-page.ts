import { receiveForm } from '#modules/files/ui/parts/receive-form.ts';
import type { FormPage } from '#modules/forms/index.ts';
import { platformProblem } from '#platform/problem.ts';
import type { PageApi } from '#platform/web/api.ts';
import { fieldsOf, formNames, readAct, readTyped, typedFromAnswers, type Fields, type Typed } from './read-fields.ts';
import type { Answers } from '../../shapes.ts';
import { leaveWith } from './version-of.ts';
import type { PageError } from './view.ts';

/** What a question page's form brought. */
export interface PageForm {
  fields: Fields;
  typed: Typed;
  act: { act: string; key: string; value: string };
  version: number | null;
  seen: string | undefined;
  /** Files came with the form, well or badly: the person is shown them before going on. */
  sentFiles: boolean;
  fileErrors: PageError[];
}

/** Photos in one form. A question's own limit, which is smaller, is told with the question's words. */
const MOST_FILES_AT_ONCE = 10;

/** The fields alone, without looking at the page: enough to know which form was being answered. */
export async function readPlainForm(request: Request, api: PageApi): Promise<Fields | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) return fieldsOf(await request.formData());
  return leaveWith(platformProblem('unsupported-type').document(api.locale, api.requestId), '');
}

/** Reads a form; files in it are stored as the person who sent them, and added to what the page already had. */
export async function receivePage(
  request: Request,
  api: PageApi,
  { page, stored, plain }: { page: FormPage; stored: Answers; plain: Fields | undefined },
): Promise<PageForm> {
  if (plain !== undefined) return pageForm(page, plain);
  const received = await receiveForm(request, api, { maxFiles: MOST_FILES_AT_ONCE });
  const isBroken = received.refused.some((one) => one.name === '');
  const form = pageForm(page, received.fields);
  // Of a form that did not arrive whole nothing is known: what is stored stands.
  if (isBroken) form.typed = typedFromAnswers(page, stored);
  for (const { field, file } of received.files) {
    const key = keyOf(page, field);
    const ids = form.typed[key];
    if (Array.isArray(ids)) ids.push(file.id);
  }
  form.sentFiles = received.files.length + received.refused.length > 0;
  form.fileErrors = errorsOf(page, received.refused);
  return form;
}

function pageForm(page: FormPage, fields: Fields): PageForm {
  const version = Number.parseInt(fields[formNames.version] ?? '', 10);
  return {
    fields,
    typed: readTyped(page, fields),
    act: readAct(fields[formNames.act]),
    version: Number.isSafeInteger(version) && version > 0 ? version : null,
    seen: fields[formNames.seen],
    sentFiles: false,
    fileErrors: [],
  };
}

/** The paper question that a file input belongs to; the page's first where the name says nothing. */
function keyOf(page: FormPage, name: string): string {
  const papers = page.fields.filter((field) => field.kind === 'paper');
  return (papers.find((field) => formNames.files(field.key) === name) ?? papers[0])?.key ?? '';
}

/** One line per question: each refused file by its name with the reason. */
function errorsOf(page: FormPage, refused: { field: string; name: string; problem: { title: string } }[]): PageError[] {
  const lines = new Map<string, string[]>();
  for (const { field, name, problem } of refused) {
    const key = keyOf(page, field);
    const line = name === '' ? problem.title : `${name}: ${problem.title}`;
    lines.set(key, [...(lines.get(key) ?? []), line]);
  }
  return [...lines].map(([path, messages]) => ({ path, message: messages.join(' ') }));
}
